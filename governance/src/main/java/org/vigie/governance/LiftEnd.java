package org.vigie.governance;

/// Why somebody no longer sees a camera clear. Names are stored in the ledger: only append.
public enum LiftEnd {
  /// Its time is over.
  EXPIRED,
  /// Its person has masked the camera again.
  MASKED,
  /// Somebody who holds the right STOP ended it, or pressed the stop button of all lifts.
  STOPPED,
  /// Its person no longer holds the rights.
  HABILITATION,
  /// No recording act covers the camera any more.
  ACT,
  /// Vigie was stopped: lifts are in memory only.
  RESTART,
  /// Its person locked the workstation, left it to somebody else, or signed out.
  AWAY
}
