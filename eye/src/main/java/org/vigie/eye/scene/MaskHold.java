package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Remembers where something moved, and keeps it masked until it has been quiet there for long
/// enough.
final class MaskHold {

  static final int COLUMNS = 40;

  /// Pixels of a block, in fifteenths, that must differ before they count as more than noise.
  private static final int LEAST_SHARE = 15;

  private static final int MOVED_LATELY_MS = 2000;

  final int rows;
  private final int width;
  private final int height;
  private final double quietSeconds;
  private final double[] movedAt;
  private final int[] counts;
  private final int[] columnOf;

  MaskHold(int width, int height, double quietSeconds) {
    this.width = width;
    this.height = height;
    this.quietSeconds = quietSeconds;
    this.rows = Math.clamp(Math.round((float) COLUMNS * height / width), 1, 200);
    this.movedAt = new double[COLUMNS * rows];
    this.counts = new int[movedAt.length];
    this.columnOf = new int[width];
    Arrays.fill(movedAt, Double.NEGATIVE_INFINITY);
    for (int x = 0; x < width; x++) {
      columnOf[x] = x * COLUMNS / width;
    }
  }

  /// Notes the pixels that differ from the background, shadows included, and changed lately.
  void note(Background background, double now) {
    Arrays.fill(counts, 0);
    for (int y = 0; y < height; y++) {
      int base = y * rows / height * COLUMNS;
      for (int x = 0, i = y * width; x < width; x++, i++) {
        if (background.kind[i] != Background.SAME && background.settledMs[i] < MOVED_LATELY_MS) {
          counts[base + columnOf[x]]++;
        }
      }
    }
    int least = Math.max(3, width * height / (COLUMNS * rows) / LEAST_SHARE);
    for (int block = 0; block < counts.length; block++) {
      if (counts[block] >= least) {
        movedAt[block] = now;
      }
    }
  }

  /// Notes everything in these boxes, in pixels of the small picture: whatever is inside an
  /// outline that moves belongs to it.
  void noteBoxes(List<double[]> boxes, double now) {
    for (var box : boxes) {
      int left = Math.clamp((int) (box[0] * COLUMNS / width), 0, COLUMNS - 1);
      int right = Math.clamp((int) (box[2] * COLUMNS / width), 0, COLUMNS - 1);
      int top = Math.clamp((int) (box[1] * rows / height), 0, rows - 1);
      int bottom = Math.clamp((int) (box[3] * rows / height), 0, rows - 1);
      for (int y = top; y <= bottom; y++) {
        Arrays.fill(movedAt, y * COLUMNS + left, y * COLUMNS + right + 1, now);
      }
    }
  }

  /// The blocks to mask: where something moved within the quiet period, and their neighbours.
  BitSet blocks(double now) {
    var blocks = new BitSet(movedAt.length);
    for (int block = 0; block < movedAt.length; block++) {
      if (now - movedAt[block] < quietSeconds) {
        grow(blocks, block % COLUMNS, block / COLUMNS);
      }
    }
    return blocks;
  }

  private void grow(BitSet blocks, int column, int row) {
    for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      blocks.set(
          y * COLUMNS + Math.max(0, column - 1), y * COLUMNS + Math.min(COLUMNS, column + 2));
    }
  }
}
