package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads ABANDONED_OBJECT.
final class AbandonedObjectReader {

  static final Set<String> KEYS = Set.of("patience_s", "distance_m", "heights", "largest_m");

  /// The time after which the i-LIDS scenario of abandoned baggage asks for an alarm (AVSS 2007).
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

  /// The distance from which PETS 2006 calls luggage unattended.
  private static final double USUAL_METRES = 3;

  /// About the same in heights of the person.
  private static final double USUAL_HEIGHTS = 1.8;

  /// A pushchair or the largest suitcase, with its handle.
  private static final double USUAL_LARGEST = 1.2;

  private AbandonedObjectReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    return new Rule.AbandonedObject(
        settings.id(),
        settings.zone(),
        settings.area(),
        settings.seconds("patience_s", USUAL_PATIENCE),
        settings.metres("distance_m", 0.1, 50).orElse(USUAL_METRES),
        settings.number("heights", 0.1, 20, USUAL_HEIGHTS),
        settings.metres("largest_m", 0.2, 5).orElse(USUAL_LARGEST),
        settings.schedule());
  }
}
