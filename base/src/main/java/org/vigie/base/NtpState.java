package org.vigie.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How well this machine's wall clock is kept, as the program says that keeps it.
///
/// @param error how far the clock may be from the true time; empty if nothing says
/// @param source which program said so, and what it follows; empty if none answered
/// @param updated when it last heard from what it follows
public record NtpState(
    Kept kept, Optional<Duration> error, String source, Optional<Instant> updated) {

  /// Whether something keeps the clock near the true time.
  public enum Kept {
    YES,
    NO,
    /// No program that would know answered.
    UNKNOWN
  }

  /// Of a clock that is kept, where nothing says how well.
  static final Duration USUAL_ERROR = Duration.ofMillis(100);

  public static final NtpState NOBODY_SAYS =
      new NtpState(Kept.UNKNOWN, Optional.empty(), "", Optional.empty());

  /// How far the wall clock may be off: never less than what is unknown where it is not kept.
  public Duration wallError() {
    return switch (kept) {
      case YES -> error.orElse(USUAL_ERROR);
      case NO, UNKNOWN -> {
        var least = Clocks.UNKNOWN_WALL_ERROR;
        yield error.filter(said -> said.compareTo(least) > 0).orElse(least);
      }
    };
  }
}
