package org.vigie.eye.scene;

import java.util.Arrays;

/// How light a picture is, and where: counts of its levels, and the mean level in a coarse grid.
final class Levels {

  static final int COLUMNS = 16;
  static final int ROWS = 9;

  /// Video black is 16; below this nothing is told from noise.
  static final int DARK = 28;

  private final int width;
  private final int height;
  private final float[] means = new float[COLUMNS * ROWS];
  private final int[] sizes = new int[means.length];
  private final int[] levels = new int[256];
  private int counted;

  Levels(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void measure(byte[] y) {
    Arrays.fill(levels, 0);
    Arrays.fill(means, 0);
    Arrays.fill(sizes, 0);
    counted = 0;
    for (int row = 1; row < height; row += 3) {
      for (int column = 1; column < width; column += 3) {
        int level = y[row * width + column] & 255;
        levels[level]++;
        counted++;
        int cell = cell(column, row);
        means[cell] += level;
        sizes[cell]++;
      }
    }
    for (int cell = 0; cell < means.length; cell++) {
      means[cell] /= Math.max(1, sizes[cell]);
    }
  }

  private int cell(int x, int y) {
    return y * ROWS / height * COLUMNS + x * COLUMNS / width;
  }

  /// Moves the means towards another's, by a share of the way.
  void blend(Levels other, float share) {
    for (int cell = 0; cell < means.length; cell++) {
      means[cell] += share * (other.means[cell] - means[cell]);
    }
  }

  /// The share of pixels between two levels, both included.
  double share(int least, int most) {
    int found = 0;
    for (int level = least; level <= most; level++) {
      found += levels[level];
    }
    return counted == 0 ? 0 : (double) found / counted;
  }

  /// Between how many levels nine tenths of the pixels lie.
  int spread() {
    return level(0.95) - level(0.05);
  }

  private int level(double share) {
    int left = (int) (counted * share);
    int level = 0;
    while (level < 255 && (left -= levels[level]) > 0) {
      level++;
    }
    return level;
  }

  /// The mean level around a pixel.
  double at(int x, int y) {
    return means[cell(x, y)];
  }

  double mean() {
    double sum = 0;
    for (float mean : means) {
      sum += mean;
    }
    return sum / means.length;
  }

  /// The correlation of light and dark places with another's: 1 is the same.
  double likeness(Levels other) {
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int cell = 0; cell < means.length; cell++) {
      a += means[cell];
      b += other.means[cell];
      aa += means[cell] * means[cell];
      bb += other.means[cell] * other.means[cell];
      ab += means[cell] * other.means[cell];
    }
    return correlation(means.length, a, b, aa, bb, ab);
  }

  /// Pearson's correlation of n pairs from their sums; 0 where one side does not vary.
  static double correlation(int n, double a, double b, double aa, double bb, double ab) {
    double spread = (aa - a * a / n) * (bb - b * b / n);
    return spread <= 1e-9 ? 0 : (ab - a * b / n) / Math.sqrt(spread);
  }
}
