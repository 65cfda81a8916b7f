package org.vigie.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.simulator.draw.Vec;

/// A way over the ground with its times: the same in every loop. It may run past the loop's end
/// into its beginning, so that nothing jumps where the loop closes.
///
/// Immutable.
public final class Route {

  private static final double SMOOTH_S = 0.45;
  private static final int SMOOTH_STEPS = 4;
  private static final double LOOK_S = 0.12;

  /// @param s seconds since the way began
  private record Stop(double s, double x, double z, double distance) {}

  private final double fromS;
  private final List<Stop> stops;

  private Route(double fromS, List<Stop> stops) {
    this.fromS = fromS;
    this.stops = List.copyOf(stops);
  }

  /// Begins at a place at a time of the loop.
  public static Builder from(double s, double x, double z) {
    return new Builder(s, x, z);
  }

  /// How long the actor is there.
  public double seconds() {
    return stops.getLast().s;
  }

  /// Where the actor is at a time of a loop of `loopS`; empty while it is not there.
  public Optional<Pose> at(double s, double loopS) {
    double since = (s - fromS) % loopS;
    if (since < 0) {
      since += loopS;
    }
    if (since > seconds()) {
      return Optional.empty();
    }
    var here = smooth(since);
    var before = smooth(since - LOOK_S);
    var after = smooth(since + LOOK_S);
    double dx = after.x - before.x;
    double dz = after.z - before.z;
    double speed = (after.distance - before.distance) / (2 * LOOK_S);
    double heading = speed > 0.05 ? Math.atan2(dx, dz) : headingAround(since);
    return Optional.of(
        new Pose(new Vec(here.x, 0, here.z), heading, here.distance, Math.max(0, speed)));
  }

  /// Who stands still looks where they came from going.
  private double headingAround(double since) {
    for (double back = since; back >= 0; back -= LOOK_S) {
      var a = smooth(back - LOOK_S);
      var b = smooth(back);
      if (b.distance - a.distance > 0.02) {
        return Math.atan2(b.x - a.x, b.z - a.z);
      }
    }
    var a = stops.getFirst();
    var b = stops.get(1);
    return Math.atan2(b.x - a.x, b.z - a.z);
  }

  /// Corners and starts are rounded: the mean over a short while.
  private Stop smooth(double s) {
    double x = 0;
    double z = 0;
    double distance = 0;
    int count = 2 * SMOOTH_STEPS + 1;
    for (int i = -SMOOTH_STEPS; i <= SMOOTH_STEPS; i++) {
      var stop = linear(s + i * SMOOTH_S / SMOOTH_STEPS);
      x += stop.x;
      z += stop.z;
      distance += stop.distance;
    }
    return new Stop(s, x / count, z / count, distance / count);
  }

  /// Goes on in a straight line before the first stop and after the last.
  private Stop linear(double s) {
    int i = 1;
    while (i < stops.size() - 1 && s > stops.get(i).s) {
      i++;
    }
    var a = stops.get(i - 1);
    var b = stops.get(i);
    double t = (s - a.s) / (b.s - a.s);
    return new Stop(
        s,
        a.x + t * (b.x - a.x),
        a.z + t * (b.z - a.z),
        a.distance + t * (b.distance - a.distance));
  }

  /// Adds stop after stop.
  public static final class Builder {

    private final double fromS;
    private final List<Stop> stops = new ArrayList<>();
    private double speed = 1.35;

    private Builder(double fromS, double x, double z) {
      this.fromS = fromS;
      stops.add(new Stop(0, x, z, 0));
    }

    /// From here on so many metres a second.
    public Builder speed(double metresPerSecond) {
      speed = metresPerSecond;
      return this;
    }

    public Builder to(double x, double z) {
      var last = stops.getLast();
      double way = Math.hypot(x - last.x, z - last.z);
      stops.add(new Stop(last.s + way / speed, x, z, last.distance + way));
      return this;
    }

    public Builder stay(double seconds) {
      var last = stops.getLast();
      stops.add(new Stop(last.s + seconds, last.x, last.z, last.distance));
      return this;
    }

    public Route end() {
      return new Route(fromS, stops);
    }
  }
}
