package org.vigie.base;

import java.time.Duration;
import java.time.Instant;

/// Clocks that move only when told. Starting at an odd instant keeps tests off round numbers.
public final class FakeClocks implements Clocks {

  private volatile Instant wall = Instant.parse("2031-03-30T00:59:58.250Z");
  private volatile Duration elapsed = Duration.ofDays(3);
  private volatile Duration wallError = Duration.ofMillis(20);

  @Override
  public Instant wall() {
    return wall;
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public Duration wallError() {
    return wallError;
  }

  public void wallError(Duration error) {
    wallError = error;
  }

  /// Lets time pass on both clocks.
  public synchronized void advance(Duration by) {
    wall = wall.plus(by);
    elapsed = elapsed.plus(by);
  }

  /// What NTP does: the wall clock jumps, no time passes.
  public synchronized void stepWall(Duration by) {
    wall = wall.plus(by);
  }
}
