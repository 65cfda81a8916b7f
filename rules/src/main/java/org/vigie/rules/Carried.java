package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.Box;
import org.vigie.model.MotionGrid;

/// How the picture itself went where something was followed: boxes go astray and find another
/// thing, what is seen in them does not. Of one life, from one beginning on.
final class Carried {

  private final double aspect;
  private Instant last;
  private int steps;
  private int looked;
  private int measured;
  private Velocity way = Velocity.NONE;

  /// @param aspect the picture's width over its height
  Carried(Instant at, double aspect) {
    this.last = at;
    this.aspect = aspect;
  }

  /// Forgets what was, and goes on from the last step.
  void begin() {
    steps = 0;
    looked = 0;
    measured = 0;
    way = Velocity.NONE;
  }

  /// @return how far it went since the last step, in fractions of the picture
  Velocity step(Life life, Judge.Moment moment) {
    double seconds = Duration.between(last, moment.at()).toNanos() / 1e9;
    last = moment.at();
    steps++;
    var step =
        moment
            .signs()
            .motion()
            .map(grid -> step(life.track().box(), grid, seconds))
            .orElse(Velocity.NONE);
    way = way.plus(step);
    return step;
  }

  /// Over the cells whose middle the box holds, or the one that holds its own, by how much of each
  /// moves.
  private Velocity step(Box box, MotionGrid grid, double seconds) {
    looked++;
    double across = 0;
    double down = 0;
    double all = 0;
    int endRow = end(box.top(), box.height(), grid.rows());
    int endColumn = end(box.left(), box.width(), grid.columns());
    for (int row = first(box.top(), box.height(), grid.rows()); row < endRow; row++) {
      for (int column = first(box.left(), box.width(), grid.columns());
          column < endColumn;
          column++) {
        int cell = grid.cell(column, row);
        if (grid.across()[cell] != 0 || grid.down()[cell] != 0) {
          across += grid.covered()[cell] * grid.across()[cell];
          down += grid.covered()[cell] * grid.down()[cell];
          all += grid.covered()[cell];
        }
      }
    }
    if (all == 0) {
      return Velocity.NONE;
    }
    measured++;
    return new Velocity(across / all / aspect, down / all).times(seconds);
  }

  private static int first(double from, double length, int cells) {
    int first = (int) Math.ceil(from * cells - 0.5);
    return first < end(from, length, cells)
        ? Math.max(0, first)
        : Math.clamp((int) ((from + length / 2) * cells), 0, cells - 1);
  }

  private static int end(double from, double length, int cells) {
    int end = (int) Math.floor((from + length) * cells - 0.5) + 1;
    return (int) Math.ceil(from * cells - 0.5) < end
        ? Math.min(end, cells)
        : Math.clamp((int) ((from + length / 2) * cells), 0, cells - 1) + 1;
  }

  /// Whether pictures were compared at most steps: else nothing is known.
  boolean isLookedAt() {
    return 2 * looked >= steps && looked > 0;
  }

  /// Whether it was seen to move at a quarter of the steps or more.
  boolean isKnown() {
    return isLookedAt() && 4 * measured >= looked;
  }

  /// Whether it was seen to move at nearly all steps.
  boolean isKnownThroughout() {
    return 4 * measured >= 3 * steps && measured > 0;
  }

  /// How far it was seen to go, in fractions of the picture.
  Velocity way() {
    return way;
  }

  /// What of a way it was seen to go, as far as it was looked at: at the steps at which it was not
  /// seen to move it may have gone on.
  double ofAll(double seen) {
    return measured == 0 ? 0 : seen * looked / measured;
  }
}
