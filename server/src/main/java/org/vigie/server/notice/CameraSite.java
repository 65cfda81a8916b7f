package org.vigie.server.notice;

import java.util.Optional;
import org.vigie.governance.Purpose;

/// What the public may know of where a camera stands and why.
///
/// @param place in words; may be empty
/// @param position absent where the configuration does not say
/// @param view absent where the configuration does not say
/// @param purpose the one of its act's that it serves (R6); absent where the configuration does not
///     say
public record CameraSite(
    String place,
    Optional<Position> position,
    Optional<FieldOfView> view,
    Optional<Purpose> purpose) {

  /// Nothing is known.
  public static final CameraSite UNKNOWN =
      new CameraSite("", Optional.empty(), Optional.empty(), Optional.empty());
}
