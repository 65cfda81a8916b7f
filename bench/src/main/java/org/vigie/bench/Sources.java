package org.vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Programs;

/// The cameras of a bench: the simulator's, in a process of its own, unless others are named.
final class Sources implements AutoCloseable {

  private final String pattern;
  private final List<Process> started;

  private Sources(String pattern, List<Process> started) {
    this.pattern = pattern;
    this.started = started;
  }

  /// Cameras that run already.
  ///
  /// @param pattern an address with `{n}` where the camera's number stands, from 1
  static Sources running(String pattern) {
    return new Sources(pattern, List.of());
  }

  /// Starts the simulator's 1080p25 4 Mb/s cameras and waits until they answer.
  static Sources simulated(Path home) throws IOException {
    var programs = Programs.here();
    var encoder =
        String.join(" ", programs.command("eye", "org.vigie.eye.EncodeMain", List.of("-Xmx256m")));
    var command =
        new ArrayList<>(
            programs.command("simulator", "org.vigie.simulator.SimulatorMain", List.of("-Xmx1g")));
    command.addAll(
        List.of(
            "--port",
            "0",
            "--cameras",
            "0",
            "--bench",
            "--cache",
            home.resolve(".vigie/scenes").toString(),
            "--encoder",
            encoder));
    var simulator =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines =
        new BufferedReader(
            new java.io.InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("up ")) {
        int port = Integer.parseInt(line.substring(3).strip());
        return new Sources("rtsp://127.0.0.1:" + port + "/bench/m{n}", List.of(simulator));
      }
      System.err.println(line);
    }
    throw new IOException("the simulator did not start");
  }

  String address(int number) {
    return pattern.replace("{n}", Integer.toString(number));
  }

  @Override
  public void close() {
    for (var process : started) {
      process.destroy();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
