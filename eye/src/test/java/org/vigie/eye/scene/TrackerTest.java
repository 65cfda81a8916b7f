package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackerTest {

  private static final Instant AT = Instant.parse("2031-03-30T00:59:58.250Z");
  private static final double STEP = 0.1;

  /// A thing that walks straight on its own row of the picture.
  private record Walker(double x, double y, double speedX, double width, double height) {
    Blob at(double seconds, Random noise) {
      double left = x + speedX * seconds + noise.nextGaussian() * 0.5;
      double top = y - height + noise.nextGaussian() * 0.5;
      int pixels = (int) (width * height * 0.7);
      return new Blob(
          (int) Math.round(left),
          (int) Math.round(top),
          (int) Math.round(left + width),
          (int) Math.round(y),
          pixels,
          pixels);
    }
  }

  @Test
  void thirty_things_at_once_keep_their_ids() {
    for (long seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var walkers = new ArrayList<Walker>();
      for (int i = 0; i < 30; i++) {
        boolean right = random.nextBoolean();
        double speed = (8 + random.nextInt(25)) * (right ? 1 : -1);
        walkers.add(new Walker(right ? 10 : 400, 30 + 20 * i, speed, 8 + random.nextInt(5), 16));
      }
      var tracker = new Tracker(440, 660);
      var ids = new HashMap<Integer, String>();
      for (int step = 0; step < 60; step++) {
        var blobs = new ArrayList<Blob>();
        for (var walker : walkers) {
          // One look in twenty is missed.
          if (random.nextInt(20) > 0) {
            blobs.add(walker.at(step * STEP, random));
          }
        }
        java.util.Collections.shuffle(blobs, random);
        tracker.update(blobs, Glance.NONE, STEP, AT);
        if (step >= 20) {
          for (var track : tracker.shown()) {
            int row = (int) Math.round((track.box().foot().y() * 660 - 30) / 20);
            var before = ids.putIfAbsent(row, track.id());
            assertThat(before == null || before.equals(track.id()))
                .as("seed %d: row %d is followed without a break", seed, row)
                .isTrue();
          }
        }
      }
      assertThat(ids).as("seed %d", seed).hasSize(30);
      assertThat(new HashSet<>(ids.values())).as("seed %d", seed).hasSize(30);
    }
  }

  @Test
  void two_that_cross_and_merge_come_out_as_themselves() {
    var random = new Random(5);
    var right = new Walker(20, 100, 20, 12, 30);
    var left = new Walker(180, 102, -20, 12, 30);
    var tracker = new Tracker(200, 150);
    String rightId = "";
    String leftId = "";
    for (int step = 0; step < 75; step++) {
      var one = right.at(step * STEP, random);
      var other = left.at(step * STEP, random);
      boolean merged = one.left() < other.right() && other.left() < one.right();
      tracker.update(
          merged ? List.of(one.join(other)) : List.of(one, other), Glance.NONE, STEP, AT);
      if (step == 25) {
        rightId = nearest(tracker, one);
        leftId = nearest(tracker, other);
      }
      if (step == 74) {
        assertThat(nearest(tracker, one)).isEqualTo(rightId);
        assertThat(nearest(tracker, other)).isEqualTo(leftId).isNotEqualTo(rightId);
      }
    }
  }

  private static String nearest(Tracker tracker, Blob blob) {
    double x = (blob.left() + blob.right()) / 400.0;
    return tracker.shown().stream()
        .min(java.util.Comparator.comparingDouble(t -> Math.abs(t.box().foot().x() - x)))
        .orElseThrow()
        .id();
  }

  @Test
  void what_flickers_in_one_place_is_never_a_track() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var tracker = new Tracker(200, 150);
      for (int step = 0; step < 200; step++) {
        boolean there = random.nextInt(3) > 0;
        var leaf = new Blob(50, 40, 62 + random.nextInt(3), 55 + random.nextInt(2), 90, 90);
        tracker.update(there ? List.of(leaf) : List.of(), Glance.NONE, STEP, AT);
        assertThat(tracker.shown()).as("seed %d, step %d", seed, step).isEmpty();
      }
    }
  }
}
