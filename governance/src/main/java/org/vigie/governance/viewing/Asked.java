package org.vigie.governance.viewing;

import java.time.Instant;
import java.util.List;
import org.vigie.model.Span;

/// A leave to see or copy a stretch of footage, or to see a camera clear, as the ledger has it.
///
/// @param at when it was made
/// @param span of pictures that are seen as they come: from when on, and until when at first
record Asked(long index, Instant at, List<String> cameras, Span span, String reason, Use use) {

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

  /// Whether it is about the same stretch: at least half of the shorter one. Live pictures of one
  /// camera are one place, whenever they are seen clear.
  boolean isOfSameStretch(Asked other) {
    if (use == Use.CLEAR_LIVE && other.use == Use.CLEAR_LIVE) {
      return true;
    }
    var from = span.from().isAfter(other.span.from()) ? span.from() : other.span.from();
    var to = span.to().isBefore(other.span.to()) ? span.to() : other.span.to();
    long common = to.toEpochMilli() - from.toEpochMilli();
    return common > 0 && 2 * common >= Math.min(millis(), other.millis());
  }

  private long millis() {
    return span.to().toEpochMilli() - span.from().toEpochMilli();
  }
}
