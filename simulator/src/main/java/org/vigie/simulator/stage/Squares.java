package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Noise;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Finishes;
import org.vigie.simulator.scene.Front;
import org.vigie.simulator.scene.Scenery;
import org.vigie.simulator.stage.Venue.Ground;

/// Made-up squares and streets, each with a bench, a bin, a panel and houses behind. What happens,
/// happens in the middle: 7 m to both sides, 9 to 20 m away.
final class Squares {

  /// Where the street lies, in metres from the camera: the near lane, then the far one.
  static final double ROAD_FROM = 13.4;

  static final double ROAD_MIDDLE = 17;
  static final double ROAD_TO = 20.6;

  static final double BENCH_X = -4.5;
  static final double BENCH_Z = 21.6;
  private static final Ground MIDDLE = new Ground(-7, 7, 9, 20);
  private static final int LAMPS = 3;

  private Squares() {}

  /// The venue of that number in a series.
  static Venue of(long seed, int number) {
    var random = new SplittableRandom(seed * 7_919 + number);
    var setting = Setting.inTurn(number);
    boolean road = setting == Setting.HEADLIGHTS || random.nextInt(2) == 0;
    double height = 4.5 + 3.5 * random.nextDouble();
    double pitch = Math.toDegrees(Math.atan(height / 14)) + 4 * random.nextDouble() - 2;
    var lens =
        Lens.degrees(height, pitch, 8 * random.nextDouble() - 4, 0.72 + 0.16 * random.nextDouble());
    return built(setting, road, lens, random);
  }

  /// A square by day, seen from high up, so that people hide each other little.
  static Venue fromHighUp(long seed) {
    return built(Setting.OVERCAST, false, Lens.degrees(9, 28, 0, 0.72), new SplittableRandom(seed));
  }

  private static Venue built(Setting setting, boolean road, Lens lens, SplittableRandom random) {
    var light = Skies.of(setting.sky(), lamps(random), random);
    var solids = solids(setting, road, random);
    return new Venue(setting, road, lens, light, solids, List.of(), MIDDLE, random.nextLong());
  }

  private static double lampX(int lamp) {
    return -9 + 9 * lamp;
  }

  private static List<Light.Lamp> lamps(SplittableRandom random) {
    var lamps = new ArrayList<Light.Lamp>();
    var colour = Skies.lamp(random);
    for (int i = 0; i < LAMPS; i++) {
      lamps.add(new Light.Lamp(new Vec(lampX(i), 5.2, 12 + 10 * (i % 2)), colour));
    }
    return lamps;
  }

  private static List<Solid> solids(Setting setting, boolean road, SplittableRandom random) {
    int surface = random.nextInt(3);
    double shift = 100 * random.nextDouble();
    var stone = Rgb.hex(random.nextBoolean() ? 0xb3a58f : 0xa39d94);
    double puddle = 8 * random.nextDouble() - 4;
    var s = new Scenery();
    s.add(
        Solid.ground(
            met -> {
              double x = met.x();
              double z = met.z();
              if (setting.wet() > 0 && Math.hypot((x - puddle) / 2.2, (z - 11.5) / 0.9) < 1) {
                return new Solid.Look(
                    Rgb.hex(0x3a3c3f), new Rgb(0.1, 0.11, 0.12).times(setting.isNight() ? 0.4 : 2));
              }
              var look =
                  road && z > ROAD_FROM && z < ROAD_TO
                      ? street(x + shift, z)
                      : floor(surface, stone, x + shift, z);
              return Solid.Look.matt(look.times(1 - 0.35 * setting.wet()));
            }));
    if (road) {
      s.box(-60, 0, ROAD_FROM - 0.2, 60, 0.12, ROAD_FROM, Finishes.rough(0x97928a));
    }
    s.bench(BENCH_X, BENCH_Z).bench(5.5, 22.4);
    s.box(2.2, 0, 21.5, 2.8, 1.0, 22, Finishes.rough(0x3f5a48));
    s.box(-0.9, 0.6, 22.6, 0.7, 2.0, 22.7, Finishes.rough(0xb9b4a8));
    s.add(Solid.post(-0.8, 22.65, 0, 2.0, 0.05, Solid.plain(0x43484c)));
    s.add(Solid.post(0.6, 22.65, 0, 2.0, 0.05, Solid.plain(0x43484c)));
    for (int i = 0; i < LAMPS; i++) {
      s.lamp(lampX(i), 12 + 10 * (i % 2), 5.4, setting.isNight());
    }
    int[] walls = {0xd8c7a3, 0xc9b9a6, 0xd9a98a, 0xb9a58e};
    for (int i = 0; i < 3; i++) {
      var front =
          new Front(
              Rgb.hex(walls[random.nextInt(walls.length)]),
              Rgb.hex(0x5f7f86),
              2.4,
              3.1,
              i == 1,
              setting.isNight() ? 0.3 : 0,
              random.nextInt(100));
      s.house(-26 + i * 17, 27, -10 + i * 17, 38, 8 + random.nextInt(4), front, true);
    }
    if (random.nextBoolean()) {
      s.tree(-9 - 3 * random.nextDouble(), 20 + 4 * random.nextDouble(), 3, 2, 0x5c6e3a, 5);
    }
    return s.solids();
  }

  private static Rgb street(double x, double z) {
    boolean line =
        Math.abs(z - ROAD_MIDDLE) < 0.07 && Math.floorMod((int) Math.floor(x / 1.8), 2) == 0;
    var asphalt = Finishes.asphalt(x, z);
    return line ? asphalt.mix(Rgb.hex(0xcfcdc6), 0.8) : asphalt;
  }

  private static Rgb floor(int surface, Rgb stone, double x, double z) {
    return switch (surface) {
      case 0 -> Finishes.slabs(stone, x, z, 0.62, 0.42);
      case 1 -> Finishes.concrete(x, z);
      default ->
          Noise.fractal(x * 0.1, z * 0.1) > 0.62
              ? Finishes.grass(x, z)
              : Finishes.slabs(stone, x, z, 1.1, 0.8);
    };
  }
}
