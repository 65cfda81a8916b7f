package org.vigie.model;

import java.util.List;
import org.vigie.model.Ground.Metres;

/// The arithmetic of a projective map between two planes: nine numbers, row by row, scaled so that
/// the nearness in the middle of the places it was fitted to is 1.
final class Homography {

  /// Why places that are not all in front of the camera fix no map.
  static final String TURNED_OVER =
      "the horizon would pass between these places; are two of them swapped?";

  private static final int UNKNOWN = 8;

  private Homography() {}

  /// The map that takes `from` nearest to `to`: exactly for four places, in the sense of algebraic
  /// least squares for more.
  ///
  /// Both sides are first moved to their middle and scaled to a mean distance of the square root of
  /// two, without which the equations are badly conditioned (Hartley, "In Defense of the
  /// Eight-Point Algorithm", IEEE PAMI 19(6), 1997). The middle of places that are all in front of
  /// the camera is in front of it, so its nearness is not 0 and may be set to 1.
  ///
  /// @throws IllegalArgumentException [#TURNED_OVER]
  static double[] fit(List<Metres> from, List<Metres> to) {
    var source = Frame.of(from);
    var target = Frame.of(to);
    var normal = new double[UNKNOWN][UNKNOWN + 1];
    for (int i = 0; i < from.size(); i++) {
      var s = source.in(from.get(i));
      var t = target.in(to.get(i));
      add(normal, new double[] {s.x(), s.y(), 1, 0, 0, 0, -t.x() * s.x(), -t.x() * s.y()}, t.x());
      add(normal, new double[] {0, 0, 0, s.x(), s.y(), 1, -t.y() * s.x(), -t.y() * s.y()}, t.y());
    }
    var h = solve(normal);
    var inner = new double[] {h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1};
    return times(times(target.back(), inner), source.matrix());
  }

  /// One over the depth along the camera's axis, in depths of the middle; 0 on the horizon,
  /// negative above it.
  static double nearness(double[] map, Metres place) {
    return map[6] * place.x() + map[7] * place.y() + map[8];
  }

  static Metres apply(double[] map, Metres place) {
    double nearness = nearness(map, place);
    return new Metres(
        (map[0] * place.x() + map[1] * place.y() + map[2]) / nearness,
        (map[3] * place.x() + map[4] * place.y() + map[5]) / nearness);
  }

  /// How the map moves for small steps around a place: dX/dx, dX/dy, dY/dx, dY/dy.
  static double[] derivative(double[] map, Metres place) {
    double nearness = nearness(map, place);
    var there = apply(map, place);
    return new double[] {
      (map[0] - there.x() * map[6]) / nearness,
      (map[1] - there.x() * map[7]) / nearness,
      (map[3] - there.y() * map[6]) / nearness,
      (map[4] - there.y() * map[7]) / nearness
    };
  }

  /// Adds one equation to the normal equations.
  private static void add(double[][] normal, double[] row, double value) {
    for (int i = 0; i < UNKNOWN; i++) {
      for (int j = 0; j < UNKNOWN; j++) {
        normal[i][j] += row[i] * row[j];
      }
      normal[i][UNKNOWN] += row[i] * value;
    }
  }

  /// Gauss's elimination with partial pivoting (Golub and Van Loan, "Matrix Computations", 3.4).
  private static double[] solve(double[][] a) {
    for (int column = 0; column < UNKNOWN; column++) {
      int pivot = column;
      for (int row = column + 1; row < UNKNOWN; row++) {
        pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
      }
      var swapped = a[column];
      a[column] = a[pivot];
      a[pivot] = swapped;
      if (Math.abs(a[column][column]) < 1e-12) {
        // Four of the places span a plane, so only the middle's nearness can be wrong: it is 0.
        throw new IllegalArgumentException(TURNED_OVER);
      }
      for (int row = column + 1; row < UNKNOWN; row++) {
        double share = a[row][column] / a[column][column];
        for (int k = column; k <= UNKNOWN; k++) {
          a[row][k] -= share * a[column][k];
        }
      }
    }
    var solved = new double[UNKNOWN];
    for (int row = UNKNOWN - 1; row >= 0; row--) {
      double rest = a[row][UNKNOWN];
      for (int k = row + 1; k < UNKNOWN; k++) {
        rest -= a[row][k] * solved[k];
      }
      solved[row] = rest / a[row][row];
    }
    return solved;
  }

  private static double[] times(double[] a, double[] b) {
    var product = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        for (int k = 0; k < 3; k++) {
          product[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column];
        }
      }
    }
    return product;
  }

  /// Coordinates around the middle of some places, scaled.
  private record Frame(double x, double y, double scale) {

    static Frame of(List<Metres> places) {
      double x = places.stream().mapToDouble(Metres::x).average().orElse(0);
      double y = places.stream().mapToDouble(Metres::y).average().orElse(0);
      double mean =
          places.stream().mapToDouble(p -> Math.hypot(p.x() - x, p.y() - y)).average().orElse(1);
      return new Frame(x, y, Math.sqrt(2) / mean);
    }

    Metres in(Metres place) {
      return new Metres((place.x() - x) * scale, (place.y() - y) * scale);
    }

    double[] matrix() {
      return new double[] {scale, 0, -x * scale, 0, scale, -y * scale, 0, 0, 1};
    }

    double[] back() {
      return new double[] {1 / scale, 0, x, 0, 1 / scale, y, 0, 0, 1};
    }
  }
}
