package org.vigie.server.door;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;

/// Counts failed sign-ins and makes the next one wait: per name and address after 5, per address
/// after 20, whatever the name. Each further failure doubles the wait, from 30 s to 15 min; one
/// success forgets the pair. A name alone is never locked, so nobody can lock someone else out.
///
/// Remembers the last 10 000 pairs. Safe for any thread.
final class Tries {

  private static final int PER_PAIR = 5;
  private static final int PER_ADDRESS = 20;
  private static final int REMEMBERED = 10_000;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Clocks clocks;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Failures(int count, Duration last) {}

  Tries(Clocks clocks) {
    this.clocks = clocks;
  }

  /// Begins a try: how long this pair must still wait, or nothing, and then the try is counted as
  /// failed until it succeeds, so that many at once gain nothing.
  synchronized Optional<Duration> begin(String name, String address) {
    var now = clocks.elapsed();
    var pair = left(pair(name, address), PER_PAIR, now);
    var alone = left(address, PER_ADDRESS, now);
    var longer = pair.compareTo(alone) > 0 ? pair : alone;
    if (longer.isPositive()) {
      return Optional.of(longer);
    }
    count(pair(name, address), now);
    count(address, now);
    return Optional.empty();
  }

  /// The same for the second factor of a person, wherever it is tried: whoever gets so far knows
  /// the password, so that nobody else is locked out.
  synchronized Optional<Duration> begin(String person) {
    var now = clocks.elapsed();
    var left = left(person, PER_PAIR, now);
    if (left.isPositive()) {
      return Optional.of(left);
    }
    count(person, now);
    return Optional.empty();
  }

  private void count(String key, Duration now) {
    var old = failures.get(key);
    failures.put(key, new Failures(old == null ? 1 : old.count() + 1, now));
  }

  /// It was no failure.
  synchronized void succeeded(String person) {
    failures.remove(person);
  }

  /// It was no failure: the pair starts afresh, and the address gets its try back.
  synchronized void succeeded(String name, String address) {
    failures.remove(pair(name, address));
    var old = failures.get(address);
    if (old != null) {
      failures.put(address, new Failures(Math.max(0, old.count() - 1), old.last()));
    }
  }

  private Duration left(String key, int free, Duration now) {
    var known = failures.get(key);
    if (known == null || known.count() < free) {
      return Duration.ZERO;
    }
    int doublings = Math.min(known.count() - free, 5);
    var wait = FIRST_WAIT.multipliedBy(1L << doublings);
    var capped = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    return known.last().plus(capped).minus(now);
  }

  private static String pair(String name, String address) {
    return name.toLowerCase(Locale.ROOT) + "\n" + address;
  }
}
