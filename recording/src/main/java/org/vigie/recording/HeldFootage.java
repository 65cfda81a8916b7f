package org.vigie.recording;

import java.time.Instant;
import org.vigie.model.CameraId;

/// What retention must not destroy although it has reached its limit: judicial holds. Asked by any
/// thread.
public interface HeldFootage {

  /// Nothing is held.
  HeldFootage NONE = (camera, from, to) -> false;

  /// Whether footage of a camera, from an instant to another, is kept.
  boolean keeps(CameraId camera, Instant from, Instant to);
}
