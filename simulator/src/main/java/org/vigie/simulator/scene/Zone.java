package org.vigie.simulator.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigie.model.Point;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Vec;

/// A part of a camera's picture that rules speak of, in the words of the rules file.
///
/// @param kind `zone`, `lane` or `line`
/// @param direction allowed in a lane, as a vector in the picture
public record Zone(String id, String kind, List<Point> points, Optional<Point> direction) {

  public Zone {
    points = List.copyOf(points);
  }

  /// A polygon on the ground: x and z of each corner in turn.
  public static Zone area(Lens lens, String id, double... ground) {
    return new Zone(id, "zone", seen(lens, ground), Optional.empty());
  }

  /// A directed line on the ground.
  public static Zone line(Lens lens, String id, double... ground) {
    return new Zone(id, "line", seen(lens, ground), Optional.empty());
  }

  /// A polygon on the ground whose traffic goes from one point to another.
  public static Zone lane(Lens lens, String id, double[] way, double... ground) {
    var ends = seen(lens, way);
    double across = (ends.get(1).x() - ends.get(0).x()) * 16 / 9;
    double down = ends.get(1).y() - ends.get(0).y();
    double length = Math.hypot(across, down);
    return new Zone(
        id,
        "lane",
        seen(lens, ground),
        Optional.of(new Point(round(across / length), round(down / length))));
  }

  private static List<Point> seen(Lens lens, double[] ground) {
    var points = new Point[ground.length / 2];
    for (int i = 0; i < points.length; i++) {
      var at = new Vec(ground[2 * i], 0, ground[2 * i + 1]);
      points[i] =
          new Point(
              round(Math.clamp(lens.across(at), 0.0, 1.0)),
              round(Math.clamp(lens.down(at), 0.0, 1.0)));
    }
    return Arrays.asList(points);
  }

  private static double round(double value) {
    return Math.rint(value * 10_000) / 10_000;
  }

  /// Whether a point lies in the polygon.
  public boolean contains(Point p) {
    boolean inside = false;
    for (int i = 0, j = points.size() - 1; i < points.size(); j = i++) {
      var a = points.get(i);
      var b = points.get(j);
      if (a.y() > p.y() != b.y() > p.y()
          && p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x()) {
        inside = !inside;
      }
    }
    return inside;
  }

  /// Which side of a line a point is on: positive to the left as seen from its first to its last
  /// point, the picture's y axis pointing down.
  public double side(Point p) {
    var a = points.getFirst();
    var b = points.getLast();
    return (b.y() - a.y()) * (p.x() - a.x()) - (b.x() - a.x()) * (p.y() - a.y());
  }

  /// Whether the way from one point to another passes the line between its ends.
  public boolean crossed(Point from, Point to) {
    var a = points.getFirst();
    var b = points.getLast();
    double one =
        (to.y() - from.y()) * (a.x() - from.x()) - (to.x() - from.x()) * (a.y() - from.y());
    double two =
        (to.y() - from.y()) * (b.x() - from.x()) - (to.x() - from.x()) * (b.y() - from.y());
    return side(from) > 0 != side(to) > 0 && one > 0 != two > 0;
  }
}
