package org.vigie.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Document;
import org.vigie.base.Durable;
import org.vigie.base.Programs;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.CameraId;
import org.vigie.rules.RuleBooks;

/// Writes the data folder of a demo: configuration, acts and rules, in the same files that a real
/// town writes by hand.
///
/// @param port where the console shall answer; 0 for a free one
/// @param seed of the simulated scenes
/// @param model a detector for the eyes
record DemoFolder(Path root, int port, long seed, Optional<Path> model) {

  private static final int SIMULATED = 4;

  /// Four simulated cameras, whose zones and rules the simulator describes.
  void writeSimulated(Programs programs, Consumer<String> progress) throws IOException, BadInput {
    begin(new DemoMark(SIMULATED, seed));
    write(programs, progress, "Saint-Exemple");
  }

  /// The same for an exercise, in a folder that holds nothing yet.
  void writeTraining(Scenario scenario, Programs programs, Consumer<String> progress)
      throws IOException, BadInput {
    Files.createDirectories(root);
    try (var inside = Files.list(root)) {
      if (inside.findAny().isPresent()) {
        throw new BadInput(
            root
                + ": is not empty; an exercise gets a folder of its own, never a town's and never"
                + " an earlier exercise's");
      }
    }
    begin(new DemoMark(SIMULATED, seed, scenario));
    write(programs, progress, "EXERCICE / TRAINING - Saint-Exemple");
  }

  private void write(Programs programs, Consumer<String> progress, String town)
      throws IOException, BadInput {
    // Started once for its description and to draw its scenes; the town starts it again.
    Simulator.start(programs, DemoMark.read(root), root, progress).close();
    var described = Document.read(root.resolve("rules.yaml"));
    var cameras = new ArrayList<String>();
    for (var scene : described.entries().entrySet()) {
      var id = scene.getKey();
      cameras.add(
          camera(
              id,
              scene.getValue().get("name").text(),
              TownConfig.SIMULATOR + "/" + id + "/main",
              TownConfig.SIMULATOR + "/" + id + "/sub",
              "    place: %s%n".formatted(quoted(scene.getValue().get("place").text()))
                  + SITES.getOrDefault(id, "")));
    }
    Files.writeString(root.resolve("works.geojson"), WORKS);
    writeConfig(cameras, MAP, town);
    writeActs();
  }

  /// Cameras of the user's own.
  ///
  /// @param rules their rules file; null for INTRUSION on the whole picture
  void writeReal(List<String> addresses, @Nullable Path rules) throws IOException, BadInput {
    begin(new DemoMark(0, seed));
    var ids = new ArrayList<CameraId>();
    for (int n = 1; n <= addresses.size(); n++) {
      ids.add(new CameraId("camera-" + n));
    }
    var file = root.resolve("rules.yaml");
    if (rules == null) {
      Files.writeString(file, WHOLE_PICTURE);
    } else {
      RuleBooks.read(rules, ids)
          .values()
          .forEach(
              book -> book.warnings().forEach(warning -> System.err.println("vigie: " + warning)));
      Files.writeString(file, Files.readString(rules));
    }
    var cameras = new ArrayList<String>();
    for (int n = 1; n <= addresses.size(); n++) {
      RtspUrl.parse(addresses.get(n - 1));
      cameras.add(camera("camera-" + n, "Camera " + n, addresses.get(n - 1), null, ""));
    }
    writeConfig(cameras, "", "Saint-Exemple");
    writeActs();
  }

  private void begin(DemoMark mark) throws IOException, BadInput {
    Files.createDirectories(root);
    if (Files.exists(root.resolve("vigie.yaml")) && !DemoMark.isIn(root)) {
      throw new BadInput(
          root + ": holds a town that is not a demo; give the demo a folder of its own");
    }
    mark.write(root);
  }

