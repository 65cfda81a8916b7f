package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The `vigie` command in processes of its own, as a user would run it.
final class VigieUnderTest implements AutoCloseable {

  static final Path ROOT = Path.of(System.getProperty("vigie.root"));
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Path log;

  private VigieUnderTest(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Whether the sister programs that the app starts have been built.
  static boolean built() {
    return Files.exists(ROOT.resolve("eye/target/runtime.classpath"))
        && Files.exists(ROOT.resolve("simulator/target/runtime.classpath"));
  }

  /// Starts the command.
  ///
  /// @param log receives what it prints
  static VigieUnderTest start(Path log, String... arguments) throws IOException {
    return start(List.of(), log, arguments);
  }

  /// Starts the command behind another one, such as `ip netns exec NAME`.
  static VigieUnderTest start(List<String> prefix, Path log, String... arguments)
      throws IOException {
    var command = new ArrayList<String>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dvigie.home=" + ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            "org.vigie.app.Main"));
    command.addAll(List.of(arguments));
    return new VigieUnderTest(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  int await(Duration atMost) throws IOException, InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("still running after " + atMost + ":\n" + printed());
    }
    return process.exitValue();
  }

  String printed() throws IOException {
    return Files.readString(log);
  }

  /// Whether it has said that every camera is being recorded.
  boolean isReady() {
    try {
      return printed().contains("ready:");
    } catch (IOException e) {
      return false;
    }
  }

  /// Ends the server process at once, as `kill -9` does.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Asks it to stop, as Ctrl-C does.
  void stop() {
    process.destroy();
  }

  static JsonNode read(Path json) throws IOException {
    return JSON.readTree(Files.readString(json));
  }

  /// Waits until something is so.
  static void await(String what, Duration atMost, BooleanSupplier so)
      throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(atMost);
    while (!so.getAsBoolean()) {
      if (clocks.elapsed().compareTo(limit) > 0) {
        throw new IOException("waited " + atMost.toSeconds() + " s for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
