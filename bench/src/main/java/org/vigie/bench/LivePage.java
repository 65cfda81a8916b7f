package org.vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The console in a browser, driven by `console/bench/live.mjs` in a process of its own.
final class LivePage implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedReader lines;

  private LivePage(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// @param order what it is to do, as that script says
  static LivePage open(Path home, String order) throws IOException {
    var console = home.resolve("console");
    if (!Files.isDirectory(console.resolve("node_modules/@playwright/test"))) {
      throw new IOException(console + " has no Playwright: run `npm ci` there");
    }
    return new LivePage(
        new ProcessBuilder("node", "bench/live.mjs", order)
            .directory(console.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Waits for what it says at the end of a stage.
  JsonNode expect(String stage) throws IOException {
    var line = lines.readLine();
    if (line == null) {
      throw new IOException("the browser ended before it said \"" + stage + "\"");
    }
    var said = JSON.readTree(line);
    if (!said.path("stage").asString().equals(stage)) {
      throw new IOException("the browser said \"" + line + "\" instead of \"" + stage + "\"");
    }
    return said;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
