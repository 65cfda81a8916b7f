package org.vigie.simulator.stage;

import java.util.SplittableRandom;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;

/// A branch with leaves that the wind moves.
///
/// @param at where it hangs over the ground
/// @param height of its middle, in metres
record Foliage(Vec at, double height, long seed) implements Script.Mover {

  private static final int LEAVES = 46;
  private static final double SPREAD_M = 1.1;
  private static final double GUST_S = 11;

  @Override
  public Body at(double s) {
    var random = new SplittableRandom(seed);
    var b = new Body.Builder(at, 0);
    double gust = 0.35 + 0.65 * Math.pow(Math.sin(Math.PI * s / GUST_S), 2);
    for (int i = 0; i < LEAVES; i++) {
      double x = random.nextDouble(-SPREAD_M, SPREAD_M);
      double y = random.nextDouble(-0.6, 0.6);
      double z = random.nextDouble(-0.5, 0.5);
      double swing = random.nextDouble(0.1, 0.25) * gust;
      double phase = random.nextDouble(1.2) + s * random.nextDouble(3.5, 6);
      int green = random.nextInt(3);
      var leaf =
          b.place(
              z + 0.3 * swing * Math.cos(phase),
              x + swing * Math.sin(phase),
              height + y + 0.3 * swing * Math.cos(phase * 1.3));
      b.limb(leaf, leaf, 0.10, 0.10, Rgb.hex(new int[] {0x5f7038, 0x6f7d3f, 0x4d5f30}[green]));
    }
    return b.build(0.05);
  }
}
