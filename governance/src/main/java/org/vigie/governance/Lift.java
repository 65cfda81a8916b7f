package org.vigie.governance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// One person sees one camera clear for some minutes. Made by [Lifts] only, in the ledger before
/// anyone holds it.
///
/// @param id random; names the lift in the ledger
/// @param span the footage; absent for the pictures as they come
/// @param alert the number of the alert that it is about; absent where there is none
/// @param until when it ends if the wall clock does not step
/// @param deadline by elapsed time, which decides
/// @param last the elapsed time beyond which it cannot be extended
public record Lift(
    String id,
    String person,
    CameraId camera,
    @Nullable Span span,
    LiftGround ground,
    @Nullable Long alert,
    Instant since,
    Instant until,
    Duration deadline,
    Duration last) {

  /// Whether it is about the pictures as they come.
  public boolean isLive() {
    return span == null;
  }

  public Optional<Span> footage() {
    return Optional.ofNullable(span);
  }

  Lift until(Instant wall, Duration elapsed) {
    return new Lift(id, person, camera, span, ground, alert, since, wall, elapsed, last);
  }
}
