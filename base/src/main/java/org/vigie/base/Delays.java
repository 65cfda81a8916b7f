package org.vigie.base;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/// How long something took, again and again, counted by the millisecond: for quantiles of any
/// number of delays in little memory. Safe for any thread; a reader sees a recent state.
public final class Delays {

  /// Longer ones count as this long.
  private static final int MOST_MS = 10_000;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(MOST_MS + 1);
  private final AtomicLong total = new AtomicLong();
  private final AtomicInteger most = new AtomicInteger();

  public void addNanos(long nanos) {
    addMs(nanos / 1_000_000);
  }

  /// @param ms negative ones count as none
  public void addMs(long ms) {
    int counted = (int) Math.clamp(ms, 0, MOST_MS);
    counts.incrementAndGet(counted);
    if (counted > most.get()) {
      most.accumulateAndGet(counted, Math::max);
    }
    total.incrementAndGet();
  }

  /// How many there were.
  public long total() {
    return total.get();
  }

  public int mostMs() {
    return most.get();
  }

  /// The delay that `share` (0 to 1) of them kept within; 0 where there were none.
  public int quantileMs(double share) {
    long left = (long) Math.ceil(total.get() * share);
    for (int ms = 0; ms <= MOST_MS; ms++) {
      left -= counts.get(ms);
      if (left <= 0) {
        return ms;
      }
    }
    return MOST_MS;
  }
}
