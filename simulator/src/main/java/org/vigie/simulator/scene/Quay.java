package org.vigie.simulator.scene;

import static org.vigie.simulator.scene.Route.from;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Vec;

/// A road along a river quay under a hazy sky: cars both ways, bicycles, a promenade with trees.
final class Quay {

  private static final double WATER = -16.5;

  private Quay() {}

  static Place place(long seed) {
    var lens = Lens.degrees(6.8, 14.5, -17, 0.78);
    var wardrobe = new Wardrobe(seed + 1);
    var still = new ArrayList<Body>();
    for (double z = 19; z < 60; z += 6.1) {
      if (Math.abs(z - 31.2) > 1) {
        still.add(wardrobe.parked(-0.6, z, 0));
      }
    }
    return new Place(
        "quai-nord",
        "Quai Nord",
        "Quai Nord, pont Vieux",
        lens,
        light(),
        scenery().solids(),
        still,
        cast(wardrobe).actors(),
        List.of(
            Zone.line(lens, "chaussee", -8.9, 24, -2, 24),
            Zone.line(lens, "piste", -11.6, 21, -9.1, 21),
            Zone.lane(
                lens,
                "voie-retour",
                new double[] {-7.1, 34, -7.1, 16},
                -8.7,
                13,
                -5.5,
                13,
                -5.5,
                40,
                -8.7,
                40),
            Zone.area(lens, "bord-du-quai", -16.2, 15, -14.2, 15, -14.2, 36, -16.2, 36)),
        List.of(
            new Rule(EventType.LINE_COUNT, "chaussee", Optional.of("vehicle"), 0),
            new Rule(EventType.LINE_COUNT, "piste", Optional.of("person"), 0),
            new Rule(EventType.WRONG_WAY, "voie-retour", Optional.of("vehicle"), 1),
            new Rule(EventType.INTRUSION, "bord-du-quai", Optional.of("person"), 1)));
  }

  private static Light light() {
    return new Light(
        new Vec(0.5, 0.55, -0.32),
        new Rgb(1.02, 0.93, 0.80),
        new Rgb(0.48, 0.56, 0.66),
        new Rgb(0.84, 0.86, 0.87),
        0.26,
        0.88,
        List.of());
  }

  private static Solid.Look ground(double x, double z) {
    var white = Rgb.hex(0xcfcdc6);
    if (x > -9 && x < 0.6) {
      boolean dashed = Math.abs(x + 5.2) < 0.07 && Math.floorMod((int) Math.floor(z / 2.6), 2) == 0;
      boolean edge = Math.abs(x + 1.75) < 0.06 || Math.abs(x + 8.7) < 0.06;
      boolean zebra =
          z > 13.4 && z < 16.2 && x < -1.9 && Math.floorMod((int) Math.floor(x / 0.5), 2) == 0;
      var road = Finishes.asphalt(x, z);
      return Solid.Look.matt(dashed || edge || zebra ? road.mix(white, 0.8) : road);
    }
    if (x < -9 && x > -11.7) {
      boolean line = Math.abs(x + 10.35) < 0.04 && Math.floorMod((int) Math.floor(z / 1.5), 3) == 0;
      var track = Finishes.asphalt(x * 1.3, z).times(new Rgb(1.45, 0.98, 0.84));
      return Solid.Look.matt(line ? white : track);
    }
    if (x <= -11.7) {
      return Solid.Look.matt(Finishes.slabs(Rgb.hex(0xb0a897), x, z, 0.8, 0.8));
    }
    return Solid.Look.matt(Finishes.slabs(Rgb.hex(0xa29c92), x, z, 0.5, 0.5));
  }

