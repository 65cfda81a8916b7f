package org.vigie.desk;

/// What a line of the shift log says was done. Names are stored: only append.
public enum LineKind {
  OPENED("incident.opened"),
  NOTED("incident.noted"),
  /// The words name the team: a unit, never a person.
  TEAM_SENT("incident.team-sent"),
  ON_SITE("incident.on-site"),
  CAMERA_ADDED("incident.camera-added"),
  ALERT_LINKED("incident.alert-linked"),
  CLOSED("incident.closed"),
  /// It was closed too early.
  REOPENED("incident.reopened"),
  /// A moment of a camera's pictures that somebody wants to find again.
  BOOKMARKED("bookmark.set"),
  HANDED_OVER("shift.handed-over"),
  ACKNOWLEDGED("shift.acknowledged");

  private final String entry;

  LineKind(String entry) {
    this.entry = entry;
  }

  /// The kind of its ledger entry.
  String entry() {
    return entry;
  }

  /// Whether it is nothing without words.
  boolean needsWords() {
    return this == NOTED
        || this == TEAM_SENT
        || this == REOPENED
        || this == BOOKMARKED
        || this == HANDED_OVER;
  }

  /// Whether it can be written under an incident that is there.
  public boolean isAddedToIncident() {
    return switch (this) {
      case NOTED, TEAM_SENT, ON_SITE, CAMERA_ADDED, ALERT_LINKED, CLOSED, REOPENED -> true;
      case OPENED, BOOKMARKED, HANDED_OVER, ACKNOWLEDGED -> false;
    };
  }
}
