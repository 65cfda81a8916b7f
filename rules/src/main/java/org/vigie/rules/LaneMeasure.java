package org.vigie.rules;

import java.util.Optional;
import org.vigie.model.Ground;
import org.vigie.model.Point;

/// Measures ways against a lane's direction: in metres on the ground where it was measured, else in
/// fractions of the picture's height.
final class LaneMeasure {

  /// A step along the lane, in picture heights, that tells its direction on the ground.
  private static final double STEP = 1e-3;

  private final double towardsX;
  private final double towardsY;
  private final double aspect;
  private final Optional<Ground> ground;

  /// @param aspect the picture's width over its height
  LaneMeasure(Place.Lane lane, double aspect, Optional<Ground> ground) {
    double length = Math.hypot(lane.dx(), lane.dy());
    this.towardsX = lane.dx() / length;
    this.towardsY = lane.dy() / length;
    this.aspect = aspect;
    this.ground = ground;
  }

  /// How far against the lane the way from one point to another is; 0 where that cannot be told.
  double against(Point a, Point b) {
    if (ground.isEmpty()) {
      return -((b.x() - a.x()) * aspect * towardsX + (b.y() - a.y()) * towardsY);
    }
    var from = ground.get().metres(a);
    var to = ground.get().metres(b);
    var ahead =
        ground.get().metres(new Point(a.x() + STEP * towardsX / aspect, a.y() + STEP * towardsY));
    if (from.isEmpty() || to.isEmpty() || ahead.isEmpty()) {
      return 0;
    }
    double x = ahead.get().x() - from.get().x();
    double y = ahead.get().y() - from.get().y();
    return -((to.get().x() - from.get().x()) * x + (to.get().y() - from.get().y()) * y)
        / Math.hypot(x, y);
  }

  /// How far it is from one point to another; 0 where that cannot be told.
  double length(Point a, Point b) {
    return ground.isEmpty()
        ? Math.hypot((b.x() - a.x()) * aspect, b.y() - a.y())
        : ground.get().distance(a, b).orElse(0);
  }
}
