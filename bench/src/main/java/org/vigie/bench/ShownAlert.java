package org.vigie.bench;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One alert whose card a browser has drawn.
///
/// @param at the time of the picture that decided it
/// @param here when its card was drawn
record ShownAlert(String camera, String event, String zone, Instant at, Instant here) {

  /// @param said a line of `console/bench/alerts.mjs`
  static ShownAlert of(JsonNode said) {
    return new ShownAlert(
        said.path("camera").asString(),
        said.path("event").asString(),
        said.path("zone").asString(),
        Instant.parse(said.path("at").asString()),
        Instant.parse(said.path("here").asString()));
  }

  String what() {
    return event + " " + camera;
  }

  /// From the time that its picture bears to the drawing of its card.
  Duration delay() {
    return Duration.between(at, here);
  }
}
