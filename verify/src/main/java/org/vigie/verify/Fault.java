package org.vigie.verify;

import java.util.Objects;

/// What does not hold, in one plain sentence that names the place.
public final class Fault extends Exception {

  private static final long serialVersionUID = 1L;

  public Fault(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// An entry that does not hold.
  public static Fault at(String origin, long index, String what) {
    return new Fault("%s fails at entry %d: %s.".formatted(origin, index, what));
  }
}
