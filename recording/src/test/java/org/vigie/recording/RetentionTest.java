package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;

class RetentionTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private Source record(Town town) throws Exception {
    var source = town.source(Town.QUAY, 1);
    source.pause(Duration.ofSeconds(5));
    source.begin(Source.SMALL);
    source.send(50);
    source.end(null);
    town.recorder.flush();
    return source;
  }

  @Test
  void a_reel_dies_when_its_oldest_part_reaches_the_limit() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = record(town);
      var reel = Town.reels(dir).getFirst();
      var limit = source.sent.getFirst().wall().plus(Duration.ofDays(3));
      assertThat(town.recorder.deleteExpired(limit.minusMillis(1)).reels()).isZero();
      assertThat(reel).exists();

      var deletion = town.recorder.deleteExpired(limit);

      assertThat(deletion.reels()).isEqualTo(1);
      assertThat(deletion.bytes()).isPositive();
      assertThat(reel).doesNotExist();
      assertThat(Files.list(dir.resolve("keys"))).isEmpty();
      assertThat(town.entries("footage.deleted")).hasSize(1);
      clocks.advance(Duration.ofSeconds(7));
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(timeline.recorded()).isEmpty();
      assertThat(timeline.deleted()).hasSize(1);
      assertThat(town.recorder.deleteExpired(limit).reels()).isZero();
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertThat(footage.all()).isEmpty();
      }
    }
  }

  @Test
  void a_clock_that_jumps_forward_deletes_nothing_until_somebody_confirms_it() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      record(town);
      clocks.stepWall(Duration.ofDays(10));
      assertThat(town.recorder.deleteExpired(clocks.wall()).suspended()).isTrue();
      clocks.advance(Duration.ofMinutes(5));
      assertThat(town.recorder.deleteExpired(clocks.wall()).suspended()).isTrue();
      assertThat(Town.reels(dir)).hasSize(1);
      town.recorder.confirmClock();
      assertThat(town.recorder.deleteExpired(clocks.wall()).reels()).isEqualTo(1);
    }
  }

  @Test
  void nothing_is_deleted_that_the_ledger_does_not_take() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      record(town);
      town.ledgerWorks = false;
      assertThat(town.recorder.deleteExpired(clocks.wall().plus(Duration.ofDays(9))).reels())
          .isZero();
      assertThat(Town.reels(dir)).hasSize(1);
      town.ledgerWorks = true;
      assertThat(town.recorder.deleteExpired(clocks.wall().plus(Duration.ofDays(9))).reels())
          .isEqualTo(1);
    }
  }

  @Test
  void footage_that_may_be_kept_for_minutes_changes_reels_every_few_minutes() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var sink = town.recorder.camera(Town.QUAY, Town.act(Duration.ofSeconds(20)));
      var source = new Source(Town.QUAY, sink, clocks.wall().plusSeconds(5), 1);
      source.mostBytes = 100;
      source.begin(Source.SMALL);
      source.send(25 * 50);
      source.end(null);
      town.recorder.flush();
      assertThat(Town.reels(dir)).hasSize(3);
      var deletion = town.recorder.deleteExpired(source.sent.getFirst().wall().plusSeconds(41));
      assertThat(deletion.reels()).isEqualTo(2);
    }
  }
}
