package org.vigie.desk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vigie.model.EventType;
import org.vigie.rules.Resolution;

/// What would come of a drawing if it were brought into force in place of the one that is.
///
/// @param error the farthest that a measured place lies from where the others say, in metres; empty
///     where the ground is not measured
/// @param textKept whether all that is not about this camera stays in the file as it was written
public record DrawingPreview(
    List<RuleChange> rules, List<PlaceChange> places, OptionalDouble error, boolean textKept) {

  public DrawingPreview {
    rules = List.copyOf(rules);
    places = List.copyOf(places);
  }

  /// Against what is in force.
  public enum Change {
    NEW,
    SAME,
    CHANGED,
    REMOVED
  }

  /// A rule that would be in force, or is and would not be.
  ///
  /// @param leftOut why it would not judge though it is written; empty where it would
  /// @param now how it stands; empty where it is not in force or not subject to commissioning
  /// @param then how it would stand
  /// @param act the number of the act that allows it now; empty where none does
  public record RuleChange(
      String id,
      EventType event,
      String zone,
      Change change,
      String leftOut,
      Optional<RuleStanding.Mode> now,
      Optional<RuleStanding.Mode> then,
      Optional<String> act) {}

  /// A zone, line or lane.
  ///
  /// @param shown in pixels for a metre; empty where the ground is not measured
  /// @param squareMetres of a zone or lane that does not reach the horizon
  public record PlaceChange(
      String id, Change change, Optional<Resolution> shown, OptionalDouble squareMetres) {}
}
