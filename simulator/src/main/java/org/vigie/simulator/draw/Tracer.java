package org.vigie.simulator.draw;

import java.util.Arrays;
import java.util.List;

/// Follows rays to a surface and from there to the sun. Used by one thread.
final class Tracer {

  private static final double HIGHEST_GROUND = 0.25;

  final Tone tone;
  private final Solid[] solids;
  private final Light light;
  private final Lens lens;
  private final Vec aside;
  private final Vec above;
  private final Ray ray = new Ray();
  private final Ray shadow = new Ray();
  private Solid[] near;

  /// @param dimmed what remains of the pixel's value where the sun is hidden
  record Sample(Rgb light, float depth, boolean ground, double dimmed) {}

  Tracer(List<Solid> solids, Light light, Lens lens) {
    this.solids = solids.toArray(Solid[]::new);
    this.light = light;
    this.lens = lens;
    this.near = this.solids;
    this.tone = new Tone(light.exposure());
    this.aside = light.toSun().cross(new Vec(0, 1, 0)).unit();
    this.above = aside.cross(light.toSun());
  }

  /// From now on samples lie within this rectangle of the picture: what it cannot show is left out.
  void look(double left, double top, double right, double bottom) {
    var axis = lens.ray((left + right) / 2, (top + bottom) / 2);
    double cone = Math.acos(Math.min(1, axis.dot(lens.ray(left, top)))) * 1.1 + 1e-4;
    near =
        Arrays.stream(solids)
            .filter(s -> !(s instanceof Group group) || group.near(lens.eye(), axis, cone))
            .toArray(Solid[]::new);
  }

  Sample sample(double across, double down, double sunX, double sunY) {
    var eye = lens.eye();
    var d = lens.ray(across, down);
    ray.aim(eye.x(), eye.y(), eye.z(), d.x(), d.y(), d.z());
    for (var solid : near) {
      solid.meet(ray);
    }
    if (!ray.met() || ray.distance > 400) {
      return new Sample(light.sky(d), Float.MAX_VALUE, false, 1);
    }
    var look = ray.finish.at(ray);
    var normal = ray.normal();
    var at = new Vec(ray.x(), ray.y(), ray.z());
    var indirect = look.reflects().times(light.ambient(at, normal)).plus(look.glows());
    var direct = look.reflects().times(light.sun().times(sunOn(at, normal, sunX, sunY)));
    double hazy = 1 - Math.pow(1 - light.haze(), ray.distance / 100);
    var dark = indirect.mix(light.horizon(), hazy);
    var lit = indirect.plus(direct).mix(light.horizon(), hazy);
    boolean ground = normal.y() > 0.9 && at.y() < HIGHEST_GROUND;
    double dimmed = tone.value(dark.luminance()) / (double) tone.value(lit.luminance());
    return new Sample(lit, (float) lens.depth(at), ground, dimmed);
  }

  private double sunOn(Vec at, Vec normal, double sunX, double sunY) {
    double facing = normal.dot(light.toSun());
    if (facing <= 0 || light.sun().r() == 0) {
      return 0;
    }
    var to = light.toSun().plus(aside.times(sunX)).plus(above.times(sunY)).unit();
    var from = at.plus(normal.times(0.01));
    shadow.aim(from.x(), from.y(), from.z(), to.x(), to.y(), to.z());
    for (var solid : solids) {
      solid.meet(shadow);
      if (shadow.met()) {
        return 0;
      }
    }
    return facing;
  }
}
