package org.vigie.server;

import java.util.Comparator;
import java.util.List;
import org.vigie.model.CameraId;
import org.vigie.server.notice.Position;

/// Which cameras stand near one another, by the positions of the configuration.
final class Neighbours {

  /// Whoever walks is there within three minutes.
  static final double WITHIN_METRES = 250;

  /// With the camera itself, as many as one person may see clear at once.
  static final int MOST = 3;

  private Neighbours() {}

  /// The nearest others of `all`, nearest first; none where nobody says where a camera stands.
  static List<CameraId> of(CameraView camera, List<CameraView> all) {
    var here = camera.site().position();
    if (here.isEmpty()) {
      return List.of();
    }
    return all.stream()
        .filter(other -> !other.id().equals(camera.id()) && other.site().position().isPresent())
        .filter(other -> metres(here.get(), other) <= WITHIN_METRES)
        .sorted(Comparator.comparingDouble(other -> metres(here.get(), other)))
        .limit(MOST)
        .map(CameraView::id)
        .toList();
  }

  private static double metres(Position here, CameraView other) {
    return other.site().position().map(here::metresTo).orElse(Double.MAX_VALUE);
  }
}
