package org.vigie.simulator.stage;

import org.vigie.model.EventType;
import org.vigie.simulator.scene.Route;
import org.vigie.simulator.scene.Zone;

/// Scenes of a street.
final class RoadPlots {

  private static final double FAR = 34;
  private static final double NEAR_LANE = 15.3;
  private static final double FAR_LANE = 19.3;

  private RoadPlots() {}

  private static Route.Builder way(double s, int to, double z, double speed) {
    return Route.from(s, -to * FAR, z).speed(speed).to(to * FAR, z);
  }

  /// Cars in both lanes, far enough from each other not to hide each other.
  static void traffic(Script script, int nearTo, double quietFrom, double quietTo) {
    for (double s = -4; s < script.seconds - 4; s += script.between(5, 9)) {
      double speed = script.between(6, 9.5);
      double reaches = s + FAR / speed;
      if (reaches < quietFrom || reaches > quietTo) {
        script.drives(way(s, nearTo, NEAR_LANE, speed));
      }
    }
    for (double s = -2; s < script.seconds - 4; s += script.between(7, 12)) {
      script.drives(way(s, -nearTo, FAR_LANE, script.between(6, 9.5)));
    }
  }

  /// A car, or a cyclist, goes against the near lane.
  static void wrongWay(Script script) {
    int allowed = script.side();
    script.zones.add(
        Zone.lane(
            script.venue.lens(),
            "lane",
            new double[] {-allowed * 5.0, NEAR_LANE, allowed * 5.0, NEAR_LANE},
            -10,
            Squares.ROAD_FROM,
            10,
            Squares.ROAD_FROM,
            10,
            Squares.ROAD_MIDDLE,
            -10,
            Squares.ROAD_MIDDLE));
    script.arm(EventType.WRONG_WAY, "lane", "", "");
    double at = script.between(12, 17);
    traffic(script, allowed, at - 5, at + 5);
    if (script.chance(0.7)) {
      double speed = script.between(5, 8.5);
      script.drives(way(at - FAR / speed, -allowed, NEAR_LANE, speed));
    } else {
      double speed = script.between(3.5, 5.5);
      script.rides(way(at - FAR / speed, -allowed, NEAR_LANE - 0.6, speed));
    }
  }

  /// Cars pass a line both ways.
  static void lineCount(Script script) {
    script.zones.add(
        Zone.line(script.venue.lens(), "counter", 0, Squares.ROAD_FROM - 0.8, 0, Squares.ROAD_TO));
    script.arm(EventType.LINE_COUNT, "counter", "vehicle", "");
    traffic(script, script.side(), Double.MAX_VALUE, Double.MAX_VALUE);
    if (script.chance(0.5)) {
      script.passers(2, 21.2);
    }
  }

  /// A car drives onto a closed part of the street and stops there for a while.
  static void intrusion(Script script) {
    script.area("no-stopping", -4, Squares.ROAD_FROM, 4, Squares.ROAD_MIDDLE);
    script.arm(EventType.INTRUSION, "no-stopping", "vehicle", "patience_s: 2");
    int to = script.side();
    double speed = script.between(4, 7);
    double at = script.between(8, 13);
    script.drives(
        Route.from(at - FAR / speed, -to * FAR, NEAR_LANE)
            .speed(speed)
            .to(to * script.between(-1, 1), NEAR_LANE)
            .stay(script.between(4, 8))
            .to(to * FAR, NEAR_LANE));
    for (double s = -2; s < script.seconds - 4; s += script.between(7, 12)) {
      script.drives(way(s, -to, FAR_LANE, script.between(6, 9.5)));
    }
    script.passers(script.random.nextInt(3), 21.3);
  }
}
