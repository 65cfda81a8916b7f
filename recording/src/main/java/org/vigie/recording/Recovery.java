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
import java.util.Set;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.GapReason;

/// Brings a volume, its index and the ledger to agree when a recorder opens it, whatever the last
/// one died of: ends reels that were being written, finishes deletions, and writes down since when
/// each camera has not been recorded. Needs no key.
final class Recovery {

  private final Volume volume;
  private final SqlIndex index;
  private final Journal journal;
  private final ReelKeys keys;
  private final Notary notary;

  Recovery(Volume volume, SqlIndex index, Journal journal, ReelKeys keys, Notary notary) {
    this.volume = volume;
    this.index = index;
    this.journal = journal;
    this.keys = keys;
    this.notary = notary;
  }

  void run() throws IOException {
    index.replaceLines(Journal.read(volume.journal()));
    var known = index.known();
    var present = new HashSet<String>();
    for (var path : Volume.reels(volume.folder())) {
      var reel = Volume.reelOf(path);
      present.add(reel);
      if (index.isDeleted(reel)) {
        finishDeletion(reel, path);
      } else if (!known.containsKey(reel) || !known.get(reel).closed()) {
        adopt(reel, path);
      }
    }
    var lines = missing(known, present);
    lines.addAll(restarts());
    if (!lines.isEmpty()) {
      journal.append(lines);
      index.inOneTransaction(() -> lines.forEach(index::add));
    }
  }

  /// Takes in a reel that the index does not have as closed, and closes it.
  private void adopt(String reel, Path path) throws IOException {
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
    if (scan.parts().pictures() == 0) {
      // The header was flushed before any part could be: no picture was ever in it.
      destroy(reel, path);
      index.remove(reel);
      return;
    }
    if (scan.closed()) {
      index.put(ReelRow.of(volume.folder(), path, scan));
    } else {
      close(path, scan);
    }
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
    index.put(ReelRow.of(volume.folder(), path, ReelScan.quick(path)));
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

  /// Reels that the index has and the disk has not.
  private List<Journal.Line> missing(Map<String, SqlIndex.Known> known, Set<String> present)
      throws IOException {
    var lines = new ArrayList<Journal.Line>();
    for (var entry : known.entrySet()) {
      if (present.contains(entry.getKey())) {
        continue;
      }
      var reel = entry.getValue();
      if (!index.isDeleted(entry.getKey())) {
        notary.append(
            new Entry(
                "footage.missing",
                "vigie",
                Map.of("reel", entry.getKey(), "camera", reel.camera(), "path", reel.path())));
        var detail = "The file " + reel.path() + " is no longer there.";
        lines.add(
            new Journal.Line.GapFrom(
                reel.camera(), Micros.instant(reel.start()), GapReason.DISK, detail));
      } else {
        keys.destroy(entry.getKey());
      }
      index.remove(entry.getKey());
    }
    return lines;
  }

  /// Cameras that were being recorded when the last recorder ended without a word.
  private List<Journal.Line> restarts() {
    var lines = new ArrayList<Journal.Line>();
    for (var camera : index.cameras()) {
      long end = index.lastEnd(camera).orElse(Long.MIN_VALUE);
      boolean told =
          index.gaps(camera, Long.MAX_VALUE - 1, Long.MAX_VALUE).stream()
              .anyMatch(gap -> Micros.of(gap.from()) + Stretch.LEAST_TOLERANCE >= end);
      if (!told) {
        lines.add(
            new Journal.Line.GapFrom(
                camera, Micros.instant(end), GapReason.RESTART, Timelines.CRASH));
      }
    }
    return lines;
  }
}
