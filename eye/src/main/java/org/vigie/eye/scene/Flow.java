package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigie.model.MotionGrid;

/// Measures how the foreground moves, in a coarse grid: for blocks of this picture it looks where
/// in the last one they came from, near where neighbours, the past and tracks say (predictive block
/// matching, small diamond).
///
/// Only blocks with foreground are looked for, so that an empty view costs one copy of the picture.
final class Flow {

  static final int COLUMNS = 16;
  static final int ROWS = 9;

  private static final int SIDE = 8;

  /// Of the 64 pixels of a block: fewer are the rim of something, whose ground does not move.
  private static final int LEAST_FOREGROUND = 16;

  /// Further than a twelfth of the picture between two pictures is no match but chance.
  private static final int FARTHEST = 27;

  /// A match as bad as this, in levels a pixel, is none.
  private static final int WORST_MATCH = 18;

  /// What differs by less, in levels a pixel, has not moved.
  private static final int NOISE = 2;

  /// Pictures further apart than this show other limbs: nothing is matched.
  private static final double LONGEST_STEP = 0.5;

  private static final MotionGrid STILL = grid(new float[COLUMNS * ROWS]);

  private final Background background;
  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final byte[] before;
  private final float[] dx;
  private final float[] dy;
  private final boolean[] moves;
  private final byte[] foreground;
  private final int[] covered = new int[COLUMNS * ROWS];
  private final int[] sizes = new int[COLUMNS * ROWS];
  private final int[] gridColumn;
  private final float[] sorted;
  private boolean hasBefore;
  private int bestX;
  private int bestY;
  private int best;

  Flow(Background background) {
    this.background = background;
    this.width = background.width;
    this.height = background.height;
    this.columns = width / SIDE;
    this.rows = height / SIDE;
    this.before = new byte[width * height];
    this.dx = new float[columns * rows];
    this.dy = new float[columns * rows];
    this.moves = new boolean[columns * rows];
    this.sorted = new float[columns * rows];
    this.foreground = new byte[columns * rows];
    this.gridColumn = new int[columns];
    for (int column = 0; column < columns; column++) {
      gridColumn[column] = (column * SIDE + SIDE / 2) * COLUMNS / width;
    }
    for (int block = 0; block < foreground.length; block++) {
      int row = (block / columns * SIDE + SIDE / 2) * ROWS / height;
      sizes[row * COLUMNS + gridColumn[block % columns]] += SIDE * SIDE;
    }
  }

  /// The next compared picture has no predecessor.
  void forget() {
    hasBefore = false;
    Arrays.fill(moves, false);
  }

  /// How the last compared picture moves; absent where its predecessor is too long ago, or none.
  ///
  /// @param tracks say where fast things will be
  Optional<MotionGrid> measure(SmallPicture picture, List<Tracked> tracks, double seconds) {
    Optional<MotionGrid> found = Optional.empty();
    if (hasBefore && seconds > 0 && seconds <= LONGEST_STEP) {
      found = Optional.of(countCovered() ? match(picture, tracks, seconds) : STILL);
    }
    System.arraycopy(picture.y, 0, before, 0, before.length);
    hasBefore = true;
    return found;
  }

  /// Counts the foreground of every block and cell.
  private boolean countCovered() {
    var kind = background.kind;
    Arrays.fill(covered, 0);
    int all = 0;
    for (int row = 0; row < rows; row++) {
      int cells = (row * SIDE + SIDE / 2) * ROWS / height * COLUMNS;
      for (int column = 0; column < columns; column++) {
        int found = 0;
        for (int line = 0; line < SIDE; line++) {
          int i = (row * SIDE + line) * width + column * SIDE;
          for (int end = i + SIDE; i < end; i++) {
            found += (kind[i] + 1) >> 2; // 1 for FOREGROUND alone.
          }
        }
        foreground[row * columns + column] = (byte) found;
        covered[cells + gridColumn[column]] += found;
        all += found;
      }
    }
    return all > 0;
  }

  private MotionGrid match(SmallPicture picture, List<Tracked> tracks, double seconds) {
    for (int row = 0; row < rows; row++) {
      // Every second block, as on a chessboard, tells enough of what moves in a cell.
      for (int column = row & 1; column < columns; column += 2) {
        int block = row * columns + column;
        boolean matched =
            foreground[block] >= LEAST_FOREGROUND
                && matchBlock(picture.y, column, row, tracks, seconds);
        moves[block] = matched;
        if (!matched) {
          dx[block] = 0;
          dy[block] = 0;
        }
      }
    }
    var share = new float[COLUMNS * ROWS];
    for (int cell = 0; cell < share.length; cell++) {
      share[cell] = (float) covered[cell] / Math.max(1, sizes[cell]);
    }
    // Block motion is in pixels between two pictures, to the right and downwards.
    float unit = (float) (1 / (seconds * height));
    return new MotionGrid(COLUMNS, ROWS, share, medians(dx, unit), medians(dy, unit));
  }

