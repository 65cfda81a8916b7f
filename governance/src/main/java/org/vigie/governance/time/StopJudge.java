package org.vigie.governance.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vigie.governance.time.ClockStep.Kind;

/// What the wall clock did while Vigie was stopped, as far as that can be known. Pure.
final class StopJudge {

  /// A step of less is no step: NTP may well have adjusted so much.
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// NTP adjusts, and quartz wanders, by no more than one part in this many of a stop.
  private static final long ADJUSTED = 2_000;

  /// A stop of less than this, with the machine stopped too, is taken for what it looks like.
  /// More needs something that keeps the clock, or a person: a clock that was put forward by no
  /// more than this destroys footage by no more than this before its time.
  static final Duration LONG = Duration.ofHours(24);

  private StopJudge() {}

  /// @param before what was seen last before the stop
  /// @param ledger when the last entry before the stop was written
  static Optional<ClockStep> judge(
      Optional<LastSeen> before, Optional<Instant> ledger, LastSeen now) {
    var last = latest(before.map(LastSeen::wall), ledger);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    var was = last.get();
    if (before.isPresent() && before.get().comparable(now)) {
      var elapsed = now.elapsed().minus(before.get().elapsed());
      var by = Duration.between(before.get().wall().plus(elapsed), now.wall());
      return step(Kind.STOPPED, was, now.wall(), by, LEAST.plus(elapsed.dividedBy(ADJUSTED)));
    }
    var between = Duration.between(was, now.wall());
    return between.isNegative()
        ? step(Kind.STOPPED, was, now.wall(), between, LEAST)
        : step(Kind.LONG_STOP, was, now.wall(), between, LONG);
  }

  private static Optional<ClockStep> step(
      Kind kind, Instant before, Instant after, Duration by, Duration tolerance) {
    return by.abs().compareTo(tolerance) > 0
        ? Optional.of(new ClockStep(kind, before, after, by))
        : Optional.empty();
  }

  private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().isAfter(other.get()) ? one : other;
    }
    return one.or(() -> other);
  }
}
