package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;

class PictureTimesTest {

  private final FakeClocks clocks = new FakeClocks();
  private final PictureTimes times = new PictureTimes(clocks);

  @Test
  void dates_the_first_picture_by_its_arrival() {
    assertThat(times.date(123_456, clocks.elapsedNanos())).isEqualTo(clocks.wall());
  }

  @Test
  void stays_near_the_truth_and_rises_under_jitter_and_drift() {
    for (long seed = 0; seed < 40; seed++) {
      var random = new SplittableRandom(seed);
      var fake = new FakeClocks();
      var tested = new PictureTimes(fake);
      // A camera whose clock is off by up to 0.1 %, pictures up to 300 ms late.
      double rate = 1 + (random.nextDouble() - 0.5) / 500;
      var origin = fake.wall();
      var start = fake.elapsed();
      Instant last = Instant.MIN;
      for (int i = 0; i < 4000; i++) {
        var taken = Duration.ofMillis(40L * i);
        long ticks = Math.round(3600 * i * rate);
        var delay =
            Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(8));
        var arrived = start.plus(taken).plus(delay);
        if (arrived.compareTo(fake.elapsed()) > 0) {
          fake.advance(arrived.minus(fake.elapsed()));
        }
        var wall = tested.date(ticks, fake.elapsedNanos());
        assertThat(wall).describedAs("seed %d, picture %d", seed, i).isAfter(last);
        last = wall;
        var off = Duration.between(origin.plus(taken), wall).abs();
        var most = Duration.ofMillis(i < 400 ? 400 : 60);
        assertThat(off).describedAs("seed %d, picture %d", seed, i).isLessThan(most);
      }
      assertThat(tested.step()).isZero();
      // What cannot be seen, what the clock may be off, and a few ms of jitter.
      assertThat(tested.uncertainty().toMillis()).isBetween(270L, 300L);
    }
  }

  @Test
  void corrects_a_late_beginning_little_by_little() {
    var begin = clocks.wall();
    // A camera that sends two stored seconds at once, then lives on.
    Instant last = times.date(0, clocks.elapsedNanos());
    for (int i = 1; i < 1000; i++) {
      if (i >= 50) {
        clocks.advance(Duration.ofMillis(40));
      }
      var wall = times.date(3600L * i, clocks.elapsedNanos());
      var passed = Duration.between(last, wall);
      assertThat(passed).isBetween(Duration.ofMillis(35), Duration.ofMillis(45));
      last = wall;
    }
    assertThat(Duration.between(clocks.wall(), last).abs()).isLessThan(Duration.ofMillis(5));
    assertThat(last).isAfter(begin);
  }

  @Test
  void follows_small_adjustments_of_the_wall_clock() {
    for (int i = 0; i < 500; i++) {
      clocks.advance(Duration.ofMillis(40));
      clocks.stepWall(Duration.ofNanos(20_000));
      times.date(3600L * i, clocks.elapsedNanos());
    }
    assertThat(times.step()).isZero();
    clocks.advance(Duration.ofMillis(40));
    var wall = times.date(3600L * 500, clocks.elapsedNanos());
    assertThat(Duration.between(wall, clocks.wall()).abs()).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void notices_a_step_and_dates_as_before_until_it_is_adopted() {
    times.date(0, clocks.elapsedNanos());
    clocks.advance(Duration.ofMillis(40));
    var before = clocks.wall();
    clocks.stepWall(Duration.ofSeconds(-7));

    assertThat(times.date(3600, clocks.elapsedNanos())).isEqualTo(before);
    assertThat(times.step()).isEqualTo(Duration.ofSeconds(-7));

    times.adopt();
    clocks.advance(Duration.ofMillis(40));
    assertThat(times.date(7200, clocks.elapsedNanos())).isEqualTo(clocks.wall());
    assertThat(times.step()).isZero();
  }

  @Test
  void a_clock_set_back_between_connections_does_not_hold_dates_in_the_future() {
    times.date(0, clocks.elapsedNanos());
    clocks.stepWall(Duration.ofHours(-1));
    clocks.advance(Duration.ofSeconds(1));
    times.forget();
    assertThat(times.date(0, clocks.elapsedNanos())).isEqualTo(clocks.wall());
  }

  @Test
  void never_dates_a_new_connection_before_the_last_picture() {
    var last = times.date(0, clocks.elapsedNanos());
    times.forget();
    assertThat(times.date(0, clocks.elapsedNanos())).isAfter(last);
  }
}
