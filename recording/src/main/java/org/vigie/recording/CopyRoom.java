package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Whether there is room for a copy of footage, asked before anything is copied: what fills a disk
/// to the brim may stop recording on it. Copies that are made in turns do not count on the same
/// room.
///
/// Safe for any thread.
public final class CopyRoom {

  /// What stays free beside the copy.
  static final long MARGIN_BYTES = 256L << 20;

  /// What a copy may be larger than what it is of: headers, tables, proofs.
  private static final int OVERHEAD_PERCENT = 5;

  /// What the copies being made were promised, by their folders. One for the whole program, as the
  /// disk is. Another program on the machine, such as `vigie case`, is not seen.
  private static final Map<Path, Long> PROMISED = new HashMap<>();

  private CopyRoom() {}

  /// One copy being made, until it is closed.
  public interface Turn extends AutoCloseable {

    @Override
    void close();
  }

  /// Begins a copy beside which others may be made. Room that is found in its folder is kept for it
  /// until the turn is closed, and free to nobody else: all of it, also what is written already,
  /// which errs in favour of recording.
  ///
  /// @param folder its own
  public static Turn turn(Path folder) {
    var own = folder.toAbsolutePath().normalize();
    synchronized (PROMISED) {
      PROMISED.put(own, 0L);
    }
    return () -> {
      synchronized (PROMISED) {
        PROMISED.remove(own);
      }
    };
  }

  /// @param bytes of the footage
  /// @param times how often it will lie there at once
  /// @param folder where; need not be there yet
  /// @throws NoRoom if it would not fit
  public static void require(long bytes, int times, Path folder) throws IOException {
    var own = folder.toAbsolutePath().normalize();
    Path at = own;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    synchronized (PROMISED) {
      long others = 0;
      for (var turn : PROMISED.entrySet()) {
        others += own.startsWith(turn.getKey()) ? 0 : turn.getValue();
      }
      long free = Files.getFileStore(at).getUsableSpace() - others;
      require(bytes, times, Math.max(0, free), folder);
      PROMISED.replaceAll(
          (turn, promised) ->
              own.startsWith(turn) ? Math.max(promised, copy(bytes, times)) : promised);
    }
  }

  static void require(long bytes, int times, long free, Path folder) throws NoRoom {
    long needed = copy(bytes, times) + MARGIN_BYTES;
    if (needed > free) {
      throw new NoRoom(folder, needed, free);
    }
  }

  private static long copy(long bytes, int times) {
    return bytes / 100 * (100 + OVERHEAD_PERCENT) * times;
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
