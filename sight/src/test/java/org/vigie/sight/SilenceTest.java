package org.vigie.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private final Silence silence = new Silence(Duration.ofSeconds(10));

  /// Looks twice a second through a silence of that length, in which the eye waits for a processor
  /// for so much of the time; whether it is ended.
  private boolean ends(double seconds, double waitingShare) {
    boolean ended = false;
    for (long ms = 0; ms <= seconds * 1e3; ms += 500) {
      // One thread works; another has waited for long before and does nothing now.
      var waits =
          new ProcessorWaits(Map.of(7L, 5_000_000L + (long) (ms * 1e6 * waitingShare), 8L, 9_000L));
      ended |= silence.over(Duration.ofMillis(ms), () -> waits).isPresent();
    }
    return ended;
  }

  @Test
  void an_eye_that_could_run_and_says_nothing_is_ended_after_its_patience() {
    assertThat(ends(10, 0)).isFalse();
    assertThat(ends(10.5, 0)).isTrue();
  }

  @Test
  void an_eye_that_others_keep_from_the_processor_is_given_the_time_that_it_waited() {
    assertThat(ends(30, 0.9)).isFalse();
    assertThat(ends(16, 0.5)).isFalse();
    assertThat(ends(20, 0.5)).isTrue();
  }

  @Test
  void not_for_ever() {
    assertThat(ends(60, 0.99)).isFalse();
    assertThat(ends(60.5, 0.99)).isTrue();
  }

  @Test
  void what_it_waited_before_it_fell_silent_counts_for_nothing() {
    assertThat(ends(9, 0.9)).isFalse();
    var longAgo = new ProcessorWaits(Map.of(7L, 60_000_000_000L));

    assertThat(silence.over(Duration.ofSeconds(1), () -> longAgo)).isEmpty();
    assertThat(silence.over(Duration.ofSeconds(3), () -> longAgo)).isEmpty();
    assertThat(silence.over(Duration.ofSeconds(11), () -> longAgo))
        .contains(
            "it said nothing for 11.0 s over its work, 0.0 s of which it waited for a processor");
  }
}
