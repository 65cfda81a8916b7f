package org.vigie.model;

import java.time.Instant;
import java.util.List;

/// A rule's output: a fact about a scene. Whether it deserves a human is decided by the desk.
///
/// @param rule the rule's id on that camera
/// @param zone the id of the zone, line or lane; empty for the whole picture
/// @param from when the condition began
/// @param at when it had held for the rule's patience, or the line was crossed
/// @param direction "forward" or "back" for a count, else empty
/// @param kind the coarse class that caused it
/// @param boxes where, at `at`
public record Signal(
    CameraId camera,
    String rule,
    EventType event,
    String zone,
    Instant from,
    Instant at,
    String direction,
    CoarseClass kind,
    double confidence,
    List<Box> boxes) {

  public Signal {
    boxes = List.copyOf(boxes);
  }
}
