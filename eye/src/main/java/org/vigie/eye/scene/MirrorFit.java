package org.vigie.eye.scene;

import java.util.Arrays;

/// How well what lies below a line is the mirror image of what lies above it, in how both differ
/// from the ground: in coarse columns and rows, luma and colours.
///
/// All that differs on either side counts, so that a line is good only where one side ends as far
/// from it as the other. Nothing is allocated for a picture. One thread only.
final class MirrorFit {

  private static final int BINS = 4;
  private static final int PLANES = 3;
  private static final int ROW = BINS * PLANES;
  private static final int MOST_ROWS = 48;
  private static final int MOST_COLUMNS = 16;

  /// A camera that looks down sees mirror images a little shorter than what they are of, in
  /// sixteenths.
  private static final int[] LENGTHS = {14, 16};

  /// Levels that are noise, of luma and of colour.
  private static final int LUMA_NOISE = 5;

  private static final int COLOUR_NOISE = 2;

  private final Background background;
  private final float[] differ = new float[MOST_ROWS * ROW];
  private final double[] energy = new double[MOST_ROWS + 1];
  private int top;
  private int rows;
  private int step;
  private int line;
  private double likeness;
  private double contrast;

  MirrorFit(Background background) {
    this.background = background;
  }

  /// The best line of the last search: the first row of pixels below it.
  int line() {
    return line;
  }

  /// How alike both sides of it are: 1 where they are the same but for their contrast.
  double likeness() {
    return likeness;
  }

  /// The contrast of the lower side, by that of the upper one.
  double contrast() {
    return contrast;
  }

  /// Takes in how a box differs from the ground.
  void measure(SmallPicture picture, Blob blob) {
    int width = background.width;
    var luma = background.luma();
    top = blob.top();
    step = (blob.height() + MOST_ROWS - 1) / MOST_ROWS;
    rows = blob.height() / step;
    Arrays.fill(differ, 0, rows * ROW, 0);
    int across = (blob.width() + MOST_COLUMNS - 1) / MOST_COLUMNS;
    energy[0] = 0;
    for (int row = 0; row < rows; row++) {
      int start = (top + row * step) * width;
      for (int x = blob.left(); x < blob.right(); x += across) {
        int i = start + x;
        int bin = row * ROW + (x - blob.left()) * BINS / blob.width() * PLANES;
        differ[bin] += beyond(LUMA_NOISE, (luma[i] & 255) - background.ground(i));
        differ[bin + 1] += 2 * beyond(COLOUR_NOISE, (picture.u[i] & 255) - background.blue(i));
        differ[bin + 2] += 2 * beyond(COLOUR_NOISE, (picture.v[i] & 255) - background.red(i));
      }
      energy[row + 1] = energy[row] + product(row, row);
    }
  }

  private static int beyond(int noise, int levels) {
    return Math.abs(levels) < noise ? 0 : levels;
  }

  private double product(int one, int other) {
    double sum = 0;
    for (int i = 0; i < ROW; i++) {
      sum += differ[one * ROW + i] * differ[other * ROW + i];
    }
    return sum;
  }

  /// Looks for the best line between two rows of pixels of the measured box, below which the
  /// contrast is less than `mostContrast` of that above.
  void search(int from, int to, double mostContrast) {
    likeness = 0;
    contrast = 0;
    line = to;
    int last = Math.min(rows - 1, (to - top) / step);
    for (int row = Math.max(1, (from - top) / step); row <= last; row++) {
      double upper = energy[row];
      double lower = energy[rows] - upper;
      if (upper > 0 && lower > 0 && lower < mostContrast * mostContrast * upper) {
        double most = 0;
        for (int length : LENGTHS) {
          most = Math.max(most, mirrored(row, length));
        }
        double alike = most / Math.sqrt(upper * lower);
        if (alike > likeness) {
          likeness = alike;
          contrast = Math.sqrt(lower / upper);
          line = top + row * step;
        }
      }
    }
  }

  private double mirrored(int row, int length) {
    double sum = 0;
    for (int above = row - 1; above >= 0; above--) {
      int below = row + ((row - 1 - above) * length >> 4);
      if (below >= rows) {
        break;
      }
      sum += product(above, below);
    }
    return sum;
  }

  /// How alike both sides of the best line would be if the lower were not upside down: what any two
  /// halves of somebody have in common.
  double likenessUpright() {
    int row = Math.min(rows, (line - top) / step);
    double upper = energy[row];
    double lower = energy[rows] - upper;
    double sum = 0;
    for (int below = row; below < rows && below - row < row; below++) {
      sum += product(row - Math.min(row, rows - row) + below - row, below);
    }
    return upper > 0 && lower > 0 ? sum / Math.sqrt(upper * lower) : 0;
  }
}
