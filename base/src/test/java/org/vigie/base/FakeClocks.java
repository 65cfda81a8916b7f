package org.vigie.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Clocks that move only when told. Starting at an odd instant keeps tests off round numbers.
public final class FakeClocks implements Clocks {

  private volatile Instant wall = Instant.parse("2031-03-30T00:59:58.250Z");
  private volatile Duration elapsed = Duration.ofDays(3);
  private volatile Optional<String> origin = Optional.of("first boot");
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

  @Override
  public Optional<String> elapsedOrigin() {
    return origin;
  }

  /// The machine starts anew: elapsed time counts from somewhere else.
  public void reboot(String name) {
    origin = Optional.of(name);
    elapsed = Duration.ofSeconds(40);
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
