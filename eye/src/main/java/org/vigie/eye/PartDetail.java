package org.vigie.eye;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Point;

/// How much fine detail parts of a picture have: by how many levels the brightness of a place
/// differs, on average, from that of its neighbours to the right and below. A coat of paint has
/// none,
/// but for what the coding of the picture leaves: less than one level. Pure.
final class PartDetail {

  /// Cameras snap the corners of a mask to blocks of their own: so near to its edge nothing counts.
  private static final List<Double> MARGINS = List.of(0.03, 0.01, 0.0);

  /// Fewer places say nothing.
  private static final int LEAST = 64;

  private static final int ENOUGH = 500_000;

  private PartDetail() {}

  /// @param luma of a whole picture, a byte each
  /// @param zones polygons in fractions of the picture
  /// @return for each zone, then for what lies in none of them: levels; -1 where that is too small
  static List<Double> of(byte[] luma, int width, int height, List<List<Point>> zones) {
    var found = new ArrayList<Double>();
    for (var zone : zones) {
      found.add(zone(luma, width, height, zone));
    }
    found.add(mean(luma, width, height, at -> zones.stream().noneMatch(zone -> inside(zone, at))));
    return found;
  }

  private static double zone(byte[] luma, int width, int height, List<Point> zone) {
    double found = -1;
    for (double margin : MARGINS) {
      if (found < 0) {
        found = mean(luma, width, height, at -> isWellInside(zone, at, margin));
      }
    }
    return found;
  }

  private interface Place {
    boolean counts(Point at);
  }

  private static double mean(byte[] luma, int width, int height, Place place) {
    long sum = 0;
    long count = 0;
    // Of large pictures every second place is enough, or every third.
    int step = (int) Math.max(1, Math.sqrt((double) width * height / ENOUGH));
    for (int y = 0; y + 1 < height; y += step) {
      for (int x = 0; x + 1 < width; x += step) {
        if (place.counts(new Point((x + 0.5) / width, (y + 0.5) / height))) {
          int here = luma[y * width + x] & 0xff;
          sum += Math.abs(here - (luma[y * width + x + 1] & 0xff));
          sum += Math.abs(here - (luma[(y + 1) * width + x] & 0xff));
          count++;
        }
      }
    }
    return count < LEAST ? -1 : (double) sum / count;
  }

  private static boolean isWellInside(List<Point> zone, Point at, double margin) {
    return inside(zone, at)
        && (margin == 0
            || inside(zone, new Point(at.x() - margin, at.y()))
                && inside(zone, new Point(at.x() + margin, at.y()))
                && inside(zone, new Point(at.x(), at.y() - margin))
                && inside(zone, new Point(at.x(), at.y() + margin)));
  }

  /// Crossings of a ray to the right: inside where their number is odd.
  private static boolean inside(List<Point> zone, Point at) {
    boolean inside = false;
    for (int i = 0, before = zone.size() - 1; i < zone.size(); before = i++) {
      var a = zone.get(i);
      var b = zone.get(before);
      if (a.y() > at.y() != b.y() > at.y()
          && at.x() < (b.x() - a.x()) * (at.y() - a.y()) / (b.y() - a.y()) + a.x()) {
        inside = !inside;
      }
    }
    return inside;
  }
}
