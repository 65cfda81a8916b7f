package org.vigie.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// When each picture of a camera was handed to the program under test, by this machine's wall
/// clock. Safe for any thread.
final class Deliveries {

  private long[] micros = new long[1024];
  private int count;

  synchronized void add(Instant at, int pictures) {
    if (count + pictures > micros.length) {
      micros = Arrays.copyOf(micros, Math.max(count + pictures, micros.length * 2));
    }
    for (int i = 0; i < pictures; i++) {
      micros[count++] = of(at);
    }
  }

  /// The instants from `from` on and before `to`.
  synchronized long[] between(long from, long to) {
    return Arrays.stream(micros, 0, count).filter(at -> at >= from && at < to).toArray();
  }

  synchronized int count() {
    return count;
  }

  /// Microseconds since 1970.
  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
