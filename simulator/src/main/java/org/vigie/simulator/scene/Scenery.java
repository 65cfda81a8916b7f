package org.vigie.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.draw.Noise;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Vec;

/// Collects what stands in a place: houses, trees, lamps, fences.
public final class Scenery {

  private final List<Solid> solids = new ArrayList<>();

  public Scenery add(Solid solid) {
    solids.add(solid);
    return this;
  }

  /// Everything so far.
  public List<Solid> solids() {
    return List.copyOf(solids);
  }

  public Scenery box(
      double x0, double y0, double z0, double x1, double y1, double z1, Solid.Finish f) {
    return add(Solid.box(new Vec(x0, y0, z0), new Vec(x1, y1, z1), f));
  }

  /// A house with a pitched roof, an eave and a chimney.
  public Scenery house(
      double x0, double z0, double x1, double z1, double height, Front front, boolean ridgeAlongX) {
    var cx = (x0 + x1) / 2;
    var cz = (z0 + z1) / 2;
    var parts = new ArrayList<Solid>();
    parts.add(Solid.box(new Vec(x0, 0, z0), new Vec(x1, height, z1), front));
    var eave = Finishes.rough(0x8a8378);
    parts.add(
        Solid.box(
            new Vec(x0 - 0.25, height - 0.25, z0 - 0.3),
            new Vec(x1 + 0.25, height, z1 + 0.3),
            eave));
    double rise = Math.min(ridgeAlongX ? z1 - z0 : x1 - x0, 9) * 0.34;
    int tile = Noise.hash(front.seed(), 3) < 0.55 ? 0x8a4f3a : 0x5c5f66;
    parts.add(
        Solid.roof(
            new Vec(x0 - 0.3, height, z0 - 0.4),
            new Vec(x1 + 0.3, height + rise, z1 + 0.4),
            ridgeAlongX,
            Finishes.tiles(tile)));
    double chimney = x0 + (x1 - x0) * (0.25 + 0.5 * Noise.hash(front.seed(), 8));
    parts.add(
        Solid.box(
            new Vec(chimney, height, cz - 0.4),
            new Vec(chimney + 0.7, height + rise + 0.9, cz + 0.5),
            Finishes.rough(0x7a4a3a)));
    double radius = Math.hypot(Math.hypot(x1 - x0 + 1, z1 - z0 + 1), height + rise + 1) / 2 + 0.5;
    return add(Solid.group(new Vec(cx, (height + rise) / 2, cz), radius, parts));
  }

  public Scenery tree(double x, double z, double height, double crown, int colour, int seed) {
    var parts = new ArrayList<Solid>();
    parts.add(Solid.post(x, z, 0, height, 0.17, Finishes.bark(0x6e6252)));
    var leaves = Finishes.leaves(colour);
    for (int i = 0; i < 26; i++) {
      double angle = Noise.hash(seed, i) * 2 * Math.PI;
      double out = Math.sqrt(Noise.hash(seed, i + 100)) * crown * 0.72;
      double up = (Noise.hash(seed, i + 200) - 0.42) * crown * 1.25;
      double shrink = 1 - Math.abs(up) / (crown * 1.5);
      parts.add(
          Solid.leaves(
              new Vec(
                  x + out * shrink * Math.cos(angle),
                  height + crown * 0.35 + up,
                  z + out * shrink * Math.sin(angle)),
              crown * (0.26 + 0.2 * Noise.hash(seed, i + 300)),
              leaves));
    }
    double reach = height / 2 + crown * 1.5;
    return add(Solid.group(new Vec(x, height * 0.62 + crown * 0.3, z), reach, parts));
  }

  /// A street lamp; its light, where it is on, is part of the place's light.
  public Scenery lamp(double x, double z, double height, boolean lit) {
    var metal = Solid.plain(0x3a4044);
    var head =
        lit
            ? (Solid.Finish) met -> new Solid.Look(Rgb.hex(0xffffff), new Rgb(4, 3.2, 2.0))
            : Solid.plain(0xb9bcb8);
    return add(
        Solid.group(
            new Vec(x, height / 2, z),
            height / 2 + 1.2,
            List.of(
                Solid.post(x, z, 0, height, 0.07, metal),
                Solid.post(x, z, 0, 0.9, 0.12, metal),
                Solid.box(
                    new Vec(x - 0.22, height - 0.05, z - 0.22),
                    new Vec(x + 0.22, height + 0.08, z + 0.22),
                    metal),
                Solid.box(
                    new Vec(x - 0.17, height - 0.28, z - 0.17),
                    new Vec(x + 0.17, height - 0.05, z + 0.17),
                    head))));
  }

