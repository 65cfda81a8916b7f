package org.vigie.recording.clips;

import java.nio.file.Path;
import java.time.Duration;
import org.vigie.recording.VolumeSettings;

/// Where and for how long clips are kept.
///
/// @param folder theirs alone
/// @param keepFor after they were made; never past the limit of their act
/// @param reserveBytes while less is free on the folder's disk, nothing is kept
public record ClipSettings(Path folder, Duration keepFor, long reserveBytes) {

  /// Without a word in the configuration.
  public static final Duration USUAL = Duration.ofHours(72);

  /// In a town's data folder, with the reserve of a volume.
  public static ClipSettings in(Path data, Duration keepFor) {
    return new ClipSettings(data.resolve("clips"), keepFor, VolumeSettings.USUAL_RESERVE_BYTES);
  }
}
