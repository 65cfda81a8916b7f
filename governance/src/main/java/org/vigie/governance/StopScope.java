package org.vigie.governance;

import java.util.Map;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// What a stop button stops (R20): analysis, or seeing clear. Recording and masking go on whatever
/// is
/// stopped.
public sealed interface StopScope {

  /// All analysis in the town.
  record Town() implements StopScope {}

  /// All analysis of one camera.
  record Camera(CameraId camera) implements StopScope {}

  /// One event in the whole town.
  record Event(EventType event) implements StopScope {}

  /// One rule of one camera.
  record Rule(CameraId camera, String rule) implements StopScope {}

  /// Every [Lift] in the town; no analysis.
  record Clear() implements StopScope {}

  /// As it stands in the ledger.
  default Map<String, Object> stored() {
    return switch (this) {
      case Town() -> Map.of("scope", "town");
      case Camera(var camera) -> Map.of("scope", "camera", "camera", camera.value());
      case Event(var event) -> Map.of("scope", "event", "event", event.name());
      case Rule(var camera, var rule) ->
          Map.of("scope", "rule", "camera", camera.value(), "rule", rule);
      case Clear() -> Map.of("scope", "clear");
    };
  }
}
