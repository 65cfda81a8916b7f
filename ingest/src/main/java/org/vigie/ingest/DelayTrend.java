package org.vigie.ingest;

import java.util.Arrays;

/// How fast a camera's ticks run against this machine's elapsed clock, measured by the delay of its
/// pictures. Used by one thread; nothing is allocated per picture.
///
/// A picture's delay is `arrival - ticks`, up to a constant. Of each window only the least counts,
/// since a network delays but never hurries; from one window to the next its change is a slope. The
/// median of the last slopes is the trend: a delay that changes once (another route, a stored
/// second) is one slope among many, while a clock that runs away is in all of them.
final class DelayTrend {

  /// Fewer slopes than these say nothing.
  private static final int LEAST_SLOPES = 3;

  private final long windowNanos;
  private final double[] slopes;
  private final double[] sorted;
  private int known;
  private int next;

  private boolean begun;
  private long windowEnds;
  private long least;
  private long leastAt;
  private boolean hasBefore;
  private long before;
  private long beforeAt;

  /// @param windowNanos of arrivals
  /// @param slopes how many are remembered
  DelayTrend(long windowNanos, int slopes) {
    this.windowNanos = windowNanos;
    this.slopes = new double[slopes];
    this.sorted = new double[slopes];
  }

  void forget() {
    begun = false;
    hasBefore = false;
    known = 0;
    next = 0;
  }

  /// Takes one picture's delay into account; whether a window has ended with it.
  boolean add(long delayNanos, long arrivedNanos) {
    if (!begun) {
      begun = true;
      begin(delayNanos, arrivedNanos);
      return false;
    }
    boolean ended = arrivedNanos >= windowEnds;
    if (ended) {
      end();
      begin(delayNanos, arrivedNanos);
    } else if (delayNanos < least) {
      least = delayNanos;
      leastAt = arrivedNanos;
    }
    return ended;
  }

  /// Whether enough is known for [#trend].
  boolean isKnown() {
    return known >= LEAST_SLOPES;
  }

  /// Elapsed time gained per unit of media time: 0.001 for a camera whose clock is 0.1 % slow; 0
  /// while it is not known.
  double trend() {
    if (!isKnown()) {
      return 0;
    }
    System.arraycopy(slopes, 0, sorted, 0, known);
    Arrays.sort(sorted, 0, known);
    return (sorted[(known - 1) / 2] + sorted[known / 2]) / 2;
  }

  private void begin(long delay, long arrived) {
    least = delay;
    leastAt = arrived;
    windowEnds = arrived + windowNanos;
  }

  private void end() {
    // Two that came close together say more of jitter than of clocks.
    if (hasBefore && leastAt - beforeAt >= windowNanos / 4) {
      double change = least - before;
      // The delay grows by this while media time grows by the rest of what has elapsed.
      slopes[next] = change / (leastAt - beforeAt - change);
      next = (next + 1) % slopes.length;
      known = Math.min(known + 1, slopes.length);
    }
    hasBefore = true;
    before = least;
    beforeAt = leastAt;
  }
}
