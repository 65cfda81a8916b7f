package org.vigie.model;

/// What a track is, as finely as Vigie will ever say.
public enum CoarseClass {
  PERSON,
  TWO_WHEELER,
  CAR,
  HEAVY_VEHICLE,
  OBJECT,
  ANIMAL,
  /// Moves, and could be a person: judged as one where a rule does not say otherwise.
  UNKNOWN;

  public boolean isVehicle() {
    return this == CAR || this == HEAVY_VEHICLE;
  }
}
