package org.vigie.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.vigie.model.AccessUnit;

/// Instants as they stand on disk: microseconds since 1970, UTC.
public final class Micros {

  static final long PER_SECOND = 1_000_000;
  static final long PER_HOUR = 3_600 * PER_SECOND;

  private Micros() {}

  public static long of(Instant instant) {
    return instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1_000;
  }

  static long of(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// Media ticks that pass in so many microseconds.
  static long toTicks(long micros) {
    return micros * 9 / 100;
  }

  /// Microseconds that pass in so many media ticks.
  static long ofTicks(long ticks) {
    return ticks * PER_SECOND / AccessUnit.TICKS_PER_SECOND;
  }
}
