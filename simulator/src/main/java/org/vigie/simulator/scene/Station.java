package org.vigie.simulator.scene;

import static org.vigie.simulator.scene.Route.from;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Light.Lamp;
import org.vigie.simulator.draw.Ray;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Vec;

/// A station's forecourt at dusk: lit arches, lamps, a taxi rank, and works that nobody may enter.
final class Station {

  private static final double[][] LAMPS = {
    {-13.5, 17}, {-13.5, 31}, {0.5, 33.5}, {12.5, 31}, {13.5, 17.5}, {-2.5, 22.5}
  };
  private static final Rgb WARM = new Rgb(21, 14.4, 7.6);

  private Station() {}

  static Place place(long seed) {
    var lens = Lens.degrees(6.2, 12.4, -3, 0.79);
    var w = new Wardrobe(seed + 3);
    var still = new ArrayList<Body>();
    for (int i = 0; i < 4; i++) {
      still.add(w.parked(17.5, 18 + i * 5.6, 2));
    }
    return new Place(
        "gare-est",
        "Gare Est",
        "Parvis de la gare Est",
        lens,
        light(),
        scenery().solids(),
        still,
        cast(w).actors(),
        List.of(
            Zone.area(lens, "chantier", -11.6, 17.2, -4.4, 17.2, -4.4, 25.8, -11.6, 25.8),
            Zone.line(lens, "entree", -5, 37.2, 5, 37.2)),
        List.of(
            new Rule(EventType.INTRUSION, "chantier", Optional.of("person"), 1),
            new Rule(EventType.LINE_COUNT, "entree", Optional.of("person"), 0)));
  }

  private static Light light() {
    var lamps = new ArrayList<Lamp>();
    for (var at : LAMPS) {
      lamps.add(new Lamp(new Vec(at[0], 5.2, at[1]), WARM));
    }
    for (int i = -2; i <= 2; i++) {
      lamps.add(new Lamp(new Vec(i * 5.2, 2.6, 40.2), WARM.times(0.22)));
    }
    return new Light(
        new Vec(-0.5, 0.3, 0.8),
        Rgb.BLACK,
        new Rgb(0.075, 0.115, 0.225),
        new Rgb(0.44, 0.33, 0.32),
        0.08,
        1.02,
        lamps);
  }

  private static Solid.Look ground(double x, double z) {
    if (x > 14.9 && x < 24) {
      return Solid.Look.matt(Finishes.asphalt(x, z));
    }
    if (x > -11.7 && x < -4.3 && z > 17.1 && z < 25.9) {
      return Solid.Look.matt(Finishes.concrete(x * 2.1, z * 1.7).times(new Rgb(0.92, 0.76, 0.58)));
    }
    boolean band = Math.abs(z / 6 - Math.rint(z / 6)) < 0.06;
    var stone = Rgb.hex(band ? 0x7d7872 : 0xa39d94);
    return Solid.Look.matt(Finishes.slabs(stone, x, z, 1.0, 0.66));
  }

  private static Scenery scenery() {
    var s = new Scenery();
    s.add(Solid.ground(met -> ground(met.x(), met.z())));
    for (var at : LAMPS) {
      s.lamp(at[0], at[1], 5.4, true);
    }
    s.box(14.7, 0, 5, 14.9, 0.13, 60, Finishes.rough(0x8f8a82));
    station(s);
    s.barrier(true, 17, -11.8, -4.2).barrier(true, 26, -11.8, -4.2);
    s.barrier(false, -11.8, 17, 26).barrier(false, -4.2, 17, 20.2).barrier(false, -4.2, 22.6, 26);
    s.add(
        Solid.roof(
            new Vec(-10.8, 0, 22.8), new Vec(-7.2, 1.3, 25.4), true, Finishes.rough(0x8d7a5c)));
    s.box(-7, 0, 18.4, -5.2, 0.7, 19.6, Finishes.rough(0x8a8f8c));
    shelter(s);
    s.tree(-17, 24, 3.4, 2.3, 0x4f5a36, 21).tree(-17.5, 33, 3.6, 2.5, 0x545c38, 22);
    s.tree(11.8, 25, 3.2, 2.0, 0x4f5a36, 23);
    s.planter(-3, 30, 31).planter(4.5, 30, 32).planter(13, 22.4, 33);
    s.bench(3.6, 26).bench(7.6, 26).bollards(14.2, 16, 14.2, 40, 10);
    for (int i = 0; i < 4; i++) {
      var front =
          new Front(
              Rgb.hex(0xa79a86 + i * 0x040302),
              Rgb.hex(0x5b5f66),
              2.4,
              3.2,
              i % 2 == 0,
              0.32,
              i + 3);
      s.house(26, 12 + i * 11, 38, 23 + i * 11, 12 + i % 2 * 2, front, false);
      s.house(-38, 14 + i * 11, -25, 25 + i * 11, 11 + i % 3, front, false);
    }
    return s;
  }

