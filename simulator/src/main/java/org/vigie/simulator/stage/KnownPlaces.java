package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light.Lamp;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Place;
import org.vigie.simulator.scene.Places;
import org.vigie.simulator.stage.Venue.Ground;

/// The places of the demo, each seen by a camera that hangs elsewhere, in the light that a scene
/// wants.
final class KnownPlaces {

  private static final int MARKET = 0;
  private static final int QUAY = 1;
  private static final int YARD = 2;
  private static final int STATION = 3;

  private KnownPlaces() {}

  /// A venue for scenes of a kind.
  static Venue of(StageKind kind, SplittableRandom random) {
    int number = place(kind, random);
    var place = Places.all(random.nextInt(1000)).get(number);
    var setting = setting(kind, place);
    boolean asItIs = setting.sky() == Setting.Sky.SUN || number == STATION && setting.isNight();
    var light = asItIs ? place.light() : Skies.of(setting.sky(), lamps(random), random);
    var lens = lens(kind, place, random);
    return new Venue(
        setting,
        false,
        lens,
        light,
        place.solids(),
        place.still(),
        ground(kind, number, lens),
        random.nextLong());
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

  private static Setting setting(StageKind kind, Place place) {
    return switch (kind) {
      case HEADLIGHTS -> Setting.HEADLIGHTS;
      case NIGHT, DARK_COATS -> Setting.NIGHT;
      case RAIN -> Setting.RAIN;
      case SHADOWS -> Setting.SHADOWS;
      case WIND -> Setting.WIND;
      case DAY, CROWD, STANDING, FROM_THE_START, AT_THE_EDGE, MOTIONLESS ->
          place.light().sun().r() == 0 ? Setting.NIGHT : Setting.CLEAR;
    };
  }

  private static Ground ground(StageKind kind, int place, Lens lens) {
    // People nearer than the lower edge of the picture show no feet: they are there too.
    double near = Math.max(lens.height() * 1.1, kind == StageKind.DARK_COATS ? 3.2 : 6.5);
    var open =
        switch (place) {
          case MARKET -> new Ground(-9, 4, near, 25);
          case QUAY -> new Ground(-15.5, -10, near, 30);
          case YARD -> new Ground(-9, 8, near, 27);
          default -> new Ground(-3, 11, near, 30);
        };
    return kind == StageKind.DARK_COATS
        ? new Ground(open.left(), open.right(), near, near + 5)
        : open;
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

  private static List<Lamp> lamps(SplittableRandom random) {
    var lamps = new ArrayList<Lamp>();
    var colour = Skies.lamp(random);
    for (int i = 0; i < 5; i++) {
      double x = -14 + 26 * random.nextDouble();
      double z = 9 + 25 * random.nextDouble();
      lamps.add(new Lamp(new Vec(x, 5, z), colour.times(0.6 + 0.6 * random.nextDouble())));
    }
    return lamps;
  }
}
