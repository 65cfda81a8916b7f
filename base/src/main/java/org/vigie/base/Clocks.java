package org.vigie.base;

import java.time.Duration;
import java.time.Instant;

/// The two clocks. Wall time dates evidence; elapsed time measures waiting.
///
/// Nothing else in Vigie reads a clock: whoever needs one is given this. Implementations are safe
/// for use by any thread.
public interface Clocks {

  /// The present, UTC. It may step, in either direction, at any time.
  Instant wall();

  /// Time since an arbitrary origin. It never steps; only differences mean anything.
  Duration elapsed();

  /// [#elapsed] in nanoseconds, for paths that run once per picture.
  default long elapsedNanos() {
    return elapsed().toNanos();
  }

  /// The machine's clocks.
  static Clocks system() {
    return SystemClocks.INSTANCE;
  }
}
