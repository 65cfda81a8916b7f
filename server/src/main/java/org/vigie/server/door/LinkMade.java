package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// A link that somebody had made for another person's account: with it one signs in as that person.
///
/// @param by pseudonymous staff id of whoever had it made
/// @param used when a password was chosen with it
public record LinkMade(Instant at, String by, Optional<Instant> used) {}