  public Scenery bench(double x, double z) {
    var wood = Finishes.rough(0x75573c);
    return add(
        Solid.group(
            new Vec(x, 0.4, z),
            1.3,
            List.of(
                Solid.box(new Vec(x - 0.9, 0.40, z - 0.22), new Vec(x + 0.9, 0.47, z + 0.22), wood),
                Solid.box(new Vec(x - 0.9, 0.55, z + 0.2), new Vec(x + 0.9, 0.88, z + 0.26), wood),
                Solid.box(
                    new Vec(x - 0.75, 0, z - 0.18),
                    new Vec(x - 0.65, 0.4, z + 0.24),
                    Solid.plain(0x33363a)),
                Solid.box(
                    new Vec(x + 0.65, 0, z - 0.18),
                    new Vec(x + 0.75, 0.4, z + 0.24),
                    Solid.plain(0x33363a)))));
  }

  /// A café table under a parasol, with two chairs.
  public Scenery parasol(double x, double z, int cloth) {
    var wood = Finishes.rough(0x8a6b48);
    var parts = new ArrayList<Solid>();
    parts.add(Solid.post(x, z, 0, 2.5, 0.035, wood));
    parts.add(Solid.post(x, z, 0.7, 0.75, 0.42, wood));
    parts.add(
        Solid.roof(
            new Vec(x - 1.35, 2.15, z - 1.35),
            new Vec(x + 1.35, 2.75, z + 1.35),
            true,
            Finishes.rough(cloth)));
    for (int side = -1; side <= 1; side += 2) {
      double cx = x + side * 0.75;
      parts.add(
          Solid.box(new Vec(cx - 0.2, 0.42, z - 0.2), new Vec(cx + 0.2, 0.46, z + 0.2), wood));
      double back = cx + side * 0.19;
      parts.add(
          Solid.box(new Vec(back - 0.02, 0.1, z - 0.2), new Vec(back + 0.02, 0.88, z + 0.2), wood));
      parts.add(Solid.post(cx - side * 0.17, z, 0, 0.42, 0.02, wood));
    }
    return add(Solid.group(new Vec(x, 1.3, z), 2.4, parts));
  }

  /// A tub with a small bush.
  public Scenery planter(double x, double z, int seed) {
    var parts = new ArrayList<Solid>();
    parts.add(
        Solid.box(
            new Vec(x - 0.5, 0, z - 0.5),
            new Vec(x + 0.5, 0.6, z + 0.5),
            Finishes.rough(0x6f6a62)));
    int[] greens = {0x5c6e3a, 0x6d7a45, 0x8a4f5c};
    for (int i = 0; i < 5; i++) {
      parts.add(
          Solid.leaves(
              new Vec(
                  x + (Noise.hash(seed, i) - 0.5) * 0.7,
                  0.75 + Noise.hash(seed, i + 9) * 0.25,
                  z + (Noise.hash(seed, i + 19) - 0.5) * 0.7),
              0.28,
              Finishes.leaves(greens[i % 3])));
    }
    return add(Solid.group(new Vec(x, 0.6, z), 1.2, parts));
  }

  /// A row of low posts.
  public Scenery bollards(double x0, double z0, double x1, double z1, int count) {
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? 0 : (double) i / (count - 1);
      add(Solid.post(x0 + t * (x1 - x0), z0 + t * (z1 - z0), 0, 0.85, 0.08, Solid.plain(0x43484c)));
    }
    return this;
  }

  /// A fence of upright bars with two rails.
  public Scenery barFence(boolean alongX, double at, double from, double to, double height) {
    return add(
        Solid.screen(
            alongX,
            at,
            from,
            to,
            height,
            (along, up) ->
                along % 2.5 > 0.09
                    && along % 0.14 > 0.032
                    && Math.abs(up - 0.2) > 0.04
                    && Math.abs(up - height + 0.15) > 0.04,
            Solid.plain(0x46564e)));
  }

  /// Red and white boards on feet, as around works.
  public Scenery barrier(boolean alongX, double at, double from, double to) {
    var red = Solid.Look.matt(Rgb.hex(0xb23a2e));
    var white = Solid.Look.matt(Rgb.hex(0xd9d6cf));
    return add(
        Solid.screen(
            alongX,
            at,
            from,
            to,
            1.05,
            (along, up) -> (up < 0.55 || up > 0.98) && along % 2.0 > 0.07,
            met ->
                Math.floorMod((int) Math.floor((Finishes.along(met) + met.y()) / 0.4), 2) == 0
                    ? red
                    : white));
  }
}
