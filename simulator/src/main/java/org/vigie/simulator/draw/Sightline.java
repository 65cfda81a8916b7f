package org.vigie.simulator.draw;

import java.util.List;

/// Tells how much of a body can be seen past what stands in a place. Used by one thread.
public final class Sightline {

  /// A point is hidden by what is so much nearer, in metres: less is the ground it stands on.
  private static final double NEARER = 0.35;

  private final List<Solid> solids;
  private final Lens lens;
  private final Ray ray = new Ray();

  public Sightline(List<Solid> solids, Lens lens) {
    this.solids = List.copyOf(solids);
    this.lens = lens;
  }

  /// The share of a body's joints and faces that nothing hides, 0 to 1.
  public double shown(Body body) {
    int open = 0;
    for (var limb : body.limbs()) {
      open += isOpen(limb.from()) ? 1 : 0;
      open += isOpen(limb.to()) ? 1 : 0;
    }
    for (var face : body.faces()) {
      open += isOpen(face.centre()) ? 1 : 0;
    }
    int points = 2 * body.limbs().size() + body.faces().size();
    return points == 0 ? 0 : (double) open / points;
  }

  private boolean isOpen(Vec point) {
    var eye = lens.eye();
    var to = point.minus(eye);
    double distance = to.length();
    var way = to.times(1 / distance);
    ray.aim(eye.x(), eye.y(), eye.z(), way.x(), way.y(), way.z());
    for (var solid : solids) {
      solid.meet(ray);
      if (ray.distance < distance - NEARER) {
        return false;
      }
    }
    return true;
  }
}
