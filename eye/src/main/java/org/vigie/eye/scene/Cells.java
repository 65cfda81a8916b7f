package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// The small picture in cells of four by four pixels, and what hangs together among them.
final class Cells {

  static final int SIDE = 4;

  final int columns;
  final int rows;
  private final boolean[] open;
  private final int[] queue;

  Cells(int width, int height) {
    columns = (width + SIDE - 1) / SIDE;
    rows = (height + SIDE - 1) / SIDE;
    open = new boolean[columns * rows];
    queue = new int[columns * rows];
  }

  interface Group {
    /// @param cells the first `count` entries, valid during the call only
    void found(int[] cells, int count);
  }

  interface Test {
    boolean belongs(int cell);
  }

  /// Calls `group` for every set of cells that pass the test and touch: sideways and diagonally,
  /// or with one cell between them downwards, since belts and collars part people.
  void forGroups(Test test, Group group) {
    for (int cell = 0; cell < open.length; cell++) {
      open[cell] = test.belongs(cell);
    }
    for (int cell = 0; cell < open.length; cell++) {
      if (open[cell]) {
        group.found(queue, flood(cell));
      }
    }
  }

  private int flood(int start) {
    int head = 0;
    int tail = 0;
    queue[tail++] = start;
    open[start] = false;
    while (head < tail) {
      int cell = queue[head++];
      int column = cell % columns;
      int row = cell / columns;
      for (int y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
        for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          int next = y * columns + x;
          if (open[next]) {
            open[next] = false;
            queue[tail++] = next;
          }
        }
      }
    }
    return tail;
  }

  /// Calls `then` with the index of every pixel of a cell.
  void forPixels(int cell, int width, int height, IntConsumer then) {
    int left = cell % columns * SIDE;
    int top = cell / columns * SIDE;
    int right = Math.min(left + SIDE, width);
    int bottom = Math.min(top + SIDE, height);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        then.accept(y * width + x);
      }
    }
  }

  /// Counts the pixels of each cell that are at least of a kind, which is more than zero.
  void count(byte[] kind, byte least, int width, int height, int[] counts) {
    Arrays.fill(counts, 0);
    for (int y = 0; y < height; y++) {
      int base = y / SIDE * columns;
      int start = y * width;
      int end = start + width;
      for (int i = Marked.next(kind, start, end); i < end; i = Marked.next(kind, i + 1, end)) {
        if (kind[i] >= least) {
          counts[base + (i - start) / SIDE]++;
        }
      }
    }
  }
}
