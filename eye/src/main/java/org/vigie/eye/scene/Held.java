package org.vigie.eye.scene;

/// A condition with inertia: it begins when it has held for a while and ends when it has not for a
/// while. Seconds of the pictures' own time.
final class Held {

  private final double beginsAfter;
  private final double endsAfter;
  private double since = Double.NaN;
  private boolean on;

  Held(double beginsAfter, double endsAfter) {
    this.beginsAfter = beginsAfter;
    this.endsAfter = endsAfter;
  }

  /// Takes in whether the condition holds now.
  ///
  /// @return whether it is said to hold
  boolean update(boolean holds, double now) {
    if (holds == on) {
      since = Double.NaN;
    } else if (Double.isNaN(since)) {
      since = now;
    } else if (now - since >= (on ? endsAfter : beginsAfter)) {
      on = holds;
      since = Double.NaN;
    }
    return on;
  }

  boolean isOn() {
    return on;
  }

  void clear() {
    on = false;
    since = Double.NaN;
  }
}
