package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.FireSign;
import org.vigie.model.Observation;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;
import org.vigie.model.Track;

class FireTest {

  private final RuleEngine engine = new RuleEngine(book(false, 3));
  private final List<Signal> signals = new ArrayList<>();
  private final Random random = new Random(7);
  private Instant at = Scene.START;

  private static RuleBook book(boolean smoke, double patienceSeconds) {
    return Books.of(
        new Rule.Fire(
            "fire-yard",
            "yard",
            Books.RIGHT_HALF,
            smoke,
            Duration.ofMillis(Math.round(patienceSeconds * 1e3)),
            Duration.ofSeconds(30),
            Schedule.ALWAYS));
  }

  private static Observation observation(Instant at, List<Track> tracks, List<FireSign> fires) {
    return new Observation(
        Scene.CAMERA,
        at,
        0,
        false,
        tracks,
        new SceneSigns(List.of(), fires, Optional.empty(), Set.of()),
        new BlockMask(at, 4, 3, false, new BitSet()));
  }

  private void see(List<Track> tracks, FireSign... fires) {
    signals.addAll(engine.observe(observation(at, tracks, List.of(fires))));
    at = at.plusMillis(100);
  }

  private FireSign flame(double x, double y, double size) {
    double wide = size * (1 + 0.2 * random.nextGaussian());
    double high = size * (1 + 0.2 * random.nextGaussian());
    return new FireSign(false, new Box(x - wide / 2, y - high, wide, high), at, 0.8);
  }

  @Test
  void a_flame_is_one_signal_after_its_patience() {
    for (int i = 0; i < 300; i++) {
      see(List.of(), flame(0.7, 0.6, 0.05));
    }

    assertThat(signals).hasSize(1);
    var signal = signals.getFirst();
    assertThat(signal.event()).isEqualTo(EventType.FIRE);
    assertThat(signal.from()).isEqualTo(Scene.START);
    assertThat(Duration.between(signal.from(), signal.at()))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    assertThat(signal.boxes()).hasSize(1);
  }

  @Test
  void a_fire_that_grows_and_splits_is_one_fire_and_another_place_is_another() {
    for (int i = 0; i < 200; i++) {
      double size = 0.03 + 0.0004 * i;
      see(List.of(), flame(0.65, 0.6, size), flame(0.65 + size, 0.6, size / 2));
    }
    assertThat(signals).hasSize(1);
    for (int i = 0; i < 60; i++) {
      see(List.of(), flame(0.65, 0.6, 0.1), flame(0.95, 0.9, 0.03));
    }

    assertThat(signals).hasSize(2);
  }

  @Test
  void a_flame_outside_the_zone_is_no_signal() {
    for (int i = 0; i < 100; i++) {
      see(List.of(), flame(0.3, 0.6, 0.05));
    }

    assertThat(signals).isEmpty();
  }

  @Test
  void a_flame_that_is_over_before_its_patience_is_no_signal() {
    for (int n = 0; n < 10; n++) {
      for (int i = 0; i < 25; i++) {
        see(List.of(), flame(0.7, 0.6, 0.05));
      }
      for (int i = 0; i < 30; i++) {
        see(List.of());
      }
    }

    assertThat(signals).isEmpty();
  }

  @Test
  void a_light_that_blinks_is_silent_and_does_not_hide_the_fire_that_begins_there() {
    for (int i = 0; i < 1_200; i++) {
      if (i % 10 < 5) {
        see(List.of(), flame(0.7, 0.6, 0.05));
      } else {
        see(List.of());
      }
    }
    assertThat(signals).isEmpty();
    for (int i = 0; i < 100; i++) {
      see(List.of(), flame(0.7, 0.6, 0.05));
    }

    assertThat(signals).hasSize(1);
  }

