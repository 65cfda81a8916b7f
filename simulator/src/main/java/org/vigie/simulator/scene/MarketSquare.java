package org.vigie.simulator.scene;

import static org.vigie.simulator.scene.Route.from;

import java.util.List;
import java.util.Optional;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Vec;

/// A paved square on a bright morning: house fronts, stalls, a fountain, people on foot.
final class MarketSquare {

  private MarketSquare() {}

  static Place place(long seed) {
    var lens = Lens.degrees(5.6, 11.5, 5, 0.80);
    var wardrobe = new Wardrobe(seed);
    var still = List.of(wardrobe.parked(-14.5, 41, 92), wardrobe.parked(16, 42.3, 88));
    return new Place(
        "place-du-marche",
        "Place du Marché",
        "Place du Marché, angle rue Basse",
        lens,
        light(),
        scenery().solids(),
        still,
        cast(wardrobe).actors(),
        List.of(
            Zone.line(lens, "passage", -11, 20, 3, 20),
            Zone.area(lens, "fontaine", 6.2, 26.8, 11.8, 26.8, 11.8, 32.4, 6.2, 32.4)),
        List.of(
            new Rule(EventType.LINE_COUNT, "passage", Optional.of("person"), 0),
            new Rule(EventType.INTRUSION, "fontaine", Optional.of("person"), 1)));
  }

  private static Light light() {
    return new Light(
        new Vec(-0.62, 0.62, -0.42),
        new Rgb(1.5, 1.36, 1.12),
        new Rgb(0.36, 0.47, 0.66),
        new Rgb(0.80, 0.84, 0.88),
        0.10,
        0.92,
        List.of());
  }

  private static Scenery scenery() {
    var stone = Rgb.hex(0xb3a58f);
    var dark = Rgb.hex(0x857a6c);
    var s = new Scenery();
    s.add(
        Solid.ground(
            met -> {
              double x = met.x();
              double z = met.z();
              if (z > 39.2 && z < 44.5) {
                return Solid.Look.matt(Finishes.asphalt(x, z));
              }
              boolean band =
                  Math.abs(x / 7 - Math.rint(x / 7)) < 0.05
                      || Math.abs((z - 3) / 7 - Math.rint((z - 3) / 7)) < 0.05;
              return Solid.Look.matt(Finishes.slabs(band ? dark : stone, x, z, 0.62, 0.42));
            }));
    int[] walls = {0xd8c7a3, 0xc9b9a6, 0xd9a98a, 0xe0d6c2, 0xb9a58e, 0xd3b78c, 0xcfc9bd};
    int[] shutters = {0x5f7f86, 0x7d8f7a, 0x8a5a4a, 0x6b7d94, 0x55705c, 0x9a9486, 0x7a4f45};
    double x = -34;
    for (int i = 0; i < 8; i++) {
      double wide = 7.5 + (i * 37 % 5);
      var front =
          new Front(
              Rgb.hex(walls[i % walls.length]),
              Rgb.hex(shutters[i % shutters.length]),
              2.3,
              3.2,
              i != 2,
              0,
              i + 11);
      s.house(x, 46.5, x + wide, 57, 9.6 + (i * 53 % 4) * 1.1, front, true);
      x += wide;
    }
    for (int i = 0; i < 3; i++) {
      var front =
          new Front(
              Rgb.hex(walls[(i + 3) % 7]), Rgb.hex(shutters[(i + 2) % 7]), 2.4, 3.2, i == 1, 0, i);
      s.house(-33, 14 + i * 9, -21.5, 23 + i * 9, 10 + i, front, false);
    }
    fountain(s);
    stall(s, -15.5, 29, 0xa8433a, 0xe6dfcf);
    stall(s, -10.2, 29.6, 0x3f6b58, 0xe6dfcf);
    stall(s, -4.9, 30.2, 0xc08a3a, 0xe9e2d2);
    s.tree(16.5, 20, 3.4, 2.4, 0x66763a, 5).tree(17.3, 28, 3.6, 2.6, 0x6f7d3f, 6);
    s.tree(18, 36, 3.5, 2.5, 0x5f7038, 7).tree(-19, 22, 3.3, 2.1, 0x6b7a3c, 8);
    s.parasol(9.5, 13.5, 0xc9b48c).parasol(13.2, 14.2, 0xb98a6a).parasol(11.6, 17.6, 0xc9b48c);
    s.planter(7.4, 12.6, 1).planter(7.6, 15.4, 2).planter(8.4, 18.4, 3).planter(-12.5, 19, 4);
    s.bench(14.2, 24).bench(14.6, 32).lamp(4.2, 35, 4.6, false).lamp(-9, 17.5, 4.6, false);
    s.lamp(6.4, 20.5, 4.6, false).bollards(-20, 38.6, 24, 38.6, 15);
    return s;
  }

