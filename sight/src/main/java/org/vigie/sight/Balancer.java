package org.vigie.sight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.sight.Balance.CameraLoad;
import org.vigie.sight.Balance.EyeLoad;
import org.vigie.sight.Balance.Move;

/// Measures what cameras cost their eyes, and asks [Balance] about it now and then. One thread
/// only.
final class Balancer {

  /// Long enough that a passing car is no reason to move a camera.
  private static final Duration EVERY = Duration.ofSeconds(10);

  private record Count(long cpuNanos, long skipped) {}

  private final Clocks clocks;
  private Duration last;
  private Map<Integer, Count> before = Map.of();

  Balancer(Clocks clocks) {
    this.clocks = clocks;
    this.last = clocks.elapsed();
  }

  /// A move that would help, if one would.
  ///
  /// @param eyes the cameras of each eye
  Optional<Move> look(List<List<FedCamera>> eyes) {
    var now = clocks.elapsed();
    var passed = now.minus(last);
    if (passed.compareTo(EVERY) < 0) {
      return Optional.empty();
    }
    last = now;
    var counts = new HashMap<Integer, Count>();
    var loads = new ArrayList<EyeLoad>();
    for (int eye = 0; eye < eyes.size(); eye++) {
      loads.add(load(eye, eyes.get(eye), passed, counts));
    }
    before = counts;
    return Balance.find(loads);
  }

  private EyeLoad load(
      int eye, List<FedCamera> cameras, Duration passed, Map<Integer, Count> counts) {
    boolean sheds = false;
    var loads = new ArrayList<CameraLoad>();
    for (var camera : cameras) {
      var now = camera.counts();
      var count = new Count(now.eyeCpuNanos(), now.skipped());
      counts.put(camera.number(), count);
      var then = before.getOrDefault(camera.number(), count);
      sheds |= count.skipped > then.skipped;
      double cores = (double) (count.cpuNanos - then.cpuNanos) / passed.toNanos();
      loads.add(new CameraLoad(camera.number(), cores));
    }
    return new EyeLoad(eye, sheds, loads);
  }
}
