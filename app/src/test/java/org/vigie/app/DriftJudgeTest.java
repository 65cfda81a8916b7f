package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.vigie.model.CameraClock;

class DriftJudgeTest {

  private static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  private final DriftJudge judge = new DriftJudge();
  private Duration elapsed = Duration.ofDays(3);

  private Optional<String> after(Duration time, long aheadMillis) {
    elapsed = elapsed.plus(time);
    return judge.judge(clock(Optional.of(Duration.ofMillis(aheadMillis)), 12), elapsed);
  }

  private static CameraClock clock(Optional<Duration> ahead, int ppm) {
    return new CameraClock(
        START, ahead, OptionalInt.of(ppm), Duration.ofMillis(270), Duration.ZERO);
  }

  @Test
  void a_clock_that_is_wrong_but_stays_so_is_no_alarm() {
    for (int minute = 0; minute < 600; minute++) {
      assertThat(after(Duration.ofMinutes(1), -1_700_000_000_000L + minute % 300)).isEmpty();
    }
  }

  @Test
  void a_clock_that_moves_by_more_than_a_second_is_told_for_an_hour_then_measured_anew() {
    assertThat(after(Duration.ofMinutes(1), 500)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), 1500)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), 1600).orElseThrow())
        .contains("+1.1 s")
        .contains("+1.6 s ahead");
    assertThat(after(Duration.ofMinutes(59), 1700)).isPresent();
    assertThat(after(Duration.ofMinutes(1), 1700)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), 2650)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), 600)).isPresent();
  }

  @Test
  void a_clock_that_was_put_right_again_ends_its_alarm() {
    after(Duration.ofMinutes(1), 0);
    assertThat(after(Duration.ofMinutes(1), -4000)).isPresent();
    assertThat(after(Duration.ofMinutes(1), 10)).isEmpty();
  }

  @Test
  void when_this_machine_steps_no_camera_is_blamed() {
    after(Duration.ofMinutes(1), 0);
    judge.forget();
    assertThat(after(Duration.ofMinutes(1), -3_600_000)).isEmpty();
  }

  @Test
  void a_camera_that_says_no_time_is_judged_by_its_timestamps() {
    assertThat(judge.judge(clock(Optional.empty(), 20_000), elapsed)).isEmpty();
    assertThat(judge.judge(clock(Optional.empty(), -80_000), elapsed).orElseThrow())
        .contains("-8.0 %");
  }
}
