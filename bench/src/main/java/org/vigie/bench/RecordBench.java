package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What recording costs: cameras received, hashed, sealed and flushed by the real program in
/// processes of its own, nothing else asked of it.
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What recording costs, per camera.",
      "Records cameras and prints one line of JSON: cpu_percent_per_camera is the share of one core",
      "that all of Vigie's processes used after a warm-up, memory_mb_per_camera their resident",
      "memory less that of a Vigie with no camera. Access units, gaps and bytes are reread from the",
      "disk. Beside it: ../shared/tools/peers.sh prints what `ffmpeg -c copy` needs."
    })
final class RecordBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration IDLE = Duration.ofSeconds(15);

  @Option(names = "--cameras", defaultValue = "20", description = "how many (${DEFAULT-VALUE})")
  private int cameras;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "how long to measure, after the warm-up (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "seconds to run before measuring (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--source",
      description =
          "cameras that run already: an address with {n} where their number stands, from 1;"
              + " without it the simulator's 1080p25 cameras at 4 Mb/s")
  private String source = "";

  @Option(names = "--keep", description = "keep the data folder and say where it is")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("vigie-bench-record");
    try {
      var result = measure(folder);
      System.out.println(JSON.writeValueAsString(result));
      return 0;
    } finally {
      if (keep) {
        System.err.println("kept: " + folder);
      } else {
        Folders.delete(folder);
      }
    }
  }

  private LinkedHashMap<String, Object> measure(Path folder)
      throws IOException, InterruptedException {
    say("measuring a Vigie with no camera");
    double idleMegabytes;
    var idle = BenchTown.write(folder.resolve("idle"), 0, n -> "");
    try (var vigie = VigieProcess.start(idle, idle.resolve("report.json"))) {
      pause(IDLE);
      idleMegabytes = vigie.cost().residentMegabytes();
    }
    try (var sources =
        source.isEmpty() ? Sources.simulated(Programs.here().home()) : Sources.running(source)) {
      var town = BenchTown.write(folder.resolve("town"), cameras, sources::address);
      var report = town.resolve("report.json");
      ProcessCost before;
      ProcessCost after;
      double measured;
      try (var vigie = VigieProcess.start(town, report)) {
        say("recording " + cameras + " cameras, warming up " + warmUp + " s");
        pause(Duration.ofSeconds(warmUp));
        say("measuring " + seconds + " s");
        var clocks = Clocks.system();
        before = vigie.cost();
        var start = clocks.elapsed();
        pause(Duration.ofSeconds(seconds));
        after = vigie.cost();
        measured = clocks.elapsed().minus(start).toNanos() / 1e9;
      }
      return result(before, after, measured, idleMegabytes, JSON.readTree(report.toFile()));
    }
  }

  private LinkedHashMap<String, Object> result(
      ProcessCost before, ProcessCost after, double measured, double idle, JsonNode report) {
    double cpu = 100 * (after.cpuSeconds() - before.cpuSeconds()) / measured / cameras;
    double memory = (after.residentMegabytes() - idle) / cameras;
    var result = new LinkedHashMap<String, Object>();
    result.put("cameras", cameras);
    result.put("seconds", seconds);
    result.put("cpu_percent_per_camera", Math.round(cpu * 1000) / 1000.0);
    result.put("memory_mb_per_camera", Math.round(memory * 100) / 100.0);
    long units = 0;
    long gaps = 0;
    long bytes = 0;
    for (var camera : report.path("cameras")) {
      units += camera.path("access_units").asLong();
      gaps += camera.path("gaps").size();
      bytes += camera.path("bytes").asLong();
    }
    result.put("access_units", units);
    result.put("lost_packets", report.path("lost_packets").asLong());
    result.put("gaps", gaps);
    result.put("bytes", bytes);
    return result;
  }

  private static void pause(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }

  private static void say(String what) {
    System.err.println("bench record: " + what);
  }
}
