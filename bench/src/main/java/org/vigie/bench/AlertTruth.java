package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the simulator says was really there, to hold alerts against: which event an alert is about,
/// and how late it came after the patience of its rule had run out.
final class AlertTruth {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// An alert is about an event of its zone where both were there at once, give or take so much.
  private static final Duration SLACK = Duration.ofSeconds(3);

  /// A camera is quiet where nobody was in its picture for so long before an event began: its eye
  /// then looks at key pictures only.
  private static final double QUIET_S = 4;

  /// One event of a camera's loop.
  private record Event(String event, String zone, double fromS, double toS, boolean quiet) {}

  private record Camera(double phaseS, List<Event> events) {}

  /// What is true about one alert.
  ///
  /// @param began when its condition began
  /// @param due when the patience of its rule had run out
  /// @param quiet nobody was in the picture before
  record Due(Instant began, Instant due, boolean quiet) {}

  private final Instant epoch;
  private final double loopS;
  private final Map<String, Camera> cameras = new HashMap<>();
  private final Map<String, Duration> patiences = new HashMap<>();

  private AlertTruth(Instant epoch, double loopS) {
    this.epoch = epoch;
    this.loopS = loopS;
  }

  /// Reads `truth.json` and `rules.yaml` of a demo's folder.
  static AlertTruth read(Path data) throws IOException {
    try {
      return of(
          JSON.readTree(Files.readAllBytes(data.resolve("truth.json"))),
          Document.read(data.resolve("rules.yaml")));
    } catch (BadInput e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static AlertTruth of(JsonNode truth, Document rules) throws BadInput {
    double loopS = truth.path("loop_s").asDouble();
    var read = new AlertTruth(Instant.parse(truth.path("epoch").asString()), loopS);
    for (var camera : truth.path("cameras").properties()) {
      var events = new ArrayList<Event>();
      for (var event : camera.getValue().path("events")) {
        double from = event.path("from_s").asDouble();
        events.add(
            new Event(
                event.path("event").asString(),
                event.path("zone").asString(),
                from,
                event.path("to_s").asDouble(),
                isQuiet(camera.getValue().path("pictures"), from, loopS)));
      }
      read.cameras.put(
          camera.getKey(), new Camera(camera.getValue().path("phase_s").asDouble(), events));
    }
    for (var camera : rules.entries().entrySet()) {
      for (var rule : camera.getValue().get("rules").list()) {
        var patience = rule.find("patience_s");
        if (patience.isPresent()) {
          read.patiences.put(
              key(camera.getKey(), rule.get("event").text(), rule.get("zone").text()),
              seconds(patience.get().number(0, 3600)));
        }
      }
    }
    return read;
  }

  private static boolean isQuiet(JsonNode pictures, double from, double loopS) {
    for (var picture : pictures) {
      double before =
          Math.floorMod(
                  (long) ((from - picture.path("s").asDouble()) * 1000), (long) (loopS * 1000))
              / 1000.0;
      if (before > 0 && before <= QUIET_S && !picture.path("actors").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// What an alert is about; nothing where nothing was there.
  ///
  /// @param at when its rule decided
  Optional<Due> find(String camera, String event, String zone, Instant at) {
    var known = cameras.get(camera);
    if (known == null) {
      return Optional.empty();
    }
    for (var one : known.events) {
      if (one.event.equals(event) && one.zone.equals(zone)) {
        double since = Duration.between(epoch, at).toMillis() / 1000.0 + known.phaseS;
        double into = since - one.fromS;
        double loops = Math.floor((into + SLACK.toSeconds()) / loopS);
        double late = into - loops * loopS;
        if (late <= one.toS - one.fromS + SLACK.toSeconds()) {
          var began = at.minus(seconds(late));
          var patience = patiences.getOrDefault(key(camera, event, zone), Duration.ZERO);
          return Optional.of(new Due(began, began.plus(patience), one.quiet));
        }
      }
    }
    return Optional.empty();
  }

  private static String key(String camera, String event, String zone) {
    return camera + " " + event + " " + zone;
  }

  private static Duration seconds(double s) {
    return Duration.ofMillis(Math.round(s * 1000));
  }
}
