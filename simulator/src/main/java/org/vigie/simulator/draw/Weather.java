package org.vigie.simulator.draw;

import java.util.List;
import java.util.SplittableRandom;

/// Lights that come and go, and rain. Used by one thread.
final class Weather {

  private static final double RAIN_COVER = 0.22;
  private static final int RAIN_COLOUR = 0xb9c0c6;

  private final Canvas canvas;
  private final Lens lens;
  private final Tone tone;
  private final Fill fill;

  Weather(Canvas canvas, Lens lens, Tone tone, Fill fill) {
    this.canvas = canvas;
    this.lens = lens;
    this.tone = tone;
    this.fill = fill;
  }

  /// Light on the ground.
  void pools(List<Glow> glows) {
    for (var glow : glows) {
      if (glow.ground() && lens.depth(glow.at()) > 1.5) {
        double flatness =
            Math.clamp(lens.height() / lens.depth(glow.at()) * glow.tall(), 0.05, 1.0);
        rod(glow, glow.at(), glow.at(), flatness, glow.colour().times(glow.strength()));
      }
    }
  }

  private void rod(Glow glow, Vec from, Vec to, double flatness, Rgb colour) {
    double radius = glow.radius() * lens.scale(glow.at()) * canvas.width;
    fill.rod(
        lens.across(from) * canvas.width,
        lens.down(from) * canvas.height,
        radius,
        lens.across(to) * canvas.width,
        lens.down(to) * canvas.height,
        radius,
        1,
        flatness,
        (pixel, cover, x, y) -> canvas.light(pixel, cover * cover, colour));
  }

  /// The long streaks of lights on wet ground.
  void mirror(List<Glow> glows, double wet) {
    for (var glow : glows) {
      if (!glow.ground() && glow.strength() > 0.5 && lens.depth(glow.at()) > 1.5) {
        var near = new Vec(glow.at().x(), -0.4 * glow.at().y(), glow.at().z());
        var far = new Vec(glow.at().x(), -1.5 * glow.at().y(), glow.at().z());
        rod(glow, near, far, 1, glow.colour().times(0.5 * wet));
      }
    }
  }

  /// What shines or smokes in the air, farthest first.
  void lights(List<Glow> glows) {
    glows.stream()
        .filter(glow -> !glow.ground() && lens.depth(glow.at()) > 1.5)
        .sorted((one, other) -> Double.compare(lens.depth(other.at()), lens.depth(one.at())))
        .forEach(this::light);
  }

  private void light(Glow glow) {
    double depth = lens.depth(glow.at()) - 0.5;
    double radius = glow.radius() * lens.scale(glow.at()) * canvas.width;
    double x = lens.across(glow.at()) * canvas.width;
    double y = lens.down(glow.at()) * canvas.height;
    int colour = tone.pixel(glow.colour());
    fill.rod(
        x,
        y,
        radius,
        x,
        y,
        radius,
        0.8,
        glow.tall(),
        (pixel, cover, across, down) ->
            canvas.shine(pixel, Math.min(1, cover * glow.strength()), depth, colour));
  }

  /// Short slanted streaks, others in every picture.
  void rain(int streaks, long salt) {
    var random = new SplittableRandom(salt);
    for (int i = 0; i < streaks; i++) {
      double near = random.nextDouble();
      int length = (int) ((0.02 + 0.05 * near) * canvas.height);
      int x = random.nextInt(canvas.width);
      int y = random.nextInt(canvas.height);
      if (canvas.touch(new int[] {x, y, x + length / 5 + 1, y + length})) {
        for (int step = 0; step < length && y + step < canvas.height; step++) {
          int across = x + step / 5;
          if (across < canvas.width) {
            canvas.over((y + step) * canvas.width + across, RAIN_COVER * (0.4 + near), RAIN_COLOUR);
          }
        }
      }
    }
  }
}
