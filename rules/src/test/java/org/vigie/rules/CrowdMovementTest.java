package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigie.model.CoarseClass;
import org.vigie.model.Ground;

class CrowdMovementTest {

  private static final int SEEDS = 8;

  private static RuleBook rule() {
    return Books.of(movement());
  }

  private static Rule movement() {
    return new Rule.CrowdMovement(
        "crowd",
        "",
        Area.wholePicture(),
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        Schedule.ALWAYS);
  }

  private static RuleBook measured() {
    var camera = new DrawnCamera(8, Math.toRadians(30));
    var places = new ArrayList<Ground.Measured>();
    for (double x : new double[] {-4, 4}) {
      for (double y : new double[] {10, 20}) {
        places.add(new Ground.Measured(camera.picture(x, y, 0), new Ground.Metres(x, y)));
      }
    }
    return new RuleBook(
        Scene.CAMERA,
        RuleBook.USUAL_ASPECT,
        Optional.of(Ground.of(RuleBook.USUAL_ASPECT, places)),
        List.of(),
        List.of(movement()),
        List.of());
  }

  @Test
  void a_group_that_suddenly_runs_one_way_is_one_signal() {
    for (var book : List.of(rule(), measured())) {
      for (long seed = 0; seed < SEEDS; seed++) {
        var crowd = new DrawnCrowd(book, seed).people(14, 1.2).go(25, true);
        assertThat(crowd.signals()).as("before, seed %d", seed).isEmpty();
        var began = crowd.now();

        crowd.change(w -> w.going(3.5, 0.3)).go(3, false);

        assertThat(crowd.signals()).as("seed %d", seed).hasSize(1);
        var signal = crowd.signals().getFirst();
        assertThat(Duration.between(began, signal.at()))
            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(signal.confidence()).isBetween(0.5, 1.0);
      }
    }
  }

  @Test
  void a_group_that_scatters_is_a_signal() {
    for (var book : List.of(rule(), measured())) {
      for (long seed = 0; seed < SEEDS; seed++) {
        var crowd = new DrawnCrowd(book, seed).people(20, 0.7).go(25, true);

        crowd
            .change(
                w -> {
                  double way = Math.atan2(w.y() - 15, w.x());
                  return w.going(3.2 * Math.cos(way), 3.2 * Math.sin(way));
                })
            .go(2.5, false);

        assertThat(crowd.signals()).as("seed %d", seed).hasSize(1);
      }
    }
  }

  @Test
  void a_group_of_which_each_runs_to_one_side_somehow_is_a_signal() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(measured(), seed).people(20, 0.5).go(25, true);

      // Neither one way nor on all sides: within some 100 degrees to either side of one way.
      crowd
          .change(
              w -> {
                double way = crowd.random().nextDouble(-1.85, 1.85);
                return w.going(3.4 * Math.cos(way), 3.4 * Math.sin(way));
              })
          .go(2.5, false);

      assertThat(crowd.signals()).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void a_group_of_which_the_night_shows_little_is_counted_by_who_can_be_told_apart() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(measured(), seed).show(0.3).people(14, 0.7).go(25, true);

      crowd.change(w -> w.going(3.5, 0.3)).go(2.5, false);

      assertThat(crowd.signals()).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void a_group_that_is_seen_better_when_it_runs_has_not_grown() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(measured(), seed).show(0.35).people(14, 0.7).go(25, true);

      crowd.show(0.75).change(w -> w.going(3.5, 0.3)).go(2.5, false);

      assertThat(crowd.signals()).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void a_stream_of_people_that_turns_back_in_haste_is_a_signal() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(measured(), seed);
      for (int i = 0; i < 40; i++) {
        double x = -14 + i * 0.4;
        double y = 12 + crowd.random().nextDouble(6);
        crowd.add(new DrawnCrowd.Walker("s" + i, CoarseClass.PERSON, x, y, 0.9, 0));
      }
      crowd.go(12, false);
      assertThat(crowd.signals()).as("before, seed %d", seed).isEmpty();

      crowd.change(w -> w.going(-1.9, 0)).go(4, false);

