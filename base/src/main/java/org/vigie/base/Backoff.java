package org.vigie.base;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: doubles from `first` to `most`, each wait drawn between
/// half of it and the whole, so that many cameras that fell together do not return together.
///
/// Used by one thread.
public final class Backoff {

  private final Duration first;
  private final Duration most;
  private final RandomGenerator random;
  private Duration next;

  public Backoff(Duration first, Duration most, RandomGenerator random) {
    this.first = first;
    this.most = most;
    this.random = random;
    this.next = first;
  }

  /// The next wait.
  public Duration failed() {
    long nanos = next.toNanos();
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(most) > 0 ? most : doubled;
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
  }

  /// What was tried has worked for good: the next wait starts small again.
  public void succeeded() {
    next = first;
  }
}
