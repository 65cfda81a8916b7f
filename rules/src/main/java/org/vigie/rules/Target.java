package org.vigie.rules;

import org.vigie.model.CoarseClass;

/// Whom a rule is about.
///
/// Objects and animals are never meant. [CoarseClass#UNKNOWN] moves and was not told apart: it
/// passes every filter, since a filter takes out what is known to be something else, and a person
/// missed weighs more than a vehicle looked at.
public enum Target {
  /// Persons and vehicles.
  ANY,
  /// People, cyclists included.
  PERSON,
  VEHICLE;

  public boolean matches(CoarseClass kind) {
    return switch (kind) {
      case PERSON, TWO_WHEELER -> this != VEHICLE;
      case CAR, HEAVY_VEHICLE -> this != PERSON;
      case UNKNOWN -> true;
      case OBJECT, ANIMAL -> false;
    };
  }
}
