package org.vigie.desk;

/// What an incident is about: what happens, never who. Names are stored: only append.
public enum IncidentKind {
  PERSON_IN_DIFFICULTY,
  ACCIDENT,
  FIRE,
  FIGHT,
  THEFT_OR_DAMAGE,
  INTRUSION,
  CROWD,
  /// A way that is blocked: works, a vehicle, what fell.
  OBSTRUCTION,
  ABANDONED_OBJECT,
  /// Says in words which.
  OTHER;

  /// Whether it says nothing by itself.
  public boolean needsWords() {
    return this == OTHER;
  }
}
