package org.vigie.simulator.draw;

import java.util.List;

/// Things close together, passed over at once by rays that miss the ball around them.
final class Group implements Solid {

  private final double x;
  private final double y;
  private final double z;
  private final double radius;
  private final Solid[] members;

  Group(Vec centre, double radius, List<Solid> members) {
    this.x = centre.x();
    this.y = centre.y();
    this.z = centre.z();
    this.radius = radius;
    this.members = members.toArray(Solid[]::new);
  }

  /// The members that lie within a ball around two opposite corners of a box.
  static Group around(Vec low, Vec high, Solid member) {
    var centre = low.plus(high).times(0.5);
    return new Group(centre, high.minus(low).length() / 2 + 0.01, List.of(member));
  }

  @Override
  public void meet(Ray ray) {
    double toX = x - ray.ox;
    double toY = y - ray.oy;
    double toZ = z - ray.oz;
    double along = toX * ray.dx + toY * ray.dy + toZ * ray.dz;
    double away2 = toX * toX + toY * toY + toZ * toZ - along * along;
    if (away2 < radius * radius && along > -radius && along - radius < ray.distance) {
      for (var solid : members) {
        solid.meet(ray);
      }
    }
  }

  /// Whether a ray from `eye` within a cone around `axis` could meet it.
  boolean near(Vec eye, Vec axis, double cone) {
    var to = new Vec(x, y, z).minus(eye);
    double distance = to.length();
    if (distance <= radius) {
      return true;
    }
    double angle = Math.acos(Math.clamp(to.dot(axis) / distance, -1.0, 1.0));
    return angle < cone + Math.asin(radius / distance);
  }
}
