package org.vigie.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;

/// Reads a camera's `privacy_masks`: polygons, or the file that lists them.
final class MaskConfig {

  private static final int MOST_ZONES = 64;
  private static final int MOST_CORNERS = 64;

  /// Below this, in fractions of the picture, a polygon hides nothing: three corners on one line.
  private static final double LEAST_AREA = 1e-5;

  private MaskConfig() {}

  static Optional<PrivacyMasks> read(Document camera, Path folder) throws BadInput {
    var value = camera.find("privacy_masks");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var list =
        value.get().isList()
            ? value.get()
            : Document.read(folder.resolve(value.get().text()).normalize());
    var zones = new ArrayList<List<Point>>();
    for (var zone : list.list()) {
      zones.add(zone(zone));
    }
    if (zones.isEmpty() || zones.size() > MOST_ZONES) {
      throw list.wrong("should list 1 to " + MOST_ZONES + " polygons; leave it out for no mask");
    }
    return Optional.of(new PrivacyMasks(zones));
  }

  private static List<Point> zone(Document zone) throws BadInput {
    var corners = new ArrayList<Point>();
    for (var corner : zone.list()) {
      var numbers = corner.list();
      if (numbers.size() != 2) {
        throw corner.wrong("should be [x, y], each from 0 to 1, from the picture's top left");
      }
      corners.add(new Point(numbers.get(0).number(0, 1), numbers.get(1).number(0, 1)));
    }
    if (corners.size() < 3 || corners.size() > MOST_CORNERS) {
      throw zone.wrong("should have 3 to " + MOST_CORNERS + " corners");
    }
    if (extent(corners) < LEAST_AREA) {
      throw zone.wrong("encloses nothing: its corners lie on one line");
    }
    return corners;
  }

  /// The largest triangle of the first corner and two that follow each other.
  private static double extent(List<Point> corners) {
    double most = 0;
    var a = corners.getFirst();
    for (int i = 1; i + 1 < corners.size(); i++) {
      var b = corners.get(i);
      var c = corners.get(i + 1);
      double doubled = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
      most = Math.max(most, Math.abs(doubled) / 2);
    }
    return most;
  }
}
