package org.vigie.desk.steer;

import java.time.Duration;
import java.time.Instant;

/// A patrol under way. Its camera's orders are held while it is read or changed.
final class Round {

  /// A camera that does not go where it is sent so often is not sent any more.
  private static final int MOST_FAILURES = 3;

  final Patrol patrol;
  final Instant since;
  private Duration next;
  private int at;
  private int failures;

  /// @param now of the elapsed clock: the first place is due at once
  Round(Patrol patrol, Instant since, Duration now) {
    this.patrol = patrol;
    this.since = since;
    this.next = now;
  }

  boolean isDue(Duration now) {
    return now.compareTo(next) >= 0;
  }

  /// The name of the place that is due.
  String place() {
    return patrol.presets().get(at);
  }

  void went(Duration now) {
    failures = 0;
    at = (at + 1) % patrol.presets().size();
    next = now.plus(patrol.dwell());
  }

  /// @return whether it is given up
  boolean failed(Duration now) {
    next = now.plus(Steering.TRY_AGAIN);
    return ++failures >= MOST_FAILURES;
  }
}
