package org.vigie.base;

import java.time.Duration;
import java.time.Instant;

/// The machine's clocks: the only place that reads them.
enum SystemClocks implements Clocks {
  INSTANCE;

  @Override
  public Instant wall() {
    return Instant.now();
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime());
  }

  @Override
  public long elapsedNanos() {
    return System.nanoTime();
  }
}
