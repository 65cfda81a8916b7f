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

  @Test
  void what_is_lost_while_its_outline_shrinks_is_not_said_to_be_smaller_than_half_of_it() {
    int said = 0;
    int silent = 0;
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var tracker = new Tracker(320, 180);
      double width = 20 + random.nextInt(30);
      double height = 20 + random.nextInt(50);
      double narrower = 1 - random.nextDouble() * 0.1;
      double lower = 1 - random.nextDouble() * 0.1;
      int x = 20;
      for (int step = 0; step < 12; step++) {
        tracker.update(List.of(at(x, 120, width, height)), Glance.NONE, STEP, AT);
        x += 4;
        width *= narrower;
        height *= lower;
      }
      // The next picture of a sleeping camera comes later.
      double step = random.nextBoolean() ? STEP : 0.5;
      while (!tracker.all().isEmpty()) {
        tracker.update(List.of(), Glance.NONE, step, AT);
        silent += tracker.shown().isEmpty() ? 1 : 0;
        for (var track : tracker.shown()) {
          said++;
          assertThat(track.box().height() * 180).as("seed %d", seed).isGreaterThan(height / 2.1);
          assertThat(track.box().width() * 320).as("seed %d", seed).isGreaterThan(width / 2.1);
        }
      }
    }
    assertThat(said).isGreaterThan(200);
    assertThat(silent).isGreaterThan(200);
  }

  @Test
  void who_shrinks_on_the_way_into_a_crowd_is_never_said_to_run_down_to_nothing() {
    var tracker = new Tracker(320, 180);
    double height = 60;
    for (int step = 0; step < 14; step++) {
      // The feet, then the legs, go behind those who stand there.
      height -= step > 9 ? 8 : 0;
      var walker = at(40 + 5 * step, 140, 16, height);
      var crowd = at(150 - step, 140, 16, 60);
      tracker.update(List.of(walker, crowd), Glance.NONE, STEP, AT);
    }
    assertThat(tracker.shown()).hasSize(2);
    var joined = new Blob(95, 80, 160, 140, 2500, 2500);
    double smallest = 180;
    for (int step = 0; step < 30; step++) {
      tracker.update(List.of(joined), Glance.NONE, STEP, AT);
      for (var track : tracker.all()) {
        smallest = Math.min(smallest, track.height());
      }
      assertThat(tracker.shown())
          .as("%d pictures in the crowd", step)
          .isNotEmpty()
          .allSatisfy(track -> assertThat(track.box().height() * 180).isGreaterThan(13.5));
    }
    assertThat(smallest).as("a reckoned height").isLessThan(10);
  }

  private static Blob at(int x, int foot, double width, double height) {
    int wide = (int) Math.round(width);
    int high = (int) Math.round(height);
    return new Blob(x, foot - high, x + wide, foot, wide * high, wide * high);
  }
}
