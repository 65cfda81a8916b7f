package org.vigie.recording;

import java.io.IOException;

/// Bytes on disk are not what they should be. Expected after a crash; the message says what is
/// wrong in plain words.
public final class Unreadable extends IOException {

  private static final long serialVersionUID = 1L;

  public Unreadable(String message) {
    super(message);
  }
}
