package org.vigie.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;

/// Asks something again from time to time, and not more often. Used by one thread.
final class Checks {

  private final Clocks clocks;
  private final Duration every;
  private final BooleanSupplier question;
  private Duration last;

  Checks(Clocks clocks, Duration every, BooleanSupplier question) {
    this.clocks = clocks;
    this.every = every;
    this.question = question;
    this.last = clocks.elapsed();
  }

  /// The answer, if it is time to ask again; until then yes.
  boolean stillYes() {
    var now = clocks.elapsed();
    if (now.minus(last).compareTo(every) < 0) {
      return true;
    }
    last = now;
    return question.getAsBoolean();
  }

  Duration every() {
    return every;
  }
}
