package org.vigie.simulator.scene;

import static org.vigie.simulator.draw.Noise.fractal;
import static org.vigie.simulator.draw.Noise.hash;

import org.vigie.simulator.draw.Ray;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid.Finish;
import org.vigie.simulator.draw.Solid.Look;

/// Surfaces: what stone, leaves, asphalt and house fronts look like, all made up from noise.
public final class Finishes {

  private Finishes() {}

  public static Rgb asphalt(double x, double z) {
    double grain = hash((int) Math.floor(x * 22), (int) Math.floor(z * 22));
    double worn = fractal(x * 0.35, z * 0.12);
    return Rgb.hex(0x5b5c5f).times(0.72 + 0.16 * grain + 0.3 * worn);
  }

  /// Rectangular stones with joints.
  public static Rgb slabs(Rgb colour, double x, double z, double wide, double deep) {
    int row = (int) Math.floor(z / deep);
    double along = x / wide + (row & 1) * 0.5;
    int column = (int) Math.floor(along);
    double jointX = Math.abs(along - column - 0.5) * 2;
    double jointZ = Math.abs(z / deep - row - 0.5) * 2;
    double joint = jointX > 1 - 0.05 / wide || jointZ > 1 - 0.05 / deep ? 0.68 : 1;
    double stain = 0.82 + 0.3 * fractal(x * 0.23, z * 0.23);
    return colour.times((0.87 + 0.2 * hash(column, row)) * joint * stain);
  }

  public static Rgb grass(double x, double z) {
    double blade = hash((int) Math.floor(x * 18), (int) Math.floor(z * 18));
    return Rgb.hex(0x5f6e3c).times(0.6 + 0.4 * blade + 0.35 * (fractal(x * 0.6, z * 0.6) - 0.5));
  }

  public static Rgb concrete(double x, double z) {
    double stain = fractal(x * 0.28, z * 0.28);
    double patch = fractal(x * 1.7 + 9, z * 1.7);
    double joint = joint(x, 4.5) || joint(z, 4.5) ? 0.75 : 1;
    return Rgb.hex(0x9d978c).times((0.7 + 0.4 * stain + 0.15 * patch) * joint);
  }

  private static boolean joint(double at, double every) {
    return Math.abs(at / every - Math.rint(at / every)) < 0.035 / every;
  }

  static Finish leaves(int colour) {
    var base = Rgb.hex(colour);
    return met -> {
      double shade =
          hash(
              (int) Math.floor(met.x() * 9),
              (int) Math.floor(met.y() * 9),
              (int) Math.floor(met.z() * 9));
      return Look.matt(base.times(0.55 + 0.7 * shade));
    };
  }

  static Finish bark(int colour) {
    var base = Rgb.hex(colour);
    return met ->
        Look.matt(base.times(0.7 + 0.6 * fractal(met.x() * 9 + met.z() * 5, met.y() * 3)));
  }

  public static Finish rough(int colour) {
    var base = Rgb.hex(colour);
    return met ->
        Look.matt(base.times(0.85 + 0.3 * fractal(along(met) * 1.3, met.y() * 1.3 + met.z())));
  }

  /// Stripes along x or z, as on awnings.
  static Finish stripes(int one, int other, double wide) {
    var a = Look.matt(Rgb.hex(one));
    var b = Look.matt(Rgb.hex(other));
    return met -> Math.floorMod((int) Math.floor(met.x() / wide), 2) == 0 ? a : b;
  }

  /// Ribbed steel sheet.
  static Finish ribbed(int colour) {
    var base = Rgb.hex(colour);
    return met -> {
      double rib = 0.86 + 0.14 * Math.signum(Math.sin(along(met) * 2 * Math.PI / 0.28));
      double rust = Math.max(0, fractal(along(met) * 0.7, met.y() * 0.9) - 0.55);
      return Look.matt(
          base.mix(Rgb.hex(0x6b4a34), Math.min(0.7, rust * 3))
              .times(met.normal().y() > 0.5 ? 1 : rib));
    };
  }

  static Finish tiles(int colour) {
    var base = Rgb.hex(colour);
    return met -> {
      double row = hash((int) Math.floor(along(met) * 3.2), (int) Math.floor(met.y() * 4.5));
      double edge = met.y() * 4.5 - Math.floor(met.y() * 4.5) < 0.16 ? 0.75 : 1;
      return Look.matt(base.times((0.75 + 0.4 * row) * edge));
    };
  }

  static Finish water(Rgb shallow, Rgb sky) {
    return met -> {
      double far = Math.hypot(met.x(), met.z());
      double ripple = fractal(met.x() * 0.55 + met.z() * 0.2, met.z() * 1.5);
      double mirror = Math.clamp(0.25 + far / 90 + (ripple - 0.5) * 0.9, 0.05, 0.95);
      return new Look(shallow.times(0.8), sky.times(mirror * 0.55));
    };
  }

  /// How far along its wall a ray met it.
  static double along(Ray met) {
    return Math.abs(met.normal().x()) > 0.6 ? met.z() : met.x();
  }
}
