package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;

/// `vigie serve` in a process of its own that may be killed at any instant.
final class ServeProcess implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final Path log;

  private ServeProcess(Process process, Path data, Path log) {
    this.process = process;
    this.data = data;
    this.log = log;
  }

  /// Starts it and does not wait.
  ///
  /// @param log what it prints is appended there: outside of `data`, which may fail
  static ServeProcess start(Path data, Path log) throws IOException {
    return start("app", "org.vigie.app.Main", List.of(), data, log);
  }

  /// Starts it on a machine whose wall clock steps.
  ///
  /// @param offset the file that says how far the clock is off, in milliseconds
  static ServeProcess stepping(Path offset, Path data, Path log) throws IOException {
    var flag = "-D" + SteppingServe.OFFSET_FILE + "=" + offset;
    return start("bench", SteppingServe.class.getName(), List.of(flag), data, log);
  }

  private static ServeProcess start(
      String module, String main, List<String> more, Path data, Path log) throws IOException {
    var flags = new ArrayList<>(List.of("-Xms64m", "-Xmx1g"));
    flags.addAll(more);
    var command = new ArrayList<>(Programs.here().command(module, main, flags));
    command.addAll(List.of("serve", "--data", data.toString()));
    Files.deleteIfExists(data.resolve("run.json"));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServeProcess(process, data, log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Whether it answers.
  boolean isUp() {
    return Files.exists(data.resolve("run.json"));
  }

  /// Waits until it answers.
  ///
  /// @throws IOException if it ends instead, or does not in time
  void awaitUp(Duration atMost) throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(atMost);
    while (!isUp()) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("Vigie did not start; see " + log);
      }
      if (clocks.elapsed().compareTo(limit) > 0) {
        throw new IOException(
            "Vigie did not answer within " + atMost.toSeconds() + " s; see " + log);
      }
    }
  }

  /// SIGKILL: nothing of it runs after this.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Stops it in order, as an administrator would.
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IOException("Vigie did not stop within %s; see %s".formatted(STOP_LIMIT, log));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
