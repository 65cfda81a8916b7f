package org.vigie.simulator.stage;

import java.util.SplittableRandom;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.scene.Figure;
import org.vigie.simulator.scene.Pose;

/// Someone who stands as people do: sways by about a centimetre at the head within a few seconds,
/// and now and then shifts the weight to the other leg, a few centimetres.
///
/// @param seed chooses how; 0 for not at all
record Swaying(Figure figure, long seed) {

  private static final double SWAY = 0.009;
  private static final double SHIFT = 0.03;
  private static final double STANDS = 0.15;

  Body at(Pose pose, double s) {
    var body = figure.at(pose);
    if (seed == 0 || pose.speed() > STANDS) {
      return body;
    }
    return body.leaning(lean(s, 0), lean(s, 1));
  }

  /// How far aside it leans for each metre of height, one way.
  private double lean(double s, int way) {
    var random = new SplittableRandom(seed + way);
    double slow = random.nextDouble(4, 7);
    double quick = random.nextDouble(1.8, 3);
    double begin = random.nextDouble(100);
    double swaying =
        Math.sin(2 * Math.PI * (s + begin) / slow)
            + 0.6 * Math.sin(2 * Math.PI * (s + begin) / quick);
    return (SWAY * swaying + SHIFT * side(s, begin, random)) / 1.7;
  }

  /// -1 to 1: on which leg the weight is. It goes over within a second, every 8 to 25 seconds.
  private static double side(double s, double begin, SplittableRandom random) {
    double every = random.nextDouble(8, 25);
    double turn = (s + begin) / every;
    double number = Math.floor(turn);
    double within = Math.min(1, (turn - number) * every);
    double to = number % 2 == 0 ? 1 : -1;
    return -to + 2 * to * within * within * (3 - 2 * within);
  }
}
