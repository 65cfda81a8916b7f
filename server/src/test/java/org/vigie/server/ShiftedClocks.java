package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import org.vigie.base.Clocks;

/// The machine's clocks, put forward when told: for a server whose threads also wait for real.
final class ShiftedClocks implements Clocks {

  private volatile Duration shift = Duration.ZERO;

  @Override
  public Instant wall() {
    return Clocks.system().wall().plus(shift);
  }

  @Override
  public Duration elapsed() {
    return Clocks.system().elapsed().plus(shift);
  }

  void advance(Duration by) {
    shift = shift.plus(by);
  }
}
