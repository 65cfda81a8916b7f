package org.vigie.simulator.stage;

import java.util.List;
import java.util.SplittableRandom;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;

/// What lights a venue in each setting.
final class Skies {

  private Skies() {}

  /// @param lamps lit by night
  static Light of(Setting.Sky sky, List<Light.Lamp> lamps, SplittableRandom random) {
    double turn = 2 * Math.PI * random.nextDouble();
    double across = Math.cos(turn);
    // Never straight into the lens.
    double along = -Math.abs(Math.sin(turn)) * 0.8 + 0.1;
    return switch (sky) {
      case SUN ->
          new Light(
              new Vec(across, 0.9 + 0.8 * random.nextDouble(), along),
              new Rgb(1.5, 1.36, 1.12),
              new Rgb(0.36, 0.47, 0.66),
              new Rgb(0.80, 0.84, 0.88),
              0.08,
              0.85 + 0.15 * random.nextDouble(),
              List.of());
      case LOW_SUN ->
          new Light(
              new Vec(across, 0.32 + 0.15 * random.nextDouble(), along),
              new Rgb(1.75, 1.32, 0.88),
              new Rgb(0.34, 0.42, 0.58),
              new Rgb(0.86, 0.80, 0.72),
              0.1,
              0.86,
              List.of());
      case CLOUDS ->
          new Light(
              new Vec(across, 1.5, along),
              new Rgb(0.12, 0.12, 0.12),
              new Rgb(0.62, 0.66, 0.7),
              new Rgb(0.8, 0.82, 0.84),
              0.25,
              0.8 + 0.15 * random.nextDouble(),
              List.of());
      case NIGHT ->
          new Light(
              new Vec(-0.5, 0.3, 0.8),
              Rgb.BLACK,
              new Rgb(0.035, 0.05, 0.095),
              new Rgb(0.12, 0.1, 0.1),
              0.05,
              1.1,
              lamps);
    };
  }

  /// Sodium or white lamps.
  static Rgb lamp(SplittableRandom random) {
    return random.nextBoolean() ? new Rgb(21, 14.4, 7.6) : new Rgb(17, 16, 14);
  }
}
