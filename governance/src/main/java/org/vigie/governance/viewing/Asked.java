package org.vigie.governance.viewing;

import java.time.Instant;
import java.util.List;
import org.vigie.model.Span;

/// A permit to see or copy a stretch of footage, as the ledger has it.
///
/// @param at when it was made
/// @param copied it leaves Vigie, instead of being looked at
/// @param inCase for the request of somebody who was filmed, which has its own register and limits
record Asked(
    long index,
    Instant at,
    List<String> cameras,
    Span span,
    String reason,
    boolean copied,
    boolean inCase) {

  /// Whether it is about the same stretch: at least half of the shorter one.
  boolean isOfSameStretch(Asked other) {
    var from = span.from().isAfter(other.span.from()) ? span.from() : other.span.from();
    var to = span.to().isBefore(other.span.to()) ? span.to() : other.span.to();
    long common = to.toEpochMilli() - from.toEpochMilli();
    return common > 0 && 2 * common >= Math.min(millis(), other.millis());
  }

  private long millis() {
    return span.to().toEpochMilli() - span.from().toEpochMilli();
  }
}
