package org.vigie.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraClock;

/// Tells when one camera's clock runs away from this machine's (R38). Pure but for what it
/// remembers; used by one thread.
///
/// What a clock says once means little: many cameras' are unset. That it moves by more than
/// [#MOST_CHANGE] against this machine's is told, for an hour; then it is measured from where it
/// is.
final class DriftJudge {

  static final Duration MOST_CHANGE = Duration.ofSeconds(1);

  /// Beyond this the dates of pictures cannot follow either, see design/time.md.
  static final int MOST_DRIFT_PPM = 30_000;

  private static final Duration TOLD_FOR = Duration.ofHours(1);

  private @Nullable Duration reference;
  private Instant referenceAt = Instant.EPOCH;
  private @Nullable Duration toldSince;

  /// This machine's clock has stepped: offsets from before mean nothing.
  void forget() {
    reference = null;
    toldSince = null;
  }

  /// @param elapsed of the elapsed clock
  /// @return what is to be told now; empty while all is well
  Optional<String> judge(CameraClock clock, Duration elapsed) {
    var drift = clock.driftPpm();
    if (drift.isPresent() && Math.abs(drift.getAsInt()) > MOST_DRIFT_PPM) {
      return Optional.of(
          ("Its timestamps run %+.1f %% against elapsed time, more than dates can follow: its runs"
                  + " end again and again. Check the camera.")
              .formatted(drift.getAsInt() / 10_000.0));
    }
    return clock.ahead().flatMap(ahead -> moved(ahead, clock.at(), elapsed));
  }

  private Optional<String> moved(Duration ahead, Instant at, Duration elapsed) {
    var from = reference;
    boolean toldLongEnough = toldSince != null && elapsed.minus(toldSince).compareTo(TOLD_FOR) >= 0;
    if (from == null || toldLongEnough) {
      reference = ahead;
      referenceAt = at;
      toldSince = null;
      return Optional.empty();
    }
    var change = ahead.minus(from);
    if (change.abs().compareTo(MOST_CHANGE) <= 0) {
      toldSince = null;
      return Optional.empty();
    }
    if (toldSince == null) {
      toldSince = elapsed;
    }
    return Optional.of(
        ("Its clock has moved by %+.1f s against this machine's since %s, and is now %+.1f s ahead."
                + " Pictures are dated by this machine's clock; check the camera's time server.")
            .formatted(seconds(change), referenceAt, seconds(ahead)));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
