package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `demo.json`: marks a data folder as a demo's, the only kind in which `serve` accepts the demo
/// profile, and says how its simulated cameras are started again.
///
/// @param simulated how many simulated cameras it has; 0 where real ones were named
/// @param seed of their scenes
/// @param training the scenario of an exercise; absent where it is none
record DemoMark(int simulated, long seed, @Nullable Scenario training) {

  DemoMark(int simulated, long seed) {
    this(simulated, seed, null);
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static boolean isIn(Path data) {
    return Files.exists(data.resolve("demo.json"));
  }

  /// Whether a folder is an exercise's. One whose mark cannot be read is: whoever damages it must
  /// not gain anything.
  static boolean isTraining(Path data) {
    try {
      return isIn(data) && read(data).training != null;
    } catch (IOException | JacksonException e) {
      return true;
    }
  }

  static DemoMark read(Path data) throws IOException {
    return JSON.readValue(Files.readAllBytes(data.resolve("demo.json")), DemoMark.class);
  }

  void write(Path data) throws IOException {
    Files.write(data.resolve("demo.json"), JSON.writeValueAsBytes(this));
  }
}
