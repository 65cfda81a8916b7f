package org.vigie.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Clocks that know how well the wall clock is kept: whoever asks for that tells them.
public final class KeptClocks implements Clocks {

  private final Clocks clocks;
  private volatile Duration wallError = UNKNOWN_WALL_ERROR;

  public KeptClocks(Clocks clocks) {
    this.clocks = clocks;
  }

  /// From now on this is what [#wallError] says.
  public void wallError(Duration error) {
    wallError = error;
  }

  @Override
  public Instant wall() {
    return clocks.wall();
  }

  @Override
  public Duration elapsed() {
    return clocks.elapsed();
  }

  @Override
  public long elapsedNanos() {
    return clocks.elapsedNanos();
  }

  @Override
  public Duration wallError() {
    return wallError;
  }

  @Override
  public Optional<String> elapsedOrigin() {
    return clocks.elapsedOrigin();
  }
}
