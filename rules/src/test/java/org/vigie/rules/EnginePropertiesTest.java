package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.Signal;
import org.vigie.model.Track;

/// What holds for every scene, tried on random ones: people and cars that come, wander, vanish for
/// a moment, change their ids and classes, under irregular picture rates.
class EnginePropertiesTest {

  private static final int SEEDS = 400;

  @Test
  void no_signal_ever_comes_before_its_patience() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var patience = Duration.ofMillis(random.nextInt(4_000));
      var scene = scene(random, 0, 1);
      for (var signal : judge(keepOut(patience), scene)) {
        assertThat(Duration.between(signal.from(), signal.at()))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(patience);
        assertThat(someoneIsInside(scene, signal.from())).as("from, seed %d", seed).isTrue();
        assertThat(someoneIsInside(scene, signal.at())).as("at, seed %d", seed).isTrue();
      }
    }
  }

  @Test
  void nobody_outside_is_ever_a_signal() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var scene = scene(new Random(seed), 0, 0.499);
      assertThat(judge(keepOut(Duration.ZERO), scene)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void more_patience_never_makes_the_first_signal_earlier() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var scene = scene(random, 0, 1);
      var less = Duration.ofMillis(random.nextInt(3_000));
      var more = less.plusMillis(random.nextInt(3_000));
      var early = judge(keepOut(less), scene);
      var late = judge(keepOut(more), scene);
      if (!late.isEmpty()) {
        assertThat(early).as("seed %d", seed).isNotEmpty();
        assertThat(early.getFirst().at())
            .as("seed %d", seed)
            .isBeforeOrEqualTo(late.getFirst().at());
      }
    }
  }

  @Test
  void the_same_scene_gives_the_same_signals_again() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var book =
          Books.of(
              Books.intrusion(Target.ANY, Duration.ofSeconds(1)),
              new Rule.LineCount("count", Books.MIDDLE, Target.ANY, 0.01, Schedule.ALWAYS),
              Books.downwards(Target.ANY).rules().getFirst());
      var scene = scene(new Random(seed), 0, 1);
      assertThat(judge(book, scene)).as("seed %d", seed).isEqualTo(judge(book, scene));
    }
  }

  @Test
  void what_one_rule_says_does_not_depend_on_the_others() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var alone = keepOut(Duration.ofSeconds(1));
      var together =
          Books.of(
              new Rule.LineCount("count", Books.MIDDLE, Target.ANY, 0.01, Schedule.ALWAYS),
              alone.rules().getFirst());
      var scene = scene(new Random(seed), 0, 1);
      assertThat(judge(together, scene).stream().filter(s -> s.rule().equals("intrusion-yard")))
          .as("seed %d", seed)
          .containsExactlyElementsOf(judge(alone, scene));
    }
  }

  @Test
  void nothing_is_said_of_a_scene_that_is_never_learnt() {
    for (long seed = 0; seed < 100; seed++) {
      var scene =
          scene(new Random(seed), 0, 1).stream()
              .map(o -> Scene.observation(o.at(), true, o.tracks()))
              .toList();
      assertThat(judge(keepOut(Duration.ZERO), scene)).as("seed %d", seed).isEmpty();
    }
  }

  private static RuleBook keepOut(Duration patience) {
    return Books.of(Books.intrusion(Target.ANY, patience));
  }

  private static List<Signal> judge(RuleBook book, List<Observation> scene) {
    var engine = new RuleEngine(book);
    var signals = new ArrayList<Signal>();
    scene.forEach(observation -> signals.addAll(engine.observe(observation)));
    return signals;
  }

  private static boolean someoneIsInside(List<Observation> scene, Instant at) {
    return scene.stream()
        .filter(observation -> observation.at().equals(at))
        .flatMap(observation -> observation.tracks().stream())
        .anyMatch(track -> Books.RIGHT_HALF.contains(Geometry.inside(track.box().foot())));
  }

  /// @param least the leftmost that anyone ever stands
  /// @param most the rightmost
  private static List<Observation> scene(Random random, double least, double most) {
    var kinds = CoarseClass.values();
    var observations = new ArrayList<Observation>();
    int things = 1 + random.nextInt(5);
    var feet = new HashMap<Integer, Point>();
    var ids = new HashMap<Integer, String>();
    var at = Scene.START;
    for (int i = 0; i < 150; i++) {
      var tracks = new ArrayList<Track>();
      for (int thing = 0; thing < things; thing++) {
        step(random, feet, thing, least, most);
        if (!ids.containsKey(thing) || random.nextInt(60) == 0) {
          ids.put(thing, "t" + random.nextInt(1_000_000));
        }
        if (random.nextInt(12) != 0) {
          var foot = java.util.Objects.requireNonNull(feet.get(thing));
          var kind = random.nextInt(10) == 0 ? kinds[random.nextInt(kinds.length)] : kinds[thing];
          var box = new Box(foot.x() - 0.03, foot.y() - 0.12, 0.06, 0.12);
          tracks.add(new Track(ids.getOrDefault(thing, ""), kind, box, random.nextDouble(), at));
        }
      }
      observations.add(Scene.observation(at, random.nextInt(80) == 0, tracks));
      at = at.plusMillis(40 + random.nextInt(random.nextInt(20) == 0 ? 3_000 : 120));
    }
    return observations;
  }

  private static void step(
      Random random, Map<Integer, Point> feet, int thing, double least, double most) {
    var foot =
        feet.computeIfAbsent(
            thing, t -> new Point(random.nextDouble(least, most), random.nextDouble()));
    feet.put(
        thing,
        new Point(
            Math.clamp(foot.x() + random.nextGaussian() * 0.02, least, most),
            Math.clamp(foot.y() + random.nextGaussian() * 0.02, 0.12, 1)));
  }
}
