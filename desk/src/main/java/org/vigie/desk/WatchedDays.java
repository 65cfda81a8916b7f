package org.vigie.desk;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Clocks;
import org.vigie.model.CameraId;

/// On which days each camera's rules judged anything: what a report says of how long a rule was
/// tried. Safe for any thread.
final class WatchedDays {

  private static final int SECONDS_PER_DAY = 86_400;

  private final SqlState state;
  private final Clocks clocks;
  private final Map<CameraId, Long> noted = new ConcurrentHashMap<>();

  WatchedDays(SqlState state, Clocks clocks) {
    this.state = state;
    this.clocks = clocks;
  }

  /// The day of an instant, UTC, counted from 1970.
  static long of(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY);
  }

  /// At least one rule judged a picture of the camera now; written once a day.
  void note(CameraId camera) {
    long day = of(clocks.wall());
    if (Long.valueOf(day).equals(noted.put(camera, day))) {
      return;
    }
    try {
      state.write(
          c -> {
            new SqlStandings(c).watched(camera, day);
            return true;
          });
    } catch (StateUnavailable e) {
      // Tried again with the next picture; the desk says that its database cannot be written.
      noted.remove(camera);
    }
  }
}
