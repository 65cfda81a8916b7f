package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.model.Track;

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
  void a_box_that_goes_from_car_to_car_of_a_queue_is_not() {
    assertThat(upwards(0.25).signals()).isEmpty();
  }

  @Test
  void nor_one_in_which_nothing_is_seen_to_move() {
    assertThat(upwards(0).signals()).isEmpty();
  }

  @Test
  void what_is_seen_to_come_along_is_a_signal() {
    assertThat(upwards(-0.25).signals()).hasSize(1);
  }

  /// A box that goes up by a quarter of the picture a second, and what is seen in it.
  private static Scene upwards(double down) {
    var scene = new Scene(Books.downwards(Target.VEHICLE));
    for (int i = 0; i < 25; i++) {
      var car = Scene.standing("a", CoarseClass.CAR, 0.5, 0.9 - 0.025 * i);
      scene.see(Grids.of(List.of(new Grids.Body(car.box(), 0, down))), car);
    }
    return scene;
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

  /// Two cars that follow each other are one box until the first has left it: its lower end leaps
  /// back by a car while its upper end drives on.
  @Test
  void a_queue_that_goes_apart_has_not_moved_back() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    for (int i = 0; i < 60; i++) {
      double top = 0.05 + 0.01 * i;
      boolean apart = i % 20 >= 10;
      scene.see(car(top, top + (apart ? 0.15 : 0.32)));
    }

    assertThat(scene.signals()).isEmpty();
  }

  /// The same where the first leaves the picture.
  @Test
  void nor_has_one_at_the_edge_of_the_picture() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    for (int i = 0; i < 60; i++) {
      double top = 0.5 + 0.02 * (i % 20);
      scene.see(car(top, i % 20 < 10 ? 1 : Math.min(1, top + 0.2)));
    }

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void a_box_that_goes_over_to_the_next_car_has_not_moved_back() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    for (int i = 0; i < 60; i++) {
      double top = 0.05 + 0.015 * (i % 30) + (i % 30 < 15 ? 0 : -0.2);
      // A tracker takes two or three pictures for it.
      double share = i % 30 == 15 ? 0.4 : i % 30 == 16 ? 0.8 : 1;
      top += i % 30 < 15 ? 0 : 0.2 * (1 - share);
      scene.see(car(top, top + 0.15));
    }

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void a_box_that_goes_from_car_to_car_has_not_driven_back() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    double top = 0.7;
    for (int i = 0; i < 60; i++) {
      // Four pictures with a car, three to fall back to the next one.
      top += i % 7 < 4 ? 0.012 : -0.03;
      scene.see(car(top, top + 0.1));
    }

    assertThat(scene.signals()).isEmpty();
  }

  /// Of what is nearly as high as the camera hangs the upper end hardly moves.
  @Test
  void a_lorry_before_a_low_camera_is_one() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    for (int i = 0; i <= 20; i++) {
      double bottom = 0.9 - 0.02 * i;
      double horizon = 0.05;
      scene.see(car(horizon + 0.3 * (bottom - horizon), bottom));
    }

    assertThat(scene.signals()).hasSize(1);
  }

  /// Headlights on a wall, a box that is lent from car to car: where a detector finds the cars,
  /// what
  /// it does not find is none.
  @Test
  void what_a_detector_does_not_find_where_it_finds_others_is_not() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    for (int i = 0; i <= 20; i++) {
      scene.see(found(car(0.2 + 0.02 * i, 0.4 + 0.02 * i)));
    }
    scene.pass(5_000);
    for (int i = 0; i <= 20; i++) {
      scene.see(car(0.7 - 0.02 * i, 0.9 - 0.02 * i));
    }
    assertThat(scene.signals()).isEmpty();

    scene.pass(5_000);
    for (int i = 0; i <= 20; i++) {
      var car = car(0.7 - 0.02 * i, 0.9 - 0.02 * i);
      scene.see(i % 10 < 7 ? found(car) : car);
    }
    assertThat(scene.signals()).hasSize(1);
  }

  @Test
  void what_is_smaller_than_anything_that_a_detector_has_found_there_is_one() {
    var scene = new Scene(Books.downwards(Target.VEHICLE));

    for (int i = 0; i <= 20; i++) {
      scene.see(found(car(0.2 + 0.02 * i, 0.4 + 0.02 * i)));
    }
    scene.pass(5_000);
    for (int i = 0; i <= 20; i++) {
      scene.see(car(0.8 - 0.02 * i, 0.9 - 0.02 * i));
    }

    assertThat(scene.signals()).hasSize(1);
  }

  /// Models that know people only find cyclists there, and no car.
  @Test
  void a_car_is_one_where_a_detector_has_found_people_only() {
    var scene = new Scene(Books.downwards(Target.ANY));

    for (int i = 0; i <= 20; i++) {
      var box = car(0.2 + 0.02 * i, 0.4 + 0.02 * i).box();
      scene.see(new Track("p", CoarseClass.PERSON, box, 0.8, Scene.START, 0.8));
    }
    scene.pass(5_000);
    for (int i = 0; i <= 20; i++) {
      var box = car(0.7 - 0.02 * i, 0.9 - 0.02 * i).box();
      scene.see(new Track("q", CoarseClass.UNKNOWN, box, 0.8, Scene.START));
    }

    assertThat(scene.signals()).hasSize(1);
  }

  private static Track found(Track track) {
    return new Track(track.id(), track.kind(), track.box(), track.score(), track.since(), 0.8);
  }

  private static Track car(double top, double bottom) {
    return new Track("a", CoarseClass.CAR, new Box(0.4, top, 0.2, bottom - top), 0.8, Scene.START);
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
