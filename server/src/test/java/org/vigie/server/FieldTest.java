package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.Recorded;
import tools.jackson.databind.JsonNode;

/// What somebody on the ground gets and says, with the role FIELD.
class FieldTest {

  private static final Map<String, Object> HERE =
      Map.of(
          "unit", "Patrol 1", "latitude", 43.298765432, "longitude", 5.371234567, "accuracy_m", 12);

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser patrol;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    patrol = town.person(administrator, "Ana", Role.FIELD);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void confirm(int alert) throws Exception {
    administrator
        .post("/api/alerts/" + alert + "/confirm", Map.of("reason", "somebody is in there"))
        .expect(200);
  }

  private JsonNode listed() throws Exception {
    return patrol.get("/api/field").expect(200).json().get("alerts");
  }

  private long entries(String kind) {
    return town.entries().stream().map(Recorded::entry).filter(e -> e.kind().equals(kind)).count();
  }

  @Test
  void hears_of_open_incidents_of_its_cameras_until_they_are_closed() throws Exception {
    administrator
        .post(
            "/api/incidents", Map.of("kind", "ACCIDENT", "camera", "quay", "words", "two bicycles"))
        .expect(201);
    administrator
        .post("/api/incidents/1/lines", Map.of("kind", "TEAM_SENT", "words", "patrol 2"))
        .expect(200);
    var incidents = patrol.get("/api/field").expect(200).json().get("incidents");
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).get("kind").asString()).isEqualTo("ACCIDENT");
    assertThat(incidents.get(0).get("title").asString()).isEqualTo("two bicycles");
    assertThat(incidents.get(0).get("teams").get(0).asString()).isEqualTo("patrol 2");
    assertThat(incidents.get(0).get("places").get(0).get("camera_name").asString())
        .isEqualTo("Quai Nord");
    var elsewhere = town.person(administrator, "Ben", Set.of("ATTEND"), TestTown.MARKET);
    assertThat(elsewhere.get("/api/field").expect(200).json().get("incidents")).isEmpty();
    patrol.get("/api/incidents").problem(403, ProblemCode.REFUSED);

    administrator.post("/api/incidents/1/lines", Map.of("kind", "CLOSED")).expect(200);
    assertThat(patrol.get("/api/field").json().get("incidents")).isEmpty();
  }

  @Test
  void hears_of_an_alert_once_it_is_confirmed_and_sees_neither_live_pictures_nor_footage()
      throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    town.intrude(TestTown.QUAY, town.clocks.wall());
    assertThat(listed()).isEmpty();
    assertThat(patrol.get("/api/alerts").expect(200).json().get("alerts")).isEmpty();
    patrol.get("/api/alerts/1").problem(404, ProblemCode.NO_SUCH_ALERT);
    patrol
        .post("/api/field/alerts/1/steps", Map.of("step", "SEEN"))
        .problem(404, ProblemCode.NO_SUCH_ALERT);
    patrol.get("/api/field/alerts/1/still").problem(404, ProblemCode.NO_SUCH_ALERT);

    confirm(1);

    assertThat(listed().findValuesAsString("id")).containsExactly("1");
    assertThat(listed().get(0).get("position").get("latitude").asDouble()).isEqualTo(43.30571);
    assertThat(patrol.get("/api/alerts").json().get("alerts")).hasSize(1);
    patrol.get("/api/alerts/1/clip").problem(403, ProblemCode.REFUSED);
    patrol.get("/api/alerts/1/still").problem(403, ProblemCode.REFUSED);
    var playback = "/api/cameras/market/playback?from=2031-01-01T00:00:00Z&to=2031-01-01T00:01:00Z";
    patrol.get(playback + "&reason=curious").problem(403, ProblemCode.REFUSED);

    town.clocks.advance(Duration.ofHours(8));
    patrol.post("/api/sign-in", Map.of("name", "Ana", "password", TestTown.PASSWORD)).expect(200);
    assertThat(listed()).isEmpty();
  }

  @Test
  void takes_a_step_once_however_often_it_is_sent_with_its_entry_and_its_own_time()
      throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    confirm(1);
    var steps = "/api/field/alerts/1/steps";
    var order = Map.of("step", "ON_SITE", "unit", "Patrol 2", "ago_ms", 90_000);
    var before = town.clocks.wall();

    var first = patrol.post(steps, order).expect(200).json().get("steps");
    town.clocks.advance(Duration.ofSeconds(30));
    var again = patrol.post(steps, Map.of("step", "ON_SITE")).expect(200).json().get("steps");

    assertThat(again).isEqualTo(first).hasSize(1);
    assertThat(first.get(0).get("unit").asString()).isEqualTo("Patrol 2");
    assertThat(Instant.parse(first.get(0).get("at").asString()))
        .isBetween(before.minusSeconds(90), before.minusSeconds(60));
    assertThat(entries("field.acknowledged")).isEqualTo(1);
    patrol.post(steps, Map.of("step", "DONE")).expect(200);
    patrol.post(steps, Map.of("step", "GONE")).problem(400, ProblemCode.BAD_REQUEST);
    patrol.post(steps, Map.of("step", "SEEN", "unit", "Ana")).problem(400, ProblemCode.BAD_REQUEST);
    patrol
        .post(steps, Map.of("step", "SEEN", "ago_ms", 86_400_001))
        .problem(400, ProblemCode.BAD_REQUEST);
    assertThat(entries("field.acknowledged")).isEqualTo(2);
    // The control room is told, and is not told who.
    var told = administrator.get("/api/field").expect(200).json().get("alerts").get(0);
    assertThat(told.get("steps").findValuesAsString("step")).containsExactly("ON_SITE", "DONE");
    assertThat(told.get("steps").get(0).get("mine").asBoolean()).isFalse();
    assertThat(told.toString()).doesNotContain("person");
  }

  @Test
  void a_still_says_until_when_it_may_be_shown_and_is_never_to_be_kept() throws Exception {
    var start = town.recordToDisk(TestTown.MARKET, 20);
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    confirm(1);
    var path = "/api/field/alerts/1/still";
    town.clocks.advance(Duration.ofSeconds(20));
    Waiting.until("its clip is kept", () -> town.clips.find(1, town.clocks.wall()).isPresent());
    assertThat(listed().get(0).get("still").asBoolean()).isTrue();
    var before = town.clocks.wall();

    var still = patrol.get(path).expect(200);

    assertThat(still.header("cache-control")).contains("no-store");
    assertThat(Instant.parse(still.header("x-vigie-until")))
        .isBetween(before.plusSeconds(299), town.clocks.wall().plusSeconds(301));
    assertThat(
            town.entries().stream()
                .map(Recorded::entry)
                .filter(e -> e.kind().equals("permit.granted"))
                .filter(e -> e.toString().contains("still of alert 1")))
        .hasSize(1);
    // Whoever judges alerts has no look as somebody outside without that right.
    var operator = town.person(administrator, "Ben", Role.OPERATOR);
    operator.get("/api/field").expect(200);
    operator.get(path).problem(403, ProblemCode.REFUSED);
    town.person(administrator, "Cleo", Role.INSPECTOR)
        .get("/api/field")
        .problem(403, ProblemCode.REFUSED);
  }

  @Test
  void where_a_unit_is_is_shown_to_the_control_room_and_forgotten_within_a_minute()
      throws Exception {
    patrol.post("/api/field/position", HERE).expect(204);

    var onDuty = administrator.get("/api/field").expect(200).json().get("on_duty");
    assertThat(onDuty).hasSize(1);
    assertThat(onDuty.get(0).get("unit").asString()).isEqualTo("Patrol 1");
    assertThat(onDuty.toString()).doesNotContain("Ana", "person");
    assertThat(patrol.get("/api/field").json().get("on_duty")).isEmpty();

    patrol.post("/api/field/off-duty").expect(204);
    assertThat(administrator.get("/api/field").json().get("on_duty")).isEmpty();
    patrol.post("/api/field/position", HERE).expect(204);
    town.clocks.advance(Duration.ofSeconds(55));
    assertThat(administrator.get("/api/field").json().get("on_duty")).isEmpty();

    for (var wrong :
        new Object[][] {
          {"unit", "Ana"}, {"latitude", 91}, {"accuracy_m", -1}, {"longitude", "x"}
        }) {
      var report = new HashMap<>(HERE);
      report.put((String) wrong[0], wrong[1]);
      patrol.post("/api/field/position", report).problem(400, ProblemCode.BAD_REQUEST);
    }
    assertThat(town.entries().toString()).doesNotContain("43.2987");
    assertThat(written("43.2987")).isFalse();
  }

  /// Whether a text stands anywhere on the disk.
  private boolean written(String text) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void the_field_page_alone_may_ask_where_the_telephone_is() throws Exception {
    assertThat(patrol.get("/field").header("permissions-policy")).contains("geolocation=(self)");
    for (var page : new String[] {"/", "/wall", "/field/x", "/api/field"}) {
      assertThat(patrol.get(page).header("permissions-policy")).contains("geolocation=()");
    }
  }
}
