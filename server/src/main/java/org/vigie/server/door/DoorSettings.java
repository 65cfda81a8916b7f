package org.vigie.server.door;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.vigie.server.oidc.OidcSettings;

/// How a town wants people to sign in.
///
/// @param secondFactorRequired whoever has none sets one up before anything else
/// @param lockAfter a session is locked when its workstation was not touched for so long
/// @param address of the console as people type it, for which passkeys are made; without it, the
///     one that each request names
/// @param oidc the directory through which people sign in; without it nobody does
public record DoorSettings(
    boolean secondFactorRequired,
    Duration lockAfter,
    Optional<URI> address,
    Optional<OidcSettings> oidc) {

  /// People sign in with what Vigie itself knows of them.
  public DoorSettings(boolean secondFactorRequired, Duration lockAfter, Optional<URI> address) {
    this(secondFactorRequired, lockAfter, address, Optional.empty());
  }

  /// Unless the town says otherwise.
  public static final Duration USUAL_LOCK = Duration.ofMinutes(15);

  /// A second factor is offered, and a workstation is locked after the usual time.
  public static final DoorSettings OFFERED = new DoorSettings(false, USUAL_LOCK, Optional.empty());
}
