package org.vigie.rules;

import java.util.Optional;
import org.vigie.model.Ground;

/// What a rule is about: things of a kind, and of some height at least.
///
/// @param leastMetres 0 for any height
/// @param ground needed for heights
record Sieve(Target target, double leastMetres, Optional<Ground> ground) {

  /// Whether the rule is about it. A height that cannot be told takes nothing out.
  boolean lets(Life life) {
    if (!target.matches(life.kind())) {
      return false;
    }
    if (leastMetres == 0 || ground.isEmpty()) {
      return true;
    }
    var height = ground.get().height(life.track().box());
    return height.isEmpty() || height.getAsDouble() >= leastMetres;
  }
}
