package org.vigie.eye.scene;

import java.util.Arrays;

/// The outlines of a view: how steep the picture is in each cell of four by four pixels, how sharp
/// outlines are, and how light it is.
final class Outlines {

  /// A view with fewer cells that show an outline cannot be told from another.
  static final int LEAST_EDGES = 60;

  private static final int SIDE = 4;

  /// In levels over four pixels: twice what noise and coding leave on a wall.
  private static final float EDGE = 20;

  private static final float NOISE = 8;

  private static final int PARTS_ACROSS = 4;
  private static final int PARTS_DOWN = 3;

  /// Of about 300 cells: with fewer outlines a part cannot be told from another.
  private static final int LEAST_EDGES_OF_PART = 20;

  private static final int LEAST_PARTS = 4;

  /// Outlines are spread over three cells, so that a part is worth about 30 independent ones: by
  /// chance their correlation reaches 0.18 once in three times, 0.45 once in a hundred.
  private static final double ALIKE = 0.45;

  /// In cells: an eighth of the picture's width.
  private static final int FARTHEST_SHIFT = 10;

  /// Of every level: each cell's is needed nine times a look.
  private static final float[] ROOTS = roots();

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final float[] steep;
  private final float[] roots;
  private final float[] compressed;
  private final Levels levels;
  private double sharpness;

  Outlines(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = width / SIDE;
    this.rows = height / SIDE;
    this.steep = new float[columns * rows];
    this.roots = new float[columns * rows];
    this.compressed = new float[columns * rows];
    this.levels = new Levels(width, height);
  }

  private static float[] roots() {
    var roots = new float[256];
    for (int level = 0; level < roots.length; level++) {
      roots[level] = (float) Math.sqrt(level);
    }
    return roots;
  }

  void measure(SmallPicture picture) {
    measureSteepness(picture.y);
    measureSharpness(picture.y);
    levels.measure(picture.y);
    compress();
  }

  private void measureSteepness(byte[] y) {
    Arrays.fill(steep, 0);
    for (int row = 1; row < rows - 1; row++) {
      for (int column = 1; column < columns - 1; column++) {
        int most = 0;
        for (int k = 0; k < SIDE; k++) {
          int i = (row * SIDE + k) * width + column * SIDE + (k * 2 + 1) % SIDE;
          int across = Math.abs((y[i + 2] & 255) - (y[i - 2] & 255));
          int down = Math.abs((y[i + 2 * width] & 255) - (y[i - 2 * width] & 255));
          most = Math.max(most, Math.max(across, down));
        }
        steep[row * columns + column] = most;
        roots[row * columns + column] = ROOTS[most];
      }
    }
  }

  /// The median, over outlines, of the steepest single step as a share of the rise over ten pixels:
  /// it does not depend on contrast, and so not on light.
  private void measureSharpness(byte[] y) {
    var shares = new int[101];
    int found = 0;
    for (int row = 8; row < height - 8; row += 3) {
      for (int column = 8; column < width - 8; column += 3) {
        int i = row * width + column;
        found += addSharpness(y, i, 1, shares) + addSharpness(y, i, width, shares);
      }
    }
    int left = found / 2;
    int median = 0;
    while (median < 100 && (left -= shares[median]) > 0) {
      median++;
    }
    sharpness = found >= LEAST_EDGES ? median / 100.0 : 0;
  }

  private static int addSharpness(byte[] y, int i, int step, int[] shares) {
    int rise = Math.abs((y[i + 5 * step] & 255) - (y[i - 5 * step] & 255));
    if (rise < EDGE * 1.5) {
      return 0;
    }
    int most = 0;
    for (int k = -5; k < 5; k++) {
      most = Math.max(most, Math.abs((y[i + (k + 1) * step] & 255) - (y[i + k * step] & 255)));
    }
    shares[Math.min(100, most * 100 / rise)]++;
    return 1;
  }

  /// Steepness with its extremes drawn in and spread over neighbours, so that neither one bright
  /// lamp nor a shiver of the mast decides a likeness.
  private void compress() {
    for (int row = 1; row < rows - 1; row++) {
      for (int column = 1; column < columns - 1; column++) {
        int cell = row * columns + column;
        float sum = 0;
        for (int y = -1; y <= 1; y++) {
          for (int x = -1; x <= 1; x++) {
            sum += roots[cell + y * columns + x];
          }
        }
        compressed[cell] = sum / 9;
      }
    }
  }

  /// Moves towards another, by a share of the way.
  void blend(Outlines other, double share) {
    float by = (float) Math.min(1, share);
    for (int cell = 0; cell < steep.length; cell++) {
      steep[cell] += by * (other.steep[cell] - steep[cell]);
      compressed[cell] += by * (other.compressed[cell] - compressed[cell]);
    }
    levels.blend(other.levels, by);
    if (other.sharpness > 0) {
      sharpness = sharpness == 0 ? other.sharpness : sharpness + by * (other.sharpness - sharpness);
    }
  }

  Levels levels() {
    return levels;
  }

