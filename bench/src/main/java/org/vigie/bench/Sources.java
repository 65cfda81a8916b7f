package org.vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.vigie.base.Programs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The simulator's cameras in a process of its own.
final class Sources implements AutoCloseable {

  /// In the simulator's order.
  private static final List<String> SCENES =
      List.of("place-du-marche", "quai-nord", "depot", "gare-est");

  /// Each camera of the town has its people 20 s before the next one, every 400 s.
  private static final int QUIET_ONES = 8;

  static final int QUIET_SECONDS = 400 - 20 * (QUIET_ONES + 2);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedReader lines;
  private final Writer orders;
  private final int port;

  private Sources(Process process, BufferedReader lines, int port) {
    this.process = process;
    this.lines = lines;
    this.port = port;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /// Starts the simulator and waits until it answers; at the first time it draws its pictures.
  ///
  /// @param which `--bench` or `--town`, see the simulator's help
  static Sources start(Path home, String which) throws IOException {
    return start(home, List.of("--cameras", "0", which));
  }

  /// @param words further ones of the simulator's, see its help
  static Sources start(Path home, List<String> words) throws IOException {
    var programs = Programs.here();
    var encoder =
        String.join(" ", programs.command("eye", "org.vigie.eye.EncodeMain", List.of("-Xmx256m")));
    var command =
        new ArrayList<>(
            programs.command("simulator", "org.vigie.simulator.SimulatorMain", List.of("-Xmx1g")));
    var cache = home.resolve(".vigie/scenes");
    command.addAll(List.of("--port", "0", "--cache", cache.toString(), "--encoder", encoder));
    command.addAll(words);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("up ")) {
        return new Sources(process, lines, Integer.parseInt(line.substring(3).strip()));
      }
      System.err.println(line);
    }
    throw new IOException("the simulator did not start");
  }

  /// A camera's address.
  ///
  /// @param path with its number, such as `town/m1`
  String address(String path) {
    return "rtsp://127.0.0.1:" + port + "/" + path;
  }

  /// Addresses of cameras in the simulator's scenes, small streams. Started with as many cameras.
  List<String> scenes(int cameras) {
    return IntStream.range(0, cameras)
        .mapToObj(
            n -> {
              int round = n / SCENES.size();
              var id = SCENES.get(n % SCENES.size()) + (round == 0 ? "" : "-" + (round + 1));
              return address(id + "/sub");
            })
        .toList();
  }

  /// Addresses of cameras before which nothing moves for [#QUIET_SECONDS]. Started with `--town`,
  /// just now.
  List<String> quiet(int cameras) {
    return IntStream.range(0, cameras)
        .mapToObj(n -> address("town/s" + (2 + n % QUIET_ONES)))
        .toList();
  }

  long pid() {
    return process.pid();
  }

  /// The first scene's small stream as a file; drawn before.
  static Path sceneFile(Path home) throws IOException {
    var cache = home.resolve(".vigie/scenes");
    try (var files = Files.newDirectoryStream(cache, SCENES.getFirst() + "-sub-*.h264")) {
      for (var file : files) {
        return file;
      }
    }
    throw new IOException("no drawn scene in " + cache);
  }

  /// Counts pictures and how late they were sent from now on.
  void countAnew() throws IOException {
    order("anew");
  }

  /// What the simulator says of itself, as its help describes.
  JsonNode stats() throws IOException {
    order("stats");
    var line = lines.readLine();
    if (line == null) {
      throw new IOException("the simulator has ended");
    }
    return JSON.readTree(line);
  }

  private void order(String word) throws IOException {
    orders.write(word + "\n");
    orders.flush();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
