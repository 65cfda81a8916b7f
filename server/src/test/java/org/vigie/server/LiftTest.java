package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.desk.AlertQuery;
import org.vigie.governance.Role;
import org.vigie.media.mp4.Mp4Reader;
import tools.jackson.databind.JsonNode;

/// Seeing clear: live over a real WebSocket, and recorded.
class LiftTest {

  private static final Map<String, Object> MARKET =
      Map.of("camera", "market", "ground", "PERSON_IN_DANGER");

  @TempDir Path folder;
  private TestTown town;
  private Browser boss;
  private Browser ana;

  @BeforeEach
  void open() throws Exception {
    town = TestTown.separated(folder);
    var administrator = town.administrator();
    boss = town.person(administrator, "Boss", Role.SUPERVISOR);
    ana = town.person(administrator, "Ana", Role.OPERATOR);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private JsonNode lift(Map<String, Object> order) throws Exception {
    return ana.post("/api/lifts", order).expect(201).json();
  }

  private static String id(JsonNode lift) {
    return lift.get("lift").asString();
  }

  private String newestKind() {
    return town.entries().getFirst().entry().kind();
  }

  private static byte[] coded(byte[] fragment) throws Exception {
    var samples = Mp4Reader.fragment(ByteBuffer.wrap(fragment)).samples();
    assertThat(samples).hasSize(1);
    return samples.getFirst().bytes();
  }

  @Test
  void live_pictures_arrive_bit_for_bit_and_the_masked_ones_go_on() throws Exception {
    var masked = new Watcher();
    ana.watch("/api/live/market", masked);
    assertThat(masked.text().get("masked").asBoolean()).isTrue();
    masked.bytes();

    var clear = new Watcher();
    ana.watch("/api/live/market?lift=" + id(lift(MARKET)), clear);
    assertThat(clear.text().get("masked").asBoolean()).isFalse();
    assertThat(Mp4Reader.format(clear.bytes())).isEqualTo(town.own.pictures.format());
    var start = Instant.parse("2026-11-22T14:00:00Z");
    for (int n = 0; n < 15; n++) {
      town.own.picture();
      assertThat(coded(clear.bytes())).isEqualTo(town.own.pictures.unit(n, start).bytes());
    }
    for (int n = 0; n < 5; n++) {
      town.live.picture();
      assertThat(coded(masked.bytes())).isEqualTo(town.live.pictures.unit(n, start).bytes());
    }
  }

  @Test
  void is_in_the_ledger_before_a_clear_picture_can_leave() throws Exception {
    var lift = lift(MARKET);
    assertThat(newestKind()).isEqualTo("lift.granted");
    assertThat(town.entries().getFirst().entry().facts())
        .containsEntry("lift", id(lift))
        .containsEntry("camera", "market")
        .containsEntry("ground", "PERSON_IN_DANGER");
    assertThat(town.own.viewers()).isZero();
    assertThat(lift.get("left_ms").asLong()).isBetween(290_000L, 300_000L);
    assertThat(lift.get("mine").asBoolean()).isTrue();
  }

  @Test
  void the_end_of_a_lift_ends_its_pictures_within_a_second_and_no_others() throws Exception {
    var masked = new Watcher();
    ana.watch("/api/live/market", masked);
    masked.text();
    var lift = lift(Map.of("camera", "market", "ground", "GUIDING_A_CREW", "minutes", 1));
    var clear = new Watcher();
    ana.watch("/api/live/market?lift=" + id(lift), clear);
    clear.text();
    town.clocks.advance(Duration.ofSeconds(61));
    var from = Clocks.system().elapsed();
    assertThat(clear.closed()).isEqualTo(1008);
    assertThat(Clocks.system().elapsed().minus(from)).isLessThan(Duration.ofSeconds(1));
    Waiting.until("the lease is given back", () -> town.own.viewers() == 0);
    Waiting.until(
        "the ledger says so",
        () ->
            town.entries().stream()
                .anyMatch(
                    e ->
                        e.entry().kind().equals("lift.ended")
                            && e.entry().text("why").equals("EXPIRED")));
    assertThat(town.live.viewers()).isEqualTo(1);
    assertThatThrownBy(() -> ana.watch("/api/live/market?lift=" + id(lift), new Watcher()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .hasStackTraceContaining("410");
  }

  @Test
  void no_picture_leaves_after_the_end_however_many_wait() throws Exception {
    var lift = lift(MARKET);
    var clear = new Watcher();
    ana.watch("/api/live/market?lift=" + id(lift), clear);
    clear.text();
    clear.bytes();
    town.own.picture();
    clear.bytes();
    ana.post("/api/lifts/" + id(lift) + "/end").expect(200);
    for (int n = 0; n < 10; n++) {
      town.own.picture();
    }
    assertThat(clear.closed()).isEqualTo(1008);
    assertThat(clear.isEmpty()).isTrue();
  }

  @Test
  void one_key_extends_one_masks_again() throws Exception {
    var lift = lift(MARKET);
    town.clocks.advance(Duration.ofMinutes(4));
    var longer = ana.post("/api/lifts/" + id(lift) + "/extend", Map.of()).expect(200).json();
    assertThat(longer.get("left_ms").asLong()).isBetween(290_000L, 300_000L);
    assertThat(newestKind()).isEqualTo("lift.extended");
    var left = ana.post("/api/lifts/" + id(lift) + "/end").expect(200).json();
    assertThat(left.get("lifts")).isEmpty();
    assertThat(newestKind()).isEqualTo("lift.ended");
    ana.post("/api/lifts/" + id(lift) + "/end").problem(410, ProblemCode.LIFT_OVER);
    ana.post("/api/lifts/" + id(lift) + "/extend", Map.of()).problem(410, ProblemCode.LIFT_OVER);
  }

  @Test
  void what_is_refused_is_in_the_ledger_and_shows_nothing() throws Exception {
    // No refusal: it is asked for badly, and the answer says what to give.
    var other = Map.of("camera", "market", "ground", "OTHER");
    ana.post("/api/lifts", other).problem(400, ProblemCode.REASON_NEEDED);
    assertThat(newestKind()).isNotEqualTo("lift.refused");
    ana.post("/api/lifts", Map.of("camera", "market", "ground", "CHECKING_AN_ALERT"))
        .problem(403, ProblemCode.REFUSED);
    assertThat(newestKind()).isEqualTo("lift.refused");
    ana.post("/api/lifts", Map.of("camera", "market", "ground", "CURIOSITY"))
        .problem(400, ProblemCode.BAD_REQUEST);
    ana.post("/api/lifts", Map.of("camera", "harbour", "ground", "PERSON_IN_DANGER"))
        .problem(404, ProblemCode.NO_SUCH_CAMERA);
    var order = new HashMap<>(MARKET);
    order.put("minutes", 16);
    ana.post("/api/lifts", order).problem(403, ProblemCode.REFUSED);

    var judge = town.person(town.signIn(), "Judge", Set.of("VIEW_LIVE", "JUDGE"));
    judge.post("/api/lifts", MARKET).problem(403, ProblemCode.REFUSED);
    assertThat(newestKind()).isEqualTo("permit.refused");

    var lift = lift(MARKET);
    for (var address : List.of("quay", "market")) {
      var thief = address.equals("quay") ? ana : boss;
      assertThatThrownBy(
              () -> thief.watch("/api/live/" + address + "?lift=" + id(lift), new Watcher()))
          .hasCauseInstanceOf(WebSocketHandshakeException.class)
          .hasStackTraceContaining("403");
      assertThat(newestKind()).isEqualTo("lift.refused");
    }
    assertThat(town.own.viewers()).isZero();
  }

  @Test
  void a_supervisor_sees_who_sees_clear_and_ends_it() throws Exception {
    var lift = lift(MARKET);
    var clear = new Watcher();
    ana.watch("/api/live/market?lift=" + id(lift), clear);
    clear.text();
    var seen = boss.get("/api/lifts").expect(200).json().get("lifts").get(0);
    assertThat(seen.get("name").asString()).isEqualTo("Ana");
    assertThat(seen.get("camera_name").asString()).isEqualTo("Place du Marché");
    assertThat(seen.get("mine").asBoolean()).isFalse();
    assertThat(seen.get("may_end").asBoolean()).isTrue();
    var other = town.person(town.signIn(), "Bea", Role.OPERATOR);
    assertThat(other.get("/api/lifts").expect(200).json().get("lifts")).isEmpty();
    other.post("/api/lifts/" + id(lift) + "/end").problem(403, ProblemCode.REFUSED);

    boss.post("/api/lifts/" + id(lift) + "/end").expect(200);
    assertThat(clear.closed()).isEqualTo(1008);
    assertThat(town.entries().getFirst().entry().text("why")).isEqualTo("STOPPED");

    var inspector = town.person(town.signIn(), "Inspector", Role.INSPECTOR);
    lift(MARKET);
    var all = inspector.get("/api/lifts").expect(200).json().get("lifts");
    assertThat(all).hasSize(1);
    assertThat(all.get(0).get("may_end").asBoolean()).isFalse();
  }

  @Test
  void the_stop_button_ends_them_all() throws Exception {
    var clear = new Watcher();
    ana.watch("/api/live/market?lift=" + id(lift(MARKET)), clear);
    clear.text();
    var stop = Map.of("scope", "CLEAR", "reason", "too many of them");
    ana.post("/api/stops", stop).problem(403, ProblemCode.REFUSED);
    var stops = boss.post("/api/stops", stop).expect(200).json().get("stops");
    assertThat(stops.get(0).get("scope").asString()).isEqualTo("CLEAR");
    assertThat(clear.closed()).isEqualTo(1008);
    ana.post("/api/lifts", MARKET).problem(403, ProblemCode.REFUSED);
    var list = ana.get("/api/lifts").expect(200).json();
    assertThat(list.get("stopped").asBoolean()).isTrue();
    assertThat(list.get("longest_minutes").asInt()).isEqualTo(15);
    boss.post("/api/stops/resume", stop).expect(200);
    lift(MARKET);
  }

  @Test
  void an_alert_is_named_only_for_its_own_camera() throws Exception {
    var start = town.record(TestTown.MARKET, 5);
    town.intrude(TestTown.MARKET, start.plusSeconds(2));
    Waiting.until(
        "something was raised", () -> !town.desk.list(AlertQuery.NEWEST.shadow(true)).isEmpty());
    var alert = String.valueOf(town.desk.list(AlertQuery.NEWEST.shadow(true)).getFirst().id());
    // In shadow no operator knows of it.
    var order = Map.of("camera", "market", "ground", "CHECKING_AN_ALERT", "alert", alert);
    ana.post("/api/lifts", order).problem(404, ProblemCode.NO_SUCH_ALERT);
    ana.post("/api/lifts", Map.of("camera", "market", "ground", "CHECKING_AN_ALERT"))
        .problem(403, ProblemCode.REFUSED);
  }

  @Test
  void recorded_pictures_of_a_lifted_stretch_are_the_recorders_own() throws Exception {
    var start = town.recordToDisk(TestTown.MARKET, 20);
    var from = start.plusSeconds(4);
    var lift =
        lift(
            Map.of(
                "camera", "market",
                "ground", "OFFENCE_UNDER_WAY",
                "note", "a broken window",
                "from", from.toString(),
                "to", start.plusSeconds(16).toString()));
    var path = "/api/cameras/market/playback";
    var film = ana.get(path + span(start, 5, 10) + "&lift=" + id(lift)).expect(200);
    var movie = Mp4Reader.movie(ByteBuffer.wrap(film.response().body()));
    assertThat(movie.format()).isEqualTo(town.live.pictures.format());
    // It begins with the key frame at or before what was asked for.
    var shown = Instant.parse(film.header("x-vigie-start"));
    int n = Math.toIntExact(Math.round(Duration.between(start, shown).toMillis() / 100.0));
    assertThat(n).isIn(40, 50);
    for (var fragment : movie.fragments()) {
      for (var sample : fragment.samples()) {
        assertThat(sample.bytes()).isEqualTo(town.live.pictures.unit(n++, start).bytes());
      }
    }
    assertThat(n).isBetween(99, 101);
    assertThat(town.masks.asked).isEmpty();

    ana.get(path + span(start, 2, 6) + "&lift=" + id(lift)).problem(403, ProblemCode.REFUSED);
    assertThat(newestKind()).isEqualTo("lift.refused");
    ana.get("/api/cameras/quay/playback" + span(start, 5, 10) + "&lift=" + id(lift))
        .problem(403, ProblemCode.REFUSED);
    ana.get(path + span(start, 5, 10)).problem(400, ProblemCode.REASON_NEEDED);
    ana.get(path + span(start, 5, 10) + "&reason=the+same").expect(200);
    assertThat(town.masks.asked).isNotEmpty();
    ana.post("/api/lifts/" + id(lift) + "/end").expect(200);
    ana.get(path + span(start, 5, 10) + "&lift=" + id(lift)).problem(410, ProblemCode.LIFT_OVER);
  }

  @Test
  void what_is_past_its_review_window_stays_masked() throws Exception {
    var start = town.recordToDisk(TestTown.MARKET, 5);
    town.clocks.advance(Duration.ofHours(13));
    var order =
        Map.<String, Object>of(
            "camera",
            "market",
            "ground",
            "OFFENCE_UNDER_WAY",
            "from",
            start.toString(),
            "to",
            start.plusSeconds(4).toString());
    town.signIn();
    var again = new Browser(town.server.url());
    again.get("/api/welcome").expect(200);
    again.post("/api/sign-in", Map.of("name", "Ana", "password", TestTown.PASSWORD)).expect(200);
    again.post("/api/lifts", order).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().text("why"))
        .contains("past its review window of 12 h");
  }

  private static String span(Instant start, long from, long to) {
    return "?from=" + start.plusSeconds(from) + "&to=" + start.plusSeconds(to);
  }
}
