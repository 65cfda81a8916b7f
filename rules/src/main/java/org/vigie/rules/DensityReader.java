package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads DENSITY.
final class DensityReader {

  static final Set<String> KEYS = Set.of("at_least", "per_m2", "patience_s", "rearm_s");

  /// Long enough for a group to pass through.
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

  /// As many as one view is made to follow (R30): whoever wants fewer says so.
  private static final int USUAL_PEOPLE = 30;

  private static final int MOST_PEOPLE = 10_000;

  /// In seven people to a square metre nobody moves by himself any more (J. Fruin, "The Causes and
  /// Prevention of Crowd Disasters", 1993).
  private static final double MOST_PER_M2 = 10;

  private DensityReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    var word = settings.rule().find("class");
    if (word.isPresent() && settings.target() != Target.PERSON) {
      throw word.get().wrong("DENSITY is about people: person, or leave it out");
    }
    return new Rule.Density(
        settings.id(),
        settings.zone(),
        settings.area(),
        limit(settings),
        settings.seconds("patience_s", USUAL_PATIENCE),
        settings.seconds("rearm_s", RuleBook.USUAL_REARM),
        settings.schedule());
  }

  /// In people; a number for each square metre is multiplied by the zone's.
  private static int limit(Settings settings) throws BadInput {
    var people = settings.rule().find("at_least");
    var density = settings.metres("per_m2", 0.1, MOST_PER_M2);
    if (density.isEmpty()) {
      return people.isEmpty() ? USUAL_PEOPLE : people.get().integer(1, MOST_PEOPLE);
    }
    if (people.isPresent()) {
      throw people.get().wrong("give either at_least or per_m2");
    }
    var metres = settings.ground().orElseThrow().squareMetres(settings.area().points());
    if (metres.isEmpty()) {
      throw settings.wrongPlace(
          "per_m2 needs a zone on the ground: this one reaches the horizon, or is too far to"
              + " measure");
    }
    return (int) Math.max(1, Math.ceil(density.get() * metres.getAsDouble() - 1e-9));
  }
}
