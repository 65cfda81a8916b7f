package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// A passkey that a person has: a telephone, a computer, a security key.
///
/// @param id names it; no secret
/// @param name that its person gave it
/// @param site the name of the server that it was made for
/// @param used when it last signed its person in, or unlocked
public record Passkey(String id, String name, String site, Instant added, Optional<Instant> used) {}
