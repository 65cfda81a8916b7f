package org.vigie.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;

/// Lets each caller do something some times at once, and then once every so often.
///
/// Remembers the last 10 000 callers. Safe for any thread.
final class Allowance {

  private static final int REMEMBERED = 10_000;

  private final Clocks clocks;
  private final Duration every;
  private final Duration credit;

  /// For each caller, until when what it has done is paid for.
  private final Map<String, Duration> paidUntil =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
          return size() > REMEMBERED;
        }
      };

  Allowance(Clocks clocks, int atOnce, Duration every) {
    this.clocks = clocks;
    this.every = every;
    this.credit = every.multipliedBy(atOnce);
  }

  /// Counts one; how long the caller must wait, where it has had too many: then it is not counted.
  synchronized Optional<Duration> take(String caller) {
    var now = clocks.elapsed();
    var before = paidUntil.getOrDefault(caller, now);
    var next = (before.compareTo(now) > 0 ? before : now).plus(every);
    var excess = next.minus(now).minus(credit);
    if (excess.isPositive()) {
      return Optional.of(excess);
    }
    paidUntil.put(caller, next);
    return Optional.empty();
  }
}
