package org.vigie.governance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A judicial decision that suspends the destruction of footage (R34), and nothing else: what is
/// held
/// past its limit can be handed over, not looked at.
///
/// @param id names it in the ledger
/// @param reference as the authority numbered it
/// @param authority who decided
/// @param decided the day of the decision
/// @param span footage of this time; a reel that touches it is kept whole
/// @param review when somebody must have looked whether it is still needed
/// @param person who placed it
/// @param placed when
public record Hold(
    String id,
    String reference,
    String authority,
    LocalDate decided,
    Set<CameraId> cameras,
    Span span,
    Instant review,
    String person,
    Instant placed) {

  public Hold {
    cameras = Set.copyOf(cameras);
  }

  /// Whether it keeps footage of a camera that lasts from an instant to another.
  public boolean covers(CameraId camera, Instant from, Instant to) {
    return cameras.contains(camera) && from.isBefore(span.to()) && to.isAfter(span.from());
  }

  Hold reviewedUntil(Instant next) {
    return new Hold(id, reference, authority, decided, cameras, span, next, person, placed);
  }
}
