package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The time line of a live view.
class LiveTimelineTest {

  private final LiveTimeline timeline = new LiveTimeline();

  @Test
  void an_even_stream_keeps_its_pace() {
    for (int n = 0; n < 100; n++) {
      timeline.next(1_000_000 + n * 3_600L);
      if (n > 1) {
        assertThat(timeline.base()).isBetween(n * 3_600L - 9_000, n * 3_600L + 9_000);
      }
    }
    assertThat(timeline.duration()).isEqualTo(3_600);
  }

  @Test
  void a_pause_is_cut_out() {
    timeline.next(0);
    timeline.next(9_000);
    long end = timeline.base() + timeline.duration();
    timeline.next(9_000 + 3_600 * 90_000L);
    assertThat(timeline.base()).isEqualTo(end);
    assertThat(timeline.duration()).isLessThanOrEqualTo(9_000);
  }

  @Test
  void there_is_never_a_hole_and_never_a_picture_without_duration() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var tested = new LiveTimeline();
      long ticks = random.nextInt();
      long end = 0;
      for (int n = 0; n < 500; n++) {
        ticks +=
            random.nextInt(20) == 0 ? random.nextInt(-500_000, 500_000) : random.nextInt(9_000);
        tested.next(ticks);
        assertThat(tested.base()).as("seed " + seed).isEqualTo(end);
        assertThat(tested.duration()).as("seed " + seed).isBetween(1L, 400_000L);
        end = tested.base() + tested.duration();
      }
    }
  }
}
