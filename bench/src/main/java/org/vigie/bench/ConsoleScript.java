package org.vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The console in a browser, driven by a script of `console/bench` in a process of its own, which
/// says a line of JSON with its `stage` for each thing that it has to say. Used by one thread.
final class ConsoleScript implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// For a stage: the slowest take their time by themselves and say when they end.
  private static final Duration LONGEST_STAGE = Duration.ofMinutes(20);

  private static final String ENDED = "{\"stage\": \"ended\"}";

  private final Process process;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(10_000);

  private ConsoleScript(Process process) {
    this.process = process;
    Thread.ofVirtual().name("console-script").start(this::read);
  }

  /// @param script its name in `console/bench`
  /// @param order what it is to do, as that script says
  static ConsoleScript open(Path home, String script, String order) throws IOException {
    var console = home.resolve("console");
    if (!Files.isDirectory(console.resolve("node_modules/@playwright/test"))) {
      throw new IOException(console + " has no Playwright: run `npm ci` there");
    }
    return new ConsoleScript(
        new ProcessBuilder("node", "bench/" + script, order)
            .directory(console.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private void read() {
    try (var from =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = from.readLine(); line != null; line = from.readLine()) {
        lines.put(line);
      }
    } catch (IOException e) {
      // Ending it breaks off what it says; nobody waits for more then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var unused = lines.offer(ENDED);
  }

  /// Waits for what it says at the end of a stage.
  JsonNode expect(String stage) throws IOException, InterruptedException {
    return next(stage, LONGEST_STAGE)
        .orElseThrow(
            () ->
                new IOException(
                    "the browser did not say \"%s\" within %d min"
                        .formatted(stage, LONGEST_STAGE.toMinutes())));
  }

  private static JsonNode read(String line, String stage) throws IOException {
    var said = JSON.readTree(line);
    if (said.path("stage").asString().equals(stage)) {
      return said;
    }
    throw new IOException(
        line.equals(ENDED)
            ? "the browser ended before it said \"" + stage + "\""
            : "the browser said \"" + line + "\" instead of \"" + stage + "\"");
  }

  /// The next thing said, which is of this stage, if it is said in time.
  Optional<JsonNode> next(String stage, Duration patience)
      throws IOException, InterruptedException {
    var line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return line == null ? Optional.empty() : Optional.of(read(line, stage));
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
