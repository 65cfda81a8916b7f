package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Point;

class WrongWayTest {

  @Test
  void a_car_that_comes_the_wrong_way_is_a_signal_once() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    scene.walk("a", CoarseClass.CAR, p(0.5, 0.9), p(0.5, 0.2), 4);

    assertThat(scene.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.event()).isEqualTo(EventType.WRONG_WAY);
              assertThat(signal.zone()).isEqualTo("lane");
              assertThat(signal.from()).isEqualTo(Scene.START);
            });
  }

  @Test
  void a_car_that_follows_the_lane_is_not() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var scene = new Scene(Books.downwards(Target.ANY));
      for (int i = 0; i < 60; i++) {
        double y = 0.2 + i * 0.012 + random.nextGaussian() * 0.01;
        scene.see(Scene.standing("a", CoarseClass.CAR, 0.5, y));
      }
      assertThat(scene.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void neither_is_one_that_crosses_the_lane() {
    var scene = new Scene(Books.downwards(Target.ANY));

    scene.walk("a", CoarseClass.CAR, p(0.1, 0.6), p(0.9, 0.4), 3);

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void nor_one_that_backs_a_little() {
    var scene = new Scene(Books.downwards(Target.ANY));

    scene.walk("a", CoarseClass.CAR, p(0.5, 0.3), p(0.5, 0.6), 2);
    scene.walk("a", CoarseClass.CAR, p(0.5, 0.6), p(0.5, 0.53), 1);
    scene.walk("a", CoarseClass.CAR, p(0.5, 0.53), p(0.5, 0.9), 2);

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void whoever_turns_round_in_the_lane_is_a_signal() {
    var scene = new Scene(Books.downwards(Target.ANY));

    scene.walk("a", CoarseClass.CAR, p(0.5, 0.3), p(0.5, 0.7), 2);
    assertThat(scene.signals()).isEmpty();
    scene.walk("a", CoarseClass.CAR, p(0.5, 0.7), p(0.5, 0.4), 2);

    assertThat(scene.signals()).hasSize(1);
  }

  @Test
  void a_person_in_a_lane_for_vehicles_is_not_meant() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    scene.walk("a", CoarseClass.PERSON, p(0.5, 0.9), p(0.5, 0.2), 4);

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void a_change_of_track_does_not_hide_it() {
    var scene = new Scene(Books.downwards(Target.ANY));

    scene.walk("a", CoarseClass.CAR, p(0.5, 0.9), p(0.5, 0.84), 0.5);
    scene.walk("b", CoarseClass.CAR, p(0.5, 0.83), p(0.5, 0.77), 0.5);

    assertThat(scene.signals()).hasSize(1);
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
