package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Resting;
import org.vigie.model.Signal;
import org.vigie.model.Track;

/// What holds of ABANDONED_OBJECT and PERSON_DOWN in every scene, tried on random ones: people who
/// wander, crouch, lie, vanish and change their ids, among things that come and go.
class RestPropertiesTest {

  private static final int SEEDS = 300;

  /// One picture.
  private record Picture(List<Track> tracks, List<Resting> resting) {}

  private static Rule.AbandonedObject left(Duration patience) {
    return new Rule.AbandonedObject(
        "left", "", Area.wholePicture(), patience, 3, 1.8, 1.2, Schedule.ALWAYS);
  }

  private static Rule.PersonDown down(Duration patience) {
    return new Rule.PersonDown("down", "", Area.wholePicture(), patience, Schedule.ALWAYS);
  }

  private static List<Signal> judge(List<Picture> scene, Rule... rules) {
    var street = new Street(Books.of(rules));
    scene.forEach(picture -> street.see(picture.tracks(), picture.resting()));
    return street.signals();
  }

  @Test
  void no_signal_ever_comes_before_its_patience() {
    int told = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var patience = Duration.ofMillis(random.nextInt(6_000));
      for (var signal : judge(scene(random, 3), left(patience), down(patience))) {
        assertThat(Duration.between(signal.from(), signal.at()))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(patience);
        told++;
      }
    }
    assertThat(told).as("scenes in which something is told").isGreaterThan(20);
  }

  @Test
  void where_nobody_ever_was_nothing_was_left_and_nobody_fell() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var scene = scene(new Random(seed), 0);
      assertThat(judge(scene, left(Duration.ZERO), down(Duration.ZERO)))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void with_somebody_always_beside_it_nothing_is_left() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var scene = scene(new Random(seed), 3).stream().map(RestPropertiesTest::guarded).toList();
      assertThat(judge(scene, left(Duration.ofSeconds(1)))).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void a_track_that_is_nothing_but_the_thing_hides_few_and_one_that_a_detector_finds_hides_all() {
    int told = 0;
    int followed = 0;
    int others = 0;
    for (long seed = 0; seed < SEEDS / 3; seed++) {
      var scene = scene(new Random(seed), 3);
      var bare = boxes(judge(scene, left(Duration.ofSeconds(2))));
      var itself = scene.stream().map(picture -> onThings(picture, 0)).toList();
      var signals = boxes(judge(itself, left(Duration.ofSeconds(2))));
      told += bare.size();
      followed += signals.size();
      others += (int) signals.stream().filter(box -> !bare.contains(box)).count();
      var found = scene.stream().map(picture -> onThings(picture, 0.6)).toList();
      assertThat(judge(found, left(Duration.ofSeconds(2)))).as("seed %d", seed).isEmpty();
    }
    assertThat(followed).as("told of %d", told).isGreaterThan(told * 2 / 3);
    // A track may be taken along by somebody who passes when its thing is gone.
    assertThat(others).as("of %d", told).isLessThanOrEqualTo(told / 20);
  }

  private static List<Box> boxes(List<Signal> signals) {
    return signals.stream().map(signal -> signal.boxes().getFirst()).toList();
  }

  /// Something is followed on each thing that rests.
  private static Picture onThings(Picture picture, double detected) {
    var tracks = new ArrayList<>(picture.tracks());
    for (var rest : picture.resting()) {
      tracks.add(
          new Track(
              "on" + rest.box().left(),
              CoarseClass.PERSON,
              rest.box(),
              0.7,
              Scene.START,
              detected));
    }
    return new Picture(tracks, picture.resting());
  }

  /// Somebody stands beside each thing that rests.
  private static Picture guarded(Picture picture) {
    var tracks = new ArrayList<>(picture.tracks());
    for (int i = 0; i < picture.resting().size(); i++) {
      var foot = picture.resting().get(i).box().foot();
      tracks.add(Street.person("guard" + i, foot.x() + 0.05, foot.y()));
    }
    return new Picture(tracks, picture.resting());
  }

  @Test
  void who_is_never_upright_never_falls() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var scene =
          scene(new Random(seed), 3).stream()
              .map(
                  picture ->
                      new Picture(
                          picture.tracks().stream().map(RestPropertiesTest::flat).toList(),
                          picture.resting()))
              .toList();
      assertThat(judge(scene, down(Duration.ZERO))).as("seed %d", seed).isEmpty();
    }
  }

  /// As wide as high, at most.
  private static Track flat(Track track) {
    var box = track.box();
    double height = Math.min(box.height(), box.width() * RuleBook.USUAL_ASPECT);
    return new Track(
        track.id(),
        track.kind(),
        new Box(box.left(), box.top() + box.height() - height, box.width(), height),
        track.score(),
        track.since());
  }

  @Test
  void vehicles_and_animals_never_fall() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var scene =
          scene(random, 3).stream()
              .map(
                  picture ->
                      new Picture(
                          picture.tracks().stream()
                              .map(
                                  t ->
                                      new Track(
                                          t.id(), CoarseClass.CAR, t.box(), t.score(), t.since()))
                              .toList(),
                          picture.resting()))
              .toList();
      assertThat(judge(scene, down(Duration.ZERO))).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void the_same_scene_gives_the_same_signals_and_no_rule_hears_of_the_other() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var scene = scene(new Random(seed), 3);
      var left = left(Duration.ofSeconds(2));
      var down = down(Duration.ofSeconds(2));
      var both = judge(scene, left, down);
      assertThat(judge(scene, left, down)).as("seed %d", seed).isEqualTo(both);
      assertThat(judge(scene, left))
          .as("seed %d", seed)
          .isEqualTo(both.stream().filter(s -> s.rule().equals("left")).toList());
      assertThat(judge(scene, down))
          .as("seed %d", seed)
          .isEqualTo(both.stream().filter(s -> s.rule().equals("down")).toList());
    }
  }

  /// @param people how many at once
  private static List<Picture> scene(Random random, int people) {
    var pictures = new ArrayList<Picture>();
    var walkers = new ArrayList<Walker>();
    for (int i = 0; i < people; i++) {
      walkers.add(new Walker(random));
    }
    var resting = new ArrayList<Resting>();
    var at = Scene.START;
    for (int i = 0; i < 400; i++) {
      var tracks = new ArrayList<Track>();
      for (var walker : walkers) {
        walker.step(random);
        if (random.nextInt(15) != 0) {
          tracks.add(walker.track());
        }
        if (random.nextInt(150) == 0) {
          double size = random.nextDouble(0.01, 0.1);
          resting.add(
              new Resting(
                  new Box(walker.x, walker.y - size, size * 0.6, size), at, random.nextDouble()));
        }
      }
      if (people == 0 && random.nextInt(60) == 0) {
        resting.add(new Resting(new Box(random.nextDouble(), 0.5, 0.03, 0.06), at, 0.9));
      }
      if (!resting.isEmpty() && random.nextInt(200) == 0) {
        resting.removeFirst();
      }
      pictures.add(new Picture(List.copyOf(tracks), List.copyOf(resting)));
      at = at.plusMillis(100);
    }
    return pictures;
  }

  /// Somebody who wanders, and drops, crouches and rises at random.
  private static final class Walker {

    private double x;
    private double y;
    private double high = 1;
    private double towards = 1;
    private String id;

    Walker(Random random) {
      x = random.nextDouble();
      y = random.nextDouble(0.4, 1);
      id = "t" + random.nextInt(1_000_000);
    }

    void step(Random random) {
      x = Math.clamp(x + random.nextGaussian() * 0.01 * high, 0.05, 0.95);
      y = Math.clamp(y + random.nextGaussian() * 0.005 * high, 0.3, 1);
      if (random.nextInt(60) == 0) {
        towards = List.of(1.0, 0.75, 0.5, 0.2).get(random.nextInt(4));
      }
      high += Math.clamp(towards - high, -0.2, 0.1);
      if (random.nextInt(90) == 0) {
        id = "t" + random.nextInt(1_000_000);
      }
    }

    Track track() {
      double tall = 0.2 * high;
      double wide = 0.06 + (1 - high) * 0.13;
      double width = wide / RuleBook.USUAL_ASPECT;
      return new Track(
          id, CoarseClass.PERSON, new Box(x - width / 2, y - tall, width, tall), 0.7, Scene.START);
    }
  }
}
