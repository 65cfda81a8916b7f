package org.vigie.simulator.draw;

/// A half line and the nearest thing it has met. Mutable, because a backdrop takes millions.
public final class Ray {

  double ox;
  double oy;
  double oz;
  double dx;
  double dy;
  double dz;
  double distance;
  double nx;
  double ny;
  double nz;
  Solid.Finish finish = Solid.NOTHING;

  void aim(double x, double y, double z, double toX, double toY, double toZ) {
    ox = x;
    oy = y;
    oz = z;
    dx = toX;
    dy = toY;
    dz = toZ;
    distance = Double.MAX_VALUE;
    finish = Solid.NOTHING;
  }

  boolean met() {
    return distance < Double.MAX_VALUE;
  }

  void meet(double at, double x, double y, double z, Solid.Finish of) {
    distance = at;
    nx = x;
    ny = y;
    nz = z;
    finish = of;
  }

  public double x() {
    return ox + dx * distance;
  }

  public double y() {
    return oy + dy * distance;
  }

  public double z() {
    return oz + dz * distance;
  }

  /// The surface's normal where it was met.
  public Vec normal() {
    return new Vec(nx, ny, nz);
  }

  public Vec direction() {
    return new Vec(dx, dy, dz);
  }
}
