package org.vigie.desk;

/// Alerts could not be read or written: the disk is full or broken, or the file is not what it
/// should be. What was asked for has not happened. The message is for people.
public final class StateUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StateUnavailable(String message) {
    super(message);
  }

  StateUnavailable(String message, Exception cause) {
    super(message, cause);
  }
}
