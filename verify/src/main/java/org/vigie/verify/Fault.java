package org.vigie.verify;

/// What does not hold, in one plain sentence that names the place.
final class Fault extends Exception {

  private static final long serialVersionUID = 1L;

  Fault(String message) {
    super(message);
  }

  /// An entry that does not hold.
  static Fault at(String origin, long index, String what) {
    return new Fault("%s fails at entry %d: %s.".formatted(origin, index, what));
  }
}
