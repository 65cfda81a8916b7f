package org.vigie.server.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.model.EventType;

/// What is counted: no names, no reasons.
///
/// @param asOf when it was counted
/// @param openings absent while the ledger is still being read
/// @param holds judicial decisions in force that suspend the destruction of footage
public record Figures(Instant asOf, List<Measured> events, Optional<LastYear> lastYear, int holds) {

  public Figures {
    events = List.copyOf(events);
  }

  /// How one event does on one camera, by the verdicts of those who looked.
  ///
  /// @param running whether it is looked for at this moment: a stop button may be pressed
  /// @param trial whether it is being tried: operators do not hear of what it raises
  /// @param confirmed alerts that were real
  /// @param dismissed alerts that were not, drills left out
  /// @param precision confirmed of confirmed and dismissed, 0 to 1; absent without a verdict
  public record Measured(
      String camera,
      EventType event,
      boolean running,
      boolean trial,
      boolean experimental,
      int alerts,
      int confirmed,
      int dismissed,
      Optional<Double> precision) {}

  /// What was asked of footage in the last 365 days.
  ///
  /// @param openingsAsked requests to custodians to open sealed footage
  /// @param openingsOpened how many of them two custodians opened
  /// @param handOvers copies of footage that were handed over
  /// @param accessReceived requests of people who were filmed
  /// @param accessAnswered how many requests were answered or refused
  /// @param accessLate how many of these after their deadline
  public record LastYear(
      int openingsAsked,
      int openingsOpened,
      int handOvers,
      int accessReceived,
      int accessAnswered,
      int accessLate) {}
}
