package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.AlarmKind;
import org.vigie.model.GapReason;

/// Brings a volume, the index and the ledger to agree when a recorder opens the volume, whatever
/// the last one died of: ends reels that were being written, finishes deletions, takes in what
/// the index lacks. Needs no key.
final class Recovery {

  private final Volume volume;
  private final VolumeServices services;
  private final SqlIndex index;
  private final ReelKeys keys;
  private final Notary notary;
  private int takenIn;
  private int ended;

  Recovery(Volume volume, VolumeServices services) {
    this.volume = volume;
    this.services = services;
    this.index = services.index();
    this.keys = services.keys();
    this.notary = services.notary();
  }

  /// What was found.
  ///
  /// @param takenIn reels that were whole and that the index did not have so: it was new, or old
  /// @param ended reels that nobody had closed
  /// @param missing reels that the index has and the volume has not
  record Found(int takenIn, int ended, int missing) {

    Found and(Found other) {
      return new Found(takenIn + other.takenIn, ended + other.ended, missing + other.missing);
    }
  }

  /// The journal's lines are in the index already.
  Found run() throws IOException {
    var known = index.known(volume.id());
    var copies = index.copies().whole(volume.id());
    var present = new HashSet<String>();
    for (var path : Volume.reels(volume.folder())) {
      var reel = Volume.reelOf(path);
      present.add(reel);
      if (index.lines().isDeleted(reel)) {
        finishDeletion(reel, path);
      } else if (!copies.contains(reel)
          && (!known.containsKey(reel) || !known.get(reel).closed())) {
        adopt(reel, path, known.containsKey(reel));
      }
    }
    copies.stream().filter(c -> !present.contains(c)).forEach(this::forgetCopy);
    return new Found(takenIn, ended, missing(known, present));
  }

  /// Takes in one file that the index does not have there.
  void takeIn(String reel, Path path) throws IOException {
    if (index.lines().isDeleted(reel)) {
      finishDeletion(reel, path);
    } else {
      adopt(reel, path, index.find(reel).filter(r -> r.volume().equals(volume.id())).isPresent());
    }
  }

  private void forgetCopy(String reel) {
    index.copies().remove(reel, volume.id());
  }

  /// Takes in a reel that the index does not have as closed, and closes it.
  ///
  /// @param left whether the index has it as the only one that is left of a reel
  private void adopt(String reel, Path path, boolean left) throws IOException {
    ReelScan scan;
    try {
      scan = ReelScan.quick(path);
      if (!scan.header().reel().equals(reel)) {
        throw new Unreadable("its header names another reel");
      }
    } catch (Unreadable e) {
      setAside(reel, path, e);
      return;
    }
    if (!left && !scan.header().volume().equals(volume.id())) {
      // Whoever copies goes on with it.
      index.copies().put(reel, volume.id(), scan.parts().end(), scan.closed());
      return;
    }
    if (scan.parts().pictures() == 0) {
      // The header was flushed before any part could be: no picture was ever in it.
      destroy(reel, path);
      index.remove(reel);
      return;
    }
    if (scan.closed()) {
      takenIn++;
      put(ReelRow.of(volume.folder(), path, scan));
    } else {
      ended++;
      close(path, scan);
    }
  }

  /// A copy that stood for the reel while this volume was away is a copy again.
  private void put(ReelRow row) {
    var other = index.find(row.reel()).filter(found -> !found.volume().equals(volume.id()));
    other.ifPresent(
        found -> index.copies().put(row.reel(), found.volume(), found.bytes(), found.closed()));
    index.put(row.on(volume.id()));
  }

