package org.vigie.rules;

import org.vigie.model.Box;
import org.vigie.model.Point;

/// A camera on a mast over flat ground: says where things would be in its picture.
///
/// @param height over the ground, in metres
/// @param down how far it looks below the horizon, in radians
record DrawnCamera(double height, double down) {

  /// The picture's height over the focal length: some 53 degrees from top to bottom.
  private static final double FIELD = 1;

  /// Where a place is seen.
  ///
  /// @param x metres to the right
  /// @param y metres away, along the ground
  /// @param z metres above it
  Point picture(double x, double y, double z) {
    double deep = y * Math.cos(down) + (height - z) * Math.sin(down);
    double below = (height - z) * Math.cos(down) - y * Math.sin(down);
    return new Point(0.5 + x / deep / FIELD / RuleBook.USUAL_ASPECT, 0.5 + below / deep / FIELD);
  }

  /// Someone of 1.7 m, 0.7 m wide, who stands there.
  Box person(double x, double y) {
    var foot = picture(x, y, 0);
    var head = picture(x, y, 1.7);
    double wide = picture(x + 0.35, y, 0).x() - picture(x - 0.35, y, 0).x();
    return new Box(foot.x() - wide / 2, head.y(), wide, foot.y() - head.y());
  }
}
