package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;

/// Waits for something to become true, for ten seconds at most.
final class Waiting {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Waiting() {}

  static void until(String what, BooleanSupplier condition) {
    var end = Clocks.system().elapsed().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Clocks.system().elapsed()).as(what).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
