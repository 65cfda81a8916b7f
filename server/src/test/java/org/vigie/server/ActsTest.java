package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Where acts stand, over the API and on the public page.
class ActsTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static Map<String, String> order(String number) {
    return Map.of("number", number, "reason", "decision of the council, 12 May");
  }

  private static JsonNode act(JsonNode list, String number) {
    for (var act : list.get("acts")) {
      if (act.get("number").asString().equals(number)) {
        return act;
      }
    }
    throw new AssertionError("no act " + number + " in " + list);
  }

  @Test
  void everybody_sees_where_each_act_stands_and_that_it_is_unsigned() throws Exception {
    var operator = town.person(administrator, "Operator", Set.of("JUDGE"));
    var list = operator.get("/api/acts").expect(200).json();
    assertThat(list.get("profile").asString()).isEqualTo("demo");
    assertThat(list.get("profile_version").asInt()).isPositive();
    var recording = act(list, "2026-114");
    assertThat(recording.get("kind").asString()).isEqualTo("RECORDING");
    assertThat(recording.get("state").asString()).isEqualTo("IN_FORCE");
    assertThat(recording.has("signed_by")).isFalse();
    assertThat(act(list, "2026-115").get("kind").asString()).isEqualTo("DETECTION");
    assertThat(operator.get("/api/town").json().get("recording_act").get("signed").asBoolean())
        .isFalse();
  }

  @Test
  void an_administrator_suspends_and_resumes_with_a_reason_and_the_ledger_says_so()
      throws Exception {
    var suspended = administrator.post("/api/acts/suspend", order("2026-115")).expect(200).json();
    var act = act(suspended, "2026-115");
    assertThat(act.get("state").asString()).isEqualTo("SUSPENDED");
    assertThat(act.get("name").asString()).isEqualTo("Claire Martin");
    assertThat(act.get("reason").asString()).isEqualTo("decision of the council, 12 May");
    assertThat(administrator.get("/api/town").json().has("detection_act")).isFalse();
    var resumed = administrator.post("/api/acts/resume", order("2026-115")).expect(200).json();
    assertThat(act(resumed, "2026-115").get("state").asString()).isEqualTo("IN_FORCE");
    var revoked = administrator.post("/api/acts/revoke", order("2026-115")).expect(200).json();
    assertThat(act(revoked, "2026-115").get("state").asString()).isEqualTo("REVOKED");
    administrator.post("/api/acts/resume", order("2026-115")).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries())
        .extracting(entry -> entry.entry().kind())
        .contains("act.suspended", "act.resumed", "act.revoked", "act.refused");
  }

  @Test
  void nobody_else_orders_and_an_order_needs_a_reason_and_an_act() throws Exception {
    var operator = town.person(administrator, "Operator", Set.of("STOP", "CONFIGURE"));
    operator.post("/api/acts/suspend", order("2026-115")).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("permit.refused");
    administrator.post("/api/acts/suspend", order("no such")).problem(403, ProblemCode.REFUSED);
    administrator
        .post("/api/acts/suspend", Map.of("number", "2026-115", "reason", ""))
        .problem(400, ProblemCode.REASON_NEEDED);
    administrator
        .post("/api/acts/suspend", Map.of("reason", "why not"))
        .problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void the_public_is_told_of_a_suspension_and_that_an_act_is_unsigned() throws Exception {
    administrator.post("/api/notice/publish").expect(200);
    var stranger = new Browser(town.server.url());
    assertThat(stranger.get("/public?lang=en").expect(200).text())
        .contains("in force; its file is not signed by the authority");
    administrator.post("/api/acts/suspend", order("2026-115")).expect(200);
    // What is declared is drawn anew every few seconds.
    town.clocks.advance(Duration.ofSeconds(10));
    var page = stranger.get("/public?lang=fr").expect(200).text();
    assertThat(page).contains("suspendu");
    var acts = stranger.get("/public/vigie.json").json().get("declaration").get("detection_acts");
    assertThat(acts.get(0).get("state").asString()).isEqualTo("SUSPENDED");
    assertThat(acts.get(0).get("signed").asBoolean()).isFalse();
  }
}
