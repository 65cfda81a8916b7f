package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// How a group moved over a stretch of time; all zero where nothing is known of it.
record FlockStretch(List<Flock> flocks) {

  /// Between two pictures further apart nothing is known.
  private static final double LONGEST_STEP_S = 1;

  FlockStretch {
    flocks = List.copyOf(flocks);
  }

  /// After `from`, up to `to`.
  static FlockStretch of(Collection<Flock> flocks, Instant from, Instant to) {
    return new FlockStretch(
        flocks.stream().filter(f -> f.at().isAfter(from) && !f.at().isAfter(to)).toList());
  }

  /// The median of the group's sizes.
  double people() {
    return median(flocks.stream().mapToDouble(Flock::people).toArray());
  }

  /// The median of its median speeds, in metres a second.
  double speed() {
    return median(flocks.stream().mapToDouble(Flock::speed).toArray());
  }

  /// The mean velocity over all pictures: what goes to and fro is none.
  Velocity mean() {
    var sum = Velocity.NONE;
    for (var flock : flocks) {
      sum = sum.plus(flock.mean().times(1.0 / flocks.size()));
    }
    return sum;
  }

  /// How much of the speed is common, 0 to 1.
  double coherence() {
    double speed = speed();
    return speed == 0 ? 0 : Math.min(1, mean().length() / speed);
  }

  /// How much of the speed is away from the middle, 0 to 1.
  double scattering() {
    double speed = speed();
    double outward = flocks.stream().mapToDouble(Flock::outward).average().orElse(0);
    return speed == 0 ? 0 : Math.clamp(outward / speed, 0, 1);
  }

  /// How much of the speed is common, or away from the middle, or some of both, 0 to 1: the two are
  /// parts of one flow at right angles to each other.
  double order() {
    return Math.min(1, Math.hypot(coherence(), scattering()));
  }

  /// Whether the group leaves its middle on most sides, in most pictures.
  boolean around() {
    return 2 * flocks.stream().filter(Flock::around).count() > flocks.size();
  }

  /// For how long the group had at least so many people.
  double seconds(double people) {
    double seconds = 0;
    for (int i = 1; i < flocks.size(); i++) {
      double step = Duration.between(flocks.get(i - 1).at(), flocks.get(i).at()).toNanos() / 1e9;
      if (step <= LONGEST_STEP_S && flocks.get(i).people() >= people) {
        seconds += step;
      }
    }
    return seconds;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[(values.length - 1) / 2];
  }
}
