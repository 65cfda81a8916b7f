package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole town on this machine: every camera recorded and watched by the real program, the
/// simulator beside it.
@Command(
    name = "town",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A whole town on this machine, with the simulator on it too.",
      "Each camera has a main stream (1920x1080, 25 pictures/s, 2 Mb/s), which is recorded, and a sub",
      "stream (640x360, 10 pictures/s), which is watched for INTRUSION; one in twenty shows people",
      "who walk at any moment. Prints one line of JSON. cpu_cores are Vigie's processes, server and",
      "eyes. What was recorded is reread from the disk; lost_packets, durable_ms_p99 and observations",
      "are Vigie's own counts. The measurement is valid only if the simulator kept time, every access",
      "unit is there and none was lost on the way, parts were on disk within 2 s, and the eyes saw",
      "something; otherwise it says so and ends with 1. Needs about 60 MB of disk for each camera and 4 minutes."
    })
final class TownBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAIN_RATE = 25;
  private static final int MOST_LATE_MS = 200;
  private static final int MOST_DURABLE_MS = 2000;

  private static final Duration MOST_STOPPING = Duration.ofMinutes(3);

  @Option(names = "--cameras", defaultValue = "217", description = "how many (${DEFAULT-VALUE})")
  private int cameras;

  @Option(
      names = "--seconds",
      defaultValue = "300",
      description = "how long to measure, after the warm-up (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "seconds to run before measuring (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--keep", description = "keep the data folder and say where it is")
  private boolean keep;

  @Option(names = "--in", paramLabel = "DIR", description = "make the data folder in this one")
  private Path in = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(in, "vigie-bench-town");
    try {
      var result = measure(folder);
      System.out.println(JSON.writeValueAsString(result));
      return Boolean.TRUE.equals(result.get("valid")) ? 0 : 1;
    } finally {
      if (keep) {
        Say.line("town", "kept: " + folder);
      } else {
        Folders.delete(folder);
      }
    }
  }

  private Map<String, Object> measure(Path folder) throws IOException, InterruptedException {
    var clocks = Clocks.system();
    try (var sources = Sources.start(Programs.here().home(), "--town")) {
      var town =
          BenchTown.watched(
              folder.resolve("town"),
              cameras,
              n -> sources.address("town/m" + n),
              n -> sources.address("town/s" + n));
      var counts = town.resolve("counts.json");
      Window vigieCost;
      Window simulatorCost;
      JsonNode simulator;
      Instant began;
      try (var vigie = VigieProcess.start(town, counts, MOST_STOPPING)) {
        Say.line("town", cameras + " cameras, warming up " + warmUp + " s");
        Thread.sleep(Duration.ofSeconds(warmUp));
        Say.line("town", "measuring " + seconds + " s");
        sources.countAnew();
        began = clocks.wall();
        var start = clocks.elapsed();
        var vigieBefore = vigie.cost();
        var simulatorBefore = ProcessCost.of(sources.pid());
        Thread.sleep(Duration.ofSeconds(seconds));
        double length = clocks.elapsed().minus(start).toNanos() / 1e9;
        vigieCost = new Window(vigieBefore, vigie.cost(), length);
        simulatorCost = new Window(simulatorBefore, ProcessCost.of(sources.pid()), length);
        simulator = sources.stats();
        Thread.sleep(DiskFigures.TAIL);
        Say.line("town", "stopping");
      }
      Say.line("town", "reading everything again from the disk");
      var disk = DiskFigures.read(town, cameras, began, Duration.ofSeconds(seconds), MAIN_RATE);
      disk.audit().complain();
      return result(vigieCost, simulatorCost, simulator, disk, JSON.readTree(counts.toFile()));
    }
  }

  private Map<String, Object> result(
      Window vigie, Window simulator, JsonNode stats, DiskFigures disk, JsonNode counts) {
    int late = stats.path("simulator_late_ms_p99").asInt();
    var result = new LinkedHashMap<String, Object>();
    result.put("cameras", cameras);
    result.put("seconds", seconds);
    result.put("valid", isValid(late, disk, counts));
    result.put("gaps", disk.gaps());
    result.put("lost_packets", counts.path("lost_packets").asLong());
    result.put("cpu_cores", Say.rounded(vigie.cores(), 3));
    result.put("simulator_cpu_cores", Say.rounded(simulator.cores(), 3));
    result.put("simulator_late_ms_p99", late);
    result.put("memory_mb", Math.round(vigie.after().residentMegabytes()));
    result.put("disk_mb_per_second", Say.rounded(disk.bytesInside() / 1e6 / seconds, 2));
    result.put("durable_ms_p99", counts.path("durable_ms_p99").asInt());
    result.put("observations", counts.path("observations").asLong());
    result.put("access_units", disk.accessUnits());
    result.put("access_units_missing", disk.missing());
    result.put("unreadable_parts", disk.audit().footage().unreadableParts());
    result.put("index_mismatches", disk.audit().indexMismatches());
    result.put("ledger_ok", disk.audit().ledgerOk());
    return result;
  }

  /// @param counts what Vigie left at its end; nothing it does not say is taken for good
  static boolean isValid(int late, DiskFigures disk, JsonNode counts) {
    return late <= MOST_LATE_MS
        && disk.missing() == 0
        && disk.gaps() == 0
        && disk.audit().holds()
        && counts.path("lost_packets").asLong(-1) == 0
        && counts.path("durable_ms_p99").asInt(Integer.MAX_VALUE) <= MOST_DURABLE_MS
        && counts.path("observations").asLong() > 0;
  }

  /// What processes cost between two moments.
  private record Window(ProcessCost before, ProcessCost after, double length) {

    double cores() {
      return (after.cpuSeconds() - before.cpuSeconds()) / length;
    }
  }
}
