package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;
import org.vigie.base.Clocks;

/// Writes the data folder of a town to measure: one recording act for all its cameras and, where it
/// is watched, one detection act and one rule for each camera.
final class BenchTown {

  /// A bench signs in with a password alone: by default a town asks for a second factor first.
  static final String SIGN_IN = "sign_in: {second_factor: offered}\n";

  /// Of the one rule of a watched camera.
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String LEGAL = "private-site";

  private BenchTown() {}

  /// A town that only records: no eye.
  ///
  /// @param main the address of a camera by its number, from 1
  static Path recorded(Path folder, int cameras, IntFunction<String> main) throws IOException {
    var list = new StringBuilder();
    for (int n = 1; n <= cameras; n++) {
      list.append("  - {id: m%d, main: \"%s\"}%n".formatted(n, main.apply(n)));
    }
    return write(folder, LEGAL, "sight: {eyes: 0}\n", list);
  }

  /// A town that records the main streams and watches the sub streams for INTRUSION.
  static Path watched(Path folder, int cameras, IntFunction<String> main, IntFunction<String> sub)
      throws IOException {
    return watched(folder, LEGAL, cameras, main, sub);
  }

  /// The same, where rules raise alerts at once: a legal profile has them judged in shadow first.
  static Path alerting(Path folder, int cameras, IntFunction<String> main, IntFunction<String> sub)
      throws IOException {
    watched(folder, "demo", cameras, main, sub);
    // As a demo of cameras that are not its own: `serve` takes the profile in no other folder.
    Files.writeString(folder.resolve("demo.json"), "{\"simulated\": 0, \"seed\": 1}\n");
    return folder;
  }

  private static Path watched(
      Path folder, String profile, int cameras, IntFunction<String> main, IntFunction<String> sub)
      throws IOException {
    var list = new StringBuilder();
    var rules = new StringBuilder("cameras:\n");
    for (int n = 1; n <= cameras; n++) {
      list.append(
          "  - {id: m%d, main: \"%s\", sub: \"%s\", rules: rules.yaml}%n"
              .formatted(n, main.apply(n), sub.apply(n)));
      rules.append(
          "  m%d: {rules: [{event: INTRUSION, patience_s: %d}]}%n"
              .formatted(n, PATIENCE.toSeconds()));
    }
    write(folder, profile, "", list);
    Files.writeString(folder.resolve("rules.yaml"), rules);
    var today = Clocks.system().wall().truncatedTo(ChronoUnit.DAYS);
    Files.writeString(
        folder.resolve("acts/detection.yaml"),
        DETECTION.formatted(today, today.plus(30, ChronoUnit.DAYS)));
    return folder;
  }

  private static Path write(Path folder, String profile, String sight, StringBuilder list)
      throws IOException {
    Files.createDirectories(folder.resolve("acts"));
    var cameras = list.isEmpty() ? "cameras: []\n" : "cameras:\n" + list;
    Files.writeString(
        folder.resolve("vigie.yaml"),
        "town: Bench\nprofile: " + profile + "\nlisten: 127.0.0.1:0\n" + SIGN_IN + sight + cameras);
    Files.writeString(folder.resolve("acts/recording.yaml"), RECORDING);
    return folder;
  }

  private static final String RECORDING =
      """
      act: recording
      number: bench-1
      authority: nobody (a measurement)
      from: 2026-01-01T00:00:00Z
      until: 2100-01-01T00:00:00Z
      purposes: [SAFETY_OF_PERSONS_AND_GOODS]
      perimeter: loopback
      cameras: all
      retention: 24 h
      review_window: 12 h
      """;

  private static final String DETECTION =
      """
      act: detection
      number: bench-2
      authority: nobody (a measurement)
      from: %s
      until: %s
      events: [INTRUSION]
      cameras: all
      zones: all
      """;
}
