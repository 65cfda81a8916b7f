package org.vigie.rules;

import java.util.Optional;
import org.vigie.model.Box;
import org.vigie.model.MotionGrid;
import org.vigie.model.Point;

/// How the picture itself moves where something is followed: boxes go astray and find another
/// thing, what is seen in them does not. Pure.
final class PictureMotion {

  private PictureMotion() {}

  /// How fast the picture moves under a box, in picture heights a second: over the cells whose
  /// middle it holds, or the one that holds its own, by how much of each moves.
  ///
  /// @return nothing where nothing was measured
  static Optional<Velocity> under(Box box, MotionGrid grid) {
    double across = 0;
    double down = 0;
    double all = 0;
    for (int row = first(box.top(), grid.rows());
        row < end(box.top(), box.height(), grid.rows());
        row++) {
      for (int column = first(box.left(), grid.columns());
          column < end(box.left(), box.width(), grid.columns());
          column++) {
        int cell = grid.cell(column, row);
        boolean moves = grid.across()[cell] != 0 || grid.down()[cell] != 0;
        if (moves) {
          across += grid.covered()[cell] * grid.across()[cell];
          down += grid.covered()[cell] * grid.down()[cell];
          all += grid.covered()[cell];
        }
      }
    }
    return all > 0 ? Optional.of(new Velocity(across / all, down / all)) : Optional.empty();
  }

  /// The first of the cells whose middle lies behind an edge, or the one that the box's middle is
  /// in.
  private static int first(double from, int cells) {
    return Math.clamp((int) Math.ceil(from * cells - 0.5), 0, cells - 1);
  }

  private static int end(double from, double length, int cells) {
    int end = (int) Math.floor((from + length) * cells - 0.5) + 1;
    return Math.clamp(end, first(from, cells) + 1, cells);
  }

  /// Where a point was some time before, if it moved like this.
  static Point before(Point now, Velocity velocity, double seconds, double aspect) {
    return new Point(now.x() - velocity.x() * seconds / aspect, now.y() - velocity.y() * seconds);
  }
}
