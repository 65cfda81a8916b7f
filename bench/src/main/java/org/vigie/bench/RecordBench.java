package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "disk; access_units_missing are those that should be there and are not. ffmpeg_ratio says how",
      "many times more `ffmpeg -c copy` needs for the same cameras in 40 s, measured right after, and",
      "ffmpeg_ratio_running the same without its first 5 s (null where there is no ffmpeg).",
      "holds: no packet, access unit or part is missing, there is no gap, and index and ledger agree",
      "with the disk; otherwise it ends with 1. met: at most 0.50 %% and 3 MB for each camera, and at",
      "least 2.4 times less than ffmpeg where there is one. That decides nothing, as it says as much",
      "of the machine and of what else it does as of Vigie."
    })
final class RecordBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final int RATE = 25;
  private static final int PEERS = 5;
  private static final Duration PEER_LENGTH = Duration.ofSeconds(40);

  // What was asked of a camera of 1920x1080, 25 pictures/s, 4 Mb/s on two cores of a server.
  private static final double MOST_PERCENT = 0.50;
  private static final double MOST_MEGABYTES = 3;
  private static final double LEAST_RATIO = 2.4;

  @Option(names = "--cameras", defaultValue = "40", description = "how many (${DEFAULT-VALUE})")
  private int cameras;

  @Option(
      names = "--seconds",
      defaultValue = "120",
      description = "how long to measure, after the warm-up (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "seconds to run before measuring (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--keep", description = "keep the data folder and say where it is")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("vigie-bench-record");
    try {
      var result = measure(folder);
      System.out.println(JSON.writeValueAsString(result));
      return Boolean.TRUE.equals(result.get("holds")) ? 0 : 1;
    } finally {
      if (keep) {
        Say.line("record", "kept: " + folder);
      } else {
        Folders.delete(folder);
      }
    }
  }

  private Map<String, @Nullable Object> measure(Path folder)
      throws IOException, InterruptedException {
    Say.line("record", "measuring a Vigie with no camera");
    double idleMegabytes;
    var idle = BenchTown.recorded(folder.resolve("idle"), 0, n -> "");
    try (var vigie = VigieProcess.start(idle, idle.resolve("counts.json"))) {
      Thread.sleep(IDLE);
      idleMegabytes = vigie.cost().residentMegabytes();
    }
    try (var sources = Sources.start(Programs.here().home(), "--bench")) {
      var town =
          BenchTown.recorded(folder.resolve("town"), cameras, n -> sources.address("bench/m" + n));
      var counts = town.resolve("counts.json");
      var cost = record(town, counts);
      Say.line("record", "the same with ffmpeg -c copy, " + PEERS + " cameras");
      var peer = PeerCopy.cost(folder, PEERS, PEER_LENGTH, n -> sources.address("bench/m" + n));
      var disk = DiskFigures.read(town, cameras, cost.began(), Duration.ofSeconds(seconds), RATE);
      disk.audit().complain();
      return result(cost, idleMegabytes, peer, disk, JSON.readTree(counts.toFile()));
    }
  }

  /// What the cameras cost each.
  private record Cost(Instant began, double cpuPercent, double megabytesOfAll) {}

  private Cost record(Path town, Path counts) throws IOException, InterruptedException {
    try (var vigie = VigieProcess.start(town, counts)) {
      Say.line("record", "recording " + cameras + " cameras, warming up " + warmUp + " s");
      Thread.sleep(Duration.ofSeconds(warmUp));
      Say.line("record", "measuring " + seconds + " s");
      var clocks = Clocks.system();
      var before = vigie.cost();
      var began = clocks.wall();
      var start = clocks.elapsed();
      Thread.sleep(Duration.ofSeconds(seconds));
      var after = vigie.cost();
      double measured = clocks.elapsed().minus(start).toNanos() / 1e9;
      Thread.sleep(DiskFigures.TAIL);
      double cpu = 100 * (after.cpuSeconds() - before.cpuSeconds()) / measured / cameras;
      return new Cost(began, cpu, after.residentMegabytes());
    }
  }

  private Map<String, @Nullable Object> result(
      Cost cost, double idle, Optional<PeerCopy.Cost> peer, DiskFigures disk, JsonNode counts) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    result.put("cameras", cameras);
    result.put("seconds", seconds);
    result.put("cpu_percent_per_camera", Say.rounded(cost.cpuPercent(), 3));
    result.put("memory_mb_per_camera", Say.rounded((cost.megabytesOfAll() - idle) / cameras, 2));
    result.put("access_units", disk.accessUnits());
    result.put("access_units_missing", disk.missing());
    result.put("lost_packets", counts.path("lost_packets").asLong());
    result.put("gaps", disk.gaps());
    result.put("bytes", disk.bytes());
    result.put("durable_ms_p99", counts.path("durable_ms_p99").asInt());
    result.put(
        "ffmpeg_cpu_percent_per_camera", peer.map(p -> Say.rounded(p.whole(), 3)).orElse(null));
    result.put("ffmpeg_ratio", ratio(peer.map(PeerCopy.Cost::whole), cost));
    result.put("ffmpeg_ratio_running", ratio(peer.map(PeerCopy.Cost::running), cost));
    result.put("holds", holds(disk, counts));
    result.put("met", met(cost, (cost.megabytesOfAll() - idle) / cameras, peer));
    return result;
  }

  /// @param counts what Vigie left at its end; nothing it does not say is taken for good
  static boolean holds(DiskFigures disk, JsonNode counts) {
    return counts.path("lost_packets").asLong(-1) == 0
        && disk.accessUnits() > 0
        && disk.missing() == 0
        && disk.gaps() == 0
        && disk.audit().holds();
  }

  private static boolean met(Cost cost, double megabytes, Optional<PeerCopy.Cost> peer) {
    return cost.cpuPercent() <= MOST_PERCENT
        && megabytes <= MOST_MEGABYTES
        && peer.map(PeerCopy.Cost::whole)
            .filter(percent -> percent / cost.cpuPercent() < LEAST_RATIO)
            .isEmpty();
  }

  private static @Nullable Double ratio(Optional<Double> peer, Cost cost) {
    return peer.map(percent -> Say.rounded(percent / cost.cpuPercent(), 2)).orElse(null);
  }
}
