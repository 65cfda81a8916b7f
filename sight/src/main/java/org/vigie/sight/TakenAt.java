package org.vigie.sight;

import java.time.Duration;

/// When pictures were taken at the latest, by when they came and by their own times: the picture of
/// the last minutes that came soonest says how far both are apart, and one that came later than
/// that was held up on its way. One thread only.
final class TakenAt {

  /// A camera's clock runs away by some milliseconds meanwhile.
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final long NANOS_PER_TICK_TIMES_9 = 100_000;

  private Duration windowSince = Duration.ZERO;
  private long least = Long.MAX_VALUE;
  private long leastBefore = Long.MAX_VALUE;

  /// Another run: its times have nothing to do with those before.
  void begin() {
    least = Long.MAX_VALUE;
    leastBefore = Long.MAX_VALUE;
  }

  /// @param ticks the picture's own time, in 1/90000 s
  /// @param received of the elapsed clock, like what is returned
  Duration of(long ticks, Duration received) {
    long own = ticks * NANOS_PER_TICK_TIMES_9 / 9;
    long apart = received.toNanos() - own;
    if (least == Long.MAX_VALUE) {
      windowSince = received;
    } else if (received.minus(windowSince).compareTo(WINDOW) >= 0) {
      windowSince = received;
      leastBefore = least;
      least = apart;
    }
    least = Math.min(least, apart);
    return Duration.ofNanos(Math.min(least, leastBefore) + own);
  }
}
