package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.server.TestTown.MARKET;
import static org.vigie.server.TestTown.QUAY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.governance.ActOrigin;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Norm;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.source.TimedSource;
import org.vigie.model.SourceKind;

/// Drones and worn cameras, as people open and end them.
class SourceTest {

  @TempDir private Path folder = Path.of("");

  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void starts() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    town.governance
        .sources()
        .adopt(List.of(new TimedSource(MARKET, SourceKind.BODY, Duration.ofHours(2), true)));
  }

  @AfterEach
  void ends() {
    town.close();
  }

  private void act() {
    var now = town.clocks.wall();
    var before = town.governance.acts();
    var recording = new ArrayList<>(before.recording());
    recording.add(
        new RecordingAct(
            "S-1",
            "Préfecture",
            now.minusSeconds(60),
            now.plus(Duration.ofDays(10)),
            Set.of(Purpose.RESCUE_AND_FIRE),
            "interventions",
            CameraScope.all(),
            Duration.ofHours(48),
            Duration.ofHours(4),
            "",
            Norm.NONE,
            Set.of(SourceKind.BODY),
            ActOrigin.NONE));
    town.governance.replaceActs(Actors.VIGIE, new Acts(recording, before.detection()));
  }

  @Test
  void who_may_steer_it_opens_it_and_everybody_who_knows_it_sees_so() throws Exception {
    var operator = town.person(administrator, "poste 1", Set.of("VIEW_LIVE", "STEER"), MARKET);
    var watcher = town.person(administrator, "poste 2", Set.of("VIEW_LIVE"), MARKET);
    var elsewhere = town.person(administrator, "poste 3", Set.of("VIEW_LIVE", "STEER"), QUAY);
    var order = Map.of("reason", "an intervention", "minutes", 60);
    operator.post("/api/sources/market/open", order).expect(403);
    act();

    var shut = watcher.get("/api/sources").expect(200).json().get("sources").get(0);
    assertThat(shut.get("kind").asString()).isEqualTo("BODY");
    assertThat(shut.get("act").asString()).isEqualTo("S-1");
    assertThat(shut.get("retention_hours").asInt()).isEqualTo(48);
    assertThat(shut.get("may_open").asBoolean()).isFalse();
    assertThat(shut.has("opening")).isFalse();
    assertThat(elsewhere.get("/api/sources").expect(200).json().get("sources").size()).isZero();
    long cameras = watcher.get("/api/town").expect(200).json().get("cameras").asLong();

    watcher.post("/api/sources/market/open", order).expect(403);
    elsewhere.post("/api/sources/market/open", order).expect(404);
    elsewhere.post("/api/sources/quay/open", order).expect(404);
    operator.post("/api/sources/market/open", Map.of("reason", "an intervention")).expect(400);
    operator
        .post("/api/sources/market/open", Map.of("reason", "too long", "minutes", 121))
        .expect(403);
    operator.post("/api/sources/market/open", order).expect(201);
    var open = watcher.get("/api/sources").expect(200).json().get("sources").get(0).get("opening");
    assertThat(open.get("name").asString()).isEqualTo("poste 1");
    assertThat(open.get("left_ms").asLong()).isBetween(3_500_000L, 3_600_000L);
    assertThat(open.get("may_end").asBoolean()).isFalse();
    assertThat(watcher.get("/api/town").expect(200).json().get("cameras").asLong())
        .isEqualTo(cameras + 1);

    watcher.post("/api/sources/market/end", Map.of()).expect(403);
    var left = operator.post("/api/sources/market/end", Map.of()).expect(200);
    assertThat(left.json().get("sources").get(0).has("opening")).isFalse();
    operator.post("/api/sources/market/end", Map.of()).expect(404);
    // Nothing is drawn on its pictures.
    assertThat(town.governance.coveringAct(MARKET, town.clocks.wall())).isPresent();
    assertThat(town.governance.recordingAct(MARKET, town.clocks.wall())).isEmpty();
  }

  @Test
  void its_mask_is_lifted_while_it_is_open_and_its_end_ends_that_within_a_second()
      throws Exception {
    act();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE", "SEE_CLEAR", "STEER"), MARKET);
    var lift = Map.of("camera", "market", "ground", "PERSON_IN_DANGER");
    ana.post("/api/lifts", lift).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().text("why"))
        .isEqualTo("No recording act covers camera market now.");
    ana.post("/api/sources/market/open", Map.of("reason", "a brawl", "minutes", 60)).expect(201);

    var begun = ana.post("/api/lifts", lift).expect(201).json();
    assertThat(begun.get("left_ms").asLong()).isBetween(290_000L, 300_000L);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("lift.granted");
    assertThat(town.entries().getFirst().entry().facts()).containsEntry("camera", "market");
    var clear = new Watcher();
    ana.watch("/api/live/market?lift=" + begun.get("lift").asString(), clear);
    assertThat(clear.text().get("masked").asBoolean()).isFalse();

    var from = Clocks.system().elapsed();
    ana.post("/api/sources/market/end", Map.of()).expect(200);
    assertThat(clear.closed()).isEqualTo(1008);
    assertThat(Clocks.system().elapsed().minus(from)).isLessThan(Duration.ofSeconds(2));
    Waiting.until(
        "the ledger says why",
        () ->
            town.entries().stream()
                .anyMatch(
                    one ->
                        one.entry().kind().equals("lift.ended")
                            && one.entry().text("why").equals("ACT")));
    assertThat(ana.get("/api/lifts").expect(200).json().get("lifts").size()).isZero();
  }

  @Test
  void what_it_has_filmed_is_seen_clear_afterwards_in_the_review_window_of_its_own_act()
      throws Exception {
    act();
    var ana =
        town.person(
            administrator, "Ana", Set.of("VIEW_LIVE", "PLAY_BACK", "SEE_CLEAR", "STEER"), MARKET);
    var filmed = town.clocks.wall();
    ana.post("/api/sources/market/open", Map.of("reason", "a brawl", "minutes", 5)).expect(201);
    town.clocks.advance(Duration.ofMinutes(6));
    assertThat(ana.get("/api/sources").expect(200).json().get("sources").get(0).has("opening"))
        .as("its time is over")
        .isFalse();
    var footage =
        Map.<String, Object>of(
            "camera",
            "market",
            "ground",
            "OFFENCE_UNDER_WAY",
            "from",
            filmed.toString(),
            "to",
            filmed.plusSeconds(120).toString());
    var lift = ana.post("/api/lifts", footage).expect(201).json();
    assertThat(lift.get("from").asString()).isEqualTo(filmed.toString());
    town.clocks.advance(Duration.ofHours(5));
    town.signIn();
    var again = new Browser(town.server.url());
    again.get("/api/welcome").expect(200);
    again.post("/api/sign-in", Map.of("name", "Ana", "password", TestTown.PASSWORD)).expect(200);
    again.post("/api/lifts", footage).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().text("why"))
        .as("of its own act; that of the square has twelve hours")
        .contains("past its review window of 4 h");
  }
}