  private static void station(Scenery s) {
    Solid.Finish front = Station::arches;
    s.box(-22, 0, 41, 22, 9.2, 52, front);
    s.box(-22.4, 9.2, 40.6, 22.4, 9.7, 52.4, Finishes.rough(0xa79c8b));
    s.box(-7, 0, 40.2, 7, 12, 52, front);
    s.box(-7.4, 12, 39.8, 7.4, 12.5, 52, Finishes.rough(0xa79c8b));
    s.add(
        Solid.roof(
            new Vec(-7.4, 12.5, 39.8), new Vec(7.4, 15.2, 52), false, Finishes.tiles(0x4b5058)));
    s.add(
        Solid.roof(
            new Vec(-22.4, 9.7, 40.6), new Vec(22.4, 12.4, 52.4), true, Finishes.tiles(0x4b5058)));
    s.box(-8.5, 3.9, 37.6, 8.5, 4.05, 40.2, Finishes.rough(0x3d4449));
    for (int i = -1; i <= 1; i += 2) {
      s.add(Solid.post(i * 8.2, 37.9, 0, 3.9, 0.09, Solid.plain(0x3d4449)));
      s.add(Solid.post(i * 2.8, 37.9, 0, 3.9, 0.09, Solid.plain(0x3d4449)));
    }
  }

  /// Tall round-headed windows with light behind them, and a clock over the middle ones.
  private static Solid.Look arches(Ray met) {
    double x = Finishes.along(met);
    double y = met.y();
    var stone = Finishes.slabs(Rgb.hex(0xb8a88f), x, y, 1.1, 0.55);
    if (met.normal().y() > 0.5 || Math.abs(met.normal().x()) > 0.5) {
      return Solid.Look.matt(stone);
    }
    double toClock = Math.hypot(x, y - 10.2);
    if (toClock < 1.0) {
      boolean hand =
          Math.abs(x) < 0.06 && y > 10.2 && toClock < 0.8
              || Math.abs(y - 10.2 + x * 0.5) < 0.06 && x > 0 && toClock < 0.55;
      return new Solid.Look(
          Rgb.hex(0xe8e4d8), toClock > 0.88 || hand ? Rgb.BLACK : new Rgb(1.3, 1.2, 0.95));
    }
    double bay = 4.4;
    double in = x - Math.rint(x / bay) * bay;
    double top = 5.6 + Math.sqrt(Math.max(0, 1.45 * 1.45 - in * in));
    if (Math.abs(in) < 1.45 && y < top) {
      boolean bar =
          Math.abs(in) > 1.36
              || Math.abs(in) < 0.04
              || Math.abs(Math.abs(in) - 0.72) < 0.03
              || Math.abs(y - 3.6) < 0.08
              || Math.abs(y - 5.6) < 0.05;
      var inside = new Rgb(0.95, 0.62, 0.29).times(0.45 + 0.5 * Math.exp(-Math.abs(y - 3) / 3));
      return bar ? Solid.Look.matt(Rgb.hex(0x33383c)) : new Solid.Look(Rgb.hex(0x303030), inside);
    }
    boolean band = Math.abs(y - 8.4) < 0.18 || y < 0.8;
    return Solid.Look.matt(band ? stone.times(0.8) : stone);
  }

  private static void shelter(Scenery s) {
    var metal = Solid.plain(0x3b4247);
    s.box(6, 2.5, 30.4, 11, 2.62, 32.2, metal);
    for (int i = 0; i < 3; i++) {
      s.add(Solid.post(6.2 + i * 2.3, 32.1, 0, 2.5, 0.05, metal));
    }
    s.box(
        10.2,
        0.5,
        31.9,
        10.95,
        2.3,
        32.05,
        met -> new Solid.Look(Rgb.hex(0xb0b0b0), new Rgb(0.75, 0.85, 0.95)));
  }

  private static Cast cast(Wardrobe w) {
    return new Cast(w, true)
        .walks("traveller-1", from(2, 2, 40).to(2.5, 34).to(9, 20).to(13, 8))
        .walks("traveller-2", from(27, -16, 10).to(1, 17).to(0.5, 34).to(0, 40))
        .walks(
            "trespasser-1",
            from(2, 1.5, 36)
                .speed(1.7)
                .to(-2.5, 21.5)
                .to(-6.5, 21.3)
                .to(-8.6, 20.5)
                .stay(4)
                .to(-3.4, 21.4)
                .to(4, 9)
                .to(6, 5))
        .walks(
            "trespasser-2",
            from(28, 10, 8).speed(1.7).to(-2, 21.2).to(-8.5, 21.6).stay(5).to(-3, 21.6).to(-2, 40))
        .walks("waiting", from(44, 14, 28).to(9, 31).stay(24).to(14, 27).to(26, 26))
        .drives("taxi", from(47, 20.6, 70).speed(6).to(20.6, 2))
        .drives("car-1", from(14, 21, 70).speed(7).to(21, 2));
  }
}
