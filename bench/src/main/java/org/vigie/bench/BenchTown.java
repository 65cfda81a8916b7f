package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/// The data folder of a town that only records: one act for all its cameras, no eye.
final class BenchTown {

  private BenchTown() {}

  /// Writes configuration and act.
  ///
  /// @param address of a camera by its number, from 1
  static Path write(Path folder, int cameras, IntFunction<String> address) throws IOException {
    Files.createDirectories(folder.resolve("acts"));
    var config = new StringBuilder();
    config.append("town: Bench\nprofile: private-site\nlisten: 127.0.0.1:0\nsight: {eyes: 0}\n");
    config.append(cameras == 0 ? "cameras: []\n" : "cameras:\n");
    for (int n = 1; n <= cameras; n++) {
      config.append("  - {id: m%d, main: \"%s\"}%n".formatted(n, address.apply(n)));
    }
    Files.writeString(folder.resolve("vigie.yaml"), config);
    Files.writeString(folder.resolve("acts/recording.yaml"), ACT);
    return folder;
  }

  private static final String ACT =
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
}
