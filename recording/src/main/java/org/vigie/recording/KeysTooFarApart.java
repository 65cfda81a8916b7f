package org.vigie.recording;

import java.io.IOException;

/// A camera's key pictures are too far apart for a masked copy; nothing was made.
public final class KeysTooFarApart extends IOException {

  private static final long serialVersionUID = 1;

  private final int seconds;

  /// @param seconds how far apart they may be
  KeysTooFarApart(int seconds) {
    super(
        "the camera's key pictures are more than %d s apart, too far for a masked copy; set them to 1 to 4 s in the camera, and ask for this footage without a viewing copy"
            .formatted(seconds));
    this.seconds = seconds;
  }

  /// How far apart they may be.
  public int seconds() {
    return seconds;
  }
}
