package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// A person who can sign in, or could.
///
/// @param person pseudonymous staff id, as the ledger writes it
/// @param name what they sign in with, and what the console calls them
/// @param hasPassword false until they have spent their invitation
/// @param way how they sign in
/// @param keptOut an administrator has ended them, so that the provider lets them in no more; false
///     of people whom no provider knows: they have no habilitation then
public record Account(
    String person,
    String name,
    boolean hasPassword,
    Optional<Instant> lastSignIn,
    Way way,
    boolean keptOut) {

  /// How somebody signs in.
  public enum Way {
    /// With what Vigie itself knows of them: password, passkey.
    LOCAL,
    /// Through the town's directory.
    PROVIDER
  }
}
