package org.vigie.desk.masks;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Point;

/// The polygons of a camera's privacy masks, in fractions of the picture: read, written, and held
/// against each other. Pure.
public final class MaskPolygons {

  public static final int MOST_ZONES = 64;
  public static final int MOST_CORNERS = 64;

  /// Below this, in fractions of the picture, a polygon hides nothing: three corners on one line.
  private static final double LEAST_AREA = 1e-5;

  /// How finely two sets of polygons are held against each other: a point every two pixels of a
  /// picture 1920 wide.
  private static final int ACROSS = 960;

  private static final int DOWN = 540;

  /// Five digits behind the point, as they are written.
  private static final double FINEST = 1e5;

  private MaskPolygons() {}

  /// Reads a list of polygons.
  ///
  /// @throws BadInput naming file, line and what would be right
  public static List<List<Point>> read(Document list) throws BadInput {
    var zones = new ArrayList<List<Point>>();
    for (var zone : list.list()) {
      var corners = new ArrayList<Point>();
      for (var corner : zone.list()) {
        var numbers = corner.list();
        if (numbers.size() != 2) {
          throw corner.wrong("should be [x, y], each from 0 to 1, from the picture's top left");
        }
        corners.add(new Point(numbers.get(0).number(0, 1), numbers.get(1).number(0, 1)));
      }
      var fault = fault(corners);
      if (!fault.isEmpty()) {
        throw zone.wrong(fault);
      }
      zones.add(corners);
    }
    if (zones.size() > MOST_ZONES) {
      throw list.wrong("should list at most " + MOST_ZONES + " polygons");
    }
    return zones;
  }

  /// What is wrong with a polygon, as the end of a sentence; empty where nothing is.
  public static String fault(List<Point> corners) {
    if (corners.size() < 3 || corners.size() > MOST_CORNERS) {
      return "should have 3 to " + MOST_CORNERS + " corners";
    }
    if (corners.stream().anyMatch(p -> !(p.x() >= 0 && p.x() <= 1 && p.y() >= 0 && p.y() <= 1))) {
      return "should have its corners from 0 to 1, from the picture's top left";
    }
    return extent(corners) < LEAST_AREA ? "encloses nothing: its corners lie on one line" : "";
  }

  /// As a file of `privacy_masks`, one polygon a line.
  public static String write(List<List<Point>> zones) {
    return zones.isEmpty()
        ? "[]\n"
        : zones.stream()
            .map(
                zone ->
                    zone.stream()
                        .map(p -> String.format(Locale.ROOT, "[%.5f, %.5f]", p.x(), p.y()))
                        .collect(Collectors.joining(", ", "- [", "]\n")))
            .collect(Collectors.joining());
  }

  /// As they are after they have been written and read again: what is judged is what is kept.
  static List<List<Point>> rounded(List<List<Point>> zones) {
    return zones.stream()
        .map(zone -> zone.stream().map(p -> new Point(rounded(p.x()), rounded(p.y()))).toList())
        .toList();
  }

  private static double rounded(double fraction) {
    return Math.rint(fraction * FINEST) / FINEST;
  }

  /// Whether something that was covered before is not any more.
  public static boolean uncovers(List<List<Point>> before, List<List<Point>> after) {
    var kept = new ArrayList<>(before);
    kept.removeAll(after);
    if (kept.isEmpty()) {
      return false;
    }
    for (int row = 0; row < DOWN; row++) {
      double y = (row + 0.5) / DOWN;
      var was = row(kept, y);
      if (!was.isEmpty()) {
        was.andNot(row(after, y));
        if (!was.isEmpty()) {
          return true;
        }
      }
    }
    // What is too thin for a point between its sides: none of its corners may lie bare.
    return kept.stream().anyMatch(zone -> !zone.stream().allMatch(corner -> near(after, corner)));
  }

  /// Which points of a row are covered.
  private static BitSet row(List<List<Point>> zones, double y) {
    var covered = new BitSet(ACROSS);
    for (var zone : zones) {
      var crossings = crossings(zone, y);
      int winding = 0;
      for (int i = 0; i + 1 < crossings.size(); i++) {
        winding += crossings.get(i).turn();
        if (winding != 0) {
          int from = column(crossings.get(i).x());
          int to = column(crossings.get(i + 1).x());
          covered.set(from, Math.max(from, to));
        }
      }
    }
    return covered;
  }

  /// The first point at or after a place.
  private static int column(double x) {
    return Math.clamp((long) Math.ceil(x * ACROSS - 0.5), 0, ACROSS);
  }

  /// Where a side crosses a row, downwards (1) or upwards (-1).
  private record Crossing(double x, int turn) {}

  /// By x. By the winding number all that a polygon encloses is inside, also where it crosses
  /// itself, as the pictures are painted.
  private static List<Crossing> crossings(List<Point> zone, double y) {
    var all = new ArrayList<Crossing>();
    for (int i = 0, j = zone.size() - 1; i < zone.size(); j = i++) {
      var a = zone.get(j);
      var b = zone.get(i);
      if (a.y() <= y != b.y() <= y) {
        double x = a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x());
        all.add(new Crossing(x, a.y() <= y ? 1 : -1));
      }
    }
    all.sort(Comparator.comparingDouble(Crossing::x));
    return all;
  }

  private static boolean near(List<List<Point>> zones, Point p) {
    double reach = 1.0 / ACROSS;
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        double x = p.x() + dx * reach;
        double y = p.y() + dy * reach;
        if (zones.stream().anyMatch(zone -> contains(zone, x, y))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean contains(List<Point> zone, double x, double y) {
    int winding = 0;
    for (var crossing : crossings(zone, y)) {
      if (crossing.x() > x) {
        break;
      }
      winding += crossing.turn();
    }
    return winding != 0;
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
