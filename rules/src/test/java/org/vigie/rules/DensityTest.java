package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Scene.person;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Ground;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;
import org.vigie.model.Track;

class DensityTest {

  private static RuleBook atLeast(int people, double patienceSeconds) {
    return Books.of(
        new Rule.Density(
            "density-yard",
            "yard",
            Books.RIGHT_HALF,
            people,
            Duration.ofMillis(Math.round(patienceSeconds * 1e3)),
            Duration.ofSeconds(5),
            Schedule.ALWAYS));
  }

  private static Track[] people(int number) {
    var tracks = new Track[number];
    for (int i = 0; i < number; i++) {
      tracks[i] = person("p" + i, 0.55 + i * 0.4 / number, 0.5 + i * 0.4 / number);
    }
    return tracks;
  }

  @Test
  void says_once_that_a_zone_holds_as_many_as_its_limit_for_the_patience() {
    var scene = new Scene(atLeast(4, 2));

    scene.hold(5, people(3));
    assertThat(scene.signals()).isEmpty();
    scene.hold(30, people(4));

    assertThat(scene.signals()).hasSize(1);
    var signal = scene.signals().getFirst();
    assertThat(Duration.between(Scene.START.plusSeconds(5), signal.from()))
        .isBetween(Duration.ZERO, Headcount.STEADY);
    assertThat(Duration.between(signal.from(), signal.at()))
        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
    assertThat(signal.boxes()).hasSize(4);
    assertThat(signal.kind()).isEqualTo(CoarseClass.PERSON);
  }

  @Test
  void speaks_again_after_the_zone_has_clearly_emptied() {
    var scene = new Scene(atLeast(4, 2));

    scene.hold(10, people(4)).hold(3, people(3)).hold(10, people(4));
    assertThat(scene.signals()).hasSize(1);
    scene.hold(8, people(2)).hold(10, people(4));

    assertThat(scene.signals()).hasSize(2);
  }

  @Test
  void who_is_lost_for_a_moment_still_counts() {
    var scene = new Scene(atLeast(4, 3));

    for (int i = 0; i < 60; i++) {
      scene.see(people(i % 7 == 3 ? 3 : 4));
    }

    assertThat(scene.signals()).hasSize(1);
  }

  private static Track box(String id, double x, double foot, double height) {
    return new Track(
        id,
        CoarseClass.UNKNOWN,
        new Box(x - height / 8, foot - height, height / 4, height),
        0.8,
        Scene.START);
  }

  @Test
  void a_foot_or_a_shadow_s_end_is_nobody_but_a_child_and_someone_far_away_are() {
    var parts = new Scene(atLeast(2, 1));
    parts.hold(5, box("a", 0.7, 0.95, 0.6), box("b", 0.8, 0.96, 0.1), box("c", 0.6, 0.6, 0.05));
    assertThat(parts.signals()).isEmpty();

    var family = new Scene(atLeast(3, 1));
    family.hold(5, box("a", 0.7, 0.95, 0.6), box("b", 0.8, 0.96, 0.32), box("c", 0.6, 0.5, 0.15));
    assertThat(family.signals()).hasSize(1);
  }

  /// The shadow of a person on the wall moves as he does, and is as tall.
  @Test
  void where_a_detector_finds_people_what_it_does_not_find_is_nobody() {
    var scene = new Scene(atLeast(2, 1));
    var shadow = person("b", 0.8, 0.6);
    for (int i = 0; i < 50; i++) {
      var someone = person("a", 0.6, 0.6);
      scene.see(new Track("a", CoarseClass.PERSON, someone.box(), 0.9, Scene.START, 0.9), shadow);
    }
    // One sighting by a detector, and it is somebody for good.
    assertThat(scene.signals().stream().filter(s -> s.at().isAfter(Scene.START.plusSeconds(2))))
        .isEmpty();
    scene.see(
        person("a", 0.6, 0.6),
        new Track("b", CoarseClass.PERSON, shadow.box(), 0.9, Scene.START, 0.9));
    scene.hold(3, person("a", 0.6, 0.6), shadow);
    assertThat(scene.signals()).hasSize(1);
  }

