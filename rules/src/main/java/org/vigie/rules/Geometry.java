package org.vigie.rules;

import org.vigie.model.Box;
import org.vigie.model.Point;

/// Plane geometry in fractions of a picture, y downwards. Which side, inside and crossing do not
/// depend on the picture's shape; lengths do, so they take its aspect.
final class Geometry {

  private static final double EDGE = 1e-6;

  private Geometry() {}

  /// Positive where `c` is on the right of the way from `a` to `b`, as seen on the screen; negative
  /// on the left.
  static double cross(Point a, Point b, Point c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }

  /// The way from `from` to `to` over the stretch from `a` to `b`: 1 from its left to its right, -1
  /// from its right to its left, 0 not at all.
  ///
  /// Every way is judged as if moved by a step too small to measure, always the same, so that none
  /// begins, ends or passes exactly on a stretch's line or through its end: of a path, or of
  /// stretches joined end to end, nothing is counted twice or lost.
  static int crossing(Point from, Point to, Point a, Point b) {
    boolean right = isRight(a, b, from, 1);
    if (from.equals(to)
        || right == isRight(a, b, to, 1)
        || isRight(from, to, a, -1) == isRight(from, to, b, -1)) {
      return 0;
    }
    return right ? -1 : 1;
  }

  /// Whether `c`, moved by (t, t squared) for a tiny t, is on the right of the way from `a` to `b`.
  ///
  /// @param sign -1 where it is `a` and `b` that are moved
  private static boolean isRight(Point a, Point b, Point c, int sign) {
    double side = cross(a, b, c);
    if (side == 0) {
      side = sign * (a.y() - b.y());
    }
    if (side == 0) {
      side = sign * (b.x() - a.x());
    }
    return side > 0;
  }

  /// Whether the stretch from `a` to `b` and that from `c` to `d` have a point in common.
  static boolean touch(Point a, Point b, Point c, Point d) {
    double c1 = Math.signum(cross(a, b, c));
    double d1 = Math.signum(cross(a, b, d));
    double a2 = Math.signum(cross(c, d, a));
    double b2 = Math.signum(cross(c, d, b));
    if (c1 == 0 && d1 == 0) {
      return overlap(a.x(), b.x(), c.x(), d.x()) && overlap(a.y(), b.y(), c.y(), d.y());
    }
    return c1 * d1 <= 0 && a2 * b2 <= 0;
  }

  private static boolean overlap(double a, double b, double c, double d) {
    return Math.max(a, b) >= Math.min(c, d) && Math.max(c, d) >= Math.min(a, b);
  }

  /// The distance from a point to the stretch from `a` to `b`, in fractions of the picture's
  /// height.
  ///
  /// @param aspect the picture's width over its height
  static double distance(Point point, Point a, Point b, double aspect) {
    double dx = (b.x() - a.x()) * aspect;
    double dy = b.y() - a.y();
    double px = (point.x() - a.x()) * aspect;
    double py = point.y() - a.y();
    double square = dx * dx + dy * dy;
    double along = square == 0 ? 0 : Math.clamp((px * dx + py * dy) / square, 0, 1);
    return Math.hypot(px - along * dx, py - along * dy);
  }

  static Point middle(Box box) {
    return new Point(box.left() + box.width() / 2, box.top() + box.height() / 2);
  }

  /// The smallest box that holds both.
  static Box around(Box a, Box b) {
    double left = Math.min(a.left(), b.left());
    double top = Math.min(a.top(), b.top());
    return new Box(
        left,
        top,
        Math.max(a.left() + a.width(), b.left() + b.width()) - left,
        Math.max(a.top() + a.height(), b.top() + b.height()) - top);
  }

  /// The share of `part` that lies in `whole`, 0 to 1.
  static double partIn(Box part, Box whole) {
    double wide =
        Math.min(part.left() + part.width(), whole.left() + whole.width())
            - Math.max(part.left(), whole.left());
    double high =
        Math.min(part.top() + part.height(), whole.top() + whole.height())
            - Math.max(part.top(), whole.top());
    double all = part.width() * part.height();
    return wide <= 0 || high <= 0 || all <= 0 ? 0 : Math.min(1, wide * high / all);
  }

  static boolean isIn(Box box, Point point) {
    return point.x() >= box.left()
        && point.x() <= box.left() + box.width()
        && point.y() >= box.top()
        && point.y() <= box.top() + box.height();
  }

  /// The point, moved just inside the picture: a box cut by the lower edge stands on that edge, and
  /// a zone drawn down to the edge is meant to hold it.
  static Point inside(Point point) {
    return new Point(Math.clamp(point.x(), EDGE, 1 - EDGE), Math.clamp(point.y(), EDGE, 1 - EDGE));
  }
}
