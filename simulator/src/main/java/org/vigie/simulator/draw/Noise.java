package org.vigie.simulator.draw;

/// Smooth and rough randomness that depends on nothing but its arguments.
public final class Noise {

  private Noise() {}

  /// A number in 0 to 1 for a cell of a grid.
  public static double hash(int x, int y) {
    int h = x * 0x27d4eb2d ^ y * 0x165667b1;
    h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
    h = (h ^ (h >>> 12)) * 0x297a2d39;
    return ((h ^ (h >>> 15)) >>> 8) * 0x1p-24;
  }

  public static double hash(int x, int y, int z) {
    return hash(x ^ z * 0x3c6ef372, y + z * 0x1b873593);
  }

  /// Value noise with cells of size 1, in 0 to 1.
  public static double smooth(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double fx = ease(x - ix);
    double fy = ease(y - iy);
    double top = mix(hash(ix, iy), hash(ix + 1, iy), fx);
    double bottom = mix(hash(ix, iy + 1), hash(ix + 1, iy + 1), fx);
    return mix(top, bottom, fy);
  }

  /// Four octaves of value noise, in 0 to 1.
  public static double fractal(double x, double y) {
    return smooth(x, y) * 0.5
        + smooth(x * 2.1 + 7, y * 2.1) * 0.27
        + smooth(x * 4.3, y * 4.3 + 3) * 0.15
        + smooth(x * 8.9 + 1, y * 8.9) * 0.08;
  }

  public static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
