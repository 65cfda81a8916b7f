package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;

/// Another recorder holds a volume: two would overwrite each other's journal.
final class VolumeInUse extends IOException {

  private static final long serialVersionUID = 1L;

  VolumeInUse(Path folder) {
    super(folder + " is in use by another Vigie; stop that one first, or take another folder");
  }
}
