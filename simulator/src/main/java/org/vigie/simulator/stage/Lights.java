package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.draw.Glow;
import org.vigie.simulator.draw.Noise;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Pose;
import org.vigie.simulator.scene.Route;

/// What shines, and when: fire, and all that is taken for it.
final class Lights {

  /// What shines at a time of the scene.
  @FunctionalInterface
  interface Lamp {
    List<Glow> at(double s);
  }

  private static final Rgb CORE = new Rgb(3.2, 2.3, 0.9);
  private static final Rgb FLAME = new Rgb(2.4, 0.95, 0.12);
  private static final Rgb TIP = new Rgb(1.5, 0.38, 0.04);
  private static final Rgb SMOKE = new Rgb(0.19, 0.19, 0.2);
  private static final Rgb WARM = new Rgb(1.0, 0.55, 0.18);
  private static final Rgb WHITE = new Rgb(1.0, 0.96, 0.85);

  private Lights() {}

  /// A fire that begins at a time and grows to its full height within 12 s.
  ///
  /// @param night whether its light is seen on the ground: by day the sun's is brighter
  static Lamp fire(double x, double z, double fromS, double height, boolean night, int seed) {
    return s -> {
      var glows = new ArrayList<Glow>();
      double age = s - fromS;
      if (age < 0) {
        return glows;
      }
      double high = height * Math.clamp(0.25 + 0.75 * age / 12, 0.25, 1.0);
      for (int i = 0; i < 14; i++) {
        // Each tongue rises for a third of a second, shrinks, and begins again elsewhere.
        double life = s * 3 + i / 14.0;
        int turn = (int) Math.floor(life);
        double up = life - turn;
        double aside = (Noise.hash(seed + i, turn) - 0.5) * high * 0.55 * (1 - 0.6 * up);
        double sway = 0.12 * high * (Noise.smooth(s * 4, seed + i) - 0.5);
        var colour = up < 0.3 ? CORE : up < 0.65 ? FLAME : TIP;
        double radius = high * (0.2 - 0.13 * up) * (0.7 + 0.6 * Noise.hash(i, turn, seed));
        glows.add(
            Glow.air(new Vec(x + aside + sway, 0.1 + high * up, z), radius, 1.5, colour, 0.95));
      }
      for (int i = 0; i < 5; i++) {
        double life = s * 0.4 + i / 5.0;
        double up = life - Math.floor(life);
        glows.add(
            Glow.air(
                new Vec(x + 0.5 * up + 0.2 * Noise.smooth(s, i), high * (1.1 + 2.2 * up), z + 0.1),
                high * (0.3 + 0.5 * up),
                1,
                SMOKE,
                0.4 * (1 - up)));
      }
      double flicker = 0.6 + 0.5 * Noise.smooth(s * 7, seed);
      glows.add(Glow.pool(x, z, 2.2 * high + 0.6, WARM, (night ? 0.5 : 0.03) * flicker));
      return glows;
    };
  }

  /// A lit sign that goes on and off, or trembles as bad tubes do.
  static Lamp sign(Vec at, double size, Rgb colour, boolean trembles, double phase) {
    return s -> {
      double on =
          trembles
              ? (Noise.smooth(s * 9, phase) > 0.35 ? 1 : 0.35)
              : Math.floorMod((long) Math.floor((s + phase) / 0.8), 2) == 0 ? 1 : 0.1;
      var glows = new ArrayList<Glow>();
      for (int i = -2; i <= 2; i++) {
        glows.add(
            Glow.air(
                new Vec(at.x() + i * size * 0.6, at.y(), at.z()),
                size * 0.42,
                0.9,
                colour.times(on),
                0.9));
      }
      return glows;
    };
  }

  /// Red, green, amber.
  static Lamp trafficLight(Vec at, double phase) {
    return s -> {
      double turn = (s + phase) % 14;
      int which = turn < 6 ? 0 : turn < 11 ? 2 : 1;
      Rgb[] colours = {new Rgb(2.2, 0.12, 0.06), new Rgb(2.2, 1.0, 0.1), new Rgb(0.1, 1.6, 0.7)};
      return List.of(
          Glow.air(new Vec(at.x(), at.y() - which * 0.28, at.z()), 0.12, 1, colours[which], 0.95));
    };
  }

  /// The blue beacon of a vehicle that goes a way.
  static Lamp beacon(Route route, boolean night) {
    return s -> {
      boolean on = Math.floorMod((long) Math.floor(s * 4), 2) == 0;
      var pose = Performer.poseOn(route, s);
      if (!on || pose.isEmpty()) {
        return List.of();
      }
      var at = pose.get().at();
      var blue = new Rgb(0.25, 0.5, 3.0);
      return List.of(
          Glow.air(new Vec(at.x(), 1.75, at.z()), 0.3, 0.8, blue, 0.9),
          Glow.pool(at.x(), at.z(), 4, new Rgb(0.1, 0.2, 1.0), night ? 0.5 : 0.03));
    };
  }

  /// A shop window in which a screen changes its pictures.
  static Lamp window(Vec at, int seed) {
    return s -> {
      int picture = (int) Math.floor(s / 1.7);
      var colour =
          new Rgb(
              0.5 + 1.2 * Noise.hash(seed, picture),
              0.4 + 0.8 * Noise.hash(seed + 1, picture),
              0.3 + 0.9 * Noise.hash(seed + 2, picture));
      var glows = new ArrayList<Glow>();
      for (int i = -1; i <= 1; i++) {
        glows.add(Glow.air(new Vec(at.x() + i * 0.5, at.y(), at.z()), 0.5, 0.8, colour, 0.85));
      }
      return glows;
    };
  }

  /// Headlights of a car that goes a way: two lamps and the light that they throw ahead.
  static Lamp headlights(Route route) {
    return s -> Performer.poseOn(route, s).map(Lights::ahead).orElse(List.of());
  }

  private static List<Glow> ahead(Pose pose) {
    double dx = Math.sin(pose.heading());
    double dz = Math.cos(pose.heading());
    var glows = new ArrayList<Glow>();
    for (int i = 0; i < 5; i++) {
      double far = 3.5 + i * 2.2;
      glows.add(
          Glow.pool(
              pose.at().x() + far * dx,
              pose.at().z() + far * dz,
              1.1 + 0.35 * i,
              WHITE,
              1.1 - 0.17 * i));
    }
    for (int side = -1; side <= 1; side += 2) {
      glows.add(
          Glow.air(
              new Vec(
                  pose.at().x() + 2.1 * dx + side * 0.65 * dz,
                  0.62,
                  pose.at().z() + 2.1 * dz - side * 0.65 * dx),
              0.22,
              1,
              new Rgb(3, 2.9, 2.5),
              0.9));
    }
    return glows;
  }

  /// The light of a car that stays out of the picture, sweeping over the ground.
  static Lamp sweep(double fromS, double z, boolean toRight) {
    return s -> {
      double t = (s - fromS) / 3.5;
      if (t < 0 || t > 1) {
        return List.of();
      }
      double x = (toRight ? 1 : -1) * (-16 + 32 * t);
      return List.of(
          Glow.pool(x, z, 3.2, WHITE, 0.9),
          Glow.pool(x + (toRight ? 2 : -2), z + 2, 3.8, WHITE, 0.5));
    };
  }
}
