package org.vigie.governance;

/// What was last ordered about an act.
public enum ActOrder {
  /// Nothing, or that it be resumed.
  NONE,
  SUSPENDED,
  /// For good: that number is never in force again.
  REVOKED
}
