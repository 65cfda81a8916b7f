package org.vigie.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// The weekly hours in which a rule watches, in a civil time zone. Without any hours: always.
public record Schedule(ZoneId zone, List<Hours> hours) {

  /// Watches day and night.
  public static final Schedule ALWAYS = new Schedule(ZoneOffset.UTC, List.of());

  public Schedule {
    hours = List.copyOf(hours);
  }

  /// Hours of some days. Where `to` is not after `from` they pass midnight and end on the next day,
  /// which need not be among `days`.
  ///
  /// @param to without it; midnight means the end of the day
  public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Hours {
      days = Set.copyOf(days);
    }

    private boolean cover(DayOfWeek day, LocalTime time) {
      if (to.isAfter(from)) {
        return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
      }
      return days.contains(day) && !time.isBefore(from)
          || days.contains(day.minus(1)) && time.isBefore(to);
    }
  }

  /// Whether the rule watches at this instant. Hours follow the clock on the wall: where summer
  /// time begins an hour that does not exist is not watched, where it ends the hour that comes
  /// twice is watched twice.
  public boolean covers(Instant instant) {
    if (hours.isEmpty()) {
      return true;
    }
    var local = instant.atZone(zone);
    return hours.stream().anyMatch(h -> h.cover(local.getDayOfWeek(), local.toLocalTime()));
  }
}
