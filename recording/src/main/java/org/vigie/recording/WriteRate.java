package org.vigie.recording;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a volume is being written, over the last ten minutes. Used by one thread.
final class WriteRate {

  private static final long WINDOW_NANOS = 600_000_000_000L;
  private static final long LEAST_NANOS = 30_000_000_000L;

  private record Sample(long nanos, long bytes) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /// Whether the rate is measured by now, and not only expected.
  boolean isMeasured(long elapsedNanos) {
    return !samples.isEmpty() && elapsedNanos - samples.getFirst().nanos >= LEAST_NANOS;
  }

  /// @param elapsedNanos now
  /// @param bytes written since the beginning
  /// @param expected what to say while too little time has passed
  long bytesPerSecond(long elapsedNanos, long bytes, long expected) {
    var last = samples.peekLast();
    if (last == null || elapsedNanos - last.nanos >= LEAST_NANOS / 3) {
      samples.add(new Sample(elapsedNanos, bytes));
    }
    while (elapsedNanos - samples.getFirst().nanos > WINDOW_NANOS && samples.size() > 1) {
      samples.removeFirst();
    }
    var first = samples.getFirst();
    long time = elapsedNanos - first.nanos;
    return time < LEAST_NANOS ? expected : (long) ((bytes - first.bytes) * 1e9 / Math.max(time, 1));
  }
}