  /// Finds where a block of this picture came from.
  ///
  /// @return whether it moved
  private boolean matchBlock(
      byte[] now, int column, int row, List<Tracked> tracks, double seconds) {
    int x = column * SIDE;
    int y = row * SIDE;
    int block = row * columns + column;
    bestX = 0;
    bestY = 0;
    int still = difference(now, x, y, 0, 0, Integer.MAX_VALUE);
    if (still <= NOISE * SIDE * SIDE / 2) {
      return false;
    }
    best = still;
    tryAs(now, x, y, block);
    if (column > 1) {
      tryAs(now, x, y, block - 2);
    }
    if (row > 0) {
      tryAs(now, x, y, block - columns + (column > 0 ? -1 : 1));
    }
    for (var track : tracks) {
      if (track.isConfirmed() && track.holds(x + SIDE / 2, y + SIDE / 2)) {
        tryAt(
            now,
            x,
            y,
            (int) Math.round(-track.speedX() * seconds),
            (int) Math.round(-track.speedY() * seconds));
      }
    }
    descend(now, x, y);
    // What moved fits much better where it came from than where it is; noise and flat walls fit
    // anywhere.
    if (best > WORST_MATCH * SIDE * SIDE / 2 || best * 10 > still * 7 || bestX == 0 && bestY == 0) {
      return false;
    }
    dx[block] = -(bestX + between(now, x, y, 1, 0));
    dy[block] = -(bestY + between(now, x, y, 0, 1));
    return true;
  }

  /// Tries the way of another block.
  private void tryAs(byte[] now, int x, int y, int block) {
    tryAt(now, x, y, Math.round(-dx[block]), Math.round(-dy[block]));
  }

  private void descend(byte[] now, int x, int y) {
    for (int turn = 0; turn < 12; turn++) {
      int fromX = bestX;
      int fromY = bestY;
      int step = turn < 4 ? 2 : 1;
      tryAt(now, x, y, fromX - step, fromY);
      tryAt(now, x, y, fromX + step, fromY);
      tryAt(now, x, y, fromX, fromY - step);
      tryAt(now, x, y, fromX, fromY + step);
      if (step == 1 && fromX == bestX && fromY == bestY) {
        return;
      }
    }
  }

  /// Where between two pixels the best match lies, -0.5 to 0.5: the vertex of a parabola.
  private float between(byte[] now, int x, int y, int stepX, int stepY) {
    int less = difference(now, x, y, bestX - stepX, bestY - stepY, Integer.MAX_VALUE);
    int more = difference(now, x, y, bestX + stepX, bestY + stepY, Integer.MAX_VALUE);
    if (less == Integer.MAX_VALUE || more == Integer.MAX_VALUE || less + more <= 2 * best) {
      return 0;
    }
    return Math.clamp((less - more) / (2f * (less + more - 2 * best)), -0.5f, 0.5f);
  }

  private void tryAt(byte[] now, int x, int y, int byX, int byY) {
    if (byX == bestX && byY == bestY) {
      return;
    }
    int found = difference(now, x, y, byX, byY, best);
    if (found < best) {
      best = found;
      bestX = byX;
      bestY = byY;
    }
  }

  /// The sum of differences over every second row, or [Integer#MAX_VALUE] outside the picture; cut
  /// short beyond `most`.
  private int difference(byte[] now, int x, int y, int byX, int byY, int most) {
    if (Math.abs(byX) > FARTHEST
        || Math.abs(byY) > FARTHEST
        || x + byX < 0
        || y + byY < 0
        || x + byX + SIDE > width
        || y + byY + SIDE > height) {
      return Integer.MAX_VALUE;
    }
    int sum = 0;
    for (int line = 0; line < SIDE; line += 2) {
      int i = (y + line) * width + x;
      int j = i + byY * width + byX;
      for (int end = i + SIDE; i < end; i++, j++) {
        sum += Math.abs((now[i] & 255) - (before[j] & 255));
      }
      if (sum > most) {
        return sum;
      }
    }
    return sum;
  }

  private float[] medians(float[] of, float unit) {
    var result = new float[COLUMNS * ROWS];
    for (int cell = 0; cell < result.length; cell++) {
      result[cell] = covered[cell] == 0 ? 0 : unit * median(of, cell);
    }
    return result;
  }

  private float median(float[] of, int cell) {
    int firstRow = cell / COLUMNS * height / ROWS / SIDE;
    int lastRow = Math.min(rows, ((cell / COLUMNS + 1) * height / ROWS + SIDE - 1) / SIDE);
    int firstColumn = cell % COLUMNS * width / COLUMNS / SIDE;
    int lastColumn = Math.min(columns, ((cell % COLUMNS + 1) * width / COLUMNS + SIDE - 1) / SIDE);
    int count = 0;
    for (int row = firstRow; row < lastRow; row++) {
      for (int column = firstColumn; column < lastColumn; column++) {
        if (moves[row * columns + column]) {
          sorted[count++] = of[row * columns + column];
        }
      }
    }
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : sorted[count / 2];
  }

  private static MotionGrid grid(float[] zero) {
    return new MotionGrid(COLUMNS, ROWS, zero, zero, zero);
  }
}
