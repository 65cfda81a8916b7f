package org.vigie.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vigie.model.Point;
import org.vigie.simulator.scene.Place;
import org.vigie.simulator.scene.Rule;
import org.vigie.simulator.scene.Truth;
import org.vigie.simulator.scene.Zone;
import org.vigie.simulator.serve.Programme;

/// Writes what the simulated cameras are armed with, and what really happens before them.
final class Description {

  private Description() {}

  /// Writes `rules.yaml` and `truth.json` into a folder, which is made where it is missing.
  ///
  /// @param epoch when the loops began
  /// @param exercise as the options have it; 0 where it is no exercise
  static void write(
      Path folder, long seed, int exercise, Instant epoch, List<SimulatedCamera> cameras)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("rules.yaml"), rules(cameras));
    Files.writeString(folder.resolve("truth.json"), truth(seed, exercise, epoch, cameras));
  }

  /// A mapping from camera to its name, place, zones and rules.
  static String rules(List<SimulatedCamera> cameras) {
    var yaml = new StringBuilder("# Zones and rules of the simulated cameras, by camera.\n");
    for (var camera : cameras) {
      var place = camera.place();
      yaml.append(camera.id()).append(":\n");
      yaml.append("  name: \"").append(camera.name()).append("\"\n");
      yaml.append("  place: \"").append(place.site()).append("\"\n");
      yaml.append("  zones:\n");
      place.zones().forEach(zone -> yaml.append("    - ").append(zone(zone)).append('\n'));
      yaml.append("  rules:\n");
      place.rules().forEach(rule -> yaml.append("    - ").append(rule(rule)).append('\n'));
    }
    return yaml.toString();
  }

  private static String zone(Zone zone) {
    var points = zone.points().stream().map(Description::point).collect(Collectors.joining(", "));
    var direction = zone.direction().map(d -> ", direction: " + point(d)).orElse("");
    return "{id: %s, kind: %s, points: [%s]%s}"
        .formatted(zone.id(), zone.kind(), points, direction);
  }

  private static String point(Point point) {
    return "[" + point.x() + ", " + point.y() + "]";
  }

  private static String rule(Rule rule) {
    var wanted = rule.classes().map(c -> ", class: " + c).orElse("");
    var patience = rule.patienceS() > 0 ? ", patience_s: " + number(rule.patienceS()) : "";
    return "{event: %s, zone: %s%s%s}".formatted(rule.event(), rule.zone(), wanted, patience);
  }

  static String truth(long seed, int exercise, Instant epoch, List<SimulatedCamera> cameras) {
    return """
        {"seed": %d, "epoch": "%s", "loop_s": %d, "rate": %d, "cameras": {
        %s
        }}
        """
        .formatted(
            seed,
            epoch,
            Place.LOOP_S,
            Film.MAIN.rate(),
            cameras.stream()
                .map(c -> camera(c, seed, exercise))
                .collect(Collectors.joining(",\n")));
  }

  private static String camera(SimulatedCamera camera, long seed, int exercise) {
    var truth = Truth.of(camera.place(), Film.MAIN.rate());
    return """
        "%s": {"phase_s": %s,%s
         "events": [%s],
         "counts": [%s],
         "pictures": [
        %s]}"""
        .formatted(
            camera.id(),
            number(camera.phaseS()),
            exercise == 0 ? "" : programme(camera.programme(exercise, seed)),
            truth.spans().stream()
                .map(
                    s ->
                        "{\"event\": \"%s\", \"zone\": \"%s\", \"actor\": \"%s\", \"from_s\": %s, \"to_s\": %s}"
                            .formatted(
                                s.event(), s.zone(), s.actor(), number(s.fromS()), number(s.toS())))
                .collect(Collectors.joining(", ")),
            truth.counts().stream()
                .map(
                    c ->
                        "{\"line\": \"%s\", \"class\": \"%s\", \"forward\": %d, \"back\": %d}"
                            .formatted(c.line(), c.classes(), c.forward(), c.back()))
                .collect(Collectors.joining(", ")),
            truth.pictures().stream().map(Description::picture).collect(Collectors.joining(",\n")));
  }

  /// A turn begins at `seam_s` of the loop; its events are played where its sign is 1.
  private static String programme(Programme programme) {
    return "%n \"seam_s\": %d, \"programme\": \"%s\","
        .formatted(programme.seamS(), programme.text());
  }

  private static String picture(Truth.Picture picture) {
    return "{\"s\": %s, \"actors\": [%s]}"
        .formatted(
            number(picture.s()),
            picture.sightings().stream()
                .map(Description::sighting)
                .collect(Collectors.joining(", ")));
  }

  /// The box is cut at the picture's edges, the foot is not.
  private static String sighting(Truth.Sighting seen) {
    var box = seen.box();
    double left = Math.max(0, box.left());
    double top = Math.max(0, box.top());
    double right = Math.min(1, box.left() + box.width());
    double bottom = Math.min(1, box.top() + box.height());
    return "{\"id\": \"%s\", \"class\": \"%s\", \"box\": [%s, %s, %s, %s], \"foot\": [%s, %s]}"
        .formatted(
            seen.id(),
            seen.kind(),
            number(left),
            number(top),
            number(right - left),
            number(bottom - top),
            number(box.foot().x()),
            number(box.foot().y()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
  }
}
