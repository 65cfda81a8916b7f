package org.vigie.simulator.stage;

import java.util.List;
import java.util.Optional;
import org.vigie.model.EventType;

/// A camera's long hours over one venue in which nothing happens that a rule should report: what
/// has been taken for an event elsewhere comes every few minutes, and between it nothing moves.
final class Vigil {

  /// Between one and the next, in seconds.
  private static final double SHORTEST_PAUSE_S = 90;

  private static final double LONGEST_PAUSE_S = 360;
  private static final double EPISODE_S = 32;

  /// Whoever has a part comes before it begins and has gone so long after its end.
  private static final double BEFORE_S = 20;

  private static final double AFTER_S = 110;

  private Vigil() {}

  /// Fills a script to its end.
  static void play(Script script) {
    for (var event :
        List.of(
            EventType.ABANDONED_OBJECT,
            EventType.FIRE,
            EventType.PERSON_DOWN,
            EventType.CROWD_MOVEMENT)) {
      script.arm(event, "", "", "");
    }
    double s = script.between(20, 60);
    while (s + EPISODE_S + AFTER_S < script.seconds) {
      var episode = new Script(script.venue, EPISODE_S, script.random.nextLong());
      if (script.chance(0.5)) {
        Negatives.stillLife(episode);
      } else {
        Negatives.lights(episode);
      }
      take(script, episode, s);
      s += EPISODE_S + AFTER_S + script.between(SHORTEST_PAUSE_S, LONGEST_PAUSE_S);
    }
  }

  private static void take(Script script, Script episode, double fromS) {
    for (var one : episode.cast) {
      script.cast.add(
          new Performer(
              "%s-%.0f".formatted(one.id(), fromS),
              one.kind(),
              s -> {
                boolean on = s > fromS - BEFORE_S && s < fromS + EPISODE_S + AFTER_S;
                return on ? one.part().at(s - fromS) : Optional.empty();
              }));
    }
    for (var lamp : episode.lamps) {
      script.lamps.add(s -> s >= fromS && s < fromS + EPISODE_S ? lamp.at(s - fromS) : List.of());
    }
  }
}
