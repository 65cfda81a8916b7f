package org.vigie.desk;

import java.time.Instant;
import java.util.Set;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;

/// What the past may be searched by: where, when, what happened, what coarse class it was, which
/// way
/// it went over a line, and what was decided. There is nothing else here on purpose (R47): no
/// appearance, no person, no words of people.
///
/// @param cameras whose; empty finds nothing
/// @param events of alerts; empty for all
/// @param classes of the tracks that caused a signal; empty for all
/// @param zones ids of zones, lanes and lines; empty for all
/// @param directions over a line, "forward" or "back"; empty for all; alerts have none
/// @param states of alerts; empty for all
/// @param from then or later
/// @param to before
/// @param skip so many of the newest are left out, 0 to [#MOST_SKIPPED]
/// @param limit at most so many, 1 to [#MOST]
public record Search(
    Set<CameraId> cameras,
    Set<EventType> events,
    Set<CoarseClass> classes,
    Set<String> zones,
    Set<String> directions,
    Set<Alert.State> states,
    Instant from,
    Instant to,
    int skip,
    int limit) {

  public static final int MOST = 101;
  public static final int MOST_SKIPPED = 10_000;

  /// @throws IllegalArgumentException if `skip` or `limit` is out of its range
  public Search {
    cameras = Set.copyOf(cameras);
    events = Set.copyOf(events);
    classes = Set.copyOf(classes);
    zones = Set.copyOf(zones);
    directions = Set.copyOf(directions);
    states = Set.copyOf(states);
    if (skip < 0 || skip > MOST_SKIPPED || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "skip should be up to %d, limit from 1 to %d: %d, %d"
              .formatted(MOST_SKIPPED, MOST, skip, limit));
    }
  }
}
