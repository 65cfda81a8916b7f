package org.vigie.rules;

import java.util.Optional;
import org.vigie.model.Box;
import org.vigie.model.Ground;

/// Whether a thing is of a size that one person carries, pushes or pulls.
///
/// @param largestMetres the longest side, in metres
/// @param aspect the picture's width over its height
record Portable(double largestMetres, Optional<Ground> ground, double aspect) {

  /// The shortest longest side, in metres: a small handbag. Less is litter, and at most a few
  /// pixels.
  private static final double SMALLEST_METRES = 0.15;

  /// How tall a person is who brings something, where nothing tells metres: what is measured then
  /// is the thing against its bearer.
  private static final double BEARER_METRES = 1.7;

  /// @param bearer how high the box of the one who brought it was, in fractions of the picture's
  ///     height; used where the ground was not measured
  boolean isSizeOf(Box thing, double bearer) {
    double high = ground.map(g -> g.height(thing).orElse(-1)).orElse(-1.0);
    double wide = ground.map(g -> g.width(thing).orElse(-1)).orElse(-1.0);
    if (high < 0 || wide < 0) {
      double metre = bearer / BEARER_METRES;
      high = thing.height() / metre;
      wide = thing.width() * aspect / metre;
    }
    double longest = Math.max(high, wide);
    return longest >= SMALLEST_METRES && longest <= largestMetres;
  }
}
