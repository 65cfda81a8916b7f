package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads WRONG_WAY.
final class WrongWayReader {

  static final Set<String> KEYS = Set.of("distance", "distance_m", "patience_s");

  private static final double USUAL_DISTANCE = 0.1;

  private WrongWayReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    if (settings.place().orElse(null) instanceof Place.Lane lane) {
      return new Rule.WrongWay(
          settings.id(),
          lane,
          settings.target(),
          settings.number("distance", 0.01, 2, USUAL_DISTANCE),
          settings.metres("distance_m", 0.2, 500).orElse(0.0),
          settings.seconds("patience_s", Duration.ZERO),
          settings.schedule());
    }
    throw settings.wrongPlace(
        "WRONG_WAY needs a lane, which has a direction: name one with 'zone'");
  }
}
