package org.vigie.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vigie.base.Programs;

/// The simulated cameras of a demo, in a process of their own that ends with this one: it watches
/// its standard input.
final class Simulator implements AutoCloseable {

  private final Process process;
  private final int port;

  private Simulator(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts the cameras and waits until they answer; the first time ever, their scenes are drawn.
  ///
  /// @param describe where `rules.yaml` and `truth.json` of the scenes are written
  /// @param progress hears what takes time, in plain words
  static Simulator start(Programs programs, DemoMark demo, Path describe, Consumer<String> progress)
      throws IOException {
    var encoder =
        String.join(" ", programs.command("eye", "org.vigie.eye.EncodeMain", List.of("-Xmx256m")));
    var command =
        new ArrayList<>(
            programs.command(
                "simulator", "org.vigie.simulator.SimulatorMain", List.of("-Xmx768m")));
    command.addAll(
        List.of(
            "--port", "0",
            "--cameras", Integer.toString(demo.simulated()),
            "--seed", Long.toString(demo.seed()),
            "--cache", programs.cache().resolve("scenes").toString(),
            "--describe", describe.toString(),
            "--encoder", encoder));
    var training = demo.training();
    if (training != null) {
      command.addAll(List.of("--exercise", Integer.toString(training.every())));
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var last = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("up ")) {
        Thread.ofVirtual().start(() -> drain(lines));
        return new Simulator(process, Integer.parseInt(line.substring(3).strip()));
      }
      last = line;
      progress.accept(line);
    }
    throw new IOException("the simulated cameras did not start: " + last);
  }

  /// Nobody reads what it says later on, but it must be able to say it.
  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // Dropped.
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /// The address of a `simulator:` camera of the configuration.
  String address(String configured) {
    return "rtsp://127.0.0.1:" + port + configured.substring(TownConfig.SIMULATOR.length());
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
