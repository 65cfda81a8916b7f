package org.vigie.governance.openings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.custody.Custodian;
import org.vigie.custody.OpeningRequest;

/// How an opening stands.
///
/// @param set number of the custodians who are asked
/// @param approvers who has approved so far
/// @param stage where it stands
/// @param opened when the second approval came; empty before
public record OpeningState(
    OpeningRequest request,
    int set,
    List<Custodian> approvers,
    Stage stage,
    Optional<Instant> opened) {

  /// In the order in which they follow on each other.
  public enum Stage {
    /// Fewer than two custodians have approved.
    WAITING,
    /// Two have, and the keys do not fit: a share was wrong, so a third one is needed.
    SPOILED,
    /// What was asked for can be seen, or handed over, until the end.
    OPEN
  }
}