  @Test
  void what_the_eye_has_watched_before_counts_as_patience_but_not_what_came_before_the_rule() {
    var since = at;
    for (int i = 0; i < 30; i++) {
      see(List.of());
    }
    see(List.of(), new FireSign(false, new Box(0.7, 0.5, 0.05, 0.05), since.minusSeconds(60), 0.9));

    assertThat(signals).hasSize(1);
    assertThat(signals.getFirst().from()).isEqualTo(Scene.START);
    var fresh = new RuleEngine(book(false, 3));
    var sign = new FireSign(false, new Box(0.7, 0.5, 0.05, 0.05), since, 0.9);
    assertThat(fresh.observe(observation(at, List.of(), List.of(sign)))).isEmpty();
  }

  @Test
  void headlights_and_beacons_on_a_car_that_drives_are_silent() {
    for (int i = 0; i < 100; i++) {
      double x = 0.55 + 0.004 * i;
      var car = new Track("c", CoarseClass.CAR, new Box(x - 0.06, 0.5, 0.12, 0.1), 0.9, at);
      see(List.of(car), flame(x + 0.03, 0.58, 0.02));
    }

    assertThat(signals).isEmpty();
  }

  @Test
  void a_light_that_wanders_over_the_ground_is_silent_though_nothing_carries_it() {
    for (int i = 0; i < 100; i++) {
      see(List.of(), flame(0.52 + 0.005 * i, 0.8, 0.02));
    }

    assertThat(signals).isEmpty();
  }

  @Test
  void a_parked_car_that_burns_is_a_signal() {
    for (int i = 0; i < 60; i++) {
      var car = new Track("c", CoarseClass.CAR, new Box(0.65, 0.5, 0.12, 0.1), 0.9, at);
      see(List.of(car), flame(0.7, 0.58, 0.03));
    }

    assertThat(signals).hasSize(1);
  }

  @Test
  void smoke_is_a_signal_only_where_it_is_asked_for_and_spreads() {
    for (boolean asked : new boolean[] {false, true}) {
      for (double growth : new double[] {0, 0.0006}) {
        var judged = new RuleEngine(book(asked, 5));
        var said = new ArrayList<Signal>();
        var now = Scene.START;
        for (int i = 0; i < 200; i++) {
          double size = 0.1 + growth * i;
          var sign = new FireSign(true, new Box(0.7 - size / 2, 0.6 - size, size, size), now, 0.7);
          said.addAll(judged.observe(observation(now, List.of(), List.of(sign))));
          now = now.plusMillis(100);
        }
        assertThat(said).hasSize(asked && growth > 0 ? 1 : 0);
      }
    }
  }

  @Test
  void no_signal_comes_before_its_patience_or_without_a_flame_in_sight() {
    for (long seed = 0; seed < 400; seed++) {
      var scene = new Random(seed);
      double patience = scene.nextDouble(4);
      var judged = new RuleEngine(book(true, patience));
      var now = Scene.START;
      for (int i = 0; i < 200; i++) {
        var fires = new ArrayList<FireSign>();
        for (int n = 0; n < 3; n++) {
          if (scene.nextInt(4) != 0) {
            double size = scene.nextDouble(0.02, 0.1);
            fires.add(
                new FireSign(
                    scene.nextInt(5) == 0,
                    new Box(0.2 + 0.3 * n, 0.5, size, size),
                    now,
                    scene.nextDouble(0.3, 1)));
          }
        }
        for (var signal : judged.observe(observation(now, List.of(), fires))) {
          assertThat(Duration.between(signal.from(), signal.at()).toMillis())
              .as("seed %d", seed)
              .isGreaterThanOrEqualTo(Math.round(patience * 1e3));
          assertThat(fires).isNotEmpty();
          assertThat(signal.confidence()).isBetween(0.5, 1.0);
          assertThat(signal.boxes())
              .allMatch(box -> box.left() + box.width() / 2 > 0.4, "in the zone");
        }
        now = now.plusMillis(50 + scene.nextInt(150));
      }
    }
  }
}
