package org.vigie.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When a picture was taken at the latest.
class TakenAtTest {

  private static final Duration STEP = Duration.ofMillis(40);
  private static final long TICKS = 3600;

  private final TakenAt taking = new TakenAt();
  private long ticks = 123_456_789;
  private Duration now = Duration.ofDays(3);

  private Duration next(Duration heldUp) {
    ticks += TICKS;
    now = now.plus(STEP);
    return taking.of(ticks, now.plus(heldUp));
  }

  @Test
  void one_that_is_not_held_up_was_taken_when_it_came() {
    for (int i = 0; i < 100; i++) {
      assertThat(next(Duration.ZERO)).isEqualTo(now);
    }
  }

  @Test
  void one_that_is_held_up_was_taken_before_it_came() {
    assertThat(next(Duration.ZERO)).isEqualTo(now);
    assertThat(next(Duration.ofSeconds(7))).isEqualTo(now);
    assertThat(next(Duration.ofMillis(300))).isEqualTo(now);
  }

  @Test
  void a_run_that_begins_with_late_pictures_learns_from_the_first_that_is_not() {
    assertThat(next(Duration.ofSeconds(4))).isEqualTo(now.plusSeconds(4));
    assertThat(next(Duration.ZERO)).isEqualTo(now);
    assertThat(next(Duration.ofSeconds(4))).isEqualTo(now);
  }

  @Test
  void a_clock_that_runs_away_is_followed() {
    taking.of(ticks, now);
    for (int minute = 0; minute < 60 * 24; minute++) {
      // The camera's clock is slow by 100 millionths.
      ticks += 60 * 90_000 - 540;
      now = now.plus(Duration.ofMinutes(1));
      assertThat(now.minus(taking.of(ticks, now))).isLessThan(Duration.ofMillis(100));
    }
  }

  @Test
  void another_run_has_other_times() {
    assertThat(next(Duration.ZERO)).isEqualTo(now);
    ticks = 5;
    taking.begin();
    assertThat(next(Duration.ZERO)).isEqualTo(now);
  }
}
