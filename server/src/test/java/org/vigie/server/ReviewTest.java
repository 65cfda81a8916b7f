package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.mp4.Mp4Reader;

/// Looking back, and taking a copy.
class ReviewTest {

  private static final String WHY = "&reason=complaint%202026-31";

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;
  private Instant start;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    browser = town.administrator();
    start = town.recordToDisk(TestTown.MARKET, 20);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void the_time_line_says_what_is_recorded() throws Exception {
    var line = browser.get("/api/cameras/market/timeline" + span(-60, 60)).expect(200).json();
    assertThat(line.get("recorded")).hasSize(1);
    assertThat(Instant.parse(line.get("recorded").get(0).get("from").asString()))
        .isBetween(start.minusMillis(5), start.plusMillis(5));
    browser
        .get("/api/cameras/harbour/timeline" + span(0, 1))
        .problem(404, ProblemCode.NO_SUCH_CAMERA);
    browser
        .get("/api/cameras/market/timeline" + span(0, 40 * 86_400))
        .problem(400, ProblemCode.SPAN_TOO_LONG);
    browser.get("/api/cameras/market/timeline" + span(1, 1)).problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void a_civil_day_in_the_town_s_zone_adds_up_to_the_millisecond() throws Exception {
    var date = start.atZone(TestTown.ZONE).toLocalDate();
    var day = browser.get("/api/cameras/market/days/" + date).expect(200).json();
    var sum = day.get("sum");
    assertThat(sum.get("length_ms").asLong()).isIn(23 * HOUR_MS, 24 * HOUR_MS, 25 * HOUR_MS);
    assertThat(added(sum)).isEqualTo(sum.get("length_ms").asLong());
    assertThat(day.get("zone").asString()).isEqualTo("Europe/Paris");
    assertThat(day.get("recorded")).isNotEmpty();

    var month = browser.get("/api/cameras/market/months/2026-10").expect(200).json().get("days");
    assertThat(month).hasSize(31).allMatch(d -> added(d) == d.get("length_ms").asLong());
    assertThat(month.get(24).get("length_ms").asLong()).isEqualTo(25 * HOUR_MS);

    browser.get("/api/cameras/market/days/2026-02-30").problem(400, ProblemCode.BAD_REQUEST);
    browser.get("/api/cameras/market/days/+99999-01-01").problem(400, ProblemCode.BAD_REQUEST);
    browser.get("/api/cameras/harbour/days/" + date).problem(404, ProblemCode.NO_SUCH_CAMERA);
  }

  @Test
  void the_day_of_many_cameras_is_that_of_each_with_what_is_held() throws Exception {
    var date = start.atZone(TestTown.ZONE).toLocalDate();
    browser
        .post(
            "/api/holds",
            Map.of(
                "reference", "2026-JI-12",
                "authority", "Juge d'instruction",
                "decided", date.toString(),
                "cameras", java.util.List.of("market"),
                "from", start.toString(),
                "to", start.plusSeconds(10).toString(),
                "review", town.clocks.wall().plus(Duration.ofDays(30)).toString()))
        .expect(201);
    var days = browser.get("/api/days/" + date).expect(200).json();
    assertThat(days.get("date").asString()).isEqualTo(date.toString());
    assertThat(days.get("days")).hasSize(2).allMatch(d -> added(d.get("sum")) == length(d));
    var market = days.get("days").get(0);
    assertThat(market.get("camera").asString()).isEqualTo("market");
    assertThat(market.get("recorded")).isNotEmpty();
    assertThat(Duration.between(at(market, "held", "from"), at(market, "held", "to")))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(days.get("days").get(1).get("held")).isEmpty();

    var one = browser.get("/api/days/" + date + "?cameras=quay").expect(200).json().get("days");
    assertThat(one).hasSize(1);
    assertThat(one.get(0).get("camera").asString()).isEqualTo("quay");
    browser
        .get("/api/days/" + date + "?cameras=quay,harbour")
        .problem(404, ProblemCode.NO_SUCH_CAMERA);
    browser.get("/api/days/2026-02-30").problem(400, ProblemCode.BAD_REQUEST);

    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.QUAY);
    assertThat(ana.get("/api/days/" + date).expect(200).json().get("days")).hasSize(1);
    ana.get("/api/days/" + date + "?cameras=market").problem(404, ProblemCode.NO_SUCH_CAMERA);
  }

