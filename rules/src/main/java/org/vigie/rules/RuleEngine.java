package org.vigie.rules;

import java.util.List;
import java.util.function.Predicate;
import org.vigie.model.Observation;
import org.vigie.model.Signal;

/// Judges one camera's observations by its rule book.
///
/// Pure: what it says depends on the book and on the observations it was given, in their order, and
/// on nothing else; so a recorded scene can be judged again years later and the desk's decision
/// explained. Used by one thread at a time.
public final class RuleEngine {

  private final RuleBook book;

  public RuleEngine(RuleBook book) {
    this.book = book;
  }

  /// What begins, or is counted, with this observation.
  public List<Signal> observe(Observation observation) {
    return observe(observation, rule -> true);
  }

  /// The same, judging only rules that are permitted now. Of a rule that is not, everything is
  /// forgotten: what happened meanwhile never counts later.
  public List<Signal> observe(Observation observation, Predicate<Rule> permitted) {
    return List.of();
  }
}
