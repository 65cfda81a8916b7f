package org.vigie.governance;

import java.time.Instant;
import java.util.Set;
import org.vigie.model.EventType;
import org.vigie.model.Span;

/// The legal decision under which named events may be looked for (R2).
///
/// @param number as the authority numbered it; unique among the town's acts
/// @param authority who decided
/// @param from the first instant it covers
/// @param until the first instant it no longer covers
/// @param events at least one
/// @param zones ids of zones, lines and lanes it is limited to; empty means wherever in the
///     cameras' views, written `all` in the file
/// @param origin the file it was read from, and who signed it
public record DetectionAct(
    String number,
    String authority,
    Instant from,
    Instant until,
    Set<EventType> events,
    CameraScope cameras,
    Set<String> zones,
    ActOrigin origin) {

  public DetectionAct {
    events = Set.copyOf(events);
    zones = Set.copyOf(zones);
  }

  /// An act that was read from no file.
  public DetectionAct(
      String number,
      String authority,
      Instant from,
      Instant until,
      Set<EventType> events,
      CameraScope cameras,
      Set<String> zones) {
    this(number, authority, from, until, events, cameras, zones, ActOrigin.NONE);
  }

  public Span dates() {
    return new Span(from, until);
  }

  /// @param zone empty for the whole picture, which only an act for all zones covers
  boolean coversZone(String zone) {
    return zones.isEmpty() || zones.contains(zone);
  }
}
