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

/// The town's works yard behind its fence, in low evening sun: nobody has business there.
final class Yard {

  private static final double FENCE = 15;

  private Yard() {}

  static Place place(long seed) {
    var lens = Lens.degrees(6.3, 14.5, 3, 0.80);
    var w = new Wardrobe(seed + 2);
    var still = List.of(w.parked(-9.5, 33, 175), w.parked(-6.2, 33.2, 178), w.parked(9.5, 31, 95));
    return new Place(
        "depot",
        "Dépôt municipal",
        "Dépôt des services techniques, rue des Forges",
        lens,
        light(),
        scenery().solids(),
        still,
        cast(w).actors(),
        List.of(
            Zone.area(lens, "cour", -13.4, 15.8, 12.8, 15.8, 12.8, 35.5, -13.4, 35.5),
            Zone.line(lens, "trottoir", 0, 14.6, 0, 9.4)),
        List.of(
            new Rule(EventType.INTRUSION, "cour", Optional.empty(), 1),
            new Rule(EventType.LINE_COUNT, "trottoir", Optional.of("person"), 0)));
  }

  private static Light light() {
    return new Light(
        new Vec(0.78, 0.42, -0.25),
        new Rgb(1.75, 1.32, 0.88),
        new Rgb(0.34, 0.42, 0.58),
        new Rgb(0.86, 0.80, 0.72),
        0.12,
        0.86,
        List.of());
  }

  private static Solid.Look ground(double x, double z) {
    if (z > FENCE) {
      return Solid.Look.matt(Finishes.concrete(x, z));
    }
    if (z > 11.6) {
      return Solid.Look.matt(Finishes.slabs(Rgb.hex(0xa59f94), x, z, 0.5, 0.5));
    }
    boolean line = Math.abs(z - 8.6) < 0.06 && Math.floorMod((int) Math.floor(x / 1.8), 2) == 0;
    var road = Finishes.asphalt(x, z);
    return Solid.Look.matt(line ? road.mix(Rgb.hex(0xcfcdc6), 0.8) : road);
  }

  private static Scenery scenery() {
    var s = new Scenery();
    s.add(Solid.ground(met -> ground(met.x(), met.z())));
    s.box(-60, 0, 11.4, 60, 0.12, 11.6, Finishes.rough(0x97928a));
    s.barFence(true, FENCE, -30, 5.6, 2.0).barFence(true, FENCE, 8.4, 30, 2.0);
    s.box(5.45, 0, FENCE - 0.12, 5.65, 2.2, FENCE + 0.12, Finishes.rough(0x6d6a64));
    s.box(8.35, 0, FENCE - 0.12, 8.55, 2.2, FENCE + 0.12, Finishes.rough(0x6d6a64));
    s.barFence(false, 8.45, FENCE, FENCE + 2.6, 2.0);
    s.barFence(false, -14, FENCE, 40, 2.0);
    warehouse(s);
    container(s, 10.2, 20, 12.8, 26.2, 0x3f6076);
    container(s, 10.2, 36.2, 16.5, 38.8, 0x8a4b38);
    container(s, -13.4, 22.5, -10.9, 28.6, 0x5b6b4d);
    pallets(s, -8, 27.5, 5);
    pallets(s, -6.5, 27.8, 3);
    pallets(s, 3.6, 35.2, 4);
    var gravel = Finishes.rough(0x9a8f7c);
    s.add(Solid.roof(new Vec(-2.4, 0, 33.2), new Vec(1.2, 1.7, 36.2), false, gravel));
    for (int i = 0; i < 4; i++) {
      s.add(Solid.post(5.6 + i * 0.72, 29.6 + i % 2 * 0.3, 0, 0.9, 0.3, Finishes.rough(0x4f6a80)));
    }
    s.lamp(-3.2, 30.6, 8, false).lamp(9.4, 17.2, 8, false);
    s.tree(-19, 19, 3.2, 2.3, 0x747a3c, 3).tree(19, 22, 3.8, 2.8, 0x7c7c3d, 4);
    s.tree(22, 33, 4, 3, 0x6f773b, 9).tree(-21, 34, 3.8, 2.9, 0x767a40, 10);
    return s;
  }

  private static void warehouse(Scenery s) {
    var sheet = Finishes.ribbed(0x9da3a3);
    s.box(-17, 0, 41, 15, 6.2, 56, sheet);
    s.add(Solid.roof(new Vec(-17.4, 6.2, 40.6), new Vec(15.4, 8.3, 56.4), true, sheet));
    for (int i = 0; i < 3; i++) {
      double x = -13 + i * 9.2;
      s.box(x, 0, 40.85, x + 5, 4.4, 41, Finishes.ribbed(i == 1 ? 0x5f7890 : 0x59646b));
      s.box(x - 0.2, 4.4, 40.5, x + 5.2, 4.6, 41, Finishes.rough(0x62666a));
    }
    s.box(-22, 0, 52, -18, 9, 60, Finishes.rough(0xa88f78));
    for (int i = 0; i < 5; i++) {
      var front =
          new Front(Rgb.hex(0xc2b295 + i * 0x050302), Rgb.hex(0x7c6f62), 2.5, 3.1, false, 0, i + 5);
      s.house(-48 + i * 21, 66, -30 + i * 21, 78, 8.5 + i % 3, front, true);
    }
  }

  private static void container(Scenery s, double x0, double z0, double x1, double z1, int colour) {
    s.box(x0, 0.12, z0, x1, 2.6, z1, Finishes.ribbed(colour));
  }

  private static void pallets(Scenery s, double x, double z, int high) {
    for (int i = 0; i < high; i++) {
      double y = i * 0.17;
      s.box(x, y + 0.03, z, x + 1.2, y + 0.14, z + 1, Finishes.rough(0x96774f));
    }
  }

  private static Cast cast(Wardrobe w) {
    return new Cast(w, false)
        .walks("passer-1", from(2, -14, 13).to(16, 13.2))
        .walks(
            "intruder-1",
            from(5, 17, 13.2)
                .speed(1.7)
                .to(7, 13.3)
                .to(7, 17)
                .to(2, 22)
                .stay(2.5)
                .to(-6.8, 26)
                .stay(1)
                .speed(2.6)
                .to(2, 21)
                .to(7, 17)
                .to(7, 13.2)
                .speed(1.5)
                .to(20, 12.8))
        .walks(
            "intruder-2",
            from(27, -14, 12.8)
                .speed(1.9)
                .to(6.6, 13)
                .to(7.2, 17)
                .to(5, 27)
                .stay(3.5)
                .to(7, 17.5)
                .to(7, 13)
                .to(-16, 12.6))
        .walks("passer-2", from(27, 15, 12.4).to(-15, 12.8))
        .drives("car-1", from(20, -26, 9.9).speed(7.5).to(28, 9.9))
        .drives("car-2", from(55.5, -26, 9.9).speed(8).to(28, 9.9))
        .rides("bicycle-1", from(30, -22, 10.6).speed(4.5).to(24, 10.6));
  }
}
