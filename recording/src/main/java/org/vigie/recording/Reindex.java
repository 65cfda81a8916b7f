package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the index again from what lies on disk: reels and journal, without any key. Changes no
/// reel: one that was being written when its recorder died is listed up to its last whole part, and
/// closed when a recorder opens the volume next.
public final class Reindex {

  private Reindex() {}

  /// What was found.
  ///
  /// @param gaps how many beginnings of gaps the journal tells
  /// @param deletions how many destroyed reels it tells
  /// @param unreadable files that are named like reels and are none
  public record Result(int reels, int gaps, int deletions, int unreadable) {}

  /// Replaces the index of a volume. No recorder may have the volume open.
  ///
  /// @throws IOException with a plain message if the volume is in use, or disk or index fail
  public static Result run(Path footage, Path index) throws IOException {
    if (!Files.isDirectory(footage)) {
      throw new IOException(footage + " is not a folder of footage");
    }
    try (var volume = Volume.open(footage)) {
      for (var suffix : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(index.resolveSibling(index.getFileName() + suffix));
      }
      try (var fresh = SqlIndex.open(index, volume.id())) {
        return fill(volume, fresh);
      }
    }
  }

  private static Result fill(Volume volume, SqlIndex index) throws IOException {
    var lines = Journal.read(volume.journal());
    index.replaceLines(lines);
    int reels = 0;
    int unreadable = 0;
    for (var path : Volume.reels(volume.folder())) {
      if (index.isDeleted(Volume.reelOf(path))) {
        continue;
      }
      try {
        var scan = ReelScan.quick(path);
        if (scan.parts().pictures() > 0) {
          index.put(ReelRow.of(volume.folder(), path, scan));
          reels++;
        }
      } catch (Unreadable e) {
        unreadable++;
      }
    }
    int gaps = (int) lines.stream().filter(Journal.Line.GapFrom.class::isInstance).count();
    return new Result(reels, gaps, lines.size() - gaps, unreadable);
  }
}
