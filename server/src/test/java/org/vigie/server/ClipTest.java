package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.desk.AlertClip;
import org.vigie.desk.NoClip;
import org.vigie.media.mp4.Mp4Reader;
import tools.jackson.databind.JsonNode;

/// The masked clips that are kept of alerts.
class ClipTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Instant start;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    start = town.recordToDisk(TestTown.MARKET, 20);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void the_clip_is_the_same_before_and_after_its_recording_s_key_is_destroyed() throws Exception {
    town.masks.broken = true;
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    var path = path() + "/clip";
    Waiting.until("the eye failed once", () -> town.masks.failed.get() == 1);
    town.masks.broken = false;
    assertThat(clip().get("state").asString()).isEqualTo("OWED");
    var cut = administrator.get(path).expect(200);
    town.clocks.advance(Duration.ofSeconds(20));
    awaitKept();

    town.masks.asked = List.of();
    var kept = administrator.get(path).expect(200);
    assertThat(kept.response().body()).isEqualTo(cut.response().body());
    for (var header : new String[] {"x-vigie-start", "x-vigie-end", "x-vigie-uncertainty-ms"}) {
      assertThat(kept.header(header)).as(header).isEqualTo(cut.header(header));
    }
    destroyReelKeys();
    var later = administrator.get(path).expect(200);
    assertThat(later.response().body()).isEqualTo(cut.response().body());
    assertThat(administrator.get(path + "?before=2&after=1").expect(200).response().body())
        .isEqualTo(cut.response().body());
    assertThat(town.masks.asked).as("nothing was masked again").isEmpty();
    // What it does not cover is cut from the recording, which can be read no more.
    administrator.get(path + "?before=8").problem(404, ProblemCode.NO_FOOTAGE);
    assertThat(permits("reason=alert ")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void the_still_is_one_picture_nearest_to_the_decision() throws Exception {
    town.masks.broken = true;
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    Waiting.until("the eye failed once", () -> town.masks.failed.get() == 1);
    var path = path() + "/still";
    administrator.get(path).problem(404, ProblemCode.NO_STILL);
    town.masks.broken = false;
    town.clocks.advance(Duration.ofSeconds(20));
    awaitKept();

    var still = administrator.get(path).expect(200);
    assertThat(still.header("content-type")).isEqualTo("video/mp4");
    assertThat(still.header("cache-control")).contains("no-store");
    var movie = Mp4Reader.movie(ByteBuffer.wrap(still.response().body()));
    assertThat(movie.fragments()).hasSize(1);
    assertThat(movie.fragments().getFirst().samples()).hasSize(1);
    assertThat(movie.fragments().getFirst().samples().getFirst().key()).isTrue();
    assertThat(permits("still of alert")).isEqualTo(1);

    var watcher = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    watcher.get(path).problem(403, ProblemCode.REFUSED);
    watcher.get(path() + "/clip").problem(403, ProblemCode.REFUSED);
    var stranger = town.person(administrator, "Ben", Set.of("PLAY_BACK"), TestTown.QUAY);
    stranger.get(path).problem(404, ProblemCode.NO_SUCH_ALERT);
  }

  @Test
  void what_nobody_who_may_judge_has_looked_at_counts_as_unopened() throws Exception {
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    awaitKept();
    var reader = town.person(administrator, "Cleo", Set.of("PLAY_BACK"), TestTown.MARKET);
    reader.get(path() + "/still").expect(200);
    reader.get(path() + "/clip").expect(200);
    assertThat(kinds()).doesNotContain("alert.seen");
    administrator.get(path() + "/still").expect(200);
    assertThat(kinds()).contains("alert.seen");
  }

  private List<String> kinds() {
    return town.entries().stream().map(recorded -> recorded.entry().kind()).toList();
  }

  @Test
  void what_cannot_be_made_within_ten_minutes_is_given_up_with_its_reason() throws Exception {
    town.masks.broken = true;
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    town.intrude(TestTown.QUAY, start.plusSeconds(10));
    Waiting.until("the eye failed once", () -> town.masks.failed.get() == 1);
    // Little by little: a permit of the keeper's ends after five minutes.
    Waiting.until(
        "both are given up",
        () -> {
          town.clocks.advance(Duration.ofSeconds(1));
          return town.desk.clips().owed().isEmpty();
        });
    assertThat(town.clocks.wall()).isAfter(start.plusSeconds(20).plus(ClipKeeper.PATIENCE));
    var alerts = administrator.get("/api/alerts").expect(200).json().get("alerts");
    assertThat(alerts).hasSize(2);
    for (var alert : alerts) {
      boolean market = alert.get("camera").asString().equals("market");
      assertThat(alert.get("clip").get("state").asString()).isEqualTo("NONE");
      assertThat(alert.get("clip").get("why").asString())
          .isEqualTo(market ? "NO_EYE" : "NO_FOOTAGE");
    }
    // Nobody asks for a permit where nothing is recorded.
    assertThat(permits("keep the clip of alert 1")).isEqualTo(town.masks.failed.get());
    assertThat(permits("keep the clip of alert 2")).isZero();
    assertThat(folder.resolve("clips")).isEmptyDirectory();
    town.masks.broken = false;
    administrator.get("/api/alerts/1/clip").expect(200);
    assertThat(alerts.get(0).get("camera").asString())
        .isNotEqualTo(alerts.get(1).get("camera").asString());
  }

  @Test
  void past_its_end_a_clip_is_shown_to_nobody_and_then_destroyed() throws Exception {
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    awaitKept();
    var path = path();
    var until = Instant.parse(clip().get("until").asString());
    // The act's two days are over before the clips' 72 hours.
    assertThat(until)
        .isBetween(start.plus(Duration.ofDays(2)), start.plus(Duration.ofDays(2)).plusSeconds(5));
    town.clocks.advance(Duration.ofDays(2));
    town.recorder.deleteExpired(town.clocks.wall());
    administrator
        .post("/api/sign-in", Map.of("name", "Claire Martin", "password", TestTown.PASSWORD))
        .expect(200);
    var file = folder.resolve("clips/1.clip");
    assertThat(file).exists();
    administrator.get(path + "/clip").problem(404, ProblemCode.NO_FOOTAGE);
    administrator.get(path + "/still").problem(404, ProblemCode.NO_STILL);

    assertThat(town.clips.deleteExpired(town.clocks.wall())).isEqualTo(1);
    town.desk.clips().agree(town.clips::list, town.clocks.wall());
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("keys/clips")).isEmptyDirectory();
    assertThat(clip().get("state").asString()).isEqualTo("ENDED");
    assertThat(town.entries().stream().map(r -> r.entry().kind())).contains("clip.deleted");
  }

