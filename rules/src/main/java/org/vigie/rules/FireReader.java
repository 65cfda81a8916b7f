package org.vigie.rules;

import java.time.Duration;
import java.util.Set;
import org.vigie.base.BadInput;

/// Reads FIRE.
final class FireReader {

  static final Set<String> KEYS = Set.of("patience_s", "rearm_s", "smoke");

  /// A match, a lighter and a passing beacon are over by then; a fire is not.
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

  /// Flames hide behind smoke for some seconds.
  private static final Duration USUAL_REARM = Duration.ofSeconds(30);

  private FireReader() {}

  static Rule read(Settings settings) throws BadInput {
    settings.allow(KEYS);
    var word = settings.rule().find("class");
    if (word.isPresent()) {
      throw word.get().wrong("FIRE has no class; leave it out");
    }
    return new Rule.Fire(
        settings.id(),
        settings.zone(),
        settings.area(),
        smoke(settings),
        settings.seconds("patience_s", USUAL_PATIENCE),
        settings.seconds("rearm_s", USUAL_REARM),
        settings.schedule());
  }

  private static boolean smoke(Settings settings) throws BadInput {
    var smoke = settings.rule().find("smoke");
    return smoke.isPresent() && smoke.get().yes();
  }
}
