package org.vigie.desk;

import java.time.Instant;
import java.util.Optional;

/// The time from one handover to the next.
///
/// @param ended empty for the present one
/// @param handedOver the note at its end
/// @param acknowledged by whom of the next, who has read it
public record Shift(
    long number,
    Instant began,
    Optional<Instant> ended,
    Optional<LogLine> handedOver,
    Optional<LogLine> acknowledged) {

  public boolean isPresent() {
    return ended.isEmpty();
  }
}
