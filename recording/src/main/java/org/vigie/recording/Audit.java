package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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

  /// Reads one volume, see the other.
  public static Report run(Path footage, Optional<Path> index, ReelKeys keys, Instant until)
      throws IOException {
    return run(List.of(footage), index, keys, until);
  }

  /// Reads volumes. A recorder may be writing to them: what it has not closed is read up to its
  /// last whole part. A reel counts once, where it was made; its copies on other volumes only
  /// where that is not among them.
  ///
  /// @param index compared where given
  /// @param until gaps count up to here: before an orderly stop, take the moment just before it
  public static Report run(List<Path> volumes, Optional<Path> index, ReelKeys keys, Instant until)
      throws IOException {
    var tally = new AuditTally(Micros.of(until));
    var reels = new LinkedHashMap<String, Place>();
    int unreadable = 0;
    for (var folder : volumes) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is not a folder of footage");
      }
      try (var journal = JournalReader.open(Volume.journal(folder), 0)) {
        while (journal.next()) {
          journal.line().ifPresent(tally::add);
        }
      }
      unreadable += Volume.setAside(folder).size();
      var id = VolumeIdentity.find(folder).map(VolumeIdentity::id).orElse("");
      for (var path : Volume.reels(folder)) {
        var place = new Place(folder.toAbsolutePath(), path.toAbsolutePath(), id);
        reels.merge(Volume.reelOf(path), place, (one, other) -> one.isOwn() ? one : other);
      }
    }
    for (var reel : reels.entrySet()) {
      unreadable += tally.isDeleted(reel.getKey()) ? 0 : read(reel.getValue(), tally, keys);
    }
    if (index.isPresent() && Files.exists(index.get())) {
      try (var sql = SqlIndex.open(index.get())) {
        tally.compare(sql.all());
      }
    }
    return new Report(tally.cameras(), unreadable);
  }

  private static int read(Place place, AuditTally tally, ReelKeys keys) throws IOException {
    try {
      tally.add(place.folder, place.path, place.volume, keys);
      return 0;
    } catch (Unreadable e) {
      return 1;
    } catch (NoSuchFileException e) {
      // Reached its limit while we were reading.
      return 0;
    }
  }

  /// Where a reel's file lies.
  private record Place(Path folder, Path path, String volume) {

    /// Whether it was made here.
    boolean isOwn() {
      try {
        return ReelScan.headerOf(path).volume().equals(volume);
      } catch (IOException e) {
        return false;
      }
    }
  }
}