      assertThat(crowd.signals()).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void people_who_walk_and_stand_about_are_silent() {
    for (var book : List.of(rule(), measured())) {
      for (long seed = 0; seed < SEEDS; seed++) {
        var crowd = new DrawnCrowd(book, seed).people(14, 1.3).people(6, 0).go(40, true);

        assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void a_queue_that_moves_up_is_silent() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(measured(), seed);
      for (int i = 0; i < 12; i++) {
        crowd.add(new DrawnCrowd.Walker("q" + i, CoarseClass.PERSON, -5 + 0.8 * i, 14, 0, 0));
      }
      for (int i = 0; i < 4; i++) {
        crowd.change(w -> w.going(0, 0)).go(8, false);
        crowd.change(w -> w.going(1.2, 0)).go(1.5, false);
      }

      assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void one_runner_among_people_is_silent() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(rule(), seed).people(10, 1).go(25, true);

      crowd.add(new DrawnCrowd.Walker("r", CoarseClass.PERSON, -9, 14, 4, 0)).go(6, true);

      assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void one_runner_alone_is_silent() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd =
          new DrawnCrowd(measured(), seed)
              .add(new DrawnCrowd.Walker("r", CoarseClass.PERSON, 0, 11, 0, 0))
              .go(20, true)
              .change(w -> w.going(4, 1))
              .go(3, false);

      assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void a_train_behind_people_who_wait_is_silent_though_nobody_told_it_apart() {
    for (var kind : List.of(CoarseClass.UNKNOWN, CoarseClass.HEAVY_VEHICLE)) {
      for (long seed = 0; seed < SEEDS; seed++) {
        var crowd = new DrawnCrowd(measured(), seed).people(12, 0.5).go(25, true);

        for (int i = 0; i < 6; i++) {
          crowd.add(new DrawnCrowd.Walker("t" + i, kind, -14 - 5.2 * i, 21, 9, 0));
        }
        crowd.go(6, true);

        assertThat(crowd.signals()).as("%s, seed %d", kind, seed).isEmpty();
      }
    }
  }

  @Test
  void traffic_that_starts_at_a_green_light_is_silent() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(measured(), seed);
      for (int i = 0; i < 5; i++) {
        var kind = i % 2 == 0 ? CoarseClass.CAR : CoarseClass.UNKNOWN;
        crowd.add(new DrawnCrowd.Walker("c" + i, kind, -14 + 6 * i, 12 + 3 * (i % 3), 0, 0));
      }
      crowd.go(20, false).change(w -> w.going(6, 0)).go(4, false);

      assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void a_group_of_runners_who_pass_is_silent() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var crowd = new DrawnCrowd(rule(), seed).people(4, 1).go(25, true);
      for (int i = 0; i < 15; i++) {
        double x = -12 - crowd.random().nextDouble(8);
        double y = 12 + crowd.random().nextDouble(6);
        crowd.add(new DrawnCrowd.Walker("m" + i, CoarseClass.PERSON, x, y, 3.3, 0));
      }
      crowd.go(10, true);

      assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void a_camera_that_shakes_is_silent() {
    for (var book : List.of(rule(), measured())) {
      for (long seed = 0; seed < SEEDS; seed++) {
        var crowd = new DrawnCrowd(book, seed).people(14, 1).go(25, true);

        crowd.shake(0.02, 0.02).go(6, true);

        assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void before_anything_is_known_of_sizes_nothing_is_said() {
    var crowd = new DrawnCrowd(rule(), 3);
    for (int i = 0; i < 10; i++) {
      crowd.add(new DrawnCrowd.Walker("u" + i, CoarseClass.UNKNOWN, -8 + 2 * i, 15, 0, 0));
    }
    crowd.go(20, false).change(w -> w.going(4, 0)).go(3, false);

    assertThat(crowd.signals()).isEmpty();
  }

  @Test
  void in_any_scene_a_signal_has_its_patience_and_its_group_and_comes_again_when_replayed() {
    for (long seed = 0; seed < 30; seed++) {
      var first = anything(seed);
      assertThat(anything(seed).signals()).as("replayed, seed %d", seed).isEqualTo(first.signals());
      for (var signal : first.signals()) {
        assertThat(Duration.between(signal.from(), signal.at()))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(signal.confidence()).isBetween(0.0, 1.0);
        assertThat(signal.boxes()).hasSize(1);
      }
    }
  }

  @Test
  void in_any_scene_of_too_few_people_nothing_is_said() {
    for (long seed = 0; seed < 20; seed++) {
      var crowd = new DrawnCrowd(measured(), seed);
      crowd.people(2, 1).go(10, true);
      for (int i = 0; i < 4; i++) {
        double way = crowd.random().nextDouble(2 * Math.PI);
        crowd.change(w -> w.going(4 * Math.cos(way), 4 * Math.sin(way))).go(2, true);
      }

      assertThat(crowd.signals()).as("seed %d", seed).isEmpty();
    }
  }

  /// People who now and then all change their speed, in one direction or in many.
  private static DrawnCrowd anything(long seed) {
    var crowd = new DrawnCrowd(rule(), seed);
    crowd.people(3 + crowd.random().nextInt(15), 1).go(10, true);
    for (int i = 0; i < 4; i++) {
      double speed = crowd.random().nextDouble(5);
      boolean together = crowd.random().nextBoolean();
      double common = crowd.random().nextDouble(2 * Math.PI);
      crowd.change(
          w -> {
            double way = together ? common : crowd.random().nextDouble(2 * Math.PI);
            return w.going(speed * Math.cos(way), speed * Math.sin(way));
          });
      crowd.go(crowd.random().nextDouble(1, 6), true);
    }
    return crowd;
  }
}
