package org.vigie.bench.evaluate;

import java.util.Arrays;

/// Pairs rows with columns, each at most once, as many as can be, so that the costs add up to the
/// least: the Hungarian method with potentials (Kuhn, Munkres), cubic in the larger side.
final class LeastCost {

  private LeastCost() {}

  /// @param cost rows of equal length
  /// @return the column of each row; -1 where there are fewer columns than rows and none is left
  static int[] assign(double[][] cost) {
    int rows = cost.length;
    int columns = rows == 0 ? 0 : cost[0].length;
    var chosen = new int[rows];
    Arrays.fill(chosen, -1);
    if (columns == 0) {
      return chosen;
    }
    if (rows > columns) {
      int[] turned = assign(turned(cost));
      for (int column = 0; column < columns; column++) {
        chosen[turned[column]] = column;
      }
      return chosen;
    }
    // Row and column 0 are not real; rowOf[column] is the row that has it.
    var rowOf = new int[columns + 1];
    var ofRow = new double[rows + 1];
    var ofColumn = new double[columns + 1];
    for (int row = 1; row <= rows; row++) {
      add(row, cost, rowOf, ofRow, ofColumn);
    }
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0) {
        chosen[rowOf[column] - 1] = column - 1;
      }
    }
    return chosen;
  }

  private static double[][] turned(double[][] cost) {
    var turned = new double[cost[0].length][cost.length];
    for (int row = 0; row < cost.length; row++) {
      for (int column = 0; column < cost[0].length; column++) {
        turned[column][row] = cost[row][column];
      }
    }
    return turned;
  }

  /// Finds a column for one more row along the shortest way over those taken.
  private static void add(
      int row, double[][] cost, int[] rowOf, double[] ofRow, double[] ofColumn) {
    int columns = ofColumn.length - 1;
    var least = new double[columns + 1];
    var before = new int[columns + 1];
    var done = new boolean[columns + 1];
    Arrays.fill(least, Double.MAX_VALUE);
    rowOf[0] = row;
    int column = 0;
    while (rowOf[column] != 0) {
      done[column] = true;
      int from = rowOf[column];
      double step = Double.MAX_VALUE;
      int next = 0;
      for (int c = 1; c <= columns; c++) {
        if (!done[c]) {
          double here = cost[from - 1][c - 1] - ofRow[from] - ofColumn[c];
          if (here < least[c]) {
            least[c] = here;
            before[c] = column;
          }
          if (least[c] < step) {
            step = least[c];
            next = c;
          }
        }
      }
      for (int c = 0; c <= columns; c++) {
        if (done[c]) {
          ofRow[rowOf[c]] += step;
          ofColumn[c] -= step;
        } else {
          least[c] -= step;
        }
      }
      column = next;
    }
    while (column != 0) {
      int earlier = before[column];
      rowOf[column] = rowOf[earlier];
      column = earlier;
    }
  }
}
