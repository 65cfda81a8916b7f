package org.vigie.governance.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.vigie.model.CameraId;

/// What a partner outside may have, as the configuration states it.
///
/// @param name of the relay: what the partner signs in as
/// @param partner who it is, for people
/// @param reference of the agreement, such as the number of a convention
/// @param until the first instant at which it no longer holds
/// @param longest for how long one camera may be relayed clear at once; zero: masked pictures only
public record RelayAgreement(
    String name,
    String partner,
    String reference,
    Set<CameraId> cameras,
    Instant until,
    Duration longest) {

  public RelayAgreement {
    cameras = Set.copyOf(cameras);
  }

  /// Whether it is about clear pictures: then about nothing else, and only while a person has
  /// opened
  /// one camera.
  public boolean clear() {
    return longest.isPositive();
  }
}
