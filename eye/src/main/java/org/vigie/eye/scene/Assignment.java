package org.vigie.eye.scene;

import java.util.Arrays;

/// The cheapest way to give each row a column of its own (Hungarian method, O(n^3)).
final class Assignment {

  private Assignment() {}

  /// @param cost rows by columns; a pair dearer than `most` is never made
  /// @return the column of each row, -1 for none
  static int[] solve(double[][] cost, double most) {
    int rows = cost.length;
    var assigned = new int[rows];
    Arrays.fill(assigned, -1);
    if (rows == 0 || cost[0].length == 0) {
      return assigned;
    }
    // Two that stay alone cost `most` together: a square problem in which each row may take a
    // column of nobody.
    int size = rows + cost[0].length;
    var potentialRow = new double[size + 1];
    var potentialColumn = new double[size + 1];
    var rowOf = new int[size + 1];
    var way = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      rowOf[0] = row;
      int column = 0;
      var least = new double[size + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      var used = new boolean[size + 1];
      do {
        used[column] = true;
        int current = rowOf[column];
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= size; j++) {
          if (!used[j]) {
            double reduced =
                at(cost, current - 1, j - 1, most) - potentialRow[current] - potentialColumn[j];
            if (reduced < least[j]) {
              least[j] = reduced;
              way[j] = column;
            }
            if (least[j] < delta) {
              delta = least[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= size; j++) {
          if (used[j]) {
            potentialRow[rowOf[j]] += delta;
            potentialColumn[j] -= delta;
          } else {
            least[j] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        rowOf[column] = rowOf[way[column]];
        column = way[column];
      }
    }
    int columns = cost[0].length;
    for (int j = 1; j <= columns; j++) {
      int row = rowOf[j] - 1;
      if (row < rows && cost[row][j - 1] <= most) {
        assigned[row] = j - 1;
      }
    }
    return assigned;
  }

  private static double at(double[][] cost, int row, int column, double most) {
    int rows = cost.length;
    int columns = cost[0].length;
    if (row < rows) {
      return column < columns ? Math.min(cost[row][column], 2 * most + 1) : most / 2;
    }
    return column < columns ? most / 2 : 0;
  }
}
