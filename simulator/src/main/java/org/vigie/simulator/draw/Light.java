package org.vigie.simulator.draw;

import java.util.List;

/// What lights a place: one sun, the sky, and lamps.
///
/// @param toSun the direction towards the sun
/// @param sun what it gives; black at dusk
/// @param zenith the sky above, also what it gives to the ground
/// @param horizon the sky far away, also the colour of haze
/// @param haze share of the horizon's colour that 100 m of air add
/// @param exposure brightness of the whole picture
public record Light(
    Vec toSun, Rgb sun, Rgb zenith, Rgb horizon, double haze, double exposure, List<Lamp> lamps) {

  /// A street lamp or lit shop front.
  ///
  /// @param colour what it gives at 1 m
  public record Lamp(Vec at, Rgb colour) {}

  private static final double BOUNCE = 0.35;

  public Light {
    toSun = toSun.unit();
    lamps = List.copyOf(lamps);
  }

  /// What reaches a surface from everywhere but the sun.
  public Rgb ambient(Vec at, Vec normal) {
    double up = 0.5 + 0.5 * normal.y();
    var sum = zenith.times(up).plus(horizon.times((1 - up) * BOUNCE + 0.12));
    for (var lamp : lamps) {
      var to = lamp.at().minus(at);
      double distance2 = Math.max(0.3, to.dot(to));
      double facing = 0.25 + 0.75 * Math.max(0, to.dot(normal) / Math.sqrt(distance2));
      sum = sum.plus(lamp.colour().times(facing / (distance2 + 2)));
    }
    return sum;
  }

  /// The sky in a direction.
  public Rgb sky(Vec direction) {
    double up = Math.clamp(direction.y(), 0.0, 1.0);
    var base = horizon.mix(zenith, Math.pow(up, 0.6));
    double x = direction.x() / (up + 0.12);
    double z = direction.z() / (up + 0.12);
    double cloud = Math.clamp((Noise.fractal(x * 0.9 + 4, z * 0.9) - 0.45) * 3, 0.0, 1.0);
    return base.mix(horizon.plus(sun.times(0.10)), cloud * 0.55 * Math.min(1, up * 6));
  }
}
