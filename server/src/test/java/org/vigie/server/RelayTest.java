package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.server.TestTown.MARKET;
import static org.vigie.server.TestTown.QUAY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.relay.RelayAgreement;

/// Partners' streams, as people see and open them.
class RelayTest {

  @TempDir private Path folder = Path.of("");

  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void starts() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    var until = town.clocks.wall().plus(Duration.ofDays(30));
    town.governance
        .relays()
        .adopt(
            List.of(
                new RelayAgreement(
                    "police",
                    "Police nationale",
                    "2026-8",
                    Set.of(MARKET),
                    until,
                    Duration.ofMinutes(20)),
                new RelayAgreement(
                    "wall", "Métropole", "2026-7", Set.of(MARKET, QUAY), until, Duration.ZERO)));
  }

  @AfterEach
  void ends() {
    town.close();
  }

  @Test
  void who_holds_the_right_opens_a_camera_and_everybody_who_knows_it_sees_so() throws Exception {
    var operator =
        town.person(administrator, "poste 1", Set.of("VIEW_LIVE", "RELAY_CLEAR"), MARKET);
    var watcher = town.person(administrator, "poste 2", Set.of("VIEW_LIVE"), MARKET);
    var elsewhere = town.person(administrator, "poste 3", Set.of("VIEW_LIVE"), QUAY);
    var order =
        Map.of("camera", "market", "reason", "road blocked, patrol on its way", "minutes", 10);

    watcher.post("/api/relays/police/open", order).expect(403);
    operator.post("/api/relays/none/open", order).expect(404);
    operator.post("/api/relays/police/open", Map.of("camera", "market", "reason", "x")).expect(400);
    operator
        .post("/api/relays/wall/open", Map.of("camera", "market", "reason", "road blocked"))
        .expect(403);
    operator
        .post(
            "/api/relays/police/open",
            Map.of("camera", "market", "reason", "road blocked", "minutes", 21))
        .expect(403);
    var opened = operator.post("/api/relays/police/open", order).expect(201).json();
    assertThat(opened.get("partner").asString()).isEqualTo("Police nationale");
    assertThat(opened.get("left_ms").asLong()).isBetween(590_000L, 600_000L);

    var seen = watcher.get("/api/relays").expect(200).json();
    assertThat(seen.get("openings").size()).isOne();
    assertThat(seen.get("openings").get(0).get("name").asString()).isEqualTo("poste 1");
    assertThat(seen.get("openings").get(0).get("may_end").asBoolean()).isFalse();
    assertThat(elsewhere.get("/api/relays").expect(200).json().get("openings").size()).isZero();

    var id = opened.get("opening").asString();
    watcher.post("/api/relays/openings/" + id + "/end", Map.of()).expect(403);
    var stopper = town.person(administrator, "chef", Set.of("STOP"), MARKET);
    var left = stopper.post("/api/relays/openings/" + id + "/end", Map.of()).expect(200).json();
    assertThat(left.get("openings").size()).isZero();
    operator.post("/api/relays/openings/" + id + "/end", Map.of()).expect(404);

    var kinds = town.entries().stream().map(one -> one.entry().kind()).toList();
    assertThat(kinds).contains("relay.adopted", "relay.opened", "relay.closed", "relay.refused");
  }

  @Test
  void a_relay_that_runs_is_shown_with_what_it_lost() throws Exception {
    var leave = town.governance.relays().enter("wall", QUAY, "192.0.2.7");
    leave.count(12, 3);
    var seen = administrator.get("/api/relays").expect(200).json().get("sessions");
    assertThat(seen.size()).isOne();
    assertThat(seen.get(0).get("camera_name").asString()).isEqualTo("Quai Nord");
    assertThat(seen.get(0).get("pictures").asLong()).isEqualTo(12);
    assertThat(seen.get(0).get("dropped").asLong()).isEqualTo(3);
    leave.leave();
    assertThat(administrator.get("/api/relays").expect(200).json().get("sessions").size()).isZero();
  }
}
