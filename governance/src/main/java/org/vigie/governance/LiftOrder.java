package org.vigie.governance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// What somebody asks to see clear.
///
/// @param person pseudonymous staff id
/// @param span recorded footage; absent for the pictures as they come
/// @param note in the person's words, for the ledger; may be empty, but where the ground needs one
/// @param alert the number of the alert that it is about; absent where there is none
/// @param length from now
public record LiftOrder(
    String person,
    CameraId camera,
    @Nullable Span span,
    LiftGround ground,
    String note,
    @Nullable Long alert,
    Duration length) {

  public LiftOrder {
    note = note.strip();
  }
}
