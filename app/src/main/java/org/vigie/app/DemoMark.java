package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// `demo.json`: marks a data folder as a demo's, the only kind in which `serve` accepts the demo
/// profile, and says how its simulated cameras are started again.
///
/// @param simulated how many simulated cameras it has; 0 where real ones were named
/// @param seed of their scenes
record DemoMark(int simulated, long seed) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static boolean isIn(Path data) {
    return Files.exists(data.resolve("demo.json"));
  }

  static DemoMark read(Path data) throws IOException {
    return JSON.readValue(Files.readAllBytes(data.resolve("demo.json")), DemoMark.class);
  }

  void write(Path data) throws IOException {
    Files.write(data.resolve("demo.json"), JSON.writeValueAsBytes(this));
  }
}
