package org.vigie.recording;

import java.io.IOException;
import java.util.Optional;

/// Looks whether a volume is where its settings say, as a recorder would, and changes nothing.
public final class VolumeLook {

  private VolumeLook() {}

  /// What would keep a recorder from using a volume; nothing if it could.
  ///
  /// @throws IOException if what is there cannot be read
  public static Optional<String> wrong(VolumeSettings volume, RecorderSettings all)
      throws IOException {
    var known = VolumeRegister.open(all.index()).idOf(volume.name());
    try {
      var identity = VolumeIdentity.find(volume.folder());
      if (identity.isPresent()) {
        Volume.requireSame(volume, all.town(), known, identity.get());
      } else if (known.isPresent()) {
        return Optional.of(
            "%s should hold volume '%s' (%s) and holds no volume"
                .formatted(volume.folder(), volume.name(), known.get()));
      } else {
        Volume.requireOwnDisk(volume, all.index());
      }
      return Optional.empty();
    } catch (VolumeWrong e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
