package org.vigie.governance;

/// Why a camera may film: the closed list of CSI art. L251-2, in its order and numbered as there.
public enum Purpose {
  PUBLIC_BUILDINGS(1),
  NATIONAL_DEFENCE(2),
  TRAFFIC_FLOW(3),
  TRAFFIC_OFFENCES(4),
  SAFETY_OF_PERSONS_AND_GOODS(5),
  TERRORISM_PREVENTION(6),
  NATURAL_AND_TECHNOLOGICAL_RISKS(7),
  RESCUE_AND_FIRE(8),
  AMUSEMENT_PARKS(9),
  VEHICLE_INSURANCE(10),
  ILLEGAL_DUMPING(11);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  /// Its number in the list, 1 to 11.
  public int number() {
    return number;
  }
}
