package org.vigie.bench;

import java.util.List;

/// What one fault is expected to look like, and when it happened.
///
/// @param gaps reasons that the affected cameras' gaps may have; the first must occur, unless empty
/// @param alarms of which at least one must be raised
/// @param affected numbers of the cameras that it may cost footage
/// @param alarmed whether one was
/// @param liftedMicros when the cause was gone; recovery counts from here
/// @param ended whether every such alarm ended by itself once the cause was gone; true where only a
///     person can end it
/// @param found what else was looked at, and whether it was as it should be
record FaultStory(
    List<String> gaps,
    List<String> alarms,
    List<Integer> affected,
    boolean alarmed,
    boolean ended,
    long liftedMicros,
    long backMicros,
    boolean found) {

  FaultStory {
    gaps = List.copyOf(gaps);
    alarms = List.copyOf(alarms);
    affected = List.copyOf(affected);
  }

  /// One that costs a restart but no camera anything.
  static FaultStory ofRestart(
      List<String> alarms, boolean alarmed, boolean ended, long lifted, long back, boolean found) {
    return new FaultStory(
        List.of("RESTART"), alarms, List.of(), alarmed, ended, lifted, back, found);
  }
}
