package org.vigie.simulator.stage;

import static org.vigie.simulator.stage.Mannequin.Posture.BENDING;
import static org.vigie.simulator.stage.Mannequin.Posture.UPRIGHT;

import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Route;
import org.vigie.simulator.scene.Zone;
import org.vigie.simulator.stage.Mannequin.Posture;

/// Scenes of one or a few people: who enters where nobody may, falls, leaves a bag, passes a line.
final class PeoplePlots {

  /// As far from a thing that its owner counts as gone, in metres.
  private static final double GONE_M = 3;

  private static final double PATIENCE_S = 8;

  private PeoplePlots() {}

  /// Somebody walks into a closed area, stays, and leaves; others pass behind it.
  static void intrusion(Script script) {
    double x = script.between(-3, 3);
    double z = script.between(11.2, 12.2);
    script.area("closed", x - 2.6, z - 1.6, x + 2.6, z + 2);
    script.arm(EventType.INTRUSION, "closed", "person", "patience_s: 1");
    int from = script.side();
    double at = script.between(5, 9);
    script.walks(
        Route.from(at, from * Script.WINGS, z + script.between(-0.5, 0.8))
            .speed(script.between(1.2, 1.9))
            .to(x + from * script.between(0, 1), z + script.between(-0.4, 0.6))
            .stay(script.between(1, 5))
            .to(x - from * 0.8, z)
            .to(-from * Script.WINGS, z + script.between(-0.5, 0.8)));
    script.passers(script.random.nextInt(4), 18.8);
  }

  /// People go one way through a passage, one goes against it.
  static void wrongWay(Script script) {
    int allowed = script.side();
    script.zones.add(
        Zone.lane(
            script.venue.lens(),
            "passage",
            new double[] {-allowed * 5.0, 13, allowed * 5.0, 13},
            -9,
            10.4,
            9,
            10.4,
            9,
            15.6,
            -9,
            15.6));
    script.arm(EventType.WRONG_WAY, "passage", "person", "");
    double against = script.between(8, 13);
    script.walks(
        Route.from(against, allowed * Script.WINGS, script.between(11, 12.3))
            .speed(script.between(1.2, 1.9))
            .to(-allowed * Script.WINGS, script.between(11, 12.3)));
    for (double s = -8; s < script.seconds - 8; s += script.between(3, 6)) {
      double z = script.between(13, 15);
      script.walks(
          Route.from(s, -allowed * Script.WINGS, z)
              .speed(script.between(1.1, 1.7))
              .to(allowed * Script.WINGS, z));
    }
  }

  /// People pass a line both ways.
  static void lineCount(Script script) {
    script.zones.add(Zone.line(script.venue.lens(), "gate", 0, 9, 0, 20));
    script.arm(EventType.LINE_COUNT, "gate", "person", "");
    int count = 3 + script.random.nextInt(5);
    for (int i = 0; i < count; i++) {
      int to = script.side();
      double z = 10.2 + 8.5 * i / count + script.between(-0.4, 0.4);
      double speed = script.between(1.1, 1.7);
      double at = script.between(4, script.seconds - 8) - Script.WINGS / speed;
      script.walks(
          Route.from(at, -to * Script.WINGS, z)
              .speed(speed)
              .to(to * Script.WINGS, z + script.between(-0.3, 0.3)));
    }
  }

  /// Somebody stops and falls, and stays down.
  static void fall(Script script) {
    script.arm(EventType.PERSON_DOWN, "", "", "patience_s: 2");
    int from = script.side();
    double x = script.between(-4, 4);
    double z = script.between(10.5, 16.5);
    double speed = script.between(0.9, 1.5);
    double there = script.between(7, 11);
    double fall = there + script.between(0.4, 2.5);
    double lasts = script.between(0.7, 1.7);
    double towards = script.between(0, 2 * Math.PI);
    var down = Posture.lying(towards);
    var way =
        Route.from(there - Math.abs(from * Script.WINGS - x) / speed, from * Script.WINGS, z)
            .speed(speed)
            .to(x, z)
            .stay(script.seconds + 60);
    script.acts(
        way,
        fall,
        script.seconds,
        s -> {
          double t = Math.clamp((s - fall) / lasts, 0.0, 1.0);
          var sinking = UPRIGHT.to(new Posture(0.9, 1.5, 0.2, 0, towards), Math.sin(Math.PI * t));
          return new Posture(
              sinking.thigh() + t * down.thigh(),
              sinking.knee() + t * down.knee(),
              sinking.lean(),
              down.tilt() * t * t,
              towards);
        });
    script.expect(EventType.PERSON_DOWN, "", fall, script.seconds);
    script.passers(script.random.nextInt(3), 19.2);
  }

  /// Somebody puts down what they carried and goes away without it.
  static void abandoned(Script script) {
    script.arm(EventType.ABANDONED_OBJECT, "", "", "patience_s: 8");
    int from = script.side();
    double x = script.between(-3.5, 3.5);
    double z = script.between(10.5, 15);
    double speed = script.between(1.1, 1.5);
    double there = script.between(6, 9);
    double puts = there + script.between(0.5, 1.5);
    double leaves = puts + script.between(1.2, 3);
    int style = script.random.nextInt(10);
    var way =
        Route.from(there - Math.abs(from * Script.WINGS - x) / speed, from * Script.WINGS, z)
            .speed(speed)
            .to(x, z)
            .stay(leaves - there)
            .to(-from * Script.WINGS, z + script.between(-1, 2));
    var route = way.end();
    script.acts(
        way,
        puts,
        puts + 1,
        s -> UPRIGHT.to(BENDING, Math.sin(Math.PI * Math.clamp(s - puts, 0.0, 1.0))));
    script.thing(
        "bag",
        CoarseClass.OBJECT,
        s -> {
          if (s > puts + 0.5) {
            return java.util.Optional.of(Things.bag(new Vec(x, 0, z - 0.45), 0.4, style));
          }
          return Performer.poseOn(route, s)
              .map(
                  pose ->
                      Things.bag(
                          new Vec(pose.at().x(), 0.25, pose.at().z() - 0.35),
                          pose.heading(),
                          style));
        });
    double gone = leaves + GONE_M / speed;
    if (gone + PATIENCE_S > script.seconds - 2) {
      throw new IllegalStateException("the scene is too short for its patience");
    }
    script.expect(EventType.ABANDONED_OBJECT, "", gone, script.seconds);
    script.passers(script.random.nextInt(3), 20.3);
  }
}
