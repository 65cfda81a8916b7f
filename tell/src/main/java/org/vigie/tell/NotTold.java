package org.vigie.tell;

/// A receiver did not take what it was to be told: the message says why, for a person, and holds
/// nothing secret. It is tried again.
final class NotTold extends Exception {

  private static final long serialVersionUID = 1L;

  NotTold(String why) {
    super(why);
  }

  NotTold(String why, Throwable cause) {
    super(why, cause);
  }

  /// Never null, unlike its parent's.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
