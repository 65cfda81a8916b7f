package org.vigie.recording;

import java.io.IOException;

/// What lies in a volume's folder is not that volume: the disk is not mounted, or another one is.
/// The message says what was expected and what a person can do.
final class VolumeWrong extends IOException {

  private static final long serialVersionUID = 1L;

  VolumeWrong(String message) {
    super(message);
  }
}
