package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// The second factors that a person has set up.
///
/// @param app since when there is an authenticator app
/// @param codesLeft recovery codes that were not used
public record Factors(Optional<Instant> app, int codesLeft) {

  public boolean any() {
    return app.isPresent();
  }
}
