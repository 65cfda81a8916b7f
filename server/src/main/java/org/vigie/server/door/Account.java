package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// A person who can sign in, or could.
///
/// @param person pseudonymous staff id, as the ledger writes it
/// @param name what they sign in with, and what the console calls them
/// @param hasPassword false until they have spent their invitation
public record Account(
    String person, String name, boolean hasPassword, Optional<Instant> lastSignIn) {}
