package org.vigie.rules;

import java.util.List;

/// A camera's entry of a rules file, read: what it means, and what it says.
///
/// @param outcomes of the rules of the file, in their order; those that were left out too
public record RuleReading(RuleBook book, List<RuleOutcome> outcomes, Drawing drawing) {

  public RuleReading {
    outcomes = List.copyOf(outcomes);
  }
}
