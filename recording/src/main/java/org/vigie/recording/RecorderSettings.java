package org.vigie.recording;

import java.nio.file.Path;
import java.time.Duration;

/// Where and how a recorder keeps its footage.
///
/// @param footage the folder of the volume; held exclusively while the recorder is open
/// @param index the SQLite file of the index, a cache: it may be deleted
/// @param town names the town in every reel's header
/// @param flushEvery how often sealed parts are written and forced to disk
/// @param flushers how many platform threads do so; cameras are spread over them
/// @param mostPendingBytes how much of one camera may wait for the disk, at least 2 MiB; beyond it
///     the reel ends with a gap OVERLOAD
/// @param reserveBytes how much of the disk stays free, so that ledger and journal can still be
///     written when it is full
/// @param commitEvery how often the heads of all reels go into the ledger
public record RecorderSettings(
    Path footage,
    Path index,
    String town,
    Duration flushEvery,
    int flushers,
    long mostPendingBytes,
    long reserveBytes,
    Duration commitEvery) {

  private static final int MIB = 1024 * 1024;

  public RecorderSettings {
    if (flushers < 1 || mostPendingBytes < 2 * MIB || reserveBytes < 0 || flushEvery.isNegative()) {
      throw new IllegalArgumentException("a recorder needs a flusher and 2 MiB per camera");
    }
  }

  /// The usual ones, see design/durability.md: flushed every 250 ms, 8 MiB per camera, 256 MiB kept
  /// free, heads in the ledger once a minute.
  public static RecorderSettings standard(Path footage, Path index, String town) {
    return new RecorderSettings(
        footage,
        index,
        town,
        Duration.ofMillis(250),
        2,
        8L * MIB,
        256L * MIB,
        Duration.ofMinutes(1));
  }
}
