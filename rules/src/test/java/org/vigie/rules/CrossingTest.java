package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Scene.person;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.model.Signal;
import org.vigie.model.Track;

class CrossingTest {

  @Test
  void counts_each_way_once() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));

    scene.walk("a", CoarseClass.CAR, p(0.5, 0.3), p(0.5, 0.7), 2);
    scene.walk("a", CoarseClass.CAR, p(0.5, 0.7), p(0.5, 0.3), 2);

    assertThat(scene.signals()).extracting(Signal::direction).containsExactly("forward", "back");
    assertThat(scene.signals()).extracting(Signal::event).containsOnly(EventType.LINE_COUNT);
    assertThat(scene.signals()).extracting(Signal::kind).containsOnly(CoarseClass.CAR);
    assertThat(scene.signals()).allSatisfy(s -> assertThat(s.from()).isBeforeOrEqualTo(s.at()));
  }

  @Test
  void someone_who_trembles_on_the_line_is_not_counted() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));
      for (int i = 0; i < 300; i++) {
        scene.see(person("a", 0.5, 0.5 + random.nextDouble(-0.009, 0.009)));
      }
      assertThat(scene.signals()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void a_passage_with_a_trembling_box_counts_once() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));
      for (int i = 0; i <= 100; i++) {
        scene.see(person("a", 0.5, 0.3 + i * 0.004 + random.nextGaussian() * 0.003));
      }
      assertThat(scene.signals())
          .as("seed %d", seed)
          .extracting(Signal::direction)
          .containsExactly("forward");
    }
  }

  /// Two cars that follow each other are one box until the first has left it.
  @Test
  void of_a_queue_that_goes_apart_over_the_line_each_counts_and_none_goes_back() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));

    for (int i = 0; i < 60; i++) {
      double top = 0.05 + 0.01 * i;
      double bottom = top + (i < 20 ? 0.32 : 0.15);
      var box = new Box(0.4, top, 0.2, bottom - top);
      scene.see(new Track("a", CoarseClass.CAR, box, 0.8, Scene.START));
    }

    assertThat(scene.signals()).extracting(Signal::direction).containsExactly("forward", "forward");
  }

  @Test
  void a_box_that_goes_back_from_car_to_car_counts_nothing() {
    assertThat(downwards(-0.2).signals()).isEmpty();
    assertThat(downwards(0.2).signals()).hasSize(1);
    assertThat(downwards(0).signals())
        .as("not seen to move: somebody missed weighs more")
        .hasSize(1);
  }

  /// A box that goes over the line, and how fast downwards goes what is seen in it.
  private static Scene downwards(double down) {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));
    for (int i = 0; i < 25; i++) {
      var car = Scene.standing("a", CoarseClass.CAR, 0.5, 0.3 + 0.02 * i);
      scene.see(Grids.of(List.of(new Grids.Body(car.box(), 0, down))), car);
    }
    return scene;
  }

  @Test
  void a_shadow_that_comes_and_goes_over_the_line_counts_nothing() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));

    for (int i = 0; i < 60; i++) {
      double height = i / 5 % 2 == 0 ? 0.15 : 0.3;
      var box = new Box(0.4 + 0.002 * i, 0.3, 0.06, height);
      scene.see(new Track("a", CoarseClass.PERSON, box, 0.8, Scene.START));
    }

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void whoever_turns_round_on_the_line_is_not_counted() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));

    scene.walk("a", CoarseClass.PERSON, p(0.5, 0.3), p(0.5, 0.505), 2);
    scene.walk("a", CoarseClass.PERSON, p(0.5, 0.505), p(0.5, 0.3), 2);

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void a_passage_hidden_on_the_line_counts_once_though_the_track_has_another_id() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));

    scene.walk("a", CoarseClass.CAR, p(0.5, 0.3), p(0.5, 0.48), 0.9);
    scene.hold(0.4);
    scene.walk("b", CoarseClass.CAR, p(0.5, 0.56), p(0.5, 0.7), 0.7);

    assertThat(scene.signals()).extracting(Signal::direction).containsExactly("forward");
  }

  @Test
  void past_the_end_of_the_line_nothing_is_counted() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));

    scene.walk("a", CoarseClass.PERSON, p(0.9, 0.3), p(0.9, 0.7), 2);

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void counts_only_whom_it_is_about() {
    var scene = new Scene(Books.count(Books.MIDDLE, Target.VEHICLE));

    scene.walk("a", CoarseClass.PERSON, p(0.5, 0.3), p(0.5, 0.7), 2);
    scene.walk("b", CoarseClass.HEAVY_VEHICLE, p(0.5, 0.3), p(0.5, 0.7), 2);

    assertThat(scene.signals()).extracting(Signal::kind).containsExactly(CoarseClass.HEAVY_VEHICLE);
  }

  @Test
  void a_forbidden_line_signals_the_forbidden_way_only() {
    var scene = new Scene(Books.forbidden(Rule.Way.BACK));

    scene.walk("a", CoarseClass.PERSON, p(0.5, 0.3), p(0.5, 0.7), 2);
    assertThat(scene.signals()).isEmpty();

    scene.walk("a", CoarseClass.PERSON, p(0.5, 0.7), p(0.5, 0.3), 2);
    assertThat(scene.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.event()).isEqualTo(EventType.INTRUSION);
              assertThat(signal.zone()).isEqualTo("gate");
              assertThat(signal.direction()).isEqualTo("back");
            });
  }

  @Test
  void counts_add_up_to_the_crossings_of_the_path() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      var line = randomLine(random);
      var scene = new Scene(Books.count(line, Target.ANY));
      var at = p(random.nextDouble(), random.nextDouble());
      var from = Scene.person("a", at.x(), at.y());
      int net = 0;
      scene.see(from);
      var foot = Geometry.inside(from.box().foot());
      for (int i = 0; i < 300; i++) {
        at =
            p(
                Math.clamp(at.x() + random.nextGaussian() * 0.03, 0.05, 0.95),
                Math.clamp(at.y() + random.nextGaussian() * 0.03, 0.2, 0.95));
        var track = Scene.person("a", at.x(), at.y());
        var next = Geometry.inside(track.box().foot());
        net += line.crossings(foot, next);
        foot = next;
        scene.see(track);
      }
      // Away from the line, so that nothing is left in its band.
      net += line.crossings(foot, p(0.02, 0.03));
      scene.see(Scene.person("a", 0.02, 0.03));
      int forward =
          (int) scene.signals().stream().filter(s -> s.direction().equals("forward")).count();
      int back = scene.signals().size() - forward;
      assertThat(forward - back).as("seed %d", seed).isEqualTo(net);
    }
  }

  @Test
  void clear_crossings_are_counted_one_by_one() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      var scene = new Scene(Books.count(Books.MIDDLE, Target.ANY));
      boolean above = random.nextBoolean();
      int forward = 0;
      int back = 0;
      scene.see(person("a", 0.5, above ? 0.4 : 0.6));
      for (int i = 0; i < 30; i++) {
        boolean next = random.nextBoolean();
        forward += above && !next ? 1 : 0;
        back += !above && next ? 1 : 0;
        above = next;
        double y = above ? random.nextDouble(0.3, 0.47) : random.nextDouble(0.53, 0.7);
        scene.see(person("a", random.nextDouble(0.3, 0.7), y));
      }
      assertThat(scene.signals().stream().filter(s -> s.direction().equals("forward")).count())
          .as("forward, seed %d", seed)
          .isEqualTo(forward);
      assertThat(scene.signals().stream().filter(s -> s.direction().equals("back")).count())
          .as("back, seed %d", seed)
          .isEqualTo(back);
    }
  }

  private static Place.Line randomLine(Random random) {
    return new Place.Line(
        "line",
        List.of(
            p(random.nextDouble(0.2, 0.8), random.nextDouble(0.3, 0.8)),
            p(random.nextDouble(0.2, 0.8), random.nextDouble(0.3, 0.8)),
            p(random.nextDouble(0.2, 0.8), random.nextDouble(0.3, 0.8))));
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