  @Test
  void a_flock_of_cars_is_no_crowd() {
    var scene = new Scene(atLeast(3, 0));

    scene.hold(
        5,
        Scene.standing("a", CoarseClass.CAR, 0.6, 0.5),
        Scene.standing("b", CoarseClass.HEAVY_VEHICLE, 0.7, 0.6),
        Scene.standing("c", CoarseClass.CAR, 0.8, 0.7));

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void the_number_of_people_is_told_at_every_moment() {
    var engine = new RuleEngine(atLeast(10, 5));

    for (int i = 0; i < 20; i++) {
      var at = Scene.START.plusMillis(100 * i);
      engine.observe(Scene.observation(at, false, List.of(people(3))));
    }

    assertThat(engine.people())
        .containsExactly(new PeopleCount("density-yard", "yard", Scene.START.plusMillis(1_900), 3));
    engine.observe(Scene.observation(Scene.START.plusSeconds(2), true, List.of()));
    assertThat(engine.people()).isEmpty();
  }

  /// A square of 20 by 20 metres, seen by a camera 8 m high that looks down at 30 degrees.
  private static Ground square() {
    var camera = new DrawnCamera(8, Math.toRadians(30));
    var places = new ArrayList<Ground.Measured>();
    for (double x : new double[] {-4, 4}) {
      for (double y : new double[] {10, 20}) {
        places.add(new Ground.Measured(camera.picture(x, y, 0), new Ground.Metres(x, y)));
      }
    }
    return Ground.of(RuleBook.USUAL_ASPECT, places);
  }

  @Test
  void a_crowd_that_nobody_can_tell_apart_is_counted_by_what_it_covers() {
    var camera = new DrawnCamera(8, Math.toRadians(30));
    for (int people : new int[] {20, 40, 80}) {
      for (long seed = 0; seed < 10; seed++) {
        var random = new Random(seed);
        var crowd = new ArrayList<Box>();
        for (int i = 0; i < people; i++) {
          crowd.add(camera.person(random.nextDouble(-5, 5), random.nextDouble(9, 19)));
        }
        var zone =
            new Area(
                List.of(
                    camera.picture(-5, 9, 0),
                    camera.picture(5, 9, 0),
                    camera.picture(5, 19, 0),
                    camera.picture(-5, 19, 0)));
        var headcount = new Headcount(zone, Optional.of(square()), RuleBook.USUAL_ASPECT);

        var signs =
            new SceneSigns(List.of(), List.of(), Optional.of(Grids.covered(crowd)), Set.of());
        int seen =
            headcount.see(new Judge.Moment(Scene.CAMERA, Scene.START, List.of(), Set.of(), signs));

        assertThat((double) seen)
            .as("%d people, seed %d", people, seed)
            .isCloseTo(people, Offset.offset(0.35 * people));
      }
    }
  }

  @Test
  void without_a_measured_ground_a_crowd_is_counted_by_the_people_seen_before() {
    var camera = new DrawnCamera(8, Math.toRadians(30));
    var headcount = new Headcount(Area.wholePicture(), Optional.empty(), RuleBook.USUAL_ASPECT);
    var lives = new Lives();
    var at = Scene.START;
    for (int i = 0; i < 60; i++) {
      var tracks = new ArrayList<Track>();
      for (int n = 0; n < 4; n++) {
        tracks.add(
            new Track(
                "w" + n, CoarseClass.PERSON, camera.person(-4 + 2 * n, 9 + 0.15 * i + n), 0.8, at));
      }
      lives.see(tracks, at);
      headcount.see(
          new Judge.Moment(Scene.CAMERA, at, lives.visible(), lives.all(), SceneSigns.NONE));
      at = at.plusMillis(500);
    }
    var random = new Random(1);
    var crowd = new ArrayList<Box>();
    for (int i = 0; i < 40; i++) {
      crowd.add(camera.person(random.nextDouble(-5, 5), random.nextDouble(9, 19)));
    }
    var signs = new SceneSigns(List.of(), List.of(), Optional.of(Grids.covered(crowd)), Set.of());
    int seen = 0;
    for (int i = 0; i < 20; i++) {
      at = at.plusMillis(100);
      seen = headcount.see(new Judge.Moment(Scene.CAMERA, at, List.of(), Set.of(), signs));
    }

    assertThat(seen).isBetween(26, 54);
    int later = 0;
    for (int i = 0; i < 4; i++) {
      at = at.plusSeconds(3);
      later =
          headcount.see(new Judge.Moment(Scene.CAMERA, at, List.of(), Set.of(), SceneSigns.NONE));
    }
    assertThat(later).as("nothing moves, so nothing is measured").isEqualTo(seen);
  }

  /// R27: what a low camera sees of a dense crowd is mostly its first rows.
  @Test
  void a_low_camera_before_a_dense_crowd_gives_a_lower_bound_that_still_grows_with_it() {
    var camera = new DrawnCamera(3, Math.toRadians(10));
    var places = new ArrayList<Ground.Measured>();
    for (double x : new double[] {-3, 3}) {
      for (double y : new double[] {6, 12}) {
        places.add(new Ground.Measured(camera.picture(x, y, 0), new Ground.Metres(x, y)));
      }
    }
    var ground = Ground.of(RuleBook.USUAL_ASPECT, places);
    double before = 0;
    for (int people : new int[] {15, 45, 135}) {
      double sum = 0;
      for (long seed = 0; seed < 10; seed++) {
        var random = new Random(seed);
        var crowd = new ArrayList<Box>();
        for (int i = 0; i < people; i++) {
          crowd.add(camera.person(random.nextDouble(-3, 3), random.nextDouble(6, 16)));
        }
        var zone =
            new Area(
                List.of(
                    camera.picture(-3, 6, 0),
                    camera.picture(3, 6, 0),
                    camera.picture(3, 16, 0),
                    camera.picture(-3, 16, 0)));
        var headcount = new Headcount(zone, Optional.of(ground), RuleBook.USUAL_ASPECT);
        var signs =
            new SceneSigns(List.of(), List.of(), Optional.of(Grids.covered(crowd)), Set.of());
        sum +=
            headcount.see(new Judge.Moment(Scene.CAMERA, Scene.START, List.of(), Set.of(), signs));
      }
      double mean = sum / 10;
      assertThat(mean)
          .as("%d people", people)
          .isGreaterThan(Math.max(before, 0.3 * people))
          .isLessThan(1.3 * people);
      before = mean;
    }
  }

  @Test
  void what_a_bus_covers_is_no_crowd() {
    var camera = new DrawnCamera(8, Math.toRadians(30));
    var headcount =
        new Headcount(Area.wholePicture(), Optional.of(square()), RuleBook.USUAL_ASPECT);
    var foot = camera.picture(0, 14, 0);
    var bus = new Box(foot.x() - 0.25, foot.y() - 0.3, 0.5, 0.3);
    var lives = new Lives();
    lives.see(
        List.of(new Track("b", CoarseClass.HEAVY_VEHICLE, bus, 0.9, Scene.START)), Scene.START);
    var signs =
        new SceneSigns(List.of(), List.of(), Optional.of(Grids.covered(List.of(bus))), Set.of());

    assertThat(
            headcount.see(
                new Judge.Moment(Scene.CAMERA, Scene.START, lives.visible(), lives.all(), signs)))
        .isLessThan(Headcount.CROWD);
  }

  /// What holds for every scene: people who come, wander and go.
  @Test
  void no_signal_comes_before_its_patience_or_with_too_few() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      int limit = 1 + random.nextInt(6);
      var patience = Duration.ofMillis(random.nextInt(4_000));
      var scene = wandering(random);
      var engine = new RuleEngine(atLeast(limit, patience.toMillis() / 1e3));
      for (var observation : scene) {
        for (var signal : engine.observe(observation)) {
          assertThat(Duration.between(signal.from(), signal.at()))
              .as("seed %d", seed)
              .isGreaterThanOrEqualTo(patience);
          assertThat(engine.people().getFirst().people()).isGreaterThanOrEqualTo(limit);
          assertThat(signal.confidence()).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void a_higher_limit_or_more_patience_never_makes_the_first_signal_earlier() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      int limit = 1 + random.nextInt(4);
      double patience = random.nextDouble(3);
      var scene = wandering(random);
      var early = judge(atLeast(limit, patience), scene);
      var late = judge(atLeast(limit + random.nextInt(3), patience + random.nextDouble(3)), scene);
      if (!late.isEmpty()) {
        assertThat(early).as("seed %d", seed).isNotEmpty();
        assertThat(early.getFirst().at()).isBeforeOrEqualTo(late.getFirst().at());
      }
    }
  }

  @Test
  void nobody_outside_is_ever_counted() {
    for (long seed = 0; seed < 200; seed++) {
      var engine = new RuleEngine(atLeast(1, 0));
      for (var observation : wandering(new Random(seed), 0.49)) {
        assertThat(engine.observe(observation)).as("seed %d", seed).isEmpty();
        assertThat(engine.people()).allMatch(count -> count.people() == 0);
      }
    }
  }

  private static List<Signal> judge(RuleBook book, List<Observation> scene) {
    var engine = new RuleEngine(book);
    var signals = new ArrayList<Signal>();
    scene.forEach(observation -> signals.addAll(engine.observe(observation)));
    return signals;
  }

  private static List<Observation> wandering(Random random) {
    return wandering(random, 1);
  }

  private static List<Observation> wandering(Random random, double most) {
    var feet = new ArrayList<Point>();
    for (int i = 0; i < 8; i++) {
      feet.add(new Point(random.nextDouble(most), random.nextDouble(0.3, 1)));
    }
    var observations = new ArrayList<Observation>();
    var at = Scene.START;
    for (int i = 0; i < 200; i++) {
      var tracks = new ArrayList<Track>();
      for (int n = 0; n < feet.size(); n++) {
        var foot = feet.get(n);
        var moved =
            new Point(
                Math.clamp(foot.x() + random.nextGaussian() * 0.02, 0, most),
                Math.clamp(foot.y() + random.nextGaussian() * 0.02, 0.3, 1));
        feet.set(n, moved);
        if (random.nextInt(10) != 0) {
          tracks.add(person("p" + n, moved.x(), moved.y()));
        }
      }
      observations.add(Scene.observation(at, false, tracks));
      at = at.plusMillis(40 + random.nextInt(200));
    }
    return observations;
  }
}
