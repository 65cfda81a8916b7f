package org.vigie.simulator.draw;

/// An upright cylinder.
record Post(double x, double z, double low, double high, double radius, Solid.Finish finish)
    implements Solid {

  @Override
  public void meet(Ray ray) {
    double px = ray.ox - x;
    double pz = ray.oz - z;
    double a = ray.dx * ray.dx + ray.dz * ray.dz;
    double b = px * ray.dx + pz * ray.dz;
    double c = px * px + pz * pz - radius * radius;
    double root = b * b - a * c;
    if (root < 0 || a == 0) {
      return;
    }
    double at = (-b - Math.sqrt(root)) / a;
    double y = ray.oy + at * ray.dy;
    if (at > 1e-6 && at < ray.distance && y >= low && y <= high) {
      ray.meet(at, (px + at * ray.dx) / radius, 0, (pz + at * ray.dz) / radius, finish);
    }
  }
}
