package org.vigie.simulator.draw;

/// A convex body: what lies behind all of its planes (normal x, y, z and distance from origin).
record Hull(Solid.Finish finish, double[][] planes) implements Solid {

  @Override
  public void meet(Ray ray) {
    double enter = 1e-6;
    double leave = ray.distance;
    int face = -1;
    for (int i = 0; i < planes.length; i++) {
      var p = planes[i];
      double towards = p[0] * ray.dx + p[1] * ray.dy + p[2] * ray.dz;
      double outside = p[0] * ray.ox + p[1] * ray.oy + p[2] * ray.oz - p[3];
      if (towards == 0) {
        if (outside > 0) {
          return;
        }
        continue;
      }
      double at = -outside / towards;
      if (towards < 0) {
        if (at > enter) {
          enter = at;
          face = i;
        }
      } else {
        leave = Math.min(leave, at);
      }
      if (enter >= leave) {
        return;
      }
    }
    if (face >= 0) {
      var p = planes[face];
      ray.meet(enter, p[0], p[1], p[2], finish);
    }
  }
}
