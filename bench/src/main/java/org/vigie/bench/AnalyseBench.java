package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.bench.evaluate.Configuration;
import org.vigie.bench.evaluate.EyeUnderTest;
import org.vigie.link.detector.DetectorFile;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// What seeing costs: cameras before which something always moves, then cameras before which
/// nothing does, through the real eyes.
@Command(
    name = "analyse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What the eyes cost: first cameras where people and vehicles are on their way all the time,",
      "then as many where nothing moves. The simulator's scenes, 640x360 at 10 pictures a second,",
      "by RTSP through the real eye processes, in real time; every picture of the first is decoded",
      "and analysed, of the others one a second. cpu_ms_per_frame is all processor time of the eye",
      "processes, divided by the pictures analysed; stages_ms says what each stage took of it, and",
      "host_ms_per_frame what receiving and handing over cost beside it. Prints one line of JSON;",
      "ends with 1 where a picture was skipped or not analysed. --peers SCRIPT measures what other",
      "programs spend on the same pictures, in the same run."
    })
final class AnalyseBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Seconds that the simulator takes to answer, at most.
  private static final int START = 20;

  /// Seconds until eyes that are warm know new cameras, and quiet ones sleep.
  private static final int SETTLING = 30;

  /// As many quiet cameras as a town's eye has. What only they need is used ten times a second by
  /// ten of them: the JVM would take a quarter of an hour to compile what a town's eye has compiled
  /// after one minute, and a third of what was measured was the compiler's.
  private static final int TOWN_QUIET = 100;

  private static final int TOWN_SECONDS = 60;

  @Option(names = "--cameras", defaultValue = "10", description = "how many (${DEFAULT-VALUE})")
  private int cameras;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "how long to measure each, after the warm-up (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "75",
      description = "seconds before measuring, in which the JVM compiles (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--eyes", defaultValue = "1", description = "eye processes (${DEFAULT-VALUE})")
  private int eyes;

  @Option(
      names = "--peers",
      paramLabel = "SCRIPT",
      description = "a script that is given SECONDS CAMERAS MAIN.h264 SUB.h264 and prints JSON")
  private @Nullable Path peers;

  @Option(names = "--model", paramLabel = "FILE", description = "a detector; see vigie models")
  private @Nullable Path model;

  @Option(names = "--manifest", paramLabel = "FILE", description = "of a model unknown to Vigie")
  private @Nullable Path manifest;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("vigie-bench-analyse");
    try {
      var result = measure(folder);
      System.out.println(JSON.writeValueAsString(result));
      return Boolean.TRUE.equals(result.get("valid")) ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  private Map<String, Object> measure(Path folder) throws IOException, InterruptedException {
    var settings = settings(folder);
    var result = new LinkedHashMap<String, Object>();
    // The same eyes all the time, as in a town: what they have compiled they keep.
    try (var sight = Sight.start(settings, seen -> {}, Clocks.system())) {
      var busy = stretch(sight, cameras, cameras, warmUp, seconds);
      stretch(sight, 0, TOWN_QUIET, SETTLING, TOWN_SECONDS);
      var quiet = stretch(sight, 0, cameras, SETTLING, quietSeconds());
      result.putAll(result(busy, quiet));
      if (model != null) {
        result.put("model", model.getFileName().toString());
        result.put("core_percent_per_camera_at_activity", atActivity(sight, busy));
      }
    }
    result.put("configuration", Configuration.of(settings));
    if (peers != null) {
      result.put("peers", PeerScript.run(peers, seconds, cameras, Sources.sceneFile(home())));
    }
    return result;
  }

  /// People come into view of the quiet cameras after a while.
  private int quietSeconds() {
    return Math.min(seconds, Sources.QUIET_SECONDS - SETTLING - START);
  }

  private static Path home() {
    return Programs.here().home();
  }

  private SightSettings settings(Path folder) throws IOException {
    try {
      Optional<DetectorFile> detector =
          model == null
              ? Optional.empty()
              : Optional.of(DetectorFile.open(model, Optional.ofNullable(manifest)));
      var command = EyeUnderTest.settings(folder, detector).eyeCommand();
      return SightSettings.of(command, eyes, folder).with(detector);
    } catch (BadInput e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Looks at so many cameras before which something moves, and at quiet ones up to all of them.
  private AnalysedStretch stretch(Sight sight, int active, int all, int settling, int length)
      throws IOException, InterruptedException {
    // Begun anew each time: its quiet cameras are quiet for some minutes.
    try (var sources = Sources.start(home(), List.of("--cameras", "" + cameras, "--town"))) {
      var addresses = new ArrayList<>(sources.scenes(active));
      addresses.addAll(sources.quiet(all - active));
      Say.line(
          "analyse",
          "%d of %d cameras active; %d s to settle, then %d s"
              .formatted(active, all, settling, length));
      return AnalysedStretch.measure(sight, addresses, settling, length);
    }
  }

  /// Per cent of a core for each camera where that many per cent of the cameras are active.
  private Map<String, Double> atActivity(Sight sight, AnalysedStretch all)
      throws IOException, InterruptedException {
    var costs = new LinkedHashMap<String, Double>();
    for (int percent : new int[] {10, 50}) {
      int active = Math.max(1, cameras * percent / 100);
      var one = stretch(sight, active, cameras, SETTLING, quietSeconds());
      costs.put("" + percent, Say.rounded(one.eyePercentPerCamera(), 2));
    }
    costs.put("100", Say.rounded(all.eyePercentPerCamera(), 2));
    return costs;
  }

  private Map<String, Object> result(AnalysedStretch busy, AnalysedStretch quiet) {
    var result = new LinkedHashMap<String, Object>();
    result.put("cameras", cameras);
    result.put("seconds", seconds);
    result.put("frames", busy.analysed());
    result.put("cpu_ms_per_frame", Say.rounded(busy.eyeMsPerFrame(), 3));
    result.put("quiet_cpu_percent_per_camera", Say.rounded(quiet.eyePercentPerCamera(), 3));
    result.put("stages_ms", busy.stages());
    result.put("host_ms_per_frame", Say.rounded(busy.hostMsPerFrame(), 3));
    result.put("quiet_host_percent_per_camera", Say.rounded(quiet.hostPercentPerCamera(), 3));
    result.put("quiet_frames", quiet.analysed());
    result.put("quiet_stages_ms", quiet.stages());
    result.put("skipped", busy.skipped() + quiet.skipped());
    result.put("memory_mb", Math.round(busy.eyeMegabytes()));
    result.put("valid", busy.isWhole() && quiet.isAsleep());
    return result;
  }
}
