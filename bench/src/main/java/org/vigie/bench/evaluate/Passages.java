package org.vigie.bench.evaluate;

import java.util.List;
import java.util.Optional;
import org.vigie.model.CoarseClass;
import org.vigie.model.Signal;
import org.vigie.rules.Rule;
import org.vigie.rules.Target;

/// What was really counted on one line, of one class, over a whole clip.
///
/// @param kind persons (cyclists too) or vehicles
public record Passages(String line, Target kind, int forward, int back) {

  /// Of one line, class and direction.
  ///
  /// @param direction `forward` or `back`
  public record Compared(String line, Target kind, String direction, int expected, int counted) {
    public int error() {
      return Math.abs(expected - counted);
    }
  }

  /// Both directions, against what the line's rules said.
  List<Compared> compare(List<Rule> rules, List<Signal> signals) {
    return List.of(
        new Compared(line, kind, "forward", forward, counted(rules, signals, "forward")),
        new Compared(line, kind, "back", back, counted(rules, signals, "back")));
  }

  private int counted(List<Rule> rules, List<Signal> signals, String direction) {
    return (int)
        signals.stream()
            .filter(signal -> signal.zone().equals(line) && signal.direction().equals(direction))
            .filter(signal -> isOf(signal.kind(), rule(rules, signal)))
            .count();
  }

  private static Optional<Rule> rule(List<Rule> rules, Signal signal) {
    return rules.stream().filter(rule -> rule.id().equals(signal.rule())).findFirst();
  }

  /// What was not told apart is of the class that its rule asks for; where it asks for none, it
  /// could be a person.
  private boolean isOf(CoarseClass said, Optional<Rule> rule) {
    if (rule.isEmpty() || !(rule.get() instanceof Rule.LineCount)) {
      return false;
    }
    var asked = rule.get().target();
    if (asked != Target.ANY) {
      return asked == kind;
    }
    return said == CoarseClass.UNKNOWN ? kind == Target.PERSON : kind.matches(said);
  }
}
