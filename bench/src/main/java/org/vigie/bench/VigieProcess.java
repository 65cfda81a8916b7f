package org.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Vigie that a bench runs and measures from outside: `serve` in processes of its own, on a data
/// folder of its own.
final class VigieProcess implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration MOST_STOPPING = Duration.ofSeconds(90);

  private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]+)\\s");

  private final Process server;
  private final Path data;
  private final Duration mostStopping;

  /// Starts it and waits until it answers.
  ///
  /// @param counts where it writes what only it knew, when it stops
  static VigieProcess start(Path data, Path counts) throws IOException, InterruptedException {
    return start(data, counts, MOST_STOPPING);
  }

  /// @param mostStopping how long stopping may take, everything included
  static VigieProcess start(Path data, Path counts, Duration mostStopping)
      throws IOException, InterruptedException {
    var heap = new ArrayList<>(Programs.here().options("server.options"));
    heap.add("-Xmx1g");
    var command = new ArrayList<>(Programs.here().command("app", "org.vigie.app.Main", heap));
    command.addAll(List.of("serve", "--data", data.toString(), "--counts", counts.toString()));
    var server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("serve.log").toFile())
            .start();
    var vigie = new VigieProcess(server, data, mostStopping);
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(START_LIMIT);
    while (!Files.exists(data.resolve("run.json"))) {
      if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "Vigie did not start: " + Files.readString(data.resolve("serve.log")).strip());
      }
      if (clocks.elapsed().compareTo(limit) > 0) {
        vigie.close();
        throw new IOException("Vigie did not answer within " + START_LIMIT.toSeconds() + " s");
      }
    }
    return vigie;
  }

  private VigieProcess(Process server, Path data, Duration mostStopping) {
    this.server = server;
    this.data = data;
    this.mostStopping = mostStopping;
  }

  /// Where its console answers.
  URI url() throws IOException {
    var run = JSON.readTree(Files.readString(data.resolve("run.json")));
    return URI.create(run.path("url").asString());
  }

  /// Of the link that lets the first administrator in; waits until it is printed.
  String firstToken() throws IOException, InterruptedException {
    var log = data.resolve("serve.log");
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(START_LIMIT);
    while (clocks.elapsed().compareTo(limit) < 0) {
      var token = TOKEN.matcher(Files.readString(log));
      if (token.find()) {
        return token.group(1);
      }
      if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("Vigie printed no first link; see " + log);
  }

  /// What all its processes have cost so far.
  ProcessCost cost() throws IOException {
    double cpu = 0;
    double memory = 0;
    for (long pid : pids()) {
      var cost = ProcessCost.of(pid);
      cpu += cost.cpuSeconds();
      memory += cost.residentMegabytes();
    }
    return new ProcessCost(cpu, memory);
  }

  private List<Long> pids() throws IOException {
    var pids = new ArrayList<Long>(List.of(server.pid()));
    JsonNode run = JSON.readTree(Files.readString(data.resolve("run.json")));
    run.path("eye_pids").forEach(pid -> pids.add(pid.asLong()));
    return pids;
  }

  /// Stops it in order, as an administrator would, and waits for its end.
  @Override
  public void close() throws IOException {
    server.destroy();
    try {
      if (!server.waitFor(mostStopping.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
        throw new IOException(
            "Vigie did not stop within %d s; see %s"
                .formatted(mostStopping.toSeconds(), data.resolve("serve.log")));
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
