package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpaceTest {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final long RATE = 1_000_000;
  private static final long HOURLY = RATE * 3600;

  private static Space.Level level(long left) {
    return Space.judge(left, RATE, DAY, HOUR, FOR_EVER, time -> 0).level();
  }

  @Test
  void warns_a_day_ahead_refuses_an_hour_ahead_and_ends_when_nothing_is_left() {
    assertThat(level(24 * HOURLY)).isEqualTo(Space.Level.ENOUGH);
    assertThat(level(24 * HOURLY - 1)).isEqualTo(Space.Level.SCARCE);
    assertThat(level(HOURLY)).isEqualTo(Space.Level.SCARCE);
    assertThat(level(HOURLY - 1)).isEqualTo(Space.Level.NO_NEW_CAMERAS);
    assertThat(level(1)).isEqualTo(Space.Level.NO_NEW_CAMERAS);
    assertThat(level(0)).isEqualTo(Space.Level.FULL);
    assertThat(level(-1)).isEqualTo(Space.Level.FULL);
  }

  @Test
  void what_reaches_its_limit_in_time_counts_as_room() {
    // As much is destroyed every hour as is written: the volume may be as full as it likes.
    var steady = Space.judge(2 * HOURLY, RATE, DAY, HOUR, FOR_EVER, t -> t.toHours() * HOURLY);
    assertThat(steady.level()).isEqualTo(Space.Level.ENOUGH);
    // It comes too late for the third hour.
    var late =
        Space.judge(2 * HOURLY, RATE, DAY, HOUR, FOR_EVER, t -> t.toHours() >= 4 ? 30 * HOURLY : 0);
    assertThat(late.level()).isEqualTo(Space.Level.SCARCE);
  }

  @Test
  void what_is_written_now_counts_for_as_long_as_it_is_kept() {
    // Everything is destroyed when it is 2 h old: 3 h of room last for ever, 1 h of room does not.
    var twoHours = Duration.ofHours(2);
    var enough = Space.judge(3 * HOURLY, RATE, DAY, HOUR, twoHours, t -> 0);
    assertThat(enough.level()).isEqualTo(Space.Level.ENOUGH);
    var scarce = Space.judge(HOURLY, RATE, DAY, HOUR, twoHours, t -> 0);
    assertThat(scarce.level()).isEqualTo(Space.Level.SCARCE);
  }

  @Test
  void a_volume_that_nobody_writes_to_never_runs_full() {
    assertThat(Space.judge(1, 0, DAY, HOUR, FOR_EVER, t -> 0).level())
        .isEqualTo(Space.Level.ENOUGH);
  }

  @Test
  void the_rate_is_measured_over_time_and_expected_until_then() {
    var rate = new WriteRate();
    long second = 1_000_000_000L;
    assertThat(rate.bytesPerSecond(0, 0, 77)).isEqualTo(77);
    assertThat(rate.bytesPerSecond(29 * second, 2900, 77)).isEqualTo(77);
    assertThat(rate.isMeasured(29 * second)).isFalse();
    assertThat(rate.isMeasured(30 * second)).isTrue();
    assertThat(rate.bytesPerSecond(30 * second, 3000, 77)).isEqualTo(100);
    for (int at = 60; at <= 1200; at += 30) {
      rate.bytesPerSecond(at * second, 3000 + (at - 30) * 400L, 77);
    }
    // The first minute, which was slower, is forgotten.
    assertThat(rate.bytesPerSecond(1200 * second, 3000 + 1170 * 400L, 77)).isEqualTo(400);
  }
}
