package org.vigie.governance.relay;

import java.time.Instant;
import java.util.Optional;
import org.vigie.model.CameraId;

/// What the rest of governance says of a relay. Never waits.
public interface RelayLaw {

  /// The latest wall time ever read: a clock set back revives no agreement.
  Instant latest();

  /// Whether a recording act covers the camera now.
  boolean recorded(CameraId camera);

  /// Whether the town's legal profile lets anybody see clear.
  boolean allowsClear();

  /// Whether the stop button of seeing clear is pressed.
  boolean clearStopped();

  /// Whether a person may open a camera, clear, to a partner.
  boolean mayOpen(String person, CameraId camera);

  /// Whether a person may end what another opened.
  boolean mayEnd(String person, CameraId camera);

  /// What keeps a camera that this person opened from being relayed clear now.
  default Optional<RelayEnd> overFor(String person, CameraId camera) {
    if (clearStopped()) {
      return Optional.of(RelayEnd.STOPPED);
    }
    return mayOpen(person, camera) ? Optional.empty() : Optional.of(RelayEnd.HABILITATION);
  }
}
