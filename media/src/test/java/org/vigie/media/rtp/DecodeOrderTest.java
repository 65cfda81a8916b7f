package org.vigie.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecodeOrderTest {

  private static final int PICTURE = 3600;

  @Test
  void makes_a_time_line_that_rises_and_shows_nothing_before_it_is_decoded() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var sent = sent(random);
      var order = new DecodeOrder();
      order.begin(depth(sent));
      long last = Long.MIN_VALUE;
      for (int i = 0; i < sent.size(); i++) {
        long shown = sent.get(i) * PICTURE;
        long ticks = order.next(shown, order.isBack(shown));
        assertThat(ticks).as("seed %d, picture %d", seed, i).isGreaterThan(last);
        assertThat(shown - ticks).as("seed %d, picture %d", seed, i).isNotNegative();
        assertThat(shown - ticks).as("seed %d, picture %d", seed, i).isLessThan(40L * PICTURE);
        last = ticks;
      }
    }
  }

  @Test
  void learns_the_depth_that_nobody_said_and_then_runs_as_evenly() {
    for (long seed = 0; seed < 500; seed++) {
      var sent = sent(new SplittableRandom(seed));
      var told = new DecodeOrder();
      told.begin(depth(sent));
      var learns = new DecodeOrder();
      learns.begin(-1);
      long last = Long.MIN_VALUE;
      for (int i = 0; i < sent.size(); i++) {
        long shown = sent.get(i) * PICTURE;
        told.next(shown, told.isBack(shown));
        long ticks = learns.next(shown, learns.isBack(shown));
        assertThat(ticks).as("seed %d, picture %d", seed, i).isGreaterThan(last);
        last = ticks;
      }
      // All of both are decoded: the next ones in order are decoded at the same ticks.
      for (int i = 0; i < 40; i++) {
        long shown = (long) (sent.size() + i) * PICTURE;
        long even = told.next(shown, false);
        long learnt = learns.next(shown, false);
        if (i > DecodeOrder.MOST_DEPTH) {
          assertThat(learnt).as("seed %d", seed).isEqualTo(even);
        }
      }
    }
  }

  @Test
  void forgets_what_was_overtaken_when_a_run_begins() {
    var order = new DecodeOrder();
    order.begin(2);
    order.next(0, false);
    order.next(4 * PICTURE, false);
    order.begin(2);
    long shown = 1000L * PICTURE;
    assertThat(order.next(shown, false)).isEqualTo(shown - 2);
    assertThat(order.next(shown + PICTURE, false)).isEqualTo(shown - 1);
    assertThat(order.next(shown + 2 * PICTURE, false)).isEqualTo(shown);
  }

  /// Numbers of pictures in the order of decoding: groups of which the last is sent first, and the
  /// others forwards or, as pyramids are, with the middle one first.
  private static List<Long> sent(SplittableRandom random) {
    var sent = new ArrayList<>(List.of(0L));
    long next = 1;
    for (int group = 0; group < 30; group++) {
      int between = random.nextInt(4);
      sent.add(next + between);
      boolean pyramid = between == 3 && random.nextBoolean();
      if (pyramid) {
        sent.add(next + 1);
      }
      for (int i = 0; i < between; i++) {
        if (!pyramid || i != 1) {
          sent.add(next + i);
        }
      }
      next += between + 1;
    }
    return sent;
  }

  private static int depth(List<Long> sent) {
    int depth = 0;
    for (int i = 0; i < sent.size(); i++) {
      int later = 0;
      for (int j = Math.max(0, i - DecodeOrder.MOST_DEPTH); j < i; j++) {
        later += sent.get(j) > sent.get(i) ? 1 : 0;
      }
      depth = Math.max(depth, later);
    }
    return depth;
  }
}
