package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Reads a journal line by line, in as much memory as one line takes. A last line without an end is
/// one that is being written, or that a crash left: it is not there. Of one thread; closed by
/// whoever opened it.
final class JournalReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Optional<FileChannel> file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final byte[] line = new byte[JournalText.LONGEST_BYTES];
  private int length;
  private boolean whole;
  private long end;

  private JournalReader(Optional<FileChannel> file, long from) {
    this.file = file;
    this.end = from;
  }

  /// Begins where a line begins. No journal has no lines.
  static JournalReader open(Path path, long from) throws IOException {
    if (!Files.exists(path)) {
      return new JournalReader(Optional.empty(), 0);
    }
    return new JournalReader(
        Optional.of(FileChannel.open(path, StandardOpenOption.READ).position(from)), from);
  }

  /// Goes on to the next line.
  ///
  /// @return whether there is one
  boolean next() throws IOException {
    length = 0;
    whole = true;
    long read = end;
    while (buffer.hasRemaining() || fill()) {
      byte next = buffer.get();
      read++;
      if (next == '\n') {
        end = read;
        return true;
      }
      if (length < line.length) {
        line[length++] = next;
      } else {
        whole = false;
      }
    }
    return false;
  }

  private boolean fill() throws IOException {
    buffer.clear();
    int read = file.isPresent() ? file.get().read(buffer) : -1;
    buffer.flip();
    return read > 0;
  }

  /// What the line says; nothing if it is damaged, or a later Vigie's.
  Optional<Journal.Line> line() {
    return whole ? JournalText.decode(line, length) : Optional.empty();
  }

  /// The line's bytes without its end; of a line that is too long, and so damaged, its beginning.
  byte[] bytes() {
    return Arrays.copyOf(line, length);
  }

  /// Where the line ends, its end included.
  JournalMark mark() {
    return JournalMark.of(end, line, length);
  }

  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
