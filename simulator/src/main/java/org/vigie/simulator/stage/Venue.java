package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Light.Lamp;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Place;
import org.vigie.simulator.scene.Places;

/// Where a scripted scene plays: one of the known places, seen by a camera that hangs elsewhere, in
/// the light that the scene wants.
///
/// @param left where people walk, in metres: the least x
/// @param noise of the sensor, in luma levels
record Venue(
    Lens lens,
    Light light,
    List<Solid> solids,
    List<Body> still,
    double left,
    double right,
    double near,
    double far,
    double noise) {

  private static final Rgb WARM = new Rgb(21, 14.4, 7.6);
  private static final double DAY_NOISE = 1.6;

  /// A camera turns its amplifier up in the dark.
  private static final double NIGHT_NOISE = 3.0;

  private static final int MARKET = 0;
  private static final int QUAY = 1;
  private static final int YARD = 2;
  private static final int STATION = 3;

  static Venue of(StageKind kind, SplittableRandom random) {
    int number = place(kind, random);
    var place = Places.all(random.nextInt(1000)).get(number);
    var light =
        switch (kind) {
          case NIGHT, HEADLIGHTS, DARK_COATS ->
              number == STATION ? place.light() : night(place.light(), random);
          case RAIN -> overcast(place.light());
          case SHADOWS -> lowSun(place.light(), random);
          case DAY, WIND, CROWD, STANDING, FROM_THE_START, AT_THE_EDGE, MOTIONLESS -> place.light();
        };
    boolean dark = light.sun().r() == 0 && kind != StageKind.RAIN;
    var lens = lens(kind, place, random);
    double[] ground = ground(number);
    // People nearer than the lower edge of the picture show no feet: they are there too.
    double near = Math.max(lens.height() * 1.1, kind == StageKind.DARK_COATS ? 3.2 : 6.5);
    return new Venue(
        lens,
        light,
        place.solids(),
        place.still(),
        ground[0],
        ground[1],
        near,
        kind == StageKind.DARK_COATS ? near + 5 : ground[2],
        dark ? NIGHT_NOISE : DAY_NOISE);
  }

  private static int place(StageKind kind, SplittableRandom random) {
    return switch (kind) {
      case HEADLIGHTS -> QUAY;
      case SHADOWS -> random.nextBoolean() ? YARD : MARKET;
      case CROWD -> random.nextBoolean() ? MARKET : STATION;
      case NIGHT, DARK_COATS -> random.nextBoolean() ? STATION : MARKET;
      case DAY, RAIN, WIND, STANDING, FROM_THE_START, AT_THE_EDGE, MOTIONLESS -> random.nextInt(4);
    };
  }

  /// Open ground: least x, most x and the farthest z, in metres.
  private static double[] ground(int place) {
    return switch (place) {
      case MARKET -> new double[] {-9, 4, 25};
      case QUAY -> new double[] {-15.5, -10, 30};
      case YARD -> new double[] {-9, 8, 27};
      default -> new double[] {-3, 11, 30};
    };
  }

  private static Lens lens(StageKind kind, Place place, SplittableRandom random) {
    var was = place.lens();
    double aside = (random.nextDouble() - 0.5) * Math.toRadians(10);
    if (kind == StageKind.DARK_COATS) {
      return new Lens(2.9, Math.toRadians(13), was.yaw() + aside, 0.74);
    }
    double height = was.height() * (0.7 + 0.45 * random.nextDouble());
    double pitch = was.pitch() + Math.toRadians(2 * random.nextDouble());
    return new Lens(
        height, pitch, was.yaw() + aside, was.focal() * (0.9 + 0.4 * random.nextDouble()));
  }

  private static Light night(Light day, SplittableRandom random) {
    var lamps = new ArrayList<Lamp>();
    for (int i = 0; i < 5; i++) {
      double x = -14 + 26 * random.nextDouble();
      double z = 9 + 25 * random.nextDouble();
      lamps.add(new Lamp(new Vec(x, 5, z), WARM.times(0.6 + 0.6 * random.nextDouble())));
    }
    return new Light(
        day.toSun(),
        Rgb.BLACK,
        new Rgb(0.04, 0.05, 0.08),
        new Rgb(0.10, 0.09, 0.09),
        0.08,
        1.1,
        lamps);
  }

  private static Light overcast(Light day) {
    return new Light(
        day.toSun(),
        Rgb.BLACK,
        new Rgb(0.5, 0.54, 0.6),
        new Rgb(0.7, 0.73, 0.76),
        0.35,
        0.8,
        List.of());
  }

  private static Light lowSun(Light day, SplittableRandom random) {
    double angle = random.nextDouble() * 2 * Math.PI;
    var toSun = new Vec(Math.cos(angle), 0.28, Math.sin(angle));
    return new Light(
        toSun,
        new Rgb(1.7, 1.3, 0.9),
        day.zenith(),
        day.horizon(),
        day.haze(),
        day.exposure(),
        List.of());
  }
}
