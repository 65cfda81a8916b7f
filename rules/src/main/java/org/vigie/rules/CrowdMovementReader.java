package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads CROWD_MOVEMENT.
final class CrowdMovementReader {

  static final Set<String> KEYS = Set.of("at_least", "patience_s", "rearm_s");

  /// Fewer are friends who run for a bus.
  private static final int USUAL_PEOPLE = 5;

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(1);

  /// Whoever ran has stopped, or left the view, by then.
  private static final Duration USUAL_REARM = Duration.ofSeconds(15);

  private CrowdMovementReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    var word = settings.rule().find("class");
    if (word.isPresent() && settings.target() != Target.PERSON) {
      throw word.get().wrong("CROWD_MOVEMENT is about people: person, or leave it out");
    }
    var people = settings.rule().find("at_least");
    return new Rule.CrowdMovement(
        settings.id(),
        settings.zone(),
        settings.area(),
        people.isEmpty() ? USUAL_PEOPLE : people.get().integer(3, 10_000),
        settings.seconds("patience_s", USUAL_PATIENCE),
        settings.seconds("rearm_s", USUAL_REARM),
        settings.schedule());
  }
}
