package org.vigie.simulator.stage;

import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Route;

/// Who passes, stands and waits in a scene that is about nothing but people.
final class StreetLife {

  /// Metres beyond the edge of the picture where people come from.
  private static final double BEYOND_M = 1.5;

  /// As a share of the picture's width.
  private static final double INSIDE = 0.08;

  private static final int TRIES = 40;

  private final Script script;
  private final StageKind kind;
  private final double seconds;

  private StreetLife(Script script, StageKind kind) {
    this.script = script;
    this.kind = kind;
    this.seconds = script.seconds;
  }

  /// Fills a script.
  static void play(StageKind kind, Script script) {
    new StreetLife(script, kind).cast();
  }

  private void cast() {
    switch (kind) {
      case DAY, NIGHT, RAIN, SHADOWS -> passers(9);
      case WIND -> {
        passers(9);
        for (int i = 0; i < 3; i++) {
          double z = script.between(9, 16);
          var at = new Vec(script.venue.xAt(script.between(0.1, 0.9), z), 0, z);
          script.movers.add(new Foliage(at, script.between(2.6, 4), script.random.nextLong()));
        }
      }
      case HEADLIGHTS -> {
        passers(14);
        for (double s = script.between(0, 6); s < seconds; s += script.between(4, 14)) {
          drive(s);
        }
      }
      case CROWD -> passers(1.6);
      case STANDING -> {
        passers(16);
        for (double s = 0; s < seconds; s += script.between(12, 30)) {
          stander(s, script.between(30, 120));
        }
      }
      case DARK_COATS -> {
        for (double s = 0; s < seconds; s += script.between(5, 16)) {
          if (script.random.nextInt(3) == 0) {
            stander(s, script.between(10, 50));
          } else {
            passer(s);
          }
        }
      }
      case FROM_THE_START -> {
        passers(14);
        present(1 + script.random.nextLong(1_000_000));
        present(1 + script.random.nextLong(1_000_000));
      }
      case AT_THE_EDGE -> {
        passers(20);
        for (double s = 0; s < seconds; s += script.between(10, 25)) {
          atTheEdge(s, script.between(10, 60));
        }
      }
      case MOTIONLESS -> {
        passers(14);
        present(0);
      }
    }
  }

  private void passers(double everyS) {
    // The camera begins in the middle of a day: some are there already.
    for (double s = -15; s < seconds - 4; s += everyS * script.between(0.5, 1.5)) {
      if (script.random.nextInt(12) == 0 && kind != StageKind.CROWD) {
        ride(s);
      } else {
        passer(s);
      }
    }
  }

  private void passer(double s) {
    boolean leftToRight = script.random.nextBoolean();
    double from = depth();
    double to = depth();
    var way = Route.from(s, beyond(leftToRight ? 0 : 1, from), from).speed(script.between(1, 1.7));
    way.to(across(), depth());
    if (script.random.nextInt(4) == 0) {
      way.stay(script.between(3, 12));
    }
    if (script.random.nextBoolean()) {
      way.to(across(), depth());
    }
    way.to(beyond(leftToRight ? 1 : 0, to), to);
    walk(way);
  }

  private void stander(double s, double stays) {
    double z = depth();
    double out = depth();
    walk(
        Route.from(s, beyond(script.random.nextInt(2), z), z)
            .to(across(), depth())
            .stay(stays)
            .to(beyond(script.random.nextInt(2), out), out));
  }

  /// There from before the first picture on.
  private void present(long sway) {
    double until = seconds * script.between(0.15, 0.75);
    double out = depth();
    double z = depth();
    var way =
        Route.from(-20, acrossInPicture(z), z)
            .stay(20 + until)
            .to(beyond(script.random.nextInt(2), out), out);
    script.walks(way, script.wardrobe.pedestrian(), sway);
  }

  private void atTheEdge(double s, double stays) {
    int side = script.random.nextInt(2);
    double z = depth();
    double at = side + script.between(-0.012, 0.012);
    var way = Route.from(s, beyond(side, z), z).to(script.venue.xAt(at, z), z).stay(stays);
    if (script.random.nextInt(3) > 0) {
      way.to(beyond(side, z), z);
    } else {
      way.to(across(), depth()).to(beyond(1 - side, z), z);
    }
    walk(way);
  }

  private void walk(Route.Builder way) {
    boolean dark = kind == StageKind.DARK_COATS;
    var look = dark ? script.wardrobe.inDarkCoat() : script.wardrobe.pedestrian();
    script.walks(way, look, 1 + script.random.nextLong(1_000_000));
  }

  private void ride(double s) {
    double z = depth();
    boolean leftToRight = script.random.nextBoolean();
    var way =
        Route.from(s, beyond(leftToRight ? 0 : 1, z), z)
            .speed(script.between(3, 5))
            .to(beyond(leftToRight ? 1 : 0, z + 1), z + 1);
    script.rides(way);
  }

  /// Along the quay's road, towards the camera or away from it.
  private void drive(double s) {
    boolean towards = script.random.nextBoolean();
    double x = towards ? -3.4 : -7.1;
    double speed = script.between(7, 12);
    var way = Route.from(s, x, towards ? 75 : 2).speed(speed).to(x, towards ? 2 : 75);
    script.drives(way);
  }

  private Venue.Ground ground() {
    return script.venue.ground();
  }

  private double depth() {
    return script.random.nextDouble(ground().near(), ground().far());
  }

  private double across() {
    return script.random.nextDouble(ground().left(), ground().right());
  }

  /// On open ground that the camera sees, or anywhere in the picture where it sees none.
  private double acrossInPicture(double z) {
    var lens = script.venue.lens();
    for (int i = 0; i < TRIES; i++) {
      double x = across();
      var at = new Vec(x, 0, z);
      double seen = lens.across(at);
      if (lens.depth(at) > 0.1 && seen > INSIDE && seen < 1 - INSIDE) {
        return x;
      }
    }
    return script.venue.xAt(script.between(INSIDE, 1 - INSIDE), z);
  }

  /// Just outside the picture, on its left (0) or right (1).
  private double beyond(int side, double z) {
    return script.venue.xAt(side, z) + (side == 0 ? -BEYOND_M : BEYOND_M);
  }
}
