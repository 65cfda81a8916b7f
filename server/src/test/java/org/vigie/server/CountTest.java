package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.SceneSigns;
import org.vigie.model.Track;
import org.vigie.model.ViewTrouble;
import org.vigie.rules.Place;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.Schedule;
import org.vigie.rules.Target;

/// What was counted, as people read it; and cameras that look elsewhere.
class CountTest {

  private TestTown town;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
  }

  @AfterEach
  void close() {
    town.close();
  }

  /// Three people walk to the right over a line, a minute ago.
  private void walk() {
    var line = new Place.Line("gate", List.of(new Point(0.5, 0.9), new Point(0.5, 0.1)));
    var rule = new Rule.LineCount("comings", line, Target.ANY, 0.01, Schedule.ALWAYS);
    town.desk.arm(
        new RuleBook(
            TestTown.MARKET, RuleBook.USUAL_ASPECT, List.of(line), List.of(rule), List.of()));
    var start = town.clocks.wall().minusSeconds(60);
    for (int n = 0; n < 20; n++) {
      var at = start.plusMillis(100L * n);
      var tracks = new ArrayList<Track>();
      for (int i = 0; i < 3; i++) {
        var box = new Box(0.3 + n * 0.02, 0.2 + 0.2 * i, 0.05, 0.1);
        tracks.add(new Track("t" + i, CoarseClass.PERSON, box, 0.9, at));
      }
      town.desk.observed(
          new Observation(
              TestTown.MARKET,
              at,
              n * 9_000L,
              false,
              tracks,
              new BlockMask(at, 12, 8, false, new BitSet())));
    }
  }

  @Test
  void passages_are_told_by_hour_and_day_and_as_a_table() throws Exception {
    var browser = town.administrator();
    walk();
    var today = LocalDate.ofInstant(town.clocks.wall(), TestTown.ZONE);
    var query = "?from=%s&to=%s".formatted(today.minusDays(1), today);

    for (var by : List.of("HOUR", "DAY")) {
      var counts =
          browser.get("/api/cameras/market/counts" + query + "&by=" + by).expect(200).json();
      assertThat(counts.get("zone").asString()).isEqualTo(TestTown.ZONE.getId());
      assertThat(counts.get("bins").size()).isBetween(by.equals("DAY") ? 2 : 46, 50);
      var line = counts.get("lines").get(counts.get("lines").size() - 1);
      assertThat(line.get("line").asString()).isEqualTo("gate");
      var series = line.get("series").get(0);
      assertThat(series.get("kind").asString()).isEqualTo("PERSON");
      assertThat(series.get("total").asInt()).isEqualTo(3);
      assertThat(series.get("passages").size()).isEqualTo(counts.get("bins").size());
    }
    var csv = browser.get("/api/cameras/market/counts/csv" + query + "&by=DAY").expect(200);
    assertThat(csv.header("content-type")).startsWith("text/csv");
    assertThat(csv.text().lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .first()
        .asString()
        .startsWith("camera,rule,place,class,direction,from,to");
    assertThat(csv.text()).contains("market,comings,gate,person,forward,");
  }

  @Test
  void counts_are_for_those_who_may_know_of_the_camera_and_of_a_bounded_stretch() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.QUAY);

    ana.get("/api/cameras/market/counts?from=2026-11-01&to=2026-11-02")
        .problem(404, ProblemCode.NO_SUCH_CAMERA);
    ana.get("/api/cameras/quay/counts?from=2026-11-01&to=2026-11-02").expect(200);
    ana.get("/api/cameras/quay/counts?from=2026-11-01&to=2026-12-31")
        .problem(400, ProblemCode.SPAN_TOO_LONG);
    ana.get("/api/cameras/quay/counts?from=2026-11-03&to=2026-11-02")
        .problem(400, ProblemCode.BAD_REQUEST);
    ana.get("/api/cameras/quay/counts?from=november&to=2026-11-02")
        .problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void a_camera_that_was_moved_says_so_until_a_technician_says_its_view_is_right()
      throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE", "STOP"), TestTown.MARKET);
    for (int i = 0; i < 20; i++) {
      town.clocks.advance(Duration.ofSeconds(1));
      var at = town.clocks.wall();
      town.views.observed(
          new Observation(
              TestTown.MARKET,
              at,
              i,
              false,
              List.of(),
              new SceneSigns(List.of(), List.of(), Optional.empty(), Set.of(ViewTrouble.MOVED)),
              new BlockMask(at, 12, 8, true, new BitSet())));
    }

    var view = ana.get("/api/cameras/market").expect(200).json().get("view");
    assertThat(view.get("troubles").get(0).asString()).isEqualTo("MOVED");
    assertThat(view.has("moved_since")).isTrue();
    ana.post("/api/cameras/market/view", Map.of("reason", "looks right"))
        .problem(403, ProblemCode.REFUSED);
    administrator
        .post("/api/cameras/market/view", Map.of("reason", ""))
        .problem(400, ProblemCode.REASON_NEEDED);

    var after =
        administrator
            .post("/api/cameras/market/view", Map.of("reason", "turned back"))
            .expect(200)
            .json();
    assertThat(after.get("view").has("moved_since")).isFalse();
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("camera.moved", "camera.view-confirmed");
  }
}
