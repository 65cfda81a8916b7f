package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether there is room for a copy of footage, asked before anything is copied: what fills a disk
/// to the brim may stop recording on it.
public final class CopyRoom {

  /// What stays free beside the copy.
  static final long MARGIN_BYTES = 256L << 20;

  /// What a copy may be larger than what it is of: headers, tables, proofs.
  private static final int OVERHEAD_PERCENT = 5;

  private CopyRoom() {}

  /// @param bytes of the footage
  /// @param times how often it will lie there at once
  /// @param folder where; need not be there yet
  /// @throws NoRoom if it would not fit
  public static void require(long bytes, int times, Path folder) throws IOException {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    require(bytes, times, Files.getFileStore(at).getUsableSpace(), folder);
  }

  static void require(long bytes, int times, long free, Path folder) throws NoRoom {
    long needed = bytes / 100 * (100 + OVERHEAD_PERCENT) * times + MARGIN_BYTES;
    if (needed > free) {
      throw new NoRoom(folder, needed, free);
    }
  }

  /// There is too little room for a copy; nothing was made.
  public static final class NoRoom extends IOException {

    private static final long serialVersionUID = 1;
    private static final long MEBIBYTE = 1 << 20;

    private final long needed;
    private final long free;

    private NoRoom(Path folder, long needed, long free) {
      super(
          "%s has too little room for this copy: about %d MiB are needed and %d MiB are free; make room, or ask for less"
              .formatted(folder, mebibytes(needed), free / MEBIBYTE));
      this.needed = needed;
      this.free = free;
    }

    private static long mebibytes(long bytes) {
      return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }

    /// In MiB, rounded up.
    public long neededMebibytes() {
      return mebibytes(needed);
    }

    /// In MiB, rounded down.
    public long freeMebibytes() {
      return free / MEBIBYTE;
    }
  }
}
