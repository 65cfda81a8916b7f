package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The properties of design/time.md, over simulated hours, from RTP packets to dates.
class TimeAddsUpTest {

  private static final int PER_MINUTE = 60 * 25;
  private static final Duration BOUND = Duration.ofMillis(250);

  @Test
  void durations_add_up_to_elapsed_time_whatever_camera_network_and_ntp_do() throws Exception {
    for (long seed = 0; seed < 10; seed++) {
      var random = new SplittableRandom(seed);
      var camera = new SimulatedCamera(seed);
      camera.drift = seed == 0 ? 0.02 : seed == 1 ? -0.02 : (random.nextDouble() - 0.5) / 25;
      var minuteBegan = camera.clocks.wall();
      Duration wrongBefore = Duration.ZERO;
      for (int i = 0; i < 2 * 60 * PER_MINUTE; i++) {
        if (random.nextInt(20 * PER_MINUTE) == 0) {
          camera.slew = (random.nextDouble() - 0.5) / 1000;
        }
        if (random.nextInt(3 * PER_MINUTE) == 0) {
          camera.stall(Duration.ofMillis(random.nextInt(3000)));
        }
        var wrong = camera.next();
        // The first minute learns how fast the camera's clock runs.
        var most = i < PER_MINUTE ? Duration.ofMillis(700) : BOUND;
        assertThat(wrong.abs())
            .describedAs("seed %d, drift %f, picture %d", seed, camera.drift, i)
            .isLessThan(most);
        if (i % PER_MINUTE == PER_MINUTE - 1 && i > PER_MINUTE) {
          // Of any minute: its pictures' durations, and the wall time that passed.
          assertThat(wrong.minus(wrongBefore).abs())
              .describedAs("seed %d, minute to %s", seed, minuteBegan)
              .isLessThan(BOUND);
        }
        if (i % PER_MINUTE == PER_MINUTE - 1) {
          wrongBefore = wrong;
          minuteBegan = camera.clocks.wall();
        }
      }
      assertThat(camera.runs).describedAs("one run, seed %d", seed).hasSize(1);
      assertThat(camera.ends).isEmpty();
    }
  }

  @Test
  void after_a_day_dates_are_as_near_as_after_a_minute() throws Exception {
    var camera = new SimulatedCamera(99);
    camera.drift = 0.0011;
    Duration wrong = Duration.ZERO;
    for (int i = 0; i < 24 * 60 * PER_MINUTE; i++) {
      wrong = camera.next();
    }
    // 0.11 % unfollowed would be 95 s.
    assertThat(wrong.abs()).isLessThan(Duration.ofMillis(30));
    assertThat(camera.runs).hasSize(1);
    assertThat(camera.keeper.cameraDriftPpm().orElseThrow()).isBetween(1095, 1105);
    assertThat(camera.keeper.caughtUp()).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void a_clock_that_runs_further_off_than_can_be_followed_ends_runs_and_says_so() throws Exception {
    var camera = new SimulatedCamera(7);
    camera.drift = 0.08;
    var most = Duration.ZERO;
    for (int i = 0; i < 30 * PER_MINUTE; i++) {
      var wrong = camera.next().abs();
      most = wrong.compareTo(most) > 0 ? wrong : most;
    }
    // A second, and what is added until the next key frame.
    assertThat(most).isLessThan(Duration.ofMillis(1500));
    assertThat(camera.runs.size()).isGreaterThan(20);
    assertThat(camera.ends.getFirst().detail()).startsWith("the camera's clock ran away");
    assertThat(camera.keeper.cameraDriftPpm().orElseThrow()).isBetween(79_000, 81_000);
  }

  @Test
  void wall_times_rise_inside_a_run() throws Exception {
    for (double drift : new double[] {-0.03, 0, 0.03}) {
      var camera = new SimulatedCamera(3);
      camera.drift = drift;
      Instant last = Instant.MIN;
      for (int i = 0; i < 5 * PER_MINUTE; i++) {
        var taken = camera.clocks.wall().plus(SimulatedCamera.PICTURE);
        var date = taken.plus(camera.next());
        assertThat(date).isAfter(last);
        last = date;
      }
    }
  }

  @Test
  void a_clock_that_ntp_sets_right_by_less_than_a_step_is_caught_up_with_and_counted()
      throws Exception {
    var camera = new SimulatedCamera(5);
    for (int i = 0; i < 2 * PER_MINUTE; i++) {
      camera.next();
    }
    camera.clocks.stepWall(Duration.ofMillis(450));
    assertThat(camera.next().toMillis()).isBetween(-470L, -430L);
    Duration wrong = Duration.ZERO;
    for (int i = 0; i < 2 * PER_MINUTE; i++) {
      wrong = camera.next();
    }
    assertThat(wrong.abs()).isLessThan(Duration.ofMillis(110));
    assertThat(camera.keeper.caughtUp().toMillis()).isBetween(300L, 400L);
    assertThat(camera.runs).hasSize(1);
  }

  @Test
  void the_uncertainty_is_told_when_it_gets_better_and_covers_what_dates_are_off()
      throws Exception {
    var camera = new SimulatedCamera(11);
    camera.drift = -0.004;
    for (int i = 0; i < 20 * PER_MINUTE; i++) {
      var stated = camera.stated();
      var wrong = camera.next();
      assertThat(wrong.abs()).describedAs("picture %d", i).isLessThan(stated);
    }
    // 20 ms of this machine's clock, 250 that cannot be seen, and some jitter.
    assertThat(camera.runs.getFirst().uncertainty()).isEqualTo(Duration.ofMillis(1020));
    assertThat(camera.stated().toMillis()).isBetween(270L, 330L);
    assertThat(camera.told).hasSizeBetween(100, 130);
    camera.clocks.wallError(Duration.ofMillis(400));
    for (int i = 0; i < PER_MINUTE; i++) {
      camera.next();
    }
    assertThat(camera.stated().toMillis()).isBetween(650L, 710L);
  }

  @Test
  void a_sender_report_that_was_held_up_does_not_move_the_offset_of_a_camera() throws Exception {
    var camera = new SimulatedCamera(13);
    for (int i = 0; i < 2 * PER_MINUTE; i++) {
      camera.next();
      if (i % 125 == 0) {
        camera.report(Duration.ofSeconds(i == 1250 ? -500 : 90));
      }
    }
    var clock = camera.tally.clock().orElseThrow();
    assertThat(clock.ahead()).contains(Duration.ofSeconds(90));
    assertThat(clock.driftPpm()).isEmpty();
  }
}
