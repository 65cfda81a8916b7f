package org.vigie.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The machine's clocks: the only place that reads them.
enum SystemClocks implements Clocks {
  INSTANCE;

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

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

  /// On Linux elapsed time counts from the machine's start (`CLOCK_MONOTONIC`), which has an id.
  @Override
  public Optional<String> elapsedOrigin() {
    try {
      return Optional.of(Files.readString(BOOT_ID).strip()).filter(id -> !id.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