  /// 0 where there are too few outlines to say, else up to 1.
  double sharpness() {
    return sharpness;
  }

  int edges() {
    return edges(0, 0, columns, rows);
  }

  private int edges(int left, int top, int right, int bottom) {
    int found = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        found += steep[row * columns + column] >= EDGE ? 1 : 0;
      }
    }
    return found;
  }

  /// The correlation of outlines with another's, moved by so many cells: 1 is the same.
  double likeness(Outlines other, int right, int down) {
    return likeness(
        other,
        Math.max(1, 1 - right),
        Math.max(1, 1 - down),
        Math.min(columns - 1, columns - 1 - right),
        Math.min(rows - 1, rows - 1 - down),
        right,
        down);
  }

  private double likeness(
      Outlines other, int left, int top, int right, int bottom, int byRight, int byDown) {
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        double mine = compressed[row * columns + column];
        double its = other.compressed[(row + byDown) * columns + column + byRight];
        a += mine;
        b += its;
        aa += mine * mine;
        bb += its * its;
        ab += mine * its;
      }
    }
    return Levels.correlation((right - left) * (bottom - top), a, b, aa, bb, ab);
  }

  /// Of the parts of the picture in which another has outlines, the share that shows the same ones.
  /// Where a camera was turned hardly any part does; behind a crowd or a lorry, or in other light,
  /// some always do.
  double partsAlike(Outlines other) {
    int parts = 0;
    int alike = 0;
    for (int down = 0; down < PARTS_DOWN; down++) {
      for (int across = 0; across < PARTS_ACROSS; across++) {
        int left = Math.max(1, across * columns / PARTS_ACROSS);
        int right = Math.min(columns - 1, (across + 1) * columns / PARTS_ACROSS);
        int top = Math.max(1, down * rows / PARTS_DOWN);
        int bottom = Math.min(rows - 1, (down + 1) * rows / PARTS_DOWN);
        if (other.edges(left, top, right, bottom) >= LEAST_EDGES_OF_PART) {
          parts++;
          alike += likeness(other, left, top, right, bottom, 0, 0) >= ALIKE ? 1 : 0;
        }
      }
    }
    return parts < LEAST_PARTS ? 1 : (double) alike / parts;
  }

  /// The best likeness to another that was moved by two cells or more; every second cell is tried,
  /// for outlines are spread over their neighbours.
  double bestShifted(Outlines other) {
    double best = -1;
    for (int down = -FARTHEST_SHIFT; down <= FARTHEST_SHIFT; down += 2) {
      for (int right = -FARTHEST_SHIFT; right <= FARTHEST_SHIFT; right += 2) {
        if (down != 0 || right != 0) {
          best = Math.max(best, likeness(other, right, down));
        }
      }
    }
    return best;
  }

  /// Of another's outlines, the share that is not here, allowing for less light: what would be
  /// lost in noise then is not asked for, and where hardly anything is left nothing is said.
  double vanished(Outlines from) {
    double light = lightBeside(from);
    int all = 0;
    int gone = 0;
    for (int cell = 0; cell < steep.length; cell++) {
      if (from.steep[cell] >= EDGE && from.steep[cell] * light >= 1.5 * NOISE) {
        all++;
        gone += isGone(cell, from, light) ? 1 : 0;
      }
    }
    return all < LEAST_EDGES ? 0 : (double) gone / all;
  }

  /// How much light there is beside another, at most 1.
  private double lightBeside(Outlines other) {
    double dark = 16;
    return Math.clamp((levels.mean() - dark) / Math.max(1, other.levels.mean() - dark), 0.05, 1);
  }

  private boolean isGone(int cell, Outlines from, double light) {
    return around(cell) < Math.max(NOISE, from.steep[cell] * light / 4);
  }

  private boolean isDark(int cell) {
    return levels.at(cell % columns * SIDE, cell / columns * SIDE) < Levels.DARK;
  }

  private float around(int cell) {
    float most = 0;
    int row = cell / columns;
    int column = cell % columns;
    for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        most = Math.max(most, steep[y * columns + x]);
      }
    }
    return most;
  }

  /// Of the parts of the picture that had outlines, the share in which nearly all of them are gone,
  /// though it is not dark there: what hides a lens is out of focus and has none.
  double hiddenPart(Outlines from) {
    int side = 8;
    int wide = columns / side + 1;
    int high = rows / side + 1;
    double light = lightBeside(from);
    var had = new int[wide * high];
    var gone = new int[wide * high];
    for (int cell = 0; cell < steep.length; cell++) {
      if (from.steep[cell] >= EDGE) {
        int part = cell / columns / side * wide + cell % columns / side;
        had[part]++;
        gone[part] += isGone(cell, from, light) && !isDark(cell) ? 1 : 0;
      }
    }
    int parts = 0;
    int hidden = 0;
    for (int part = 0; part < had.length; part++) {
      if (had[part] >= 4) {
        parts++;
        hidden += gone[part] * 10 >= had[part] * 9 ? 1 : 0;
      }
    }
    return parts < 6 ? 0 : (double) hidden / parts;
  }
}
