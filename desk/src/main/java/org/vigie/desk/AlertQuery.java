package org.vigie.desk;

import java.time.Instant;
import java.util.Set;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// Which alerts to list. There is no way to ask for anything else (R47).
///
/// @param cameras empty for all
/// @param events empty for all
/// @param states empty for all
/// @param from alerts decided then or later
/// @param to alerts decided before
/// @param shadow only those of rules in shadow; otherwise none of them
/// @param limit at most so many, the newest, 1 to [#MOST]
public record AlertQuery(
    Set<CameraId> cameras,
    Set<EventType> events,
    Set<Alert.State> states,
    Instant from,
    Instant to,
    boolean shadow,
    int limit) {

  public static final int MOST = 1_000;

  /// The [#MOST] newest alerts.
  public static final AlertQuery NEWEST =
      new AlertQuery(Set.of(), Set.of(), Set.of(), Instant.MIN, Instant.MAX, false, MOST);

  /// @throws IllegalArgumentException if `limit` is out of its range
  public AlertQuery {
    cameras = Set.copyOf(cameras);
    events = Set.copyOf(events);
    states = Set.copyOf(states);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit should be from 1 to " + MOST + ": " + limit);
    }
  }

  public AlertQuery cameras(Set<CameraId> only) {
    return new AlertQuery(only, events, states, from, to, shadow, limit);
  }

  public AlertQuery events(Set<EventType> only) {
    return new AlertQuery(cameras, only, states, from, to, shadow, limit);
  }

  public AlertQuery states(Set<Alert.State> only) {
    return new AlertQuery(cameras, events, only, from, to, shadow, limit);
  }

  public AlertQuery between(Instant first, Instant end) {
    return new AlertQuery(cameras, events, states, first, end, shadow, limit);
  }

  public AlertQuery limit(int most) {
    return new AlertQuery(cameras, events, states, from, to, shadow, most);
  }

  public AlertQuery shadow(boolean only) {
    return new AlertQuery(cameras, events, states, from, to, only, limit);
  }
}
