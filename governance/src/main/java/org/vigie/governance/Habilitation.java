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
    String id, String person, Mandate mandate, CameraScope cameras, Instant from, Instant until) {

  public Set<Right> rights() {
    return mandate.rights();
  }

  public boolean isValid(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  /// Whether there is an instant that both cover.
  boolean overlaps(Habilitation other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }
}
