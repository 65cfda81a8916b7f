package org.vigie.tell;

import java.util.Optional;
import org.vigie.model.CameraId;

/// A camera as receivers know it.
///
/// @param name for people
/// @param place in words; may be empty
/// @param position absent where the configuration does not say
public record Spot(String camera, String name, String place, Optional<Position> position) {

  /// Degrees north and east, WGS 84.
  public record Position(double latitude, double longitude) {}

  /// One of which only the id is known.
  static Spot of(CameraId camera) {
    return new Spot(camera.value(), camera.value(), "", Optional.empty());
  }
}
