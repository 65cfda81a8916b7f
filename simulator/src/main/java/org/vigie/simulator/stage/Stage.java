package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Car;
import org.vigie.simulator.scene.Route;
import org.vigie.simulator.scene.Wardrobe;

/// One scripted scene: where, in which light, and who passes when. The same kind, seed and length
/// give the same scene.
public final class Stage {

  private static final double LEAVES_AFTER_S = 400;

  /// As a share of the picture's width.
  private static final double INSIDE = 0.08;

  private static final int TRIES = 40;

  /// Metres beyond the edge of the picture where people come from.
  private static final double BEYOND_M = 1.5;

  final StageKind kind;
  final long seed;
  final Venue venue;
  final List<Role> roles = new ArrayList<>();
  final List<Foliage> foliage = new ArrayList<>();
  private final SplittableRandom random;
  private final Wardrobe wardrobe;
  private final double seconds;

  private Stage(StageKind kind, long seed, double seconds) {
    this.kind = kind;
    this.seed = seed;
    this.seconds = seconds;
    this.random = new SplittableRandom(seed * 131 + kind.ordinal());
    this.wardrobe = new Wardrobe(random.nextLong());
    this.venue = Venue.of(kind, random);
  }

  /// @param seconds how long it lasts
  public static Stage of(StageKind kind, long seed, double seconds) {
    var stage = new Stage(kind, seed, seconds);
    stage.cast();
    return stage;
  }

  public StageKind kind() {
    return kind;
  }

  public long seed() {
    return seed;
  }

