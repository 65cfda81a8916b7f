package org.vigie.model;

/// The named events and counts that a rule may look for; nothing else is ever looked for.
public enum EventType {
  ABANDONED_OBJECT,
  /// Reserved; ships disabled: no model has been shown to work.
  WEAPON,
  WRONG_WAY,
  INTRUSION,
  PERSON_DOWN,
  CROWD_MOVEMENT,
  DENSITY,
  FIRE,
  LINE_COUNT;

  /// Whether its signals are brought to a human, rather than added up.
  public boolean raisesAlerts() {
    return this != LINE_COUNT;
  }
}
