package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.GapReason;

/// The wall clock is put back by more than has been recorded, so that what comes next is dated
/// earlier than all there is.
class ClockBackTest {

  private static final Duration BACK = Duration.ofHours(1);

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  private void record(Town town, int seconds, @Nullable GapReason end) throws Exception {
    var source = town.source(Town.QUAY, 1);
    source.begin(Source.SMALL);
    source.send(25 * seconds);
    clocks.advance(Duration.ofSeconds(seconds));
    source.end(end);
    town.recorder.flush();
  }

  /// Records, puts the clock back and records again.
  private void recordTwice(Town town, @Nullable GapReason end) throws Exception {
    record(town, 10, GapReason.CLOCK);
    clocks.stepWall(BACK.negated());
    record(town, 10, end);
  }

  private static List<String> gaps(Town town, Instant since) {
    return town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps().stream()
        .filter(gap -> !gap.from().isBefore(since))
        .map(
            gap ->
                "%s %ds"
                    .formatted(gap.reason(), Duration.between(gap.from(), gap.to()).toSeconds()))
        .toList();
  }

  @Test
  void an_orderly_stop_is_told_where_the_last_picture_ended() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      recordTwice(town, null);
    }
    var stopped = clocks.wall();
    clocks.advance(Duration.ofSeconds(30));
    try (var town = new Town(dir, clocks, s -> s)) {
      record(town, 5, null);
      var gap = town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps().getFirst();
      assertThat(gap.from()).isEqualTo(stopped);
      assertThat(gap.to()).isEqualTo(stopped.plusSeconds(30));
      assertThat(gap.reason()).isEqualTo(GapReason.RESTART);
      assertThat(gap.detail()).isEqualTo("Vigie was stopped.");
      assertThat(town.recorder.state(Town.QUAY).orElseThrow().durableUntil())
          .contains(clocks.wall());
    }
  }

  @Test
  void a_camera_that_is_lost_then_is_told_lost() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      recordTwice(town, GapReason.CAMERA_LOST);
      var lost = clocks.wall();
      clocks.advance(Duration.ofSeconds(30));
      record(town, 5, null);
      assertThat(gaps(town, lost)).startsWith("CAMERA_LOST 30s");
    }
  }

  @Test
  void a_gap_that_outlasts_the_time_put_back_keeps_its_reason() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      recordTwice(town, GapReason.CAMERA_LOST);
      clocks.advance(BACK);
      record(town, 5, null);
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps())
          .extracting(gap -> gap.reason())
          .containsOnly(GapReason.CAMERA_LOST);
    }
  }

  @Test
  void a_gap_said_after_a_restart_begins_when_it_was_said() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      record(town, 10, GapReason.CLOCK);
    }
    clocks.stepWall(BACK.negated());
    try (var town = new Town(dir, clocks, s -> s)) {
      town.recorder.gap(Town.QUAY, clocks.wall(), GapReason.CAMERA_LOST, "Said by a test.");
      town.recorder.flush();
      var from = clocks.wall();
      clocks.advance(Duration.ofSeconds(30));
      record(town, 5, null);
      town.recorder.gap(Town.QUAY, clocks.wall(), GapReason.CAMERA_REFUSED, "Said by a test.");
      town.recorder.flush();
      var lost = clocks.wall();
      clocks.advance(Duration.ofSeconds(40));
      record(town, 5, null);
      assertThat(from).isBefore(lost);
      assertThat(gaps(town, lost)).startsWith("CAMERA_REFUSED 40s");
    }
  }
}
