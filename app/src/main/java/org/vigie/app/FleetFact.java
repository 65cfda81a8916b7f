package org.vigie.app;

/// What is written into the ledger of cameras that are looked after from the machine's command
/// line. Kinds are stored: only append.
public enum FleetFact {
  MASKS_ORDERED("camera.masks-ordered"),
  /// With `version` of the masks, empty for none, and `result`: `done` or `failed`.
  MASKS_SET("camera.masks-set"),
  PASSWORD_ORDERED("camera.password-ordered"),
  PASSWORD_CHANGED("camera.password-changed"),
  PASSWORD_KEPT("camera.password-kept"),
  CLOCK_SET("camera.clock-set"),
  /// With `result`: `failed` where the old device stays after all.
  REPLACED("camera.replaced");

  private final String kind;

  FleetFact(String kind) {
    this.kind = kind;
  }

  /// Of the entry.
  public String kind() {
    return kind;
  }
}
