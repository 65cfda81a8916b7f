package org.vigie.simulator.draw;

/// A place or direction in the world, in metres: x to the right, y up, z away from the camera.
public record Vec(double x, double y, double z) {

  public Vec plus(Vec o) {
    return new Vec(x + o.x, y + o.y, z + o.z);
  }

  public Vec minus(Vec o) {
    return new Vec(x - o.x, y - o.y, z - o.z);
  }

  public Vec times(double k) {
    return new Vec(x * k, y * k, z * k);
  }

  public double dot(Vec o) {
    return x * o.x + y * o.y + z * o.z;
  }

  public Vec cross(Vec o) {
    return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  /// As far below the ground as it is above it.
  Vec mirrored() {
    return new Vec(x, -y, z);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public Vec unit() {
    return times(1 / length());
  }
}
