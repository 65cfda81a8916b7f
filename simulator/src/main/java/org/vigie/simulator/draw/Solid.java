package org.vigie.simulator.draw;

import java.util.List;

/// A thing that stands still. Rays are tested against it once, when the backdrop is made.
public interface Solid {

  /// What a surface looks like where a ray met it.
  @FunctionalInterface
  interface Finish {

    Look at(Ray met);
  }

  /// What a surface reflects, and what it gives off itself.
  record Look(Rgb reflects, Rgb glows) {

    public static Look matt(Rgb reflects) {
      return new Look(reflects, Rgb.BLACK);
    }
  }

  Finish NOTHING = met -> Look.matt(Rgb.BLACK);

  /// Tells the ray where it meets this, if nearer than what it met before.
  void meet(Ray ray);

  static Finish plain(int colour) {
    var look = Look.matt(Rgb.hex(colour));
    return met -> look;
  }

  /// Flat ground without end.
  static Solid ground(Finish finish) {
    return ray -> {
      double at = -ray.oy / ray.dy;
      if (at > 1e-6 && at < ray.distance) {
        ray.meet(at, 0, 1, 0, finish);
      }
    };
  }

  /// A box from one corner to the opposite one, along the axes.
  static Solid box(Vec low, Vec high, Finish finish) {
    return Group.around(
        low,
        high,
        new Hull(
            finish,
            new double[][] {
              {1, 0, 0, high.x()}, {-1, 0, 0, -low.x()},
              {0, 1, 0, high.y()}, {0, -1, 0, -low.y()},
              {0, 0, 1, high.z()}, {0, 0, -1, -low.z()}
            }));
  }

  /// A pitched roof over a rectangle, its ridge along x or along z.
  static Solid roof(Vec low, Vec high, boolean ridgeAlongX, Finish finish) {
    double rise = high.y() - low.y();
    double half = ridgeAlongX ? (high.z() - low.z()) / 2 : (high.x() - low.x()) / 2;
    double length = Math.hypot(rise, half);
    double up = half / length;
    double out = rise / length;
    if (ridgeAlongX) {
      return new Hull(
          finish,
          new double[][] {
            {1, 0, 0, high.x()},
            {-1, 0, 0, -low.x()},
            {0, -1, 0, -low.y()},
            {0, up, out, up * low.y() + out * high.z()},
            {0, up, -out, up * low.y() - out * low.z()}
          });
    }
    return new Hull(
        finish,
        new double[][] {
          {0, 0, 1, high.z()},
          {0, 0, -1, -low.z()},
          {0, -1, 0, -low.y()},
          {out, up, 0, up * low.y() + out * high.x()},
          {-out, up, 0, up * low.y() - out * low.x()}
        });
  }

  /// A sloping sheet such as an awning: a box sheared down along z by `drop`.
  static Solid awning(Vec low, Vec high, double drop, Finish finish) {
    double run = high.z() - low.z();
    double length = Math.hypot(run, drop);
    double up = run / length;
    double out = -drop / length;
    double top = up * high.y() + out * high.z();
    return new Hull(
        finish,
        new double[][] {
          {1, 0, 0, high.x()}, {-1, 0, 0, -low.x()},
          {0, 0, 1, high.z()}, {0, 0, -1, -low.z()},
          {0, up, out, top}, {0, -up, -out, -top + 0.06}
        });
  }

  /// An upright round post.
  static Solid post(double x, double z, double low, double high, double radius, Finish finish) {
    return Group.around(
        new Vec(x - radius, low, z - radius),
        new Vec(x + radius, high, z + radius),
        new Post(x, z, low, high, radius, finish));
  }

  /// A ball of leaves with ragged edges.
  static Solid leaves(Vec centre, double radius, Finish finish) {
    return new Leaves(centre, radius, finish);
  }

  /// An upright screen along x (at `at` = z) or along z (at `at` = x), seen through where `holes`
  /// says so.
  static Solid screen(
      boolean alongX, double at, double from, double to, double height, Holes holes, Finish f) {
    return new Screen(alongX, at, from, to, height, holes, f);
  }

  /// Whether a screen is open at so many metres along and up.
  @FunctionalInterface
  interface Holes {

    boolean open(double along, double up);
  }

  /// Things close together, all inside a ball.
  static Solid group(Vec centre, double radius, List<Solid> members) {
    return new Group(centre, radius, members);
  }
}
