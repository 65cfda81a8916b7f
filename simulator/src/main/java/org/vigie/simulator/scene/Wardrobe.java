package org.vigie.simulator.scene;

import java.util.SplittableRandom;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;

/// Chooses what people wear and how cars are painted, by a seed.
public final class Wardrobe {

  private static final int[] TOPS = {
    0x2f3b4d, 0x6d2f2f, 0x3f4a3a, 0x8a8d8f, 0x23262b, 0x9a7b4f, 0xb8b2a6, 0x41566e, 0x7a5a6b,
    0x2e5a57, 0xa65a3a, 0xd0cdc4
  };
  private static final int[] DARK = {0x23262b, 0x1c1d20, 0x2b2a2d, 0x20242c, 0x1f2124};
  private static final int[] LEGS = {0x2a3142, 0x1f2124, 0x4a4640, 0x5b6470, 0x3a2f2a, 0x6f6a60};
  private static final int[] SKIN = {0xd9b08c, 0xc4936b, 0x8a5a3c, 0xe3bfa0, 0x5e3d2a};
  private static final int[] HAIR = {0x2a211b, 0x4a3626, 0x6e5336, 0x1a1817, 0x8d8a86};
  private static final int[] PAINT = {
    0xc9ccce, 0x8c9196, 0x24272b, 0x33475f, 0x7b2a2a, 0xe2e2de, 0x56626b, 0x3d5145
  };
  private static final Car.Shape[] SHAPES = {
    Car.Shape.HATCH, Car.Shape.SALOON, Car.Shape.HATCH, Car.Shape.VAN
  };

  private final SplittableRandom random;

  public Wardrobe(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Somebody on foot.
  public Pedestrian pedestrian() {
    return new Pedestrian(
        1.58 + 0.3 * random.nextDouble(),
        pick(TOPS),
        pick(LEGS),
        pick(SKIN),
        pick(HAIR),
        random.nextInt(3) == 0,
        random.nextInt(4) == 0);
  }

  /// Someone in a long dark coat, dark trousers and with dark hair.
  public Pedestrian inDarkCoat() {
    return new Pedestrian(
        1.58 + 0.3 * random.nextDouble(),
        Rgb.hex(DARK[random.nextInt(DARK.length)]),
        Rgb.hex(DARK[random.nextInt(DARK.length)]),
        pick(SKIN),
        Rgb.hex(HAIR[3]),
        true,
        false);
  }

  /// Somebody on a bicycle.
  public Cyclist cyclist() {
    return new Cyclist(pick(TOPS), pick(LEGS), pick(SKIN), pick(PAINT), pick(PAINT));
  }

  /// A car or van.
  public Car car(boolean lit) {
    return new Car(SHAPES[random.nextInt(SHAPES.length)], pick(PAINT), lit);
  }

  /// A car that stays where it is.
  Body parked(double x, double z, double headingDegrees) {
    var pose = new Pose(new Vec(x, 0, z), Math.toRadians(headingDegrees), 0, 0);
    return car(false).at(pose);
  }

  private Rgb pick(int[] colours) {
    return Rgb.hex(colours[random.nextInt(colours.length)]);
  }
}
