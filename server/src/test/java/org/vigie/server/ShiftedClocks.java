package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import org.vigie.base.Clocks;

/// The machine's clocks, put forward when told: for a server whose threads also wait for real.
final class ShiftedClocks implements Clocks {

  private volatile Duration shift = Duration.ZERO;

  private volatile Duration step = Duration.ZERO;

  @Override
  public Instant wall() {
    return Clocks.system().wall().plus(shift).plus(step);
  }

  @Override
  public Duration elapsed() {
    return Clocks.system().elapsed().plus(shift);
  }

  /// The wall clock jumps, no time passes.
  void step(Duration by) {
    step = step.plus(by);
  }

  void advance(Duration by) {
    shift = shift.plus(by);
  }
}
