package org.vigie.recording;

import java.nio.file.Path;
import java.time.Duration;

/// One folder of footage, usually a disk of its own, and how full it may become.
///
/// @param name for configuration, alarms and people; names the volume in its identity file
/// @param folder where its reels lie; held exclusively while a recorder is open
/// @param quotaBytes how much footage it may hold, whatever the disk has free;
///     [#WITHOUT_QUOTA] for as much as fits
/// @param reserveBytes how much of the disk stays free, so that its journal can still be written
///     when it is full
/// @param warnFor an alarm is raised when it would be full within this time, what reaches its limit
///     by then counted as free
/// @param refuseFor cameras that were never recorded are refused when it would be full within this
///     time
/// @param takesOver whether cameras of a volume that is missing or full may come here
/// @param ownDisk refuses a first use on the disk that holds the index: a disk that was forgotten
///     to be mounted
public record VolumeSettings(
    String name,
    Path folder,
    long quotaBytes,
    long reserveBytes,
    Duration warnFor,
    Duration refuseFor,
    boolean takesOver,
    boolean ownDisk) {

  public static final long WITHOUT_QUOTA = Long.MAX_VALUE;

  /// What the one volume is called where the configuration names none.
  public static final String MAIN = "main";

  public static final long USUAL_RESERVE_BYTES = 256L * 1024 * 1024;

  public VolumeSettings {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "a volume's name should be 1 to 40 lower-case letters, digits and hyphens, not " + name);
    }
    if (quotaBytes < 0 || reserveBytes < 0 || warnFor.isNegative() || refuseFor.isNegative()) {
      throw new IllegalArgumentException("volume " + name + ": nothing can be less than zero");
    }
  }

  /// The usual ones, see design/volumes.md: 256 MiB kept free, warned of 24 h ahead, new cameras
  /// refused 1 h ahead.
  public static VolumeSettings usual(String name, Path folder) {
    return new VolumeSettings(
        name,
        folder,
        WITHOUT_QUOTA,
        USUAL_RESERVE_BYTES,
        Duration.ofHours(24),
        Duration.ofHours(1),
        true,
        false);
  }

  public VolumeSettings withReserve(long bytes) {
    return new VolumeSettings(
        name, folder, quotaBytes, bytes, warnFor, refuseFor, takesOver, ownDisk);
  }

  public VolumeSettings withQuota(long bytes) {
    return new VolumeSettings(
        name, folder, bytes, reserveBytes, warnFor, refuseFor, takesOver, ownDisk);
  }
}
