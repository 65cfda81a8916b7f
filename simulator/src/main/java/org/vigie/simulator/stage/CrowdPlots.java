package org.vigie.simulator.stage;

import org.vigie.model.EventType;
import org.vigie.simulator.scene.Route;

/// Scenes of many people.
final class CrowdPlots {

  private static final double RUNS_S = 5;

  /// In metres a second.
  private static final double STROLLS = 0.5;

  private CrowdPlots() {}

  /// A group that stands about and strolls suddenly runs: all one way, or away from one place.
  static void movement(Script script) {
    script.arm(EventType.CROWD_MOVEMENT, "", "", "");
    double at = script.between(13, 18);
    boolean apart = script.chance(0.5);
    int to = script.side();
    int count = 12 + script.random.nextInt(10);
    double fromX = script.between(-2, 2);
    double fromZ = script.between(12.5, 15.5);
    for (int i = 0; i < count; i++) {
      double x = fromX + script.between(-4.5, 4.5);
      double z = fromZ + script.between(-3, 3.5);
      int from = script.side();
      double there = script.between(-6, 5);
      var way =
          Route.from(there - Math.abs(from * Script.WINGS - x) / 1.3, from * Script.WINGS, z)
              .speed(1.3)
              .to(x, z);
      double left = at - there + script.between(-0.3, 0.5);
      double atX = x;
      double atZ = z;
      // Nobody stands quite still for long.
      while (left > 7) {
        double stays = script.between(1, 3);
        double nextX = x + script.between(-0.7, 0.7);
        double nextZ = z + script.between(-0.5, 0.5);
        way.stay(stays).speed(STROLLS).to(nextX, nextZ);
        left -= stays + Math.hypot(nextX - atX, nextZ - atZ) / STROLLS;
        atX = nextX;
        atZ = nextZ;
      }
      double away = Math.max(0.3, Math.hypot(atX - fromX, atZ - fromZ));
      double farX = apart ? atX + 26 * (atX - fromX) / away : to * 30;
      double farZ =
          apart ? Math.max(6, atZ + 26 * (atZ - fromZ) / away) : atZ + script.between(-2, 2);
      way.stay(left).speed(script.between(3.4, 5)).to(farX, farZ);
      script.walks(way);
    }
    script.expect(EventType.CROWD_MOVEMENT, "", at, at + RUNS_S);
  }

  /// People come one after the other, and stay.
  static void density(Script script) {
    int least = 4 + script.random.nextInt(4);
    double x = script.between(-1.5, 1.5);
    double z = script.between(12.8, 14);
    script.area("square", x - 4, z - 2.8, x + 4, z + 2.8);
    script.arm(
        EventType.DENSITY, "square", "person", "at_least: %d, patience_s: 2".formatted(least));
    boolean enough = script.chance(0.75);
    int count = enough ? least + 1 + script.random.nextInt(3) : least - 2;
    for (int i = 0; i < count; i++) {
      int from = script.side();
      double speed = script.between(1.1, 1.6);
      double there = 5 + 9.0 * i / count + script.between(0, 0.8);
      double atX = x - 3.2 + 6.4 * ((i * 5) % 9) / 8.0 + script.between(-0.2, 0.2);
      double atZ = z - 2 + 4 * ((i * 7) % 5) / 4.0 + script.between(-0.2, 0.2);
      var way =
          Route.from(there - Math.abs(from * Script.WINGS - atX) / speed, from * Script.WINGS, atZ)
              .speed(speed)
              .to(atX, atZ);
      // Nobody stands quite still for long.
      for (double s = there; s < script.seconds; s += 4) {
        double aside = script.between(-0.4, 0.4);
        way.stay(script.between(1.5, 3.5)).speed(0.6).to(atX + aside, atZ).to(atX, atZ);
      }
      script.walks(way);
    }
  }

  /// People who walk to and fro, each in their own part of the square.
  static void strolling(Script script, int people) {
    int columns = 6;
    int rows = Math.ceilDiv(people, columns);
    for (int i = 0; i < people; i++) {
      double left = -7.5 + 2.5 * (i % columns);
      double near = 9.5 + 11.0 * (i / columns) / rows;
      double deep = 11.0 / rows;
      double x = left + script.between(0, 2.5);
      double z = near + script.between(0, deep);
      int from = x < 0 ? -1 : 1;
      var way = Route.from(-8, from * Script.WINGS, z).speed(script.between(1.1, 1.5)).to(x, z);
      for (double s = -8; s < script.seconds; s += 1.2) {
        way.to(left + script.between(-1.2, 3.7), near + script.between(-0.5 * deep, 1.5 * deep));
      }
      script.walks(way);
    }
  }

  /// People queue: forward by one place now and then.
  static void queue(Script script, double z) {
    int count = 6 + script.random.nextInt(5);
    int to = script.side();
    for (int i = 0; i < count; i++) {
      double x = to * (5 - 1.0 * i);
      // They come from behind the queue's end, and were there before the first picture.
      double comes = (Script.WINGS + to * x) / 1.3;
      var way = Route.from(-6 + 0.25 * i - comes, -to * Script.WINGS, z).speed(1.3).to(x, z);
      way.speed(0.9);
      for (double s = -5; s < script.seconds; s += 5.5) {
        x += to * 0.8;
        way.stay(4.5 + 0.25 * (i % 3)).to(x, z);
      }
      script.walks(way.speed(1.3).to(to * Script.WINGS, z));
    }
  }
}
