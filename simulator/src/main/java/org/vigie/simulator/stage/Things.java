package org.vigie.simulator.stage;

import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Pose;

/// What people carry, push and leave, and what flies in the wind.
final class Things {

  private static final Rgb DARK = Rgb.hex(0x26282b);
  private static final Rgb GREY = Rgb.hex(0x8b8f92);
  private static final Rgb YELLOW = Rgb.hex(0xc9a52a);
  private static final Rgb[] BAGS = {
    Rgb.hex(0x23262b), Rgb.hex(0x6d2f2f), Rgb.hex(0x33475f), Rgb.hex(0x9a7b4f), Rgb.hex(0xb8b2a6)
  };

  private Things() {}

  /// A bag or suitcase on the ground or in a hand.
  ///
  /// @param style chooses size and colour
  static Body bag(Vec at, double heading, int style) {
    var b = new Body.Builder(at, heading);
    var colour = BAGS[Math.floorMod(style, BAGS.length)];
    if (style % 2 == 0) {
      // A suitcase, upright.
      for (int side = -1; side <= 1; side++) {
        b.limb(b.place(0, side * 0.16, 0.14), b.place(0, side * 0.16, 0.58), 0.13, 0.13, colour);
      }
      b.limb(b.place(0, -0.12, 0.78), b.place(0, 0.12, 0.78), 0.02, 0.02, DARK);
    } else {
      // A sports bag.
      b.limb(b.place(0, -0.28, 0.19), b.place(0, 0.28, 0.19), 0.18, 0.18, colour);
      b.limb(b.place(0, -0.1, 0.4), b.place(0, 0.1, 0.4), 0.025, 0.025, DARK);
    }
    return b.build(0.25);
  }

  /// A cleaner's cart: a tub, a bag on a frame, a broom.
  static Body cart(Pose pose) {
    var b = new Body.Builder(pose.at(), pose.heading());
    for (int side = -1; side <= 1; side += 2) {
      b.limb(b.place(0.35, side * 0.2, 0.45), b.place(0.35, side * 0.2, 0.85), 0.2, 0.22, YELLOW);
      b.limb(b.place(-0.3, side * 0.18, 0.25), b.place(-0.3, side * 0.18, 0.8), 0.19, 0.2, GREY);
      b.limb(b.place(-0.5, side * 0.25, 0.1), b.place(0.5, side * 0.25, 0.1), 0.06, 0.06, DARK);
    }
    b.limb(b.place(-0.5, 0.3, 0.1), b.place(-0.6, 0.3, 1.5), 0.03, 0.03, Rgb.hex(0x8a6b48));
    b.limb(b.place(-0.6, -0.3, 1.0), b.place(-0.6, 0.3, 1.0), 0.03, 0.03, DARK);
    return b.build(0.4);
  }

  /// A flag on a pole.
  static Body flag(double x, double z, double s, int seed) {
    var b = new Body.Builder(new Vec(x, 0, z), 0);
    b.limb(b.place(0, 0, 0), b.place(0, 0, 5), 0.05, 0.04, GREY);
    var colour = BAGS[1 + Math.floorMod(seed, BAGS.length - 1)];
    for (int i = 0; i < 6; i++) {
      double wave = 0.18 * Math.sin(2 * Math.PI * 1.3 * s - i * 0.9);
      double next = 0.18 * Math.sin(2 * Math.PI * 1.3 * s - (i + 1) * 0.9);
      for (int row = 0; row < 4; row++) {
        double up = 4.8 - row * 0.22;
        b.limb(
            b.place(wave, i * 0.22, up + 0.3 * wave),
            b.place(next, (i + 1) * 0.22, up + 0.3 * next),
            0.12,
            0.12,
            colour);
      }
    }
    return b.build(0.1);
  }
}
