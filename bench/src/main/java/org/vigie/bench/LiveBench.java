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

/// How old a live picture is when it is seen, and what showing it costs: the real program, its real
/// console in Chromium, the simulator beside them.
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How old a live picture is when it is seen, from glass to glass, and what showing it costs.",
      "The simulator writes the number of each picture into it; the wall of the console shows the",
      "cameras masked in Chromium, then one of them clear, and the number is read back from the pixels of each",
      "picture when the browser presents it. Measured is from the moment when the picture was due at the camera.",
      "Prints one line of JSON. cpu_percent_per_masked_tile is of one core, all of Vigie's processes",
      "together: what a tile of 640x360 at 10 pictures/s adds to a camera that is recorded and analysed anyway.",
      "cpu_percent_per_camera_unwatched is what it costs before. frames_per_second are those that the",
      "browser draws with all tiles on the page, by its own tracing, before anything reads pictures;",
      "script_frames_per_second those that a script in it is given. Chromium draws in software. Not valid where the simulator was late",
      "or codes could not be read. Needs Chromium and the console's node_modules (npm ci in console/)."
    })
final class LiveBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAIN_RATE = 12;
  private static final int SUB_RATE = 10;
  private static final int LOOP_SECONDS = 20;
  private static final int MOST_LATE_MS = 100;

  /// More of all pictures that cannot be read than this is no measurement.
  private static final double MOST_UNREAD = 0.02;

  @Option(
      names = "--tiles",
      defaultValue = "16",
      description = "how many, up to 16 (${DEFAULT-VALUE})")
  private int tiles;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "how long each of the three parts is measured (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "seconds to run before measuring (${DEFAULT-VALUE})")
  private int warmUp;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (tiles < 1 || tiles > 16) {
      throw new IOException("--tiles should be from 1 to 16");
    }
    var folder = Files.createTempDirectory("vigie-bench-live");
    try {
      var result = measure(folder);
      System.out.println(JSON.writeValueAsString(result));
      return Boolean.TRUE.equals(result.get("valid")) ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  private Map<String, Object> measure(Path folder) throws IOException, InterruptedException {
    var home = Programs.here().home();
    try (var sources = Sources.start(home, "--time-code")) {
      var town =
          BenchTown.watched(
              folder.resolve("town"),
              tiles,
              n -> sources.address("time-code/m" + n),
              n -> sources.address("time-code/s" + n));
      try (var vigie = VigieProcess.start(town, town.resolve("counts.json"))) {
        Say.line("live", tiles + " cameras, warming up " + warmUp + " s");
        Thread.sleep(Duration.ofSeconds(warmUp));
        Say.line("live", "measuring " + seconds + " s without anybody who watches");
        double before = cores(vigie, seconds);
        var order = JSON.writeValueAsString(order(vigie, Instant.parse(epoch(sources))));
        try (var page = ConsoleScript.open(home, "live.mjs", order)) {
          var painted = page.expect("painted");
          page.expect("watching");
          Say.line("live", "measuring " + seconds + " s of " + tiles + " masked tiles");
          sources.countAnew();
          double watched = cores(vigie, seconds);
          var masked = page.expect("masked");
          Say.line("live", "measuring " + seconds + " s of a clear one");
          var clear = page.expect("clear");
          return result(before, watched, painted, masked, clear, sources.stats());
        }
      }
    }
  }

  private static String epoch(Sources sources) throws IOException {
    return sources.stats().path("epoch").asString();
  }

  /// Cores that all of its processes take together.
  private static double cores(VigieProcess vigie, int seconds)
      throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var start = clocks.elapsed();
    double before = vigie.cost().cpuSeconds();
    Thread.sleep(Duration.ofSeconds(seconds));
    double cpu = vigie.cost().cpuSeconds() - before;
    return cpu / (clocks.elapsed().minus(start).toNanos() / 1e9);
  }

  /// What the browser is told, see console/bench/live.mjs.
  private Map<String, Object> order(VigieProcess vigie, Instant epoch)
      throws IOException, InterruptedException {
    var cameras = new LinkedHashMap<String, Object>();
    for (int n = 1; n <= tiles; n++) {
      cameras.put(
          "m" + n, Map.of("masked", code(n, SUB_RATE, epoch), "clear", code(n, MAIN_RATE, epoch)));
    }
    var order = new LinkedHashMap<String, Object>();
    order.put("url", vigie.url().toString());
    order.put("token", vigie.firstToken());
    order.put("seconds", seconds);
    order.put("tiles", tiles);
    order.put("cameras", cameras);
    return order;
  }

  /// As the simulator lays out the cameras of a bench: each 37 pictures further in the loop than
  /// the
  /// one before, and at another moment between two pictures.
  private static Map<String, Object> code(int number, int rate, Instant epoch) {
    double offsetMs = number * 618_034L % 1_000_000L * 1000.0 / rate / 1_000_000;
    double zero = epoch.toEpochMilli() + offsetMs - number * 37 * 1000.0 / rate;
    return Map.of("rate", rate, "loop", LOOP_SECONDS * rate, "zero_ms", zero);
  }

  private Map<String, Object> result(
      double before,
      double watched,
      JsonNode painted,
      JsonNode masked,
      JsonNode clear,
      JsonNode simulator) {
    int late = simulator.path("simulator_late_ms_p99").asInt();
    var result = new LinkedHashMap<String, Object>();
    result.put("valid", late <= MOST_LATE_MS && isRead(masked) && isRead(clear));
    result.put("clear_ms_p50", Math.round(clear.path("ms_p50").asDouble()));
    result.put("clear_ms_p95", Math.round(clear.path("ms_p95").asDouble()));
    result.put("masked_ms_p50", Math.round(masked.path("ms_p50").asDouble()));
    result.put("masked_ms_p95", Math.round(masked.path("ms_p95").asDouble()));
    result.put("cpu_percent_per_masked_tile", Say.rounded(100 * (watched - before) / tiles, 2));
    result.put("cpu_percent_per_camera_unwatched", Say.rounded(100 * before / tiles, 2));
    result.put("cpu_cores_watched", Say.rounded(watched, 3));
    result.put("tiles", tiles);
    result.put("seconds", seconds);
    result.put("frames_per_second", Say.rounded(painted.path("drawn").asDouble(), 1));
    result.put("script_frames_per_second", Say.rounded(painted.path("asked").asDouble(), 1));
    result.put("masked_pictures", masked.path("pictures").asInt());
    result.put("masked_unread", masked.path("unread").asInt());
    result.put("clear_pictures", clear.path("pictures").asInt());
    result.put("clear_unread", clear.path("unread").asInt());
    result.put("simulator_late_ms_p99", late);
    return result;
  }

  private static boolean isRead(JsonNode stage) {
    int read = stage.path("pictures").asInt();
    return read > 0 && stage.path("unread").asInt() <= MOST_UNREAD * read;
  }
}
