package org.vigie.server.door;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The second factors that a person has set up.
///
/// @param app since when there is an authenticator app
/// @param codesLeft recovery codes that were not used
public record Factors(Optional<Instant> app, List<Passkey> passkeys, int codesLeft) {

  public Factors {
    passkeys = List.copyOf(passkeys);
  }

  public boolean any() {
    return count() > 0;
  }

  /// How many there are; recovery codes stand in for others and count as none.
  int count() {
    return passkeys.size() + (app.isPresent() ? 1 : 0);
  }
}
