package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.rules.RuleBook;
import tools.jackson.databind.JsonNode;

/// From a rule in shadow to one whose alerts reach operators, and back.
class CommissioningTest {

  private static final String RULE = "/api/cameras/market/rules/intrusion";

  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = TestTown.commissioning(folder);
    for (var camera : List.of(TestTown.MARKET, TestTown.QUAY)) {
      town.desk.arm(RuleBook.wholePicture(camera, Duration.ofMillis(500)));
    }
    administrator = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private JsonNode rule(Browser browser) throws Exception {
    for (var rule : browser.get("/api/commissioning").expect(200).json().get("rules")) {
      if (rule.get("camera").asString().equals("market")
          && rule.get("rule").asString().equals("intrusion")) {
        return rule;
      }
    }
    throw new AssertionError("the rule is not listed");
  }

  private JsonNode stage(String light, boolean expected) throws Exception {
    var order = Map.of("light", light, "expected", expected, "seconds", 20, "what", "a walk");
    var rule = administrator.post(RULE + "/scenes", order).expect(200).json();
    if (expected) {
      town.intrude(TestTown.MARKET, town.clocks.wall().plusSeconds(5));
    }
    town.clocks.advance(Duration.ofMinutes(3));
    return rule;
  }

  @Test
  void a_rule_is_in_shadow_until_the_route_is_walked_and_a_person_arms_it() throws Exception {
    var before = rule(administrator);
    assertThat(before.get("standing").asString()).isEqualTo("SHADOW");
    var missing = before.get("trial").get("missing").get(0);
    assertThat(missing.get("kind").asString()).isEqualTo("TRIAL");
    assertThat(missing.get("need").asInt()).isEqualTo(14);
    administrator
        .post(RULE + "/arm", Map.of("floor", 0.7, "reason", "accepted on report 12"))
        .problem(400, ProblemCode.BAD_REQUEST);

    var playing = stage("DAY", true);
    assertThat(playing.get("trial").get("scenes").get(0).get("what").asString())
        .isEqualTo("a walk");
    stage("DAY", false);
    stage("NIGHT", true);
    stage("NIGHT", false);

    assertThat(rule(administrator).get("trial").get("missing"))
        .singleElement()
        .satisfies(thing -> assertThat(thing.get("kind").asString()).isEqualTo("NOTICE"));
    var refused =
        administrator.post(RULE + "/arm", Map.of("floor", 0.7, "reason", "accepted on report 12"));
    refused.problem(400, ProblemCode.BAD_REQUEST);
    assertThat(refused.text()).contains("public page", "/api/notice/publish");
    administrator.post("/api/notice/publish").expect(200);

    var ready = rule(administrator).get("trial");
    assertThat(ready.get("missing")).isEmpty();
    assertThat(ready.get("route")).hasSize(4).allSatisfy(step -> assertThat(done(step)).isTrue());
    var armed =
        administrator
            .post(RULE + "/arm", Map.of("floor", 0.7, "reason", "accepted on report 12"))
            .expect(200)
            .json();
    assertThat(armed.get("standing").asString()).isEqualTo("ARMED");
    assertThat(armed.get("trial").get("floor").asDouble()).isEqualTo(0.7);

    var back =
        administrator.post(RULE + "/shadow", Map.of("reason", "works in the square")).expect(200);
    assertThat(back.json().get("standing").asString()).isEqualTo("SHADOW");
    assertThat(back.json().get("trial").get("scenes")).isEmpty();
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("rule.staged", "rule.armed", "rule.shadow");
  }

  private static boolean done(JsonNode step) {
    return step.get("done").asBoolean();
  }

