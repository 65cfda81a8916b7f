package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Role;

/// Steering a camera over the API: who may, who has it, and what the ledger holds.
class SteerTest {

  private static final String QUAY = "/api/cameras/quay/steering";

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser ana;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    ana = town.person(administrator, "Ana", Role.OPERATOR);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static Map<String, Object> left() {
    return Map.of("pan", -0.5);
  }

  @Test
  void one_at_a_time_steers_and_a_supervisor_has_priority() throws Exception {
    var before = ana.get(QUAY).expect(200).json();
    assertThat(before.get("may").asBoolean()).isTrue();
    assertThat(before.has("holder")).isFalse();

    var mine = ana.post(QUAY + "/move", left()).expect(200).json();
    assertThat(mine.get("mine").asBoolean()).isTrue();
    assertThat(mine.get("held_for_ms").asLong()).isBetween(28_000L, 30_000L);
    assertThat(mine.has("away_since")).isTrue();
    assertThat(town.mover.told).containsExactly("quay move -0.5 0.0 0.0");
    assertThat(town.views.looksElsewhere(TestTown.QUAY)).isTrue();

    var ben = town.person(administrator, "Ben", Role.OPERATOR);
    var refused = ben.post(QUAY + "/home").problem(409, ProblemCode.STEER_HELD);
    assertThat(refused.json().get("params").get("name").asString()).isEqualTo("Ana");
    assertThat(town.mover.told).hasSize(1);

    var chief = town.person(administrator, "Chief", Role.SUPERVISOR);
    chief.post(QUAY + "/preset", Map.of("token", "p1")).expect(200);
    assertThat(town.mover.told).last().isEqualTo("quay to p1");
    ana.post(QUAY + "/move", left()).problem(409, ProblemCode.STEER_HELD);
    chief.post(QUAY + "/preset", Map.of("token", "p9")).problem(404, ProblemCode.NO_SUCH_PRESET);
    chief.post(QUAY + "/release").expect(200);

    ana.post(QUAY + "/home").expect(200);
    assertThat(ana.get(QUAY).json().get("returning").asBoolean()).isTrue();
    assertThat(ana.get(QUAY).json().has("holder")).isFalse();
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .filteredOn(kind -> kind.startsWith("camera."))
        .as("newest first")
        .containsExactly(
            "camera.steer-ended",
            "camera.sent-home",
            "camera.steered",
            "camera.steer-ended",
            "camera.steered",
            "camera.steer-ended",
            "camera.steered");
  }

  @Test
  void who_may_not_moves_nothing_and_each_wrong_order_is_said() throws Exception {
    var watcher = town.person(administrator, "Cleo", Set.of("VIEW_LIVE"));
    assertThat(watcher.get(QUAY).expect(200).json().get("may").asBoolean()).isFalse();
    watcher.post(QUAY + "/move", left()).problem(403, ProblemCode.REFUSED);
    ana.post("/api/cameras/market/steering/move", left()).problem(409, ProblemCode.NOT_STEERABLE);
    ana.get("/api/cameras/market/steering").problem(409, ProblemCode.NOT_STEERABLE);
    ana.post(QUAY + "/move", Map.of("pan", 2)).problem(400, ProblemCode.BAD_REQUEST);
    ana.post(QUAY + "/remember", Map.of("name", "The bridge")).problem(403, ProblemCode.REFUSED);
    assertThat(town.mover.told).isEmpty();
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .doesNotContain("camera.steered");

    town.mover.deaf = true;
    var failed = ana.post(QUAY + "/move", left()).problem(502, ProblemCode.CAMERA_DISOBEYS);
    assertThat(failed.json().get("params").get("reason").asString()).contains("nobody answers");
  }

  @Test
  void whoever_sets_it_up_has_it_remember_a_place() throws Exception {
    var list =
        administrator.post(QUAY + "/remember", Map.of("name", "The bridge")).expect(200).json();
    assertThat(list.get("presets").findValuesAsString("name"))
        .containsExactly("The gate", "The bridge");
    assertThat(ana.get(QUAY + "/presets").expect(200).json()).isEqualTo(list);
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("camera.preset-set");
  }

  @Test
  void rounds_and_devices_are_offered_begun_and_ended() throws Exception {
    var list = ana.get(QUAY + "/presets").expect(200).json();
    assertThat(list.get("patrols").get(0).asString()).isEqualTo("Round");
    assertThat(list.get("devices").get(0).asString()).isEqualTo("tt:Wiper|On");

    var begun = ana.post(QUAY + "/patrol", Map.of("name", "Round")).expect(200).json();
    assertThat(begun.get("patrol").asString()).isEqualTo("Round");
    assertThat(begun.has("away_since")).isTrue();
    ana.post(QUAY + "/release").expect(200);
    assertThat(ana.get(QUAY).json().get("patrol").asString()).isEqualTo("Round");
    var ended = ana.post(QUAY + "/patrol", Map.of()).expect(200).json();
    assertThat(ended.has("patrol")).isFalse();
    ana.post(QUAY + "/patrol", Map.of("name", "x")).problem(400, ProblemCode.BAD_REQUEST);

    ana.post(QUAY + "/auxiliary", Map.of("command", "tt:Wiper|On")).expect(200);
    assertThat(town.mover.told).last().isEqualTo("quay tt:Wiper|On");
    ana.post(QUAY + "/auxiliary", Map.of("command", "Reboot"))
        .problem(404, ProblemCode.NO_SUCH_PRESET);
    ana.post(QUAY + "/auxiliary", Map.of()).problem(400, ProblemCode.BAD_REQUEST);
    var watcher = town.person(administrator, "Cleo", Set.of("VIEW_LIVE"));
    watcher.post(QUAY + "/patrol", Map.of("name", "Round")).problem(403, ProblemCode.REFUSED);
    watcher
        .post(QUAY + "/auxiliary", Map.of("command", "tt:Wiper|On"))
        .problem(403, ProblemCode.REFUSED);
  }
}
