package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads PERSON_DOWN.
final class PersonDownReader {

  static final Set<String> KEYS = Set.of("patience_s");

  /// Who gets up by himself does so at once; who has not moved off within some seconds needs a
  /// look.
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

  private PersonDownReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    return new Rule.PersonDown(
        settings.id(),
        settings.zone(),
        settings.area(),
        settings.seconds("patience_s", USUAL_PATIENCE),
        settings.schedule());
  }
}
