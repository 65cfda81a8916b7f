package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.server.training.Exercise;
import org.vigie.server.training.Exercise.Event;
import org.vigie.server.training.Exercise.Scripted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what the simulator of an exercise wrote down of itself: `truth.json`.
final class ExerciseTruth {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExerciseTruth() {}

  /// @param began when the town was started
  static Exercise read(Path data, Scenario scenario, Instant began) throws IOException {
    var truth = JSON.readTree(Files.readAllBytes(data.resolve("truth.json")));
    var cameras = new ArrayList<Scripted>();
    for (var camera : truth.path("cameras").properties()) {
      cameras.add(camera(camera.getKey(), camera.getValue()));
    }
    return new Exercise(
        scenario.toString(),
        truth.path("seed").asLong(),
        began,
        Instant.parse(truth.path("epoch").asString()),
        seconds(truth, "loop_s"),
        cameras);
  }

  private static Scripted camera(String id, JsonNode camera) {
    var events = new ArrayList<Event>();
    for (var event : camera.path("events")) {
      events.add(
          new Event(
              EventType.valueOf(event.path("event").asString()),
              event.path("zone").asString(),
              seconds(event, "from_s"),
              seconds(event, "to_s")));
    }
    return new Scripted(
        new CameraId(id),
        seconds(camera, "phase_s"),
        seconds(camera, "seam_s"),
        camera.path("programme").asString(),
        events);
  }

  private static Duration seconds(JsonNode node, String key) {
    return Duration.ofMillis(Math.round(node.path(key).asDouble() * 1000));
  }
}
