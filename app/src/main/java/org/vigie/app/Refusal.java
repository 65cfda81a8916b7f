package org.vigie.app;

/// The thing that was asked for is not done, for a reason that the person who asked can act on.
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
