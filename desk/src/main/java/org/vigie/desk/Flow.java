package org.vigie.desk;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.vigie.model.CoarseClass;

/// What rules counted on one camera, in quarters of an hour. Numbers only: nothing about any single
/// passage or person.
///
/// @param passages over lines, in order of time
/// @param watched when rules watched, in order of time
public record Flow(List<Passages> passages, List<Watched> watched) {

  /// The unit in which flows are told: every time zone of the world is a whole number of it off
  /// UTC.
  public static final int QUARTER_MINUTES = 15;

  public Flow {
    passages = List.copyOf(passages);
    watched = List.copyOf(watched);
  }

  /// Passages over a line in a quarter of an hour.
  ///
  /// @param quarter its beginning, UTC
  /// @param direction "forward" or "back"
  /// @param number at least 1
  public record Passages(
      Instant quarter, String rule, String line, CoarseClass kind, String direction, int number) {}

  /// For how long a rule watched in a quarter of an hour.
  ///
  /// @param quarter its beginning, UTC
  /// @param zone the line's or zone's id; empty for the whole picture
  /// @param minutes of it that were watched, 1 to 15
  /// @param most the most people at once in the rule's zone; empty for a line
  /// @param mean their mean number; empty for a line
  public record Watched(
      Instant quarter,
      String rule,
      String zone,
      int minutes,
      OptionalInt most,
      OptionalDouble mean) {}
}
