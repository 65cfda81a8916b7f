package org.vigie.model;

/// A camera did not do what it was told. The message is a plain sentence for people, and never
/// holds a password.
public final class MoverException extends Exception {

  private static final long serialVersionUID = 1L;

  public MoverException(String message) {
    super(message);
  }

  /// Never null, unlike its parent's.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