  private void close(Path path, ReelScan scan) throws IOException {
    long dropped = scan.size() - scan.parts().end();
    var header = scan.header();
    notary.append(
        new Entry(
            "footage.recovered",
            "vigie",
            Map.of(
                "reel", header.reel(),
                "camera", header.camera(),
                "parts", scan.parts().parts(),
                "head", HexFormat.of().formatHex(scan.head()),
                "dropped_bytes", dropped)));
    try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(scan.parts().end());
      file.force(true);
      file.position(scan.parts().end());
      var footer = ReelFooter.encode(scan.parts(), scan.head(), Micros.of(header.start()));
      Disk.writeFully(file, ByteBuffer.wrap(footer));
      file.force(true);
    }
    put(ReelRow.of(volume.folder(), path, ReelScan.quick(path)));
  }

  /// A file that should be a reel and is not is kept under another name: it is not ours to destroy
  /// before its time. An empty one was being made when the recorder died.
  private void setAside(String reel, Path path, Unreadable reason) throws IOException {
    index.remove(reel);
    if (Files.size(path) == 0) {
      destroy(reel, path);
      return;
    }
    notary.append(
        new Entry(
            "footage.unreadable",
            "vigie",
            Map.of("reel", reel, "bytes", Files.size(path), "detail", reason.getMessage() + "")));
    services
        .alarms()
        .raise(
            AlarmKind.UNREADABLE,
            volume.name(),
            "%s should be a reel and %s; it lies aside for 30 days."
                .formatted(volume.folder().relativize(path), reason.getMessage()));
    Files.move(path, path.resolveSibling(path.getFileName() + ".unreadable"));
    Disk.forceFolder(Disk.folderOf(path));
  }

  private void finishDeletion(String reel, Path path) throws IOException {
    destroy(reel, path);
    index.remove(reel);
  }

  private void destroy(String reel, Path path) throws IOException {
    Retention.destroy(keys, reel, path);
  }

  /// Reels that the index has and the disk has not: what is left of them is a copy, or a gap.
  private int missing(Map<String, SqlIndex.Known> known, Set<String> present) throws IOException {
    var lines = new ArrayList<Journal.Line>();
    int missing = 0;
    for (var entry : known.entrySet()) {
      var reel = entry.getKey();
      // A folder that cannot be read is not one whose files are gone.
      if (present.contains(reel)
          || !Files.notExists(volume.folder().resolve(entry.getValue().path()))) {
        continue;
      }
      if (index.lines().isDeleted(reel)) {
        keys.destroy(reel);
        index.remove(reel);
      } else {
        missing++;
        lost(volume, services, reel, entry.getValue()).ifPresent(lines::add);
      }
    }
    if (!lines.isEmpty()) {
      volume.journal().append(lines);
      index.inOneTransaction(() -> lines.forEach(line -> index.lines().add(volume.id(), line)));
    }
    return missing;
  }

  /// Writes down that a reel's file is gone. Where there is a copy, that is the reel from now on.
  ///
  /// @return the gap that it leaves; empty where there is a copy
  static Optional<Journal.Line> lost(
      Volume volume, VolumeServices services, String reel, SqlIndex.Known known) {
    var index = services.index();
    var copy = index.copies().of(reel).stream().findFirst();
    services
        .notary()
        .append(
            new Entry(
                "footage.missing",
                "vigie",
                Map.of(
                    "reel", reel,
                    "camera", known.camera(),
                    "path", known.path(),
                    "volume", volume.name(),
                    "copy", copy.isPresent())));
    if (copy.isPresent()) {
      index.find(reel).ifPresent(row -> index.put(row.on(copy.get().volume())));
      index.copies().remove(reel, copy.get().volume());
      return Optional.empty();
    }
    index.remove(reel);
    var detail = "The file " + known.path() + " is no longer there.";
    return Optional.of(
        new Journal.Line.GapFrom(
            known.camera(), Micros.instant(known.start()), GapReason.DISK, detail));
  }

  /// Cameras that were being recorded when the last recorder ended without a word: the line goes
  /// where their last reel lies, or where it can.
  static void writeRestarts(SqlIndex index, Volumes volumes) throws IOException {
    for (var camera : index.cameras()) {
      long end = index.lastEnd(camera).orElse(Long.MIN_VALUE);
      boolean told =
          index.lines().gaps(camera, Long.MAX_VALUE - 1, Long.MAX_VALUE).stream()
              .anyMatch(gap -> Micros.of(gap.from()) + Stretch.LEAST_TOLERANCE >= end);
      var where = volumes.anyPresent(index.sums().lastVolume(camera).orElse(""));
      if (!told && where.isPresent()) {
        var line =
            new Journal.Line.GapFrom(
                camera, Micros.instant(end), GapReason.RESTART, Timelines.CRASH);
        where.get().journal().append(List.of(line));
        index.lines().add(where.get().id(), line);
      }
    }
  }
}
