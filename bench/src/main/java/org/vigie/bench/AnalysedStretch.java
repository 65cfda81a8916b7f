package org.vigie.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.ingest.CameraSession;
import org.vigie.ingest.SessionSettings;
import org.vigie.ingest.StreamSource;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.CameraId;
import org.vigie.model.SightMode;
import org.vigie.model.StreamKind;
import org.vigie.sight.Sight;
import org.vigie.sight.SightCounts;

/// What the eyes did, and what it cost, between two moments.
///
/// @param eyeSeconds processor time of the eye processes
/// @param hostSeconds of this one: receiving, and handing over
/// @param asleep how many cameras slept at the end
record AnalysedStretch(
    int cameras,
    double seconds,
    double eyeSeconds,
    double hostSeconds,
    double eyeMegabytes,
    List<SightCounts> before,
    List<SightCounts> after,
    int asleep) {

  /// Feeds eyes and measures after a while. The cameras are gone afterwards.
  ///
  /// @param addresses of the cameras' streams
  static AnalysedStretch measure(Sight sight, List<String> addresses, int warmUp, int seconds)
      throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var sessions = new ArrayList<CameraSession>();
    var ids = new ArrayList<CameraId>();
    try {
      for (var address : addresses) {
        var id = new CameraId("c" + (ids.size() + 1));
        ids.add(id);
        sessions.add(
            CameraSession.start(
                new StreamSource(id, StreamKind.SUB, RtspUrl.parse(address)),
                SessionSettings.usual(),
                List.of(sight.feed(id, SightMode.WATCH)),
                clocks));
      }
      Thread.sleep(Duration.ofSeconds(warmUp));
      var before = ids.stream().map(sight::counts).toList();
      double eyeBefore = cost(sight).cpuSeconds();
      double hostBefore = ProcessCost.of(ProcessHandle.current().pid()).cpuSeconds();
      var start = clocks.elapsed();
      Thread.sleep(Duration.ofSeconds(seconds));
      var eye = cost(sight);
      double host = ProcessCost.of(ProcessHandle.current().pid()).cpuSeconds();
      double length = clocks.elapsed().minus(start).toNanos() / 1e9;
      return new AnalysedStretch(
          addresses.size(),
          length,
          eye.cpuSeconds() - eyeBefore,
          host - hostBefore,
          eye.residentMegabytes(),
          before,
          ids.stream().map(sight::counts).toList(),
          (int) ids.stream().filter(sight::isAsleep).count());
    } catch (BadInput e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      sessions.forEach(CameraSession::close);
      ids.forEach(sight::remove);
    }
  }

  private static ProcessCost cost(Sight sight) throws IOException {
    double cpu = 0;
    double megabytes = 0;
    for (long pid : sight.eyePids()) {
      var one = ProcessCost.of(pid);
      cpu += one.cpuSeconds();
      megabytes += one.residentMegabytes();
    }
    return new ProcessCost(cpu, megabytes);
  }

  private long sum(ToLongFunction<SightCounts> of) {
    return after.stream().mapToLong(of).sum() - before.stream().mapToLong(of).sum();
  }

  long analysed() {
    return sum(SightCounts::analysed);
  }

  long skipped() {
    return sum(SightCounts::skipped);
  }

  /// Whether, but for what was under way at both ends, every picture was decoded and analysed.
  boolean isWhole() {
    long least = sum(SightCounts::received) - 2L * cameras;
    return skipped() == 0 && analysed() >= least && sum(SightCounts::decoded) >= least;
  }

  boolean isAsleep() {
    return asleep == cameras && skipped() == 0;
  }

  double eyeMsPerFrame() {
    return 1000 * eyeSeconds / Math.max(1, analysed());
  }

  double hostMsPerFrame() {
    return 1000 * hostSeconds / Math.max(1, analysed());
  }

  double eyePercentPerCamera() {
    return 100 * eyeSeconds / seconds / cameras;
  }

  double hostPercentPerCamera() {
    return 100 * hostSeconds / seconds / cameras;
  }

  /// What each stage took of a picture's time, in milliseconds; the rest is the link, the collector
  /// and the compiler.
  Map<String, Double> stages() {
    var stages = new LinkedHashMap<String, Double>();
    stages.put("decode", stage(counts -> counts.stages().decodeNanos()));
    stages.put("gate", stage(counts -> counts.stages().gateNanos()));
    stages.put("detect", stage(counts -> counts.stages().detectNanos()));
    stages.put("track", stage(counts -> counts.stages().trackNanos()));
    stages.put("mask", stage(counts -> counts.stages().maskNanos()));
    double all = stages.values().stream().mapToDouble(Double::doubleValue).sum();
    stages.put("rest", Say.rounded(Math.max(0, eyeMsPerFrame() - all), 3));
    return stages;
  }

  private double stage(ToLongFunction<SightCounts> of) {
    return Say.rounded(sum(of) / 1e6 / Math.max(1, analysed()), 3);
  }
}
