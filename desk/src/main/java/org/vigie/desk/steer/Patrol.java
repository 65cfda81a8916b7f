package org.vigie.desk.steer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A round of one camera: places that it remembers, one after the other, again and again. A person
/// wrote it down, and a person or the clock begins it; nothing of what the camera sees has a say
/// (R17).
///
/// @param name for people, unlike every other of the camera
/// @param presets names of places that the camera remembers, at least two
/// @param dwell how long it looks at each, from the order to go there on
/// @param hours in which it begins by itself; absent: people begin it
public record Patrol(String name, List<String> presets, Duration dwell, Optional<Hours> hours) {

  public Patrol {
    presets = List.copyOf(presets);
  }

  /// Some hours of each day.
  ///
  /// @param to exclusive; before `from`: the next day
  public record Hours(LocalTime from, LocalTime to, ZoneId zone) {

    public boolean holds(Instant at) {
      var time = at.atZone(zone).toLocalTime();
      boolean after = !time.isBefore(from);
      boolean before = time.isBefore(to);
      return from.isBefore(to) ? after && before : after || before;
    }
  }
}
