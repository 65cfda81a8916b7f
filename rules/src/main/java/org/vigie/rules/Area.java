package org.vigie.rules;

import java.util.List;
import org.vigie.model.Point;

/// A polygon in a picture. Its points are fractions of width and height, origin at the top left;
/// the last joins the first.
///
/// A place where two sides cross counts by the even-odd rule, as it looks when the polygon is
/// filled.
public record Area(List<Point> points) {

  /// @throws IllegalArgumentException if fewer than three points or no surface
  public Area {
    points = List.copyOf(points);
    if (points.size() < 3) {
      throw new IllegalArgumentException("an area has at least three points");
    }
    if (surface(points) < 1e-9) {
      throw new IllegalArgumentException("an area has a surface: these points lie on one line");
    }
  }

  /// The whole picture.
  public static Area wholePicture() {
    return new Area(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)));
  }

  /// Whether the point is inside. Of two areas that share a side, a point on it is in exactly one.
  public boolean contains(Point point) {
    boolean inside = false;
    var last = points.getLast();
    for (var next : points) {
      if (next.y() > point.y() != last.y() > point.y()) {
        double x =
            next.x() + (point.y() - next.y()) / (last.y() - next.y()) * (last.x() - next.x());
        inside ^= point.x() < x;
      }
      last = next;
    }
    return inside;
  }

  /// Whether two of its sides cross or touch elsewhere than where one follows the other: what such
  /// an area covers is not what most people see in it.
  public boolean crossesItself() {
    int n = points.size();
    for (int i = 0; i < n; i++) {
      for (int j = i + 2; j < n; j++) {
        boolean follow = i == 0 && j == n - 1;
        if (!follow
            && Geometry.touch(
                points.get(i), points.get(i + 1), points.get(j), points.get((j + 1) % n))) {
          return true;
        }
      }
    }
    return false;
  }

  private static double surface(List<Point> points) {
    double twice = 0;
    var last = points.getLast();
    for (var next : points) {
      // Against the first point, so that a thin sliver far from the origin keeps its digits.
      twice += Geometry.cross(points.getFirst(), last, next);
      last = next;
    }
    return Math.abs(twice) / 2;
  }
}
