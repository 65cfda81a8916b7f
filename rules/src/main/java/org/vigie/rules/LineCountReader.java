package org.vigie.rules;

import java.util.Set;
import org.vigie.base.BadInput;

/// Reads LINE_COUNT.
final class LineCountReader {

  static final Set<String> KEYS = Set.of("band", "least_m");

  private static final double USUAL_BAND = 0.01;

  private LineCountReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    if (settings.place().orElse(null) instanceof Place.Line line) {
      return new Rule.LineCount(
          settings.id(),
          line,
          settings.target(),
          settings.leastMetres(),
          band(settings),
          settings.schedule());
    }
    throw settings.wrongPlace("LINE_COUNT counts over a line: name one with 'zone'");
  }

  static double band(Settings settings) throws BadInput {
    return settings.number("band", 0, 0.2, USUAL_BAND);
  }
}
