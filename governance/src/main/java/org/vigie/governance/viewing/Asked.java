package org.vigie.governance.viewing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.model.Span;

/// A leave to see or copy a stretch of footage, or to see a camera clear, as the ledger has it.
///
/// @param at when it was made
/// @param span of pictures that are seen as they come: from when on, and until when at first
record Asked(long index, Instant at, List<String> cameras, Span span, String reason, Use use) {

  /// Films begin and end at pictures, not where they were asked for.
  private static final Duration NEAR = Duration.ofSeconds(2);

  /// What it is for.
  enum Use {
    /// To look at footage, masked.
    LOOKED,
    /// It leaves Vigie, instead of being looked at.
    COPIED,
    /// For the request of somebody who was filmed, which has its own register and limits.
    IN_CASE,
    /// To see footage clear.
    CLEAR,
    /// To see a camera clear as it films.
    CLEAR_LIVE;

    /// Whether its reason is one of a closed list.
    boolean isLift() {
      return this == CLEAR || this == CLEAR_LIVE;
    }
  }

  /// A stretch so many times as long as another was looked through, the other looked at.
  private static final int LOOKED_THROUGH = 4;

  /// Whether it is about the same stretch: at least half of the shorter one, neither many times as
  /// long as the other. Live pictures of one camera are one place, whenever they are seen clear.
  boolean isOfSameStretch(Asked other) {
    if (use == Use.CLEAR_LIVE && other.use == Use.CLEAR_LIVE) {
      return true;
    }
    var from = span.from().isAfter(other.span.from()) ? span.from() : other.span.from();
    var to = span.to().isBefore(other.span.to()) ? span.to() : other.span.to();
    long common = to.toEpochMilli() - from.toEpochMilli();
    long shorter = Math.min(millis(), other.millis());
    long longer = Math.max(millis(), other.millis());
    return common > 0 && 2 * common >= shorter && longer <= LOOKED_THROUGH * shorter;
  }

  /// Whether it goes on where the other ended, or leads up to where it began, with the same cameras
  /// and reason: the next film of one playback.
  boolean goesOn(Asked other) {
    return use == Use.LOOKED
        && other.use == Use.LOOKED
        && cameras.equals(other.cameras)
        && reason.equals(other.reason)
        && (isNear(span.from(), other.span.to()) || isNear(span.to(), other.span.from()));
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(NEAR) <= 0;
  }

  private long millis() {
    return span.to().toEpochMilli() - span.from().toEpochMilli();
  }
}
