package org.vigie.simulator.draw;

/// A ball with holes between its leaves: rays may pass through it to what is behind.
record Leaves(Vec centre, double radius, Solid.Finish finish) implements Solid {

  private static final double LEAF = 0.075;

  @Override
  public void meet(Ray ray) {
    double px = ray.ox - centre.x();
    double py = ray.oy - centre.y();
    double pz = ray.oz - centre.z();
    double b = px * ray.dx + py * ray.dy + pz * ray.dz;
    double root = b * b - (px * px + py * py + pz * pz) + radius * radius;
    if (root < 0) {
      return;
    }
    double side = Math.sqrt(root);
    if (!leafAt(ray, -b - side)) {
      leafAt(ray, -b + side);
    }
  }

  private boolean leafAt(Ray ray, double at) {
    if (at <= 1e-6 || at >= ray.distance) {
      return at >= ray.distance;
    }
    double x = ray.ox + at * ray.dx;
    double y = ray.oy + at * ray.dy;
    double z = ray.oz + at * ray.dz;
    int ix = (int) Math.floor(x / LEAF);
    int iy = (int) Math.floor(y / LEAF);
    int iz = (int) Math.floor(z / LEAF);
    if (Noise.hash(ix, iy, iz) < 0.42) {
      return false;
    }
    // Leaves point anywhere; the ball's own shape only tends their way.
    double jx = Noise.hash(ix, iy, iz + 7919) - 0.5;
    double jy = Noise.hash(ix, iy, iz + 104729) - 0.3;
    double jz = Noise.hash(ix, iy, iz + 1299709) - 0.5;
    double nx = (x - centre.x()) / radius + jx * 1.3;
    double ny = (y - centre.y()) / radius + jy * 1.3;
    double nz = (z - centre.z()) / radius + jz * 1.3;
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9;
    ray.meet(at, nx / length, ny / length, nz / length, finish);
    return true;
  }
}
