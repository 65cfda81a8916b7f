package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import org.vigie.base.Clocks;

/// The machine's clocks, of which the wall clock can be stepped.
final class SteppedClocks implements Clocks {

  private volatile Duration ahead = Duration.ZERO;

  void step(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant wall() {
    return Clocks.system().wall().plus(ahead);
  }

  @Override
  public Duration elapsed() {
    return Clocks.system().elapsed();
  }
}
