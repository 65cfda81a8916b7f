package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// What a volume remembers apart from its reels: where gaps begin and why, and which reels were
/// destroyed. One line of text each, with a checksum, appended and flushed; changed only in that
/// [JournalFold] makes one line of many old ones.
///
/// Only the beginning of a gap is written: it lasts until the next reel of its camera, or the next
/// line about it. So no crash can leave a gap half told. Its bytes stand in design/reels.md. Safe
/// for any thread.
final class Journal implements AutoCloseable {

  private final Path path;
  private FileChannel file;
  private long end;
  private boolean folderUnsaid;

  private Journal(Path path, FileChannel file, long end) {
    this.path = path;
    this.file = file;
    this.end = end;
  }

  /// One line.
  sealed interface Line {

    CameraId camera();

    /// From `from` on the camera is not recorded.
    record GapFrom(CameraId camera, Instant from, GapReason reason, String detail)
        implements Line {}

    /// A reel is being destroyed: whoever finds it again finishes that.
    record Deleted(CameraId camera, Instant from, Instant to, String reel) implements Line {}

    /// What [JournalFold] made of many of those, all long ago, that followed on each other.
    record Folded(CameraId camera, Instant from, Instant to, long reels) implements Line {}
  }

  /// Opens a journal and cuts off a line that a crash left unfinished.
  static Journal open(Path path) throws IOException {
    Files.deleteIfExists(shorter(path));
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long end = wholeLines(file);
      if (end < file.size()) {
        file.truncate(end);
        file.force(true);
      }
      return new Journal(path, file, end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Where a journal is written anew before it is put in the old one's place; what a crash leaves
  /// there is nothing.
  static Path shorter(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".new");
  }

  /// Appends lines and flushes them.
  synchronized void append(List<? extends Line> lines) throws IOException {
    sayFolder();
    var bytes = JournalText.encode(lines);
    write(bytes);
    end += bytes.length;
  }

  /// Takes room for lines and flushes it, so that to append them next will hardly fail. What a
  /// crash leaves of that is the beginning of a line, and cut off.
  synchronized void reserve(List<? extends Line> lines) throws IOException {
    sayFolder();
    var room = JournalText.encode(lines);
    Arrays.fill(room, (byte) ' ');
    write(room);
  }

  private void write(byte[] bytes) throws IOException {
    // Nothing behind `end` was ever promised: what a failed append left there is overwritten.
    file.truncate(end);
    file.position(end);
    Disk.writeFully(file, ByteBuffer.wrap(bytes));
    file.force(false);
  }

  /// Puts a shorter journal, which lies in [#shorter] and is flushed, in the place of this one's
  /// first bytes; what was appended since follows it. A crash leaves one of the two whole.
  ///
  /// @param replaced how many bytes it stands for
  synchronized void replaceBeginning(long replaced) throws IOException {
    var fresh = FileChannel.open(shorter(path), StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long begun = fresh.size();
      var rest = ByteBuffer.allocate(Math.toIntExact(end - replaced));
      if (!Disk.readFully(file, replaced, rest)) {
        throw new IOException(path + " is shorter than it was");
      }
      fresh.position(begun);
      Disk.writeFully(fresh, rest.flip());
      fresh.force(true);
      Files.move(shorter(path), path, StandardCopyOption.ATOMIC_MOVE);
      end = begun + rest.limit();
    } catch (IOException | RuntimeException e) {
      fresh.close();
      throw e;
    }
    var old = file;
    file = fresh;
    folderUnsaid = true;
    old.close();
    sayFolder();
  }

  /// A line is durable only in a file that the folder durably names.
  private void sayFolder() throws IOException {
    if (folderUnsaid) {
      Disk.forceFolder(Disk.folderOf(path));
      folderUnsaid = false;
    }
  }

  synchronized long end() {
    return end;
  }

  /// All lines of a journal that is known to be short; damaged ones are left out.
  static List<Line> read(Path path) throws IOException {
    var lines = new ArrayList<Line>();
    try (var reader = JournalReader.open(path, 0)) {
      while (reader.next()) {
        reader.line().ifPresent(lines::add);
      }
    }
    return lines;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static long wholeLines(FileChannel file) throws IOException {
    var block = ByteBuffer.allocate(4096);
    long end = file.size();
    while (end > 0) {
      long from = Math.max(0, end - block.capacity());
      block.clear().limit((int) (end - from));
      if (!Disk.readFully(file, from, block)) {
        throw new IOException("the journal is being cut while it is opened");
      }
      for (int i = block.limit() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }
}