  @Test
  void whoever_may_not_configure_a_camera_sees_how_its_rules_stand_and_changes_nothing()
      throws Exception {
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE", "JUDGE"), TestTown.MARKET);
    assertThat(rule(ana).get("standing").asString()).isEqualTo("SHADOW");
    assertThat(ana.get("/api/commissioning").expect(200).json().get("rules"))
        .allSatisfy(rule -> assertThat(rule.get("camera").asString()).isEqualTo("market"));
    var scene = Map.of("light", "DAY", "expected", true, "seconds", 20, "what", "a walk");
    ana.post(RULE + "/scenes", scene).problem(403, ProblemCode.REFUSED);
    ana.post(RULE + "/arm", Map.of("floor", 0.7, "reason", "accepted"))
        .problem(403, ProblemCode.REFUSED);
    ana.post(RULE + "/shadow", Map.of("reason", "works")).problem(403, ProblemCode.REFUSED);
    ana.post("/api/cameras/quay/rules/intrusion/shadow", Map.of("reason", "works"))
        .problem(403, ProblemCode.REFUSED);
  }

  @Test
  void what_is_raised_in_shadow_is_for_those_who_may_configure_that_very_camera() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    town.intrude(TestTown.QUAY, town.clocks.wall());
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE", "JUDGE"), TestTown.MARKET);
    var ben = town.person(administrator, "Ben", Set.of("CONFIGURE"), TestTown.QUAY);

    assertThat(administrator.get("/api/alerts").expect(200).json().get("alerts")).isEmpty();
    var all = administrator.get("/api/alerts?shadow=true").expect(200).json().get("alerts");
    assertThat(all).hasSize(2);
    ana.get("/api/alerts?shadow=true").problem(403, ProblemCode.REFUSED);
    assertThat(ben.get("/api/alerts?shadow=true").expect(200).json().get("alerts"))
        .singleElement()
        .satisfies(alert -> assertThat(alert.get("camera").asString()).isEqualTo("quay"));
    for (var alert : all) {
      if (alert.get("camera").asString().equals("market")) {
        ana.get("/api/alerts/" + alert.get("id").asString())
            .problem(404, ProblemCode.NO_SUCH_ALERT);
      }
    }
  }

  @Test
  void orders_that_make_no_sense_say_what_would() throws Exception {
    for (var wrong :
        List.of(
            Map.of("light", "DUSK", "expected", true, "seconds", 20, "what", "a walk"),
            Map.of("light", "TWILIGHT", "expected", true, "seconds", 20, "what", "a walk"),
            Map.of("light", "DAY", "seconds", 20, "what", "a walk"),
            Map.of("light", "DAY", "expected", true, "seconds", 1801, "what", "a walk"))) {
      administrator.post(RULE + "/scenes", wrong).problem(400, ProblemCode.BAD_REQUEST);
    }
    administrator
        .post(RULE + "/scenes", Map.of("light", "DAY", "expected", true, "seconds", 20, "what", ""))
        .problem(400, ProblemCode.REASON_NEEDED);
    administrator
        .post("/api/cameras/market/rules/nothing/shadow", Map.of("reason", "works"))
        .problem(400, ProblemCode.BAD_REQUEST);
    assertThat(rule(administrator).get("trial").get("scenes")).isEmpty();
  }

  @Test
  void where_nothing_is_asked_verdicts_are_measured_all_the_same(@TempDir Path folder)
      throws Exception {
    try (var other = new TestTown(folder)) {
      var browser = other.administrator();
      other.intrude(TestTown.MARKET, other.clocks.wall());
      var alert = browser.get("/api/alerts").expect(200).json().get("alerts").get(0);
      browser
          .post(
              "/api/alerts/" + alert.get("id").asString() + "/confirm", Map.of("reason", "seen it"))
          .expect(200);

      assertThat(browser.get("/api/commissioning").expect(200).json().get("asked").asBoolean())
          .isFalse();
      var rule = rule(browser);
      assertThat(rule.get("standing").asString()).isEqualTo("NOT_ASKED");
      assertThat(rule.has("trial")).isFalse();
      assertThat(rule.get("measured").get(0).get("confirmed").asInt()).isEqualTo(1);
      browser
          .post(RULE + "/shadow", Map.of("reason", "works"))
          .problem(400, ProblemCode.BAD_REQUEST);
    }
  }
}