  @Test
  void a_clip_that_was_kept_before_a_sudden_end_is_known_again() throws Exception {
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    awaitKept();
    var kept = administrator.get(path() + "/clip").expect(200).response().body();
    // As if the end had come before the register knew.
    town.desk.clips().none(1, NoClip.NOT_WRITTEN);
    town.close();
    town = new TestTown(folder);
    town.desk.clips().agree(town.clips::list, town.clocks.wall());
    var until = town.clips.find(1, town.clocks.wall()).orElseThrow().until();
    assertThat(town.desk.get(1).clip()).isEqualTo(new AlertClip.Kept(until));
    assertThat(town.clips.film(1)).isEqualTo(kept);
  }

  @Test
  void clips_are_made_a_fifth_of_the_time_at_most() throws Exception {
    var began = new CopyOnWriteArrayList<Duration>();
    var takes = Duration.ofSeconds(5);
    town.masks.work =
        () -> {
          began.add(town.clocks.elapsed());
          town.clocks.advance(takes);
        };
    var other = town.record(TestTown.QUAY, 20);
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    town.intrude(TestTown.QUAY, other.plusSeconds(10));
    Waiting.until(
        "both are kept",
        () -> {
          town.clocks.advance(Duration.ofMillis(200));
          return town.desk.clips().owed().isEmpty();
        });
    assertThat(began).hasSize(2);
    assertThat(began.get(1).minus(began.get(0)))
        .isGreaterThanOrEqualTo(takes.multipliedBy(1 + ClipKeeper.RESTS));
  }

  private void awaitKept() throws Exception {
    Waiting.until("the clip is kept", () -> town.desk.clips().owed().isEmpty());
    assertThat(clip().get("state").asString()).isEqualTo("KEPT");
  }

  private JsonNode newest() throws Exception {
    return administrator.get("/api/alerts").expect(200).json().get("alerts").get(0);
  }

  private JsonNode clip() throws Exception {
    return newest().get("clip");
  }

  private String path() throws Exception {
    return "/api/alerts/" + newest().get("id").asString();
  }

  /// How many permits were granted for a reason that holds this.
  private long permits(String reason) {
    return town.entries().stream()
        .filter(recorded -> recorded.entry().kind().equals("permit.granted"))
        .filter(recorded -> recorded.entry().facts().toString().contains(reason))
        .count();
  }

  private void destroyReelKeys() throws Exception {
    try (var keys = Files.list(folder.resolve("keys/reels"))) {
      for (var key : keys.toList()) {
        town.governance.keys().destroy(key.getFileName().toString().replace(".key", ""));
      }
    }
  }
}
