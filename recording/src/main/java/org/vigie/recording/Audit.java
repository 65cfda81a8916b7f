package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;

/// Counts what is on disk by reading all of it again: every frame, hash and, where the key is
/// there, every picture. Takes nothing from the recorder's counters; the index is only compared.
public final class Audit {

  private Audit() {}

  /// What a volume holds.
  ///
  /// @param unreadableFiles files that should be reels and are not
  public record Report(List<Camera> cameras, int unreadableFiles) {
    public Report {
      cameras = List.copyOf(cameras);
    }
  }

  /// What a volume holds of one camera.
  ///
  /// @param gaps from first knowledge of the camera until the audit's `until`
  /// @param parts readable ones, without the init segments
  /// @param bytes of all its files
  /// @param accessUnits pictures decrypted and counted; taken from the part's frame where its key
  ///     is gone
  /// @param unreadableParts parts whose hash, seal or content is wrong
  /// @param indexMismatches reels that the index does not have, has and are not there, or describes
  ///     otherwise; only closed reels count, as the index follows open ones at some distance
  public record Camera(
      CameraId id,
      Duration recorded,
      List<Gap> gaps,
      long parts,
      long bytes,
      long accessUnits,
      long unreadableParts,
      long indexMismatches) {
    public Camera {
      gaps = List.copyOf(gaps);
    }
  }

  /// Reads a volume. A recorder may be writing to it: what it has not closed is read up to its last
  /// whole part.
  ///
  /// @param index compared where given
  /// @param until gaps count up to here: before an orderly stop, take the moment just before it
  public static Report run(Path footage, Optional<Path> index, ReelKeys keys, Instant until)
      throws IOException {
    if (!Files.isDirectory(footage)) {
      throw new IOException(footage + " is not a folder of footage");
    }
    var tally = new AuditTally(Micros.of(until));
    for (var line : Journal.read(Volume.journal(footage))) {
      tally.add(line);
    }
    int unreadable = Volume.setAside(footage).size();
    for (var path : Volume.reels(footage)) {
      if (tally.isDeleted(Volume.reelOf(path))) {
        continue;
      }
      try {
        tally.add(footage.toAbsolutePath(), path.toAbsolutePath(), keys);
      } catch (Unreadable e) {
        unreadable++;
      } catch (NoSuchFileException e) {
        // Reached its limit while we were reading.
        continue;
      }
    }
    if (index.isPresent() && Files.exists(index.get())) {
      compare(footage, index.get(), tally);
    }
    return new Report(tally.cameras(), unreadable);
  }

  private static void compare(Path footage, Path index, AuditTally tally) throws IOException {
    var volume = Files.readString(footage.resolve("volume")).strip();
    try (var sql = SqlIndex.open(index, volume)) {
      tally.compare(sql.all());
    }
  }
}
