package org.vigie.bench.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.vigie.model.EventType;

/// One event over all clips. One thread only.
public final class Tally {

  private final EventType event;
  private final List<Double> after = new ArrayList<>();
  private int clips;
  private int expected;
  private int falseAlarms;
  private int unavailable;

  Tally(EventType event) {
    this.event = event;
  }

  /// The event was armed, or must never come, in one more clip.
  ///
  /// @param available whether there is a rule for it
  void add(Scoring.Verdict verdict, boolean available) {
    clips++;
    unavailable += available ? 0 : 1;
    for (var outcome : verdict.outcomes()) {
      if (outcome.expected().event() == event) {
        expected++;
        outcome.afterS().ifPresent(after::add);
      }
    }
    falseAlarms += (int) verdict.falseAlarms().stream().filter(s -> s.event() == event).count();
  }

  public EventType event() {
    return event;
  }

  /// In how many clips it was looked for.
  public int clips() {
    return clips;
  }

  public int expected() {
    return expected;
  }

  public int found() {
    return after.size();
  }

  public int falseAlarms() {
    return falseAlarms;
  }

  /// In how many of them no rule of this version looks for it: what was expected is not found.
  public int unavailable() {
    return unavailable;
  }

  /// Found over found and false; nothing where neither is.
  public OptionalDouble precision() {
    return share(found(), found() + falseAlarms);
  }

  /// Found over expected; nothing where nothing was.
  public OptionalDouble recall() {
    return share(found(), expected);
  }

  static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  /// Seconds from a span's beginning to its first signal: the median of those found.
  public OptionalDouble medianS() {
    var sorted = after.stream().sorted().toList();
    int half = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }

  /// The slowest of those found.
  public OptionalDouble worstS() {
    return after.stream().mapToDouble(Double::doubleValue).max();
  }
}
