package org.vigie.rules;

import java.util.List;
import org.vigie.model.Point;

/// Drawn geometry to which a rule applies: a zone, a line or a lane, with an id of its own on its
/// camera. Points are fractions of the picture's width and height, origin at the top left.
public sealed interface Place {

  String id();

  /// The corners, or the points along the line, as drawn.
  List<Point> points();

  /// A polygon.
  record Zone(String id, Area area) implements Place {
    @Override
    public List<Point> points() {
      return area.points();
    }
  }

  /// A directed line of one or more straight stretches. `forward` is from its left to its right, as
  /// seen from its first towards its last point: over a line drawn from left to right in the
  /// picture, downwards is forward.
  record Line(String id, List<Point> points) implements Place {

    /// @throws IllegalArgumentException if fewer than two points, or no length
    public Line {
      points = List.copyOf(points);
      if (points.stream().distinct().count() < 2) {
        throw new IllegalArgumentException("a line has at least two different points");
      }
    }

    /// How often the straight way from `from` to `to` passes over the line: forward less back.
    public int crossings(Point from, Point to) {
      int net = 0;
      for (int i = 1; i < points.size(); i++) {
        net += Geometry.crossing(from, to, points.get(i - 1), points.get(i));
      }
      return net;
    }

    /// The distance from a point to the nearest place of the line, in fractions of the picture's
    /// height.
    ///
    /// @param aspect the picture's width over its height
    public double distance(Point point, double aspect) {
      double least = Double.MAX_VALUE;
      for (int i = 1; i < points.size(); i++) {
        least = Math.min(least, Geometry.distance(point, points.get(i - 1), points.get(i), aspect));
      }
      return least;
    }

    /// How far a way leads from the left of the line to its right, in fractions of the picture's
    /// height; negative the other way.
    ///
    /// @param way in fractions of the picture
    /// @param near tells the stretch of the line that is meant: the nearest
    /// @param aspect the picture's width over its height
    double across(Velocity way, Point near, double aspect) {
      int nearest = 1;
      double least = Double.MAX_VALUE;
      for (int i = 1; i < points.size(); i++) {
        double distance = Geometry.distance(near, points.get(i - 1), points.get(i), aspect);
        if (distance < least) {
          least = distance;
          nearest = i;
        }
      }
      var from = points.get(nearest - 1);
      var to = points.get(nearest);
      var along = new Velocity((to.x() - from.x()) * aspect, to.y() - from.y()).direction();
      return along.x() * way.y() - along.y() * way.x() * aspect;
    }
  }

  /// A polygon with its allowed direction.
  ///
  /// @param dx to the right, in pixels; only the direction of (dx, dy) matters
  /// @param dy downwards, in pixels
  record Lane(String id, Area area, double dx, double dy) implements Place {

    /// @throws IllegalArgumentException if the direction has no length
    public Lane {
      if (!(Math.hypot(dx, dy) > 0)) {
        throw new IllegalArgumentException("a lane's direction points somewhere");
      }
    }

    @Override
    public List<Point> points() {
      return area.points();
    }
  }
}