  /// @param site what the public is told of it, as lines of the file
  private static String camera(
      String id, String name, String main, @Nullable String sub, String site) {
    var text =
        new StringBuilder("  - id: %s%n    name: %s%n".formatted(id, quoted(name)))
            .append(site)
            .append("    main: %s%n".formatted(quoted(main)));
    if (sub != null) {
      text.append("    sub: %s%n".formatted(quoted(sub)));
    }
    return text.append("    rules: rules.yaml%n".formatted()).toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /// @param map what lies on the map, as lines of the file
  /// @param town its name
  private void writeConfig(List<String> cameras, String map, String town) throws IOException {
    var file = root.resolve("vigie.yaml");
    var text =
        """
        # A demonstration. A real town writes this file by hand.
        town: %s
        profile: demo
        listen: 127.0.0.1:%d
        public:
        %s  responsible: Ville de Saint-Exemple (démonstration), 1 place de la Mairie
          ask: Mairie de Saint-Exemple, service des caméras, cameras@saint-exemple.example
          data_protection: dpo@saint-exemple.example
        sight:
          quiet: 20 s
          learning: 10 s
        %s%scameras:
        """
                .formatted(
                    quoted(town),
                    port,
                    // A port that is free now is another one at the next start: no sign names it.
                    port == 0 ? "" : "  address: http://127.0.0.1:%d/public%n".formatted(port),
                    model
                        .map(m -> "  model: " + quoted(m.toAbsolutePath().toString()) + "\n")
                        .orElse(""),
                    map)
            + String.join("", cameras);
    // It may hold the passwords of cameras.
    Durable.replace(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private void writeActs() throws IOException {
    var acts = Files.createDirectories(root.resolve("acts"));
    var from = Clocks.system().wall().truncatedTo(ChronoUnit.DAYS);
    Files.writeString(acts.resolve("recording.yaml"), RECORDING.formatted(from, until(from)));
    Files.writeString(acts.resolve("detection.yaml"), DETECTION.formatted(from, until(from)));
  }

  private static Instant until(Instant from) {
    return from.plus(28, ChronoUnit.DAYS);
  }

  /// Where the simulated cameras of this town that does not exist stand.
  private static final Map<String, String> SITES =
      Map.of(
          "place-du-marche",
          site("43.30062, 5.36918", "160", "75", "45", "SAFETY_OF_PERSONS_AND_GOODS"),
          "quai-nord",
          site("43.30231, 5.36842", "75", "60", "70", "TRAFFIC_FLOW"),
          "depot",
          site("43.29987, 5.37264", "300", "80", "40", "SAFETY_OF_PERSONS_AND_GOODS"),
          "gare-est",
          site("43.30148, 5.37391", "215", "70", "45", "SAFETY_OF_PERSONS_AND_GOODS"));

  private static String site(
      String position, String direction, String angle, String reach, String purpose) {
    return """
        position: [%s]
        field_of_view: {direction: %s, angle: %s, reach: %s}
        purpose: %s
    """
        .formatted(position, direction, angle, reach, purpose);
  }

  /// A layer of this town that does not exist.
  private static final String WORKS =
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature",
         "properties": {"name": "Quai Nord : une voie sur deux", "note": "exemple"},
         "geometry": {"type": "Polygon", "coordinates": [[
           [5.3689, 43.30262], [5.3702, 43.30286], [5.37026, 43.30268], [5.36896, 43.30244],
           [5.3689, 43.30262]]]}},
        {"type": "Feature",
         "properties": {"name": "Marché du dimanche", "note": "exemple"},
         "geometry": {"type": "Polygon", "coordinates": [[
           [5.36905, 43.30052], [5.36962, 43.30058], [5.36971, 43.30022], [5.36914, 43.30016],
           [5.36905, 43.30052]]]}}
      ]}
      """;

  private static final String MAP =
      """
      map:
        layers:
          - {name: "Travaux (exemple)", file: works.geojson}
        units: [Patrouille 1, Patrouille 2]
      """;

  private static final String WHOLE_PICTURE =
      """
      zones: []
      rules:
        - {event: INTRUSION, patience_s: 1}
      """;

  private static final String RECORDING =
      """
      # A demonstration. A real act says what an authority has decided.
      act: recording
      number: demo-1-video
      authority: nobody (demonstration)
      from: %s
      until: %s
      purposes: [SAFETY_OF_PERSONS_AND_GOODS, TRAFFIC_FLOW]
      perimeter: the demonstration's cameras
      cameras: all
      retention: 24 h
      review_window: 12 h
      """;

  private static final String DETECTION =
      """
      # A demonstration. A real act says what an authority has decided.
      act: detection
      number: demo-2-events
      authority: nobody (demonstration)
      from: %s
      until: %s
      events: [INTRUSION, WRONG_WAY, LINE_COUNT]
      cameras: all
      zones: all
      """;
}