  private static Scenery scenery() {
    var s = new Scenery();
    var sky = new Rgb(0.84, 0.86, 0.87);
    var water = Finishes.water(Rgb.hex(0x5c6a63), sky);
    s.add(Solid.ground(met -> met.x() < WATER ? water.at(met) : ground(met.x(), met.z())));
    s.box(WATER - 0.1, 0, 5, WATER + 0.35, 0.22, 160, Finishes.rough(0x98907f));
    s.box(0.6, 0, 5, 0.78, 0.13, 160, Finishes.rough(0x9b968d));
    s.box(-9.1, 0, 5, -8.95, 0.12, 160, Finishes.rough(0x9b968d));
    for (int i = 0; i < 9; i++) {
      double z = 16 + i * 8.5;
      s.tree(-13, z, 3.6, 2.0 + (i % 3) * 0.2, i % 2 == 0 ? 0x6f7a3e : 0x7d7f42, i + 40);
      if (i % 2 == 1) {
        s.lamp(-12.3, z + 4.2, 5.6, false);
      }
    }
    s.bench(-14.6, 20.5).bench(-14.6, 37.5);
    int[] walls = {0xcdbfa6, 0xb79d84, 0xd6cbb6, 0xc4a98d, 0xbfb6a8};
    for (int i = 0; i < 6; i++) {
      var front =
          new Front(
              Rgb.hex(walls[i % 5]),
              Rgb.hex(i % 2 == 0 ? 0x6c7f86 : 0x7e6a57),
              2.5,
              3.3,
              i % 2 == 0,
              0,
              i + 70);
      s.house(4.4, 20 + i * 11, 16, 31 + i * 11, 12.5 + i % 3 * 1.6, front, false);
    }
    farBank(s);
    return s;
  }

  /// The other side of the river, and a bridge to it.
  private static void farBank(Scenery s) {
    s.box(-140, 0, 40, -58, 2.2, 230, Finishes.rough(0x8d8777));
    int[] walls = {0xc9b99b, 0xbda58f, 0xd2c7b0, 0xb5aa98, 0xc7b08f, 0xaa9c8b};
    for (int i = 0; i < 11; i++) {
      double z = 44 + i * 15;
      var front = new Front(Rgb.hex(walls[i % 6]), Rgb.hex(0x8a8578), 2.8, 3.4, false, 0, i + 90);
      s.house(-80, z, -64, z + 13, 13 + i * 29 % 5, front, false);
      s.tree(-60.5, z + 6, 5.5, 3.4, 0x717a4a, i + 130);
    }
    var stone = Finishes.rough(0xa39882);
    s.box(-60, 5.2, 118, 6, 7.4, 125, stone);
    for (int i = 0; i < 5; i++) {
      s.box(-56 + i * 10.5, 0, 118, -52.5 + i * 10.5, 5.3, 125, stone);
    }
  }

  private static Cast cast(Wardrobe w) {
    double away = -3.5;
    double back = -7.1;
    var cast = new Cast(w, false);
    double[] out = {3, 14.5, 24, 38, 52.5};
    double[] in = {8, 19, 43, 55};
    for (int i = 0; i < out.length; i++) {
      cast.drives("away-" + (i + 1), from(out[i], away, 3).speed(8.5 + i % 3).to(away, 150));
    }
    for (int i = 0; i < in.length; i++) {
      cast.drives("back-" + (i + 1), from(in[i], back, 150).speed(9 + i % 2).to(back, 3));
    }
    return cast.drives(
            "wrong-way", from(31, back, 3).speed(6.5).to(back, 70).to(away, 88).to(away, 150))
        .rides("bicycle-1", from(5, -9.7, 3).speed(4.6).to(-9.7, 110))
        .rides("bicycle-2", from(17, -11, 95).speed(4.8).to(-11, 3))
        .rides("bicycle-3", from(44, -11, 90).speed(5.2).to(-11, 3))
        .walks("stroller-1", from(0, -12.4, 60).to(-12.2, 9).to(-12, 3))
        .walks("stroller-2", from(20, 2.4, 8).to(2.6, 70))
        .walks(
            "angler",
            from(25, -12.3, 52)
                .speed(1.6)
                .to(-13.8, 34)
                .to(-15.3, 30)
                .stay(6)
                .to(-15.2, 24)
                .to(-12.2, 14)
                .to(-11.8, 3))
        .walks("runner", from(26, -12.2, 4).speed(3.1).to(-12.3, 95));
  }
}