  private static void fountain(Scenery s) {
    var stone = Finishes.rough(0xa39a8a);
    s.add(Solid.post(9, 29.6, 0, 0.55, 2.3, stone));
    s.add(Solid.box(new Vec(7.4, 0.0, 28.0), new Vec(10.6, 0.58, 31.2), Finishes.rough(0x6f8285)));
    s.add(Solid.post(9, 29.6, 0.5, 1.9, 0.28, stone));
    s.add(Solid.post(9, 29.6, 1.45, 1.6, 0.8, stone));
    s.add(Solid.post(9, 29.6, 1.9, 2.5, 0.14, stone));
  }

  private static void stall(Scenery s, double x, double z, int one, int other) {
    var wood = Finishes.rough(0x7d6043);
    s.add(
        Solid.awning(
            new Vec(x - 2.2, 0, z - 1.6),
            new Vec(x + 2.2, 2.75, z + 1.3),
            -0.55,
            Finishes.stripes(one, other, 0.44)));
    for (int i = 0; i < 4; i++) {
      double px = x + (i % 2 == 0 ? -2.1 : 2.1);
      double pz = z + (i < 2 ? -1.5 : 1.2);
      s.add(Solid.post(px, pz, 0, i < 2 ? 2.1 : 2.6, 0.04, wood));
    }
    s.box(x - 1.9, 0, z - 1.1, x + 1.9, 0.8, z - 0.1, wood);
    int[] goods = {0xa33b2c, 0xc9962f, 0x5d7a34, 0xb9c26a, 0x7b3a4e};
    for (int i = 0; i < 5; i++) {
      double left = x - 1.85 + i * 0.75;
      s.box(
          left,
          0.8,
          z - 1.05,
          left + 0.68,
          0.95,
          z - 0.2,
          Finishes.rough(goods[(i + one % 5) % 5]));
    }
  }

  private static Cast cast(Wardrobe wardrobe) {
    var cast = new Cast(wardrobe, false);
    shoppers(cast);
    return cast.walks("pair-a", from(8, 5.4, 5).to(5.2, 18).to(0, 27).to(-1, 38).to(-24, 40))
        .walks("pair-b", from(8.2, 6.2, 5.2).to(6.0, 18.3).to(0.8, 27.2).to(-0.2, 38.2).to(-24, 41))
        .walks(
            "pair-c",
            from(27, -12, 7)
                .to(-2.4, 13.4)
                .to(5.4, 15)
                .to(4.4, 25)
                .to(4.6, 35)
                .to(14, 38)
                .to(24, 39))
        .walks(
            "pair-d",
            from(27.3, -12, 8)
                .to(-2.6, 14.2)
                .to(4.6, 16)
                .to(3.6, 25.2)
                .to(3.8, 35.6)
                .to(13, 38.8)
                .to(24, 40))
        .walks("guest", from(12, 4, 6).to(3.6, 12).to(8.8, 11.6).stay(20).to(4, 12).to(-10, 8))
        .walks("runner", from(41, -20, 13).speed(2.9).to(-2, 16).to(22, 19))
        .walks("late", from(36, 3, 44).to(3, 36).to(-1, 24).to(5, 10).to(9, 5))
        .rides("bicycle", from(27, 26, 37).speed(3.6).to(3, 36.5).to(-26, 36.8));
  }

  private static void shoppers(Cast cast) {
    cast.walks(
            "shopper-1",
            from(2, -20, 26).to(-15.5, 27).stay(6).to(-10.4, 27.4).stay(5).to(-3, 18).to(6, 6))
        .walks(
            "shopper-2", from(50, 24, 24).to(5, 24.5).to(-4.6, 28).stay(9).to(-7, 36).to(-24, 38))
        .walks(
            "stroller-1",
            from(20, -13, 8).to(-6, 14).to(-2, 17).stay(3).to(2, 25).to(12, 23).stay(6).to(24, 26))
        .walks(
            "stroller-2",
            from(33, 24, 34).to(13, 35).to(4.5, 33.5).to(2.5, 27).to(-2, 19).to(-12, 9))
        .walks(
            "seller",
            from(0, -12.6, 31.8).stay(14).to(-10.2, 31.9).stay(20).to(-12.6, 31.8).stay(20));
  }
}
