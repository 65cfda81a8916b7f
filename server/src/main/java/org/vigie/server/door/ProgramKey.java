package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// The key of a program that reads the API. What it shows is stored nowhere.
///
/// @param id names it; no secret
/// @param person the pseudonymous id under which it acts, and is habilitated
/// @param name what people call it
/// @param by who made it, pseudonymous
/// @param expires from then on it opens nothing
/// @param used its last sign of life, to the minute
/// @param ended when somebody ended it
public record ProgramKey(
    String id,
    String person,
    String name,
    String by,
    Instant made,
    Instant expires,
    Optional<Instant> used,
    Optional<Instant> ended) {

  /// Whether it opens anything, as far as the key goes.
  public boolean isGood(Instant now) {
    return ended.isEmpty() && now.isBefore(expires);
  }
}
