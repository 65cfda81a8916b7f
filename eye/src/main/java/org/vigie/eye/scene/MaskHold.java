package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Remembers where something moved, and keeps it masked until it has been quiet there for long
/// enough. Movement is noted in quarters of blocks, and reaches one quarter further than it was
/// seen.
final class MaskHold {

  static final int COLUMNS = 40;

  /// Pixels of a block, in fifteenths, that must differ before they count as more than noise.
  private static final int LEAST_SHARE = 15;

  private static final int MOVED_LATELY_MS = 2000;

  /// Faint hands and feet reach this far out of the box that was seen, in its own sizes.
  private static final double LIMBS = 0.05;

  final int rows;
  private final int width;
  private final int height;
  private final double quietSeconds;
  private final double[] movedAt;
  private final int[] counts;
  private final int[] quarters;
  private final int[] columnOf;

  MaskHold(int width, int height, double quietSeconds) {
    this.width = width;
    this.height = height;
    this.quietSeconds = quietSeconds;
    this.rows = Math.clamp(Math.round((float) COLUMNS * height / width), 1, 200);
    this.movedAt = new double[COLUMNS * rows];
    this.counts = new int[movedAt.length];
    this.quarters = new int[4 * movedAt.length];
    this.columnOf = new int[width];
    Arrays.fill(movedAt, Double.NEGATIVE_INFINITY);
    for (int x = 0; x < width; x++) {
      columnOf[x] = x * COLUMNS / width;
    }
  }

  /// Notes the pixels that differ from the background, shadows included, and changed lately.
  void note(Background background, double now) {
    Arrays.fill(counts, 0);
    Arrays.fill(quarters, 0);
    for (int y = 0; y < height; y++) {
      int base = y * rows / height * COLUMNS;
      int quarterBase = y * 2 * rows / height * 2 * COLUMNS;
      int start = y * width;
      int end = start + width;
      var kind = background.kind;
      for (int i = Marked.next(kind, start, end); i < end; i = Marked.next(kind, i + 1, end)) {
        if (background.settledMs[i] < MOVED_LATELY_MS) {
          int x = i - start;
          counts[base + columnOf[x]]++;
          quarters[quarterBase + x * 2 * COLUMNS / width]++;
        }
      }
    }
    int least = Math.max(3, width * height / (COLUMNS * rows) / LEAST_SHARE);
    for (int quarter = 0; quarter < quarters.length; quarter++) {
      int column = quarter % (2 * COLUMNS);
      int row = quarter / (2 * COLUMNS);
      if (quarters[quarter] > 0 && counts[row / 2 * COLUMNS + column / 2] >= least) {
        move(column - 1, row - 1, column + 1, row + 1, now);
      }
    }
  }

  /// Notes everything in these boxes, in pixels of the small picture: whatever is inside an
  /// outline that moves belongs to it.
  void noteBoxes(List<double[]> boxes, double now) {
    for (var box : boxes) {
      double across = LIMBS * (box[2] - box[0]);
      double up = LIMBS * (box[3] - box[1]);
      move(
          (int) ((box[0] - across) * 2 * COLUMNS / width) - 1,
          (int) ((box[1] - up) * 2 * rows / height) - 1,
          (int) ((box[2] + across) * 2 * COLUMNS / width) + 1,
          (int) ((box[3] + up) * 2 * rows / height) + 1,
          now);
    }
  }

  /// Something moves in these quarters, first to last: in the blocks that they lie in.
  private void move(int left, int top, int right, int bottom, double now) {
    int first = Math.clamp(left / 2, 0, COLUMNS - 1);
    int last = Math.clamp(right / 2, 0, COLUMNS - 1);
    for (int y = Math.max(0, top / 2); y <= Math.min(rows - 1, bottom / 2); y++) {
      Arrays.fill(movedAt, y * COLUMNS + first, y * COLUMNS + last + 1, now);
    }
  }

  /// The blocks to mask: where something moved within the quiet period.
  BitSet blocks(double now) {
    var blocks = new BitSet(movedAt.length);
    for (int block = 0; block < movedAt.length; block++) {
      if (now - movedAt[block] < quietSeconds) {
        blocks.set(block);
      }
    }
    return blocks;
  }
}
