package org.vigie.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The two clocks. Wall time dates evidence; elapsed time measures waiting.
///
/// Nothing else in Vigie reads a clock: whoever needs one is given this. Implementations are safe
/// for use by any thread.
public interface Clocks {

  /// What is stated where nothing says how well the wall clock is kept.
  Duration UNKNOWN_WALL_ERROR = Duration.ofSeconds(1);

  /// The present, UTC. It may step, in either direction, at any time.
  Instant wall();

  /// Time since an arbitrary origin. It never steps; only differences mean anything.
  Duration elapsed();

  /// [#elapsed] in nanoseconds, for paths that run once per picture.
  default long elapsedNanos() {
    return elapsed().toNanos();
  }

  /// Names what [#elapsed] counts from, where that outlives the process: with the same name, the
  /// elapsed time of an earlier process can be compared with this one's. Empty where nothing says.
  default Optional<String> elapsedOrigin() {
    return Optional.empty();
  }

  /// How far [#wall] may be from the true time, either way, as well as that is known. It never
  /// waits.
  default Duration wallError() {
    return UNKNOWN_WALL_ERROR;
  }

  /// The machine's clocks.
  static Clocks system() {
    return SystemClocks.INSTANCE;
  }
}
