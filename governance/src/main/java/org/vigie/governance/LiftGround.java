package org.vigie.governance;

/// Why somebody needs to see a camera clear: a closed list, chosen with one key. Names are stored
/// in the ledger: only append.
public enum LiftGround {
  /// Somebody is, or may be, hurt or in danger.
  PERSON_IN_DANGER,
  /// An offence is being committed.
  OFFENCE_UNDER_WAY,
  /// Rescuers or police are led to where they are needed.
  GUIDING_A_CREW,
  /// Whether an alert is right does not show on the masked picture.
  CHECKING_AN_ALERT,
  /// What nobody foresaw: said in words.
  OTHER;

  /// Whether it says nothing without a note.
  public boolean needsNote() {
    return this == OTHER;
  }
}
