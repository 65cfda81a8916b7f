package org.vigie.simulator.stage;

import static org.vigie.simulator.stage.Mannequin.Posture.BENDING;
import static org.vigie.simulator.stage.Mannequin.Posture.CROUCHING;
import static org.vigie.simulator.stage.Mannequin.Posture.SITTING;
import static org.vigie.simulator.stage.Mannequin.Posture.UPRIGHT;

import java.util.Optional;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Route;

/// What has been taken for an event elsewhere and is none. Benches, panels, bins and puddles are
/// part of every stage.
final class Negatives {

  private Negatives() {}

  /// A fire, with one of the lights that are none.
  static void fire(Script script) {
    script.arm(EventType.FIRE, "", "", "patience_s: 1");
    double at = script.between(6, 10);
    script.lamps.add(
        Lights.fire(
            script.between(-5, 5),
            script.between(11, 18),
            at,
            script.between(1.2, 2.4),
            script.venue.setting().isNight(),
            script.random.nextInt(1000)));
    script.expect(EventType.FIRE, "", at, script.seconds);
    light(script);
    script.passers(script.random.nextInt(3), 20);
  }

  /// What is taken for a lost thing or for a fall.
  static void stillLife(Script script) {
    sits(script);
    switch (script.random.nextInt(4)) {
      case 0 -> cart(script);
      case 1 -> bagWithOwner(script);
      case 2 -> crouches(script);
      default -> bagTakenAgain(script);
    }
    script.passers(script.random.nextInt(3), 19.5);
  }

  /// What is taken for a fire; a queue, or people and their shadows.
  static void lights(Script script) {
    light(script);
    light(script);
    if (script.chance(0.4)) {
      CrowdPlots.queue(script, script.between(11, 15));
    } else {
      script.passers(3 + script.random.nextInt(4), script.between(8, 18));
    }
  }

  private static void light(Script script) {
    int seed = script.random.nextInt(1000);
    switch (script.random.nextInt(5)) {
      case 0 ->
          script.lamps.add(
              Lights.sign(
                  new Vec(script.between(-6, 6), 3.2, 26.6),
                  script.between(0.4, 0.8),
                  script.chance(0.6) ? new Rgb(2.2, 0.6, 0.08) : new Rgb(2.2, 0.1, 0.1),
                  script.chance(0.5),
                  script.between(0, 10)));
      case 1 -> script.lamps.add(Lights.window(new Vec(script.between(-6, 6), 1.5, 26.8), seed));
      case 2 ->
          script.lamps.add(
              Lights.trafficLight(
                  new Vec(script.between(-6, 6), 2.9, script.between(20, 23)),
                  script.between(0, 14)));
      case 3 -> {
        int to = script.side();
        var way =
            Route.from(script.between(2, 8), -to * 30, 17.5)
                .speed(6)
                .to(to * script.between(-2, 2), 17.5)
                .stay(script.between(0, 8))
                .to(to * 30, 17.5);
        script.drives(way);
        script.lamps.add(Lights.beacon(way.end(), script.venue.setting().isNight()));
      }
      default -> {
        if (script.venue.setting().isNight()) {
          script.lamps.add(Lights.sweep(script.between(3, 10), script.between(10, 16), true));
          script.lamps.add(Lights.sweep(script.between(12, 20), script.between(10, 16), false));
        } else {
          script.drives(Route.from(script.between(3, 10), -30, 18).speed(7).to(30, 18));
        }
      }
    }
  }

  /// Somebody comes to the bench, sits for a while, and goes.
  private static void sits(Script script) {
    int from = script.side();
    double x = Squares.BENCH_X + script.between(-0.4, 0.4);
    double speed = script.between(1.1, 1.5);
    double there = script.between(5, 9);
    double until = script.chance(0.5) ? script.seconds : there + script.between(8, 14);
    double z = Squares.BENCH_Z - 0.35;
    script.acts(
        Route.from(there - Math.abs(from * Script.WINGS - x) / speed, from * Script.WINGS, z)
            .speed(speed)
            .to(x, z)
            .stay(until - there + (until < script.seconds ? 0 : 60))
            .to(-from * Script.WINGS, z),
        there + 0.3,
        until - 0.3,
        s -> {
          double down = Math.clamp((s - there - 0.3) / 1.2, 0.0, 1.0);
          double up = Math.clamp((until - 0.3 - s) / 1.2, 0.0, 1.0);
          return UPRIGHT.to(SITTING, Math.min(down, up));
        });
  }

  /// Somebody ties a shoe, or picks something up.
  private static void crouches(Script script) {
    int from = script.side();
    double x = script.between(-4, 4);
    double z = script.between(10.5, 16);
    double there = script.between(6, 10);
    double lasts = script.between(3, 6);
    var low = script.chance(0.5) ? CROUCHING : BENDING;
    script.acts(
        Route.from(there - Math.abs(from * Script.WINGS - x) / 1.3, from * Script.WINGS, z)
            .speed(1.3)
            .to(x, z)
            .stay(lasts)
            .to(-from * Script.WINGS, z),
        there,
        there + lasts,
        s -> UPRIGHT.to(low, Math.min((s - there) / 0.9, Math.max(0, (there + lasts - s) / 0.9))));
  }

  /// A cleaner pushes a cart, stops beside it, and goes on.
  private static void cart(Script script) {
    int to = script.side();
    double z = script.between(11, 16);
    double at = script.between(2, 5);
    double stop = to * script.between(-3, 3);
    double stays = script.between(8, 14);
    var pushes =
        Route.from(at, -to * 14, z).speed(1.0).to(stop, z).stay(stays).to(to * Script.WINGS, z);
    var route = pushes.end();
    script.thing("cart", CoarseClass.OBJECT, s -> Performer.poseOn(route, s).map(Things::cart));
    script.walks(
        Route.from(at, -to * 15.1, z + 0.1)
            .speed(1.0)
            .to(stop - to * 1.1, z + 0.1)
            .stay(stays)
            .to(to * (Script.WINGS - 1.1), z + 0.1));
  }

  /// Somebody puts a bag down and waits beside it.
  private static void bagWithOwner(Script script) {
    double x = script.between(-4, 4);
    double z = script.between(10.5, 15);
    bag(script, x, z, script.between(5, 8), script.seconds + 60);
  }

  /// Somebody puts a bag down beside them and takes it up again.
  private static void bagTakenAgain(Script script) {
    double x = script.between(-4, 4);
    double z = script.between(10.5, 15);
    bag(script, x, z, script.between(5, 8), script.between(6, 12));
  }

  private static void bag(Script script, double x, double z, double there, double stays) {
    int from = script.side();
    int style = script.random.nextInt(10);
    var way =
        Route.from(there - Math.abs(from * Script.WINGS - x) / 1.3, from * Script.WINGS, z)
            .speed(1.3)
            .to(x, z)
            .stay(stays)
            .to(-from * Script.WINGS, z);
    var route = way.end();
    script.walks(way);
    double takes = there + stays - 0.6;
    script.thing(
        "bag",
        CoarseClass.OBJECT,
        s -> {
          if (s > there + 0.8 && s < takes) {
            return Optional.of(Things.bag(new Vec(x, 0, z - 0.5), 0.4, style));
          }
          return Performer.poseOn(route, s)
              .map(
                  pose ->
                      Things.bag(
                          new Vec(pose.at().x(), 0.25, pose.at().z() - 0.4),
                          pose.heading(),
                          style));
        });
  }
}
