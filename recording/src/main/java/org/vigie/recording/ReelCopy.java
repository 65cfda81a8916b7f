package org.vigie.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Brings the sealed bytes of a reel to another volume as they become durable on the first: the
/// same parts in the same order, never opened. It reads what was just written, which the system
/// still has in memory, and so keeps nothing itself: a copy that falls behind costs no memory,
/// and goes on where it was.
final class ReelCopy {

  private ReelCopy() {}

  /// How far a file of a copy can be trusted: after a crash its end may be torn.
  ///
  /// @return where its next part begins; 0 if it must be begun again
  static long trusted(Path copy, String reel) throws IOException {
    if (!Files.exists(copy)) {
      return 0;
    }
    try {
      var scan = ReelScan.quick(copy);
      return scan.header().reel().equals(reel) ? scan.parts().end() : 0;
    } catch (Unreadable e) {
      return 0;
    }
  }

  /// Appends what is durable since, and flushes it.
  ///
  /// @param from where the copy ends
  /// @param to how far the first is durable; less than `from` changes nothing
  /// @param most bytes at once
  /// @return where the copy ends now
  static long append(Path first, Path copy, Path root, long from, long to, long most)
      throws IOException {
    long end = Math.min(to, from + most);
    if (end <= from) {
      return from;
    }
    Disk.makeFolders(root, Disk.folderOf(copy));
    boolean fresh = !Files.exists(copy);
    if (fresh) {
      Envelopes.copy(first, copy);
    }
    try (var in = FileChannel.open(first, StandardOpenOption.READ);
        var out = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from);
      out.position(from);
      for (long at = from; at < end; ) {
        long moved = in.transferTo(at, end - at, out);
        if (moved <= 0) {
          throw new IOException(first + " ends before what was promised of it");
        }
        at += moved;
      }
      out.force(false);
    }
    if (fresh) {
      Disk.forceFolder(Disk.folderOf(copy));
    }
    return end;
  }

  /// The masks beside a reel that is closed; none are no loss.
  static void masks(Path first, Path copy) throws IOException {
    if (Files.exists(Volume.masks(first))) {
      Files.copy(Volume.masks(first), Volume.masks(copy), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Puts a whole copy in the place of a file that was damaged, durably.
  ///
  /// @throws IOException if the copy is not whole either; nothing has been changed
  static void restore(Path copy, Path damaged, ReelRow row) throws IOException {
    var scan = ReelScan.whole(copy, (frame, bytes) -> {});
    if (!scan.closed() || !Arrays.equals(scan.head(), row.head())) {
      throw new Unreadable("its copy is not whole");
    }
    var fresh = damaged.resolveSibling(damaged.getFileName() + ".restored");
    Files.copy(copy, fresh, StandardCopyOption.REPLACE_EXISTING);
    try (var file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(fresh, damaged, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Envelopes.copy(copy, damaged);
    Disk.forceFolder(Disk.folderOf(damaged));
  }
}