  private static long length(tools.jackson.databind.JsonNode day) {
    return day.get("sum").get("length_ms").asLong();
  }

  private static Instant at(tools.jackson.databind.JsonNode day, String part, String edge) {
    return Instant.parse(day.get(part).get(0).get(edge).asString());
  }

  @Test
  void a_month_is_a_table_whose_lines_add_up() throws Exception {
    var month = java.time.YearMonth.from(start.atZone(TestTown.ZONE));
    var answer = browser.get("/api/cameras/market/months/" + month + "/csv").expect(200);
    assertThat(answer.header("content-disposition")).contains("market-" + month + ".csv");
    var lines = answer.text().lines().toList();
    assertThat(lines).hasSize(1 + month.lengthOfMonth());
    assertThat(lines.getFirst()).startsWith("camera,date,day_ms,recorded_ms,no_act_ms,");
    for (var line : lines.subList(1, lines.size())) {
      var cells = java.util.List.of(line.split(","));
      long sum = cells.stream().skip(3).mapToLong(Long::parseLong).sum();
      assertThat(sum).as(line).isEqualTo(Long.parseLong(cells.get(2)));
    }
  }

  private static final long HOUR_MS = 3_600_000;

  private static long added(tools.jackson.databind.JsonNode sum) {
    long lost = 0;
    for (var one : sum.get("lost")) {
      lost += one.get("ms").asLong();
    }
    return lost
        + sum.get("recorded_ms").asLong()
        + sum.get("deleted_ms").asLong()
        + sum.get("before_ms").asLong()
        + sum.get("unsettled_ms").asLong()
        + sum.get("ahead_ms").asLong();
  }

  @Test
  void playback_is_masked_has_a_motive_and_is_in_the_ledger() throws Exception {
    var path = "/api/cameras/market/playback" + span(5, 10);
    browser.get(path).problem(400, ProblemCode.REASON_NEEDED);
    var film = browser.get(path + WHY).expect(200);
    var movie = Mp4Reader.movie(ByteBuffer.wrap(film.response().body()));
    long shown = movie.fragments().stream().mapToLong(f -> f.samples().size()).sum();
    assertThat(shown).isEqualTo(town.masks.asked.size()).isBetween(50L, 60L);
    assertThat(Instant.parse(film.header("x-vigie-start")))
        .isBetween(start.plusSeconds(4), start.plusSeconds(5).plusMillis(5));
    assertThat(Instant.parse(film.header("x-vigie-end")))
        .isBetween(start.plusMillis(9_900), start.plusMillis(10_200));
    assertThat(town.entries().toString()).contains("complaint 2026-31");
    browser
        .get("/api/cameras/market/playback" + span(0, 200) + WHY)
        .problem(400, ProblemCode.SPAN_TOO_LONG);
    browser
        .get("/api/cameras/market/playback" + span(-90, -60) + WHY)
        .problem(404, ProblemCode.NO_FOOTAGE);
  }

  @Test
  void playback_of_key_pictures_is_as_long_with_few_of_them() throws Exception {
    var path = "/api/cameras/market/playback" + span(5, 10) + WHY;
    var whole = browser.get(path).expect(200);
    long all = town.masks.asked.size();
    var sparse = browser.get(path + "&pictures=KEY").expect(200);
    assertThat(town.masks.asked.size()).isPositive().isLessThan((int) all / 4);
    assertThat(town.masks.asked).allMatch(org.vigie.model.AccessUnit::key);
    for (var edge : java.util.List.of("x-vigie-start", "x-vigie-end")) {
      var apart = Duration.between(at(whole, edge), at(sparse, edge)).abs();
      assertThat(apart).isLessThan(Duration.ofMillis(20));
    }
    browser.get(path + "&pictures=SOME").problem(400, ProblemCode.BAD_REQUEST);
  }

  private static Instant at(Browser.Answer answer, String header) {
    return Instant.parse(answer.header(header));
  }

