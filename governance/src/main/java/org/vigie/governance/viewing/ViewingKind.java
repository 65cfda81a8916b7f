package org.vigie.governance.viewing;

/// What can be noticed of how a person looks at footage. Names are stored in the ledger: only
/// append.
public enum ViewingKind {
  /// Footage of many cameras within an hour.
  MANY_CAMERAS,
  /// Footage in the hours of the night, but for the clips of alerts: one for each night.
  AT_NIGHT,
  /// The same stretch of the same camera again and again within a day.
  SAME_PLACE,
  /// Stretches of several cameras that follow one another, as one follows somebody who walks.
  ACROSS_CAMERAS,
  /// Reasons of hardly a letter: one for each day.
  SHORT_REASON,
  /// The same reason for everything.
  SAME_REASON,
  /// Many requests that were refused.
  REFUSALS
}