  private void cast() {
    switch (kind) {
      case DAY, NIGHT, RAIN, SHADOWS -> passers(9);
      case WIND -> {
        passers(9);
        for (int i = 0; i < 3; i++) {
          double z = random.nextDouble(9, 16);
          var at = new Vec(xAt(random.nextDouble(0.1, 0.9), z), 0, z);
          foliage.add(new Foliage(at, random.nextDouble(2.6, 4), random.nextLong()));
        }
      }
      case HEADLIGHTS -> {
        passers(14);
        for (double s = random.nextDouble(6); s < seconds; s += random.nextDouble(4, 14)) {
          drive(s);
        }
      }
      case CROWD -> passers(1.6);
      case STANDING -> {
        passers(16);
        for (double s = 0; s < seconds; s += random.nextDouble(12, 30)) {
          stander(s, random.nextDouble(30, 120));
        }
      }
      case DARK_COATS -> {
        for (double s = 0; s < seconds; s += random.nextDouble(5, 16)) {
          if (random.nextInt(3) == 0) {
            stander(s, random.nextDouble(10, 50));
          } else {
            passer(s);
          }
        }
      }
      case FROM_THE_START -> {
        passers(14);
        present(1 + random.nextLong(1_000_000));
        present(1 + random.nextLong(1_000_000));
      }
      case AT_THE_EDGE -> {
        passers(20);
        for (double s = 0; s < seconds; s += random.nextDouble(10, 25)) {
          atTheEdge(s, random.nextDouble(10, 60));
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
    for (double s = -15; s < seconds - 4; s += everyS * random.nextDouble(0.5, 1.5)) {
      if (random.nextInt(12) == 0 && kind != StageKind.CROWD) {
        ride(s);
      } else {
        passer(s);
      }
    }
  }

  private void passer(double s) {
    boolean leftToRight = random.nextBoolean();
    double from = depth();
    double to = depth();
    var way =
        Route.from(s, beyond(leftToRight ? 0 : 1, from), from).speed(random.nextDouble(1, 1.7));
    way.to(across(), depth());
    if (random.nextInt(4) == 0) {
      way.stay(random.nextDouble(3, 12));
    }
    if (random.nextBoolean()) {
      way.to(across(), depth());
    }
    way.to(beyond(leftToRight ? 1 : 0, to), to);
    walk(way);
  }

  private void stander(double s, double stays) {
    double z = depth();
    double out = depth();
    walk(
        Route.from(s, beyond(random.nextInt(2), z), z)
            .to(across(), depth())
            .stay(stays)
            .to(beyond(random.nextInt(2), out), out));
  }

  /// There from before the first picture on.
  private void present(long sway) {
    double until = seconds * random.nextDouble(0.15, 0.75);
    double out = depth();
    double z = depth();
    var way =
        Route.from(-20, acrossInPicture(z), z)
            .stay(20 + until)
            .to(beyond(random.nextInt(2), out), out);
    roles.add(new Role(true, way.end(), wardrobe.pedestrian(), sway));
  }

  private void atTheEdge(double s, double stays) {
    int side = random.nextInt(2);
    double z = depth();
    double at = side + random.nextDouble(-0.012, 0.012);
    var way = Route.from(s, beyond(side, z), z).to(xAt(at, z), z).stay(stays);
    if (random.nextInt(3) > 0) {
      way.to(beyond(side, z), z);
    } else {
      way.to(across(), depth()).to(beyond(1 - side, z), z);
    }
    walk(way);
  }

  private void walk(Route.Builder way) {
    boolean dark = kind == StageKind.DARK_COATS;
    var figure = dark ? wardrobe.inDarkCoat() : wardrobe.pedestrian();
    roles.add(new Role(true, way.end(), figure, 1 + random.nextLong(1_000_000)));
  }

  private void ride(double s) {
    double z = depth();
    boolean leftToRight = random.nextBoolean();
    var way =
        Route.from(s, beyond(leftToRight ? 0 : 1, z), z)
            .speed(random.nextDouble(3, 5))
            .to(beyond(leftToRight ? 1 : 0, z + 1), z + 1);
    roles.add(new Role(true, way.end(), wardrobe.cyclist(), 0));
  }

  /// Along the quay's road, towards the camera or away from it.
  private void drive(double s) {
    boolean towards = random.nextBoolean();
    double x = towards ? -3.4 : -7.1;
    double speed = random.nextDouble(7, 12);
    var way = Route.from(s, x, towards ? 75 : 2).speed(speed).to(x, towards ? 2 : 75);
    roles.add(new Role(false, way.end(), wardrobe.car(true), 0));
  }

  private double depth() {
    return random.nextDouble(venue.near(), venue.far());
  }

  private double across() {
    return random.nextDouble(venue.left(), venue.right());
  }

  /// On open ground that the camera sees, or anywhere in the picture where it sees none.
  private double acrossInPicture(double z) {
    for (int i = 0; i < TRIES; i++) {
      double x = across();
      var at = new Vec(x, 0, z);
      double seen = venue.lens().across(at);
      if (venue.lens().depth(at) > 0.1 && seen > INSIDE && seen < 1 - INSIDE) {
        return x;
      }
    }
    return xAt(random.nextDouble(INSIDE, 1 - INSIDE), z);
  }

  /// Just outside the picture, on its left (0) or right (1).
  private double beyond(int side, double z) {
    return xAt(side, z) + (side == 0 ? -BEYOND_M : BEYOND_M);
  }

  /// The x of what appears so far across the picture, on the ground at z.
  private double xAt(double across, double z) {
    var lens = venue.lens();
    double low = -LEAVES_AFTER_S;
    double high = LEAVES_AFTER_S;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      var at = new Vec(middle, 0, z);
      // Behind the camera's own plane there is no across: the yaw says on which side it lies.
      double seen = lens.depth(at) > 0.1 ? lens.across(at) : Math.signum(middle) * 9;
      if (seen < across) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// Where lit cars stand at a time: x, z and heading.
  List<double[]> lamps(double s) {
    var lamps = new ArrayList<double[]>();
    for (var role : roles) {
      if (role.figure() instanceof Car car && car.lit()) {
        role.route()
            .at(s, 1e6)
            .ifPresent(
                pose -> lamps.add(new double[] {pose.at().x(), pose.at().z(), pose.heading()}));
      }
    }
    return lamps;
  }
}
