package org.vigie.rules;

import java.util.Optional;
import org.vigie.model.Box;
import org.vigie.model.Ground;

/// How near somebody is to a thing: in metres where the ground was measured, else in heights of
/// that somebody.
///
/// @param metres used where both stand on measured ground
/// @param heights used elsewhere
/// @param aspect the picture's width over its height
record Reach(double metres, double heights, Optional<Ground> ground, double aspect) {

  /// By how much a distance along the line of sight looks shorter than one across it, without
  /// calibration: as for a camera that looks down at 30 degrees. A flatter one shows it shorter
  /// still, so that more people count as near: the error is on the side of silence.
  private static final double FORESHORTENED = 2;

  /// Whether somebody in a box is within reach of a thing in another.
  boolean covers(Box somebody, Box thing) {
    var apart = ground.map(g -> g.distance(inside(somebody), inside(thing)));
    if (apart.isPresent() && apart.get().isPresent()) {
      return apart.get().getAsDouble() <= metres;
    }
    double gap =
        Math.max(
            0,
            Math.max(
                thing.left() - somebody.left() - somebody.width(),
                somebody.left() - thing.left() - thing.width()));
    double along = (somebody.foot().y() - thing.foot().y()) * FORESHORTENED;
    return Math.hypot(gap * aspect, along) <= heights * somebody.height();
  }

  private static org.vigie.model.Point inside(Box box) {
    return Geometry.inside(box.foot());
  }
}
