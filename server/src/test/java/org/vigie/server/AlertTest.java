package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.rules.Area;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.Schedule;
import org.vigie.rules.Target;
import tools.jackson.databind.JsonNode;

/// From an alert to its verdict.
class AlertTest {

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

  @Test
  void an_alert_is_found_by_camera_event_state_and_time_only() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var list = administrator.get("/api/alerts").expect(200).json();
    assertThat(list.get("waiting").asInt()).isEqualTo(1);
    var alert = list.get("alerts").get(0);
    assertThat(alert.get("camera_name").asString()).isEqualTo("Place du Marché");
    assertThat(alert.get("event").asString()).isEqualTo("INTRUSION");
    assertThat(alert.get("boxes")).isNotEmpty();
    administrator.get("/api/alerts/" + alert.get("id").asString()).expect(200);

    assertThat(count("?camera=market&event=INTRUSION&state=WAITING")).isEqualTo(1);
    assertThat(count("?camera=quay")).isZero();
    assertThat(count("?state=CONFIRMED")).isZero();
    assertThat(count("?to=2020-01-01T00:00:00Z")).isZero();
    administrator.get("/api/alerts?state=OPEN").problem(400, ProblemCode.BAD_REQUEST);
    administrator.get("/api/alerts?from=yesterday").problem(400, ProblemCode.BAD_REQUEST);
    administrator.get("/api/alerts/99").problem(404, ProblemCode.NO_SUCH_ALERT);
    administrator.get("/api/alerts/x").problem(404, ProblemCode.NO_SUCH_ALERT);
  }

  @Test
  void an_alert_is_dismissed_once_with_a_reason_and_found_in_the_ledger() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var path = "/api/alerts/" + newest(administrator).get("id").asString();
    var reason = Map.of("reason", "ANIMAL", "note", "a fox");
    administrator
        .post(path + "/dismiss", Map.of("reason", ""))
        .problem(400, ProblemCode.REASON_NEEDED);
    administrator
        .post(path + "/dismiss", Map.of("reason", "OTHER"))
        .problem(400, ProblemCode.REASON_NEEDED);
    administrator
        .post(path + "/dismiss", Map.of("reason", "BORED"))
        .problem(400, ProblemCode.BAD_REQUEST);
    assertThat(newest(administrator).get("state").asString()).isEqualTo("WAITING");

    var judged = administrator.post(path + "/dismiss", reason).expect(200).json();
    assertThat(judged.get("state").asString()).isEqualTo("DISMISSED");
    assertThat(judged.get("verdict").get("reason").asString()).isEqualTo("ANIMAL");
    assertThat(judged.get("verdict").get("note").asString()).isEqualTo("a fox");
    administrator.post(path + "/dismiss", reason).problem(409, ProblemCode.ALREADY_JUDGED);
    administrator
        .post(path + "/confirm", Map.of("reason", "someone is there"))
        .problem(409, ProblemCode.ALREADY_JUDGED);

    var mine = administrator.get("/api/ledger?mine=true").expect(200).json().get("entries");
    assertThat(mine.toString()).contains("dismiss alert").contains("ANIMAL");
    assertThat(mine.toString()).doesNotContain("a fox");
  }

  /// Two rules that look at the same place, so that one person raises two alerts.
  private void raiseTwo() {
    var one = RuleBook.wholePicture(TestTown.MARKET, Duration.ofMillis(500)).rules().getFirst();
    var other =
        new Rule.Intrusion(
            "no-entry",
            "",
            Area.wholePicture(),
            Target.ANY,
            Duration.ofMillis(700),
            RuleBook.USUAL_REARM,
            Schedule.ALWAYS);
    town.intrude(
        new RuleBook(
            TestTown.MARKET, RuleBook.USUAL_ASPECT, List.of(), List.of(one, other), List.of()),
        town.clocks.wall());
  }

  private List<String> ids() throws Exception {
    var ids = new ArrayList<String>();
    for (var alert : administrator.get("/api/alerts").expect(200).json().get("alerts")) {
      ids.add(alert.get("id").asString());
    }
    return ids;
  }

  @Test
  void one_verdict_for_a_group_gives_each_alert_an_entry_and_a_row() throws Exception {
    raiseTwo();
    town.intrude(TestTown.QUAY, town.clocks.wall());
    var ids = ids();
    assertThat(ids).hasSize(3);
    var group = ids.stream().filter(id -> !id.equals(newestOf("quay"))).toList();
    var path = "/api/alerts/" + group.getFirst() + "/dismiss";
    administrator
        .post(path, Map.of("reason", "ANIMAL", "also", ids))
        .problem(400, ProblemCode.BAD_REQUEST);
    administrator.post(path, Map.of("reason", "ANIMAL", "also", group)).expect(200);
    for (var id : group) {
      var alert = administrator.get("/api/alerts/" + id).expect(200).json();
      assertThat(alert.get("state").asString()).isEqualTo("DISMISSED");
    }
    var dismissed =
        town.entries().stream()
            .filter(recorded -> recorded.entry().kind().equals("alert.dismissed"))
            .toList();
    assertThat(dismissed).hasSize(2);
    assertThat(dismissed.getFirst().entry().text("permit"))
        .isNotEqualTo(dismissed.getLast().entry().text("permit"));
    assertThat(administrator.get("/api/alerts").json().get("waiting").asInt()).isEqualTo(1);
  }

  private String newestOf(String camera) {
    try {
      return administrator
          .get("/api/alerts?camera=" + camera)
          .json()
          .get("alerts")
          .get(0)
          .get("id")
          .asString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_rule_rests_on_one_camera_for_half_an_hour_at_most_and_its_alerts_wait() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var rule = "/api/cameras/market/rules/intrusion/snooze";
    administrator
        .post(rule, Map.of("minutes", 31, "reason", "fair on the square"))
        .problem(400, ProblemCode.BAD_REQUEST);
    administrator.post(rule, Map.of("minutes", 10)).problem(400, ProblemCode.REASON_NEEDED);
    administrator
        .post("/api/cameras/market/rules/other/snooze", Map.of("minutes", 10, "reason", "fair"))
        .problem(400, ProblemCode.BAD_REQUEST);
    var order = Map.of("minutes", 10, "reason", "fair on the square");
    var list = administrator.post(rule, order).expect(201).json().get("snoozes");
    assertThat(list).hasSize(1);
    assertThat(list.get(0).get("left_ms").asLong()).isBetween(590_000L, 600_000L);
    assertThat(newest(administrator).get("state").asString()).isEqualTo("WAITING");

    var watcher = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.QUAY);
    assertThat(watcher.get("/api/snoozes").expect(200).json().get("snoozes")).isEmpty();
    administrator.post(rule + "/end").expect(200);
    administrator.post(rule + "/end").problem(409, ProblemCode.DESK_NOT_SO);
    assertThat(administrator.get("/api/snoozes").json().get("snoozes")).isEmpty();
  }

  @Test
  void who_confirms_again_and_again_without_looking_is_reminded_once_an_hour() throws Exception {
    for (int n = 0; n < 2 * Attention.IN_A_ROW; n++) {
      town.clocks.advance(Duration.ofMinutes(2));
      town.intrude(TestTown.QUAY, town.clocks.wall());
      var path = "/api/alerts/" + newest(administrator).get("id").asString();
      administrator.post(path + "/confirm", Map.of("reason", "seen there")).expect(200);
      assertThat(administrator.get("/api/alerts/reminder").json().has("reminder"))
          .isEqualTo(n >= Attention.IN_A_ROW - 1);
    }
    var reminder = administrator.get("/api/alerts/reminder").json().get("reminder");
    assertThat(reminder.get("confirms").asInt()).isEqualTo(Attention.IN_A_ROW);
    assertThat(reminder.get("judged").asInt()).isEqualTo(Attention.IN_A_ROW);
    assertThat(reminder.get("wrong").asInt()).isZero();
    assertThat(
            town.entries().stream()
                .filter(recorded -> recorded.entry().kind().equals("desk.reminded")))
        .hasSize(1);
  }

  @Test
  void an_alert_is_confirmed_with_a_sentence() throws Exception {
    town.intrude(TestTown.QUAY, town.clocks.wall());
    var path = "/api/alerts/" + newest(administrator).get("id").asString();
    var judged =
        administrator
            .post(path + "/confirm", Map.of("reason", "someone climbs the fence"))
            .expect(200)
            .json();
    assertThat(judged.get("state").asString()).isEqualTo("CONFIRMED");
    var rule = administrator.get("/api/cameras/quay").expect(200).json().get("rules").get(0);
    assertThat(rule.get("id").asString()).isEqualTo("no-entry");
  }

  @Test
  void whoever_may_not_judge_is_refused_and_the_refusal_is_in_the_ledger() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    town.intrude(TestTown.QUAY, town.clocks.wall());
    var watcher = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var alerts = watcher.get("/api/alerts").expect(200).json().get("alerts");
    assertThat(alerts).hasSize(1);
    var path = "/api/alerts/" + alerts.get(0).get("id").asString();
    watcher.post(path + "/dismiss", Map.of("reason", "ANIMAL")).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("permit.refused");
    watcher.get("/api/alerts?camera=quay").problem(404, ProblemCode.NO_SUCH_CAMERA);
    var others = administrator.get("/api/alerts?camera=quay").json().get("alerts").get(0);
    watcher
        .get("/api/alerts/" + others.get("id").asString())
        .problem(404, ProblemCode.NO_SUCH_ALERT);
  }

  @Test
  void a_client_hears_the_present_state_first_and_then_the_changes() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var request = administrator.request("/api/alerts/stream").build();
    var response = administrator.http.send(request, BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("event: current");
      var current = data(lines);
      ApiDocument.get().check("current", reference("AlertList"), current);
      assertThat(current.get("alerts")).hasSize(1);
      lines.readLine();

      var path = "/api/alerts/" + current.get("alerts").get(0).get("id").asString();
      administrator.post(path + "/dismiss", Map.of("reason", "DRILL")).expect(200);
      assertThat(lines.readLine()).isEqualTo("event: alert");
      var changed = data(lines);
      ApiDocument.get().check("alert", reference("Alert"), changed);
      assertThat(changed.get("state").asString()).isEqualTo("DISMISSED");
      lines.readLine();

      administrator.post("/api/sign-out").expect(204);
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void the_clip_holds_the_masked_pictures_around_the_alert() throws Exception {
    var start = town.record(TestTown.MARKET, 20);
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    Waiting.until("it is on disk", () -> recordedSeconds(start) >= 19);
    var alert = newest(administrator);
    // What is kept shows less, so this one is cut from the recording.
    Waiting.until("the clip is kept", () -> town.desk.clips().owed().isEmpty());
    var path = "/api/alerts/" + alert.get("id").asString() + "/clip?before=8&after=3";
    var clip = administrator.get(path).expect(200);
    assertThat(clip.header("content-type")).isEqualTo("video/mp4");
    assertThat(clip.header("cache-control")).contains("no-store");
    var movie = Mp4Reader.movie(java.nio.ByteBuffer.wrap(clip.response().body()));
    long shown = movie.fragments().stream().mapToLong(f -> f.samples().size()).sum();
    assertThat(shown).isEqualTo(town.masks.asked.size()).isBetween(110L, 125L);
    assertThat(movie.fragments().getFirst().samples().getFirst().key()).isTrue();
    var kinds = town.entries().stream().map(r -> r.entry().kind() + r.entry().facts()).toList();
    assertThat(kinds).anyMatch(k -> k.contains("PLAY_BACK") && k.contains("alert "));

    town.masks.broken = true;
    administrator.get(path).problem(503, ProblemCode.MASKING_UNAVAILABLE);
  }

  private double recordedSeconds(java.time.Instant start) {
    var span = new org.vigie.model.Span(start, start.plusSeconds(20));
    return town.recorder.timeline(TestTown.MARKET, span).recordedLength().toMillis() / 1000.0;
  }

  private int count(String query) throws Exception {
    return administrator.get("/api/alerts" + query).expect(200).json().get("alerts").size();
  }

  private static JsonNode newest(Browser browser) throws Exception {
    return browser.get("/api/alerts").expect(200).json().get("alerts").get(0);
  }

  private static JsonNode data(BufferedReader lines) throws Exception {
    var line = lines.readLine();
    assertThat(line).startsWith("data: ");
    return Browser.JSON.readTree(line.substring(6));
  }

  private static JsonNode reference(String schema) {
    return Browser.JSON.valueToTree(Map.of("$ref", "#/components/schemas/" + schema));
  }
}
