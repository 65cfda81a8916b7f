package org.vigie.simulator.serve;

/// How late pictures were sent, in milliseconds: a simulator that falls behind measures nothing.
///
/// Written by one thread; any thread may read, and then sees a recent state.
final class Lateness {

  private static final int MOST_MS = 10_000;

  private final int[] counts = new int[MOST_MS + 1];
  private volatile long total;
  private volatile int most;

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void add(long nanos) {
    int ms = (int) Math.clamp(nanos / 1_000_000, 0, MOST_MS);
    counts[ms]++;
    if (ms > most) {
      most = ms;
    }
    total++;
  }

  long total() {
    return total;
  }

  int mostMs() {
    return most;
  }

  /// The lateness that `share` (0 to 1) of the pictures kept within.
  int quantileMs(double share) {
    long left = (long) Math.ceil(total * share);
    for (int ms = 0; ms <= MOST_MS; ms++) {
      left -= counts[ms];
      if (left <= 0) {
        return ms;
      }
    }
    return MOST_MS;
  }
}
