package org.vigie.verify.witness;

import java.util.Objects;

/// Why a witness does not cosign, in plain sentences; the log is not what it was, or cannot show
/// that it is.
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
