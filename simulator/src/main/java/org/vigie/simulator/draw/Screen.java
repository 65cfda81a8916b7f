package org.vigie.simulator.draw;

/// A thin upright sheet with holes: a fence, a railing.
record Screen(
    boolean alongX,
    double at,
    double from,
    double to,
    double height,
    Solid.Holes holes,
    Solid.Finish finish)
    implements Solid {

  @Override
  public void meet(Ray ray) {
    double towards = alongX ? ray.dz : ray.dx;
    if (towards == 0) {
      return;
    }
    double distance = (at - (alongX ? ray.oz : ray.ox)) / towards;
    if (distance <= 1e-6 || distance >= ray.distance) {
      return;
    }
    double y = ray.oy + distance * ray.dy;
    double along = alongX ? ray.ox + distance * ray.dx : ray.oz + distance * ray.dz;
    if (y < 0 || y > height || along < from || along > to || holes.open(along - from, y)) {
      return;
    }
    double facing = towards > 0 ? -1 : 1;
    ray.meet(distance, alongX ? 0 : facing, 0, alongX ? facing : 0, finish);
  }
}
