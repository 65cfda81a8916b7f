package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads INTRUSION: presence in an area, or a forbidden way over a line.
final class IntrusionReader {

  static final Set<String> AREA = Set.of("patience_s", "rearm_s", "least_m", "standing");
  static final Set<String> LINE = Set.of("direction", "band", "least_m");

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(1);

  private IntrusionReader() {}

  static Rule read(Settings settings) throws BadInput {
    if (settings.place().orElse(null) instanceof Place.Line line) {
      settings.allow(LINE);
      return new Rule.ForbiddenLine(
          settings.id(),
          line,
          settings.target(),
          settings.leastMetres(),
          ways(settings),
          LineCountReader.band(settings),
          settings.schedule());
    }
    settings.allow(AREA);
    return new Rule.Intrusion(
        settings.id(),
        settings.zone(),
        settings.area(),
        settings.target(),
        settings.leastMetres(),
        settings.yes("standing"),
        settings.seconds("patience_s", USUAL_PATIENCE),
        settings.seconds("rearm_s", RuleBook.USUAL_REARM),
        settings.schedule());
  }

  private static Set<Rule.Way> ways(Settings settings) throws BadInput {
    var word = settings.rule().find("direction");
    if (word.isEmpty()) {
      return Set.of(Rule.Way.values());
    }
    return switch (word.get().text()) {
      case "forward" -> Set.of(Rule.Way.FORWARD);
      case "back" -> Set.of(Rule.Way.BACK);
      case "both" -> Set.of(Rule.Way.values());
      default ->
          throw word.get()
              .wrong("should be the forbidden direction over the line: forward, back or both");
    };
  }
}