  @Test
  void glimpses_are_single_masked_pictures_spread_over_a_stretch_with_one_entry() throws Exception {
    var path = "/api/cameras/market/glimpses" + span(0, 20);
    browser.get(path).problem(400, ProblemCode.REASON_NEEDED);
    var film = browser.get(path + "&count=5" + WHY).expect(200);
    var times = film.header("x-vigie-times").split(",");
    assertThat(times).hasSize(5);
    var first = Instant.ofEpochMilli(Long.parseLong(times[0]));
    var last = Instant.ofEpochMilli(Long.parseLong(times[4]));
    assertThat(first).isBetween(start.minusMillis(5), start.plusSeconds(3));
    assertThat(last).isBetween(start.plusSeconds(15), start.plusSeconds(20));
    assertThat(town.masks.asked).hasSize(5).allMatch(org.vigie.model.AccessUnit::key);
    var movie = Mp4Reader.movie(ByteBuffer.wrap(film.response().body()));
    assertThat(movie.fragments().stream().mapToInt(f -> f.samples().size()).sum()).isEqualTo(5);
    assertThat(town.entries())
        .filteredOn(one -> one.entry().kind().equals("permit.granted"))
        .singleElement()
        .satisfies(one -> assertThat(one.toString()).contains("complaint 2026-31", "PLAY_BACK"));
    browser.get(path + "&count=97" + WHY).problem(400, ProblemCode.BAD_REQUEST);
    browser
        .get("/api/cameras/market/glimpses" + span(-90, -60) + WHY)
        .problem(404, ProblemCode.NO_FOOTAGE);
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    ana.get(path + WHY).problem(403, ProblemCode.REFUSED);
  }

  @Test
  void movement_has_a_motive_is_in_the_ledger_and_says_what_nobody_knows() throws Exception {
    var path = "/api/cameras/market/movement" + span(0, 20);
    browser.get(path).problem(400, ProblemCode.REASON_NEEDED);
    // Its only mask hides the whole picture.
    var movement = browser.get(path + WHY).expect(200).json();
    assertThat(movement.get("moments")).isEmpty();
    assertThat(movement.get("unknown")).hasSize(1);
    var unknown = Duration.between(at(movement, "unknown", "from"), at(movement, "unknown", "to"));
    assertThat(unknown).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(20));
    assertThat(town.entries().getFirst().toString()).contains("complaint 2026-31");
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    ana.get(path + WHY).problem(403, ProblemCode.REFUSED);
    browser
        .get("/api/cameras/market/movement" + span(0, 26 * 3_600) + WHY)
        .problem(400, ProblemCode.SPAN_TOO_LONG);
  }

  @Test
  void an_export_is_clear_has_a_motive_and_is_for_its_person_alone() throws Exception {
    var order =
        Map.of(
            "camera",
            "market",
            "from",
            start.plusSeconds(2).toString(),
            "to",
            start.plusSeconds(8).toString(),
            "reason",
            "requisition 2026/88");
    var made = browser.post("/api/exports", order).expect(201).json();
    assertThat(made.get("pictures").asInt()).isBetween(60, 75);
    var file = made.get("files").get(0);
    var fetched = browser.get(file.get("url").asString()).expect(200);
    assertThat(fetched.header("content-disposition")).startsWith("attachment");
    var hash = MessageDigest.getInstance("SHA-256").digest(fetched.response().body());
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(file.get("sha256").asString());
    assertThat(Mp4Reader.movie(ByteBuffer.wrap(fetched.response().body())).format())
        .isEqualTo(town.live.pictures.format());
    assertThat(town.entries().toString()).contains("requisition 2026/88");

    var other = town.person(browser, "Ana", Set.of("EXPORT"), TestTown.MARKET);
    other.get(file.get("url").asString()).problem(404, ProblemCode.NOT_FOUND);
    town.clocks.advance(Duration.ofMinutes(16));
    browser.get(file.get("url").asString()).problem(404, ProblemCode.NOT_FOUND);
    town.close();
    assertThat(Files.exists(folder.resolve("exports"))).isFalse();
    town = new TestTown(folder);
  }

  @Test
  void whoever_may_only_look_live_may_neither_play_back_nor_export() throws Exception {
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    ana.get("/api/cameras/market/playback" + span(5, 10) + WHY).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("permit.refused");
    var order =
        Map.of(
            "camera",
            "market",
            "from",
            start.plusSeconds(2).toString(),
            "to",
            start.plusSeconds(8).toString(),
            "reason",
            "curiosity");
    ana.post("/api/exports", order).problem(403, ProblemCode.REFUSED);
    assertThat(town.masks.asked).isEmpty();
  }

  private String span(long from, long to) {
    return "?from=" + start.plusSeconds(from) + "&to=" + start.plusSeconds(to);
  }
}
