package org.vigie.bench.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.model.EventType;

/// Holds what was said of one clip against what is true of it. Pure.
///
/// A signal that fits a span finds it. Further ones of that span say nothing new. One that fits
/// several goes to the earliest that is not found yet. One that fits none, or of an event that must
/// never come, is a false alarm.
public final class Scoring {

  private Scoring() {}

  /// A span, and the signal that found it.
  public record Outcome(Expectation expected, Optional<Said> found) {

    /// How long after the span's beginning, in seconds; may be a little less than 0.
    Optional<Double> afterS() {
      return found.map(said -> said.atS() - expected.fromS());
    }
  }

  /// What came of one clip's events.
  public record Verdict(List<Outcome> outcomes, List<Said> falseAlarms) {
    public Verdict {
      outcomes = List.copyOf(outcomes);
      falseAlarms = List.copyOf(falseAlarms);
    }

    /// The spans that nobody found.
    List<Expectation> misses() {
      return outcomes.stream()
          .filter(outcome -> outcome.found().isEmpty())
          .map(Outcome::expected)
          .toList();
    }
  }

  /// @param never events of which every signal is false
  public static Verdict judge(List<Expectation> expected, Set<EventType> never, List<Said> said) {
    var inOrder = new ArrayList<>(expected);
    inOrder.sort(Comparator.comparingDouble(Expectation::fromS));
    Map<Integer, Said> found = new TreeMap<>();
    var falseAlarms = new ArrayList<Said>();
    for (var one : said.stream().sorted(Comparator.comparingDouble(Said::atS)).toList()) {
      boolean fits = false;
      boolean finds = false;
      for (int i = 0; i < inOrder.size() && !finds; i++) {
        if (!never.contains(one.event()) && inOrder.get(i).fits(one)) {
          fits = true;
          finds = found.putIfAbsent(i, one) == null;
        }
      }
      if (!fits) {
        falseAlarms.add(one);
      }
    }
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < inOrder.size(); i++) {
      outcomes.add(new Outcome(inOrder.get(i), Optional.ofNullable(found.get(i))));
    }
    return new Verdict(outcomes, falseAlarms);
  }
}
