package org.vigie.governance;

import java.time.Instant;
import java.util.Set;

/// The rights of one person, with dates and cameras (R41).
///
/// @param id random, given by governance
/// @param person pseudonymous staff id
/// @param from the first instant it covers
/// @param until the first instant it no longer covers
public record Habilitation(
    String id, String person, Set<Right> rights, CameraScope cameras, Instant from, Instant until) {

  public Habilitation {
    rights = Set.copyOf(rights);
  }

  public boolean isValid(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
