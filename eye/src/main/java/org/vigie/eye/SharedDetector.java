package org.vigie.eye;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.eye.detect.Detector;
import org.vigie.eye.detect.Pixels;
import org.vigie.eye.scene.Detection;
import org.vigie.model.Box;

/// The one detector of an eye, and the time it may take: so much of a core for all cameras
/// together, in the pictures' own time, so that the same pictures are looked at however fast they
/// come. Cameras before which something moves share it evenly.
///
/// Owns the detector. One thread only.
final class SharedDetector implements AutoCloseable {

  /// The other half decodes, tracks and masks.
  private static final double MOST_OF_A_CORE = 0.5;

  /// Of one look, in seconds, before any was measured.
  private static final double USUAL_COST = 0.025;

  private final Detector detector;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Set<Integer> moving = new HashSet<>();
  private double cost = USUAL_COST;

  SharedDetector(Detector detector) {
    this.detector = detector;
  }

  /// Pixels of what the detector is shown.
  int inputWidth() {
    return detector.manifest().input().width();
  }

  /// The same.
  int inputHeight() {
    return detector.manifest().input().height();
  }

  /// The share of a core that a camera has.
  ///
  /// @param moves whether something moves before it
  double share(int camera, boolean moves) {
    if (moves) {
      moving.add(camera);
    } else {
      moving.remove(camera);
    }
    return MOST_OF_A_CORE / Math.max(1, moving.size());
  }

  /// The camera is closed.
  void leave(int camera) {
    moving.remove(camera);
  }

  /// What one look costs in seconds, as measured lately.
  double cost() {
    return cost;
  }

  /// Looks at parts of a picture.
  ///
  /// @throws IOException if the model fails
  List<Detection> look(Pixels picture, List<Box> parts) throws IOException {
    long start = threads.getCurrentThreadCpuTime();
    try {
      return detector.look(picture, parts);
    } finally {
      double spent = (threads.getCurrentThreadCpuTime() - start) / 1e9 / parts.size();
      cost += (spent - cost) / 16;
    }
  }

  @Override
  public void close() {
    detector.close();
  }
}
