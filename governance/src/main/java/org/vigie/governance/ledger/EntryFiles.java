package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Durable;

/// The private entries of one year: append-only text files of 256 lines, mode 0600.
///
/// Written by one thread, read by any: readers only look at lines that [#count] covers.
final class EntryFiles implements AutoCloseable {

  static final int PER_FILE = 256;

  /// A use for each entry of a ledger that is read from its beginning.
  interface Visitor {
    void entry(long leaf, Sealed entry) throws IOException;
  }

  private final Path folder;
  private volatile long count;
  private long length;
  private @Nullable FileChannel channel;
  private @Nullable IOException broken;

  EntryFiles(Path folder) {
    this.folder = folder;
  }

  /// How many entries are durable.
  long count() {
    return count;
  }

  /// How many entries fit into the present file: the most that one [#append] takes.
  int room() {
    return PER_FILE - (int) (count % PER_FILE);
  }

  /// Reads every entry and cuts off what a crash left half-written after the last whole one.
  ///
  /// @param signed entries before this one were signed: damage among them is refused
  /// @return how many bytes were cut off
  long recover(long signed, Visitor visitor) throws IOException {
    for (long number = 0; ; number++) {
      var file = file(number);
      if (!Files.exists(file)) {
        return 0;
      }
      var bytes = Files.readAllBytes(file);
      long good = visit(number, bytes, visitor);
      if (good == bytes.length && count == (number + 1) * PER_FILE) {
        continue;
      }
      if (count < signed && good < bytes.length || Files.exists(file(number + 1))) {
        throw new LedgerRefused(
            "%s: entry %d of the ledger is damaged: put the ledger back from its newest copy."
                .formatted(file, count));
      }
      length = good;
      var open = open(file, StandardOpenOption.WRITE);
      open.truncate(good).position(good);
      open.force(true);
      return bytes.length - good;
    }
  }

  /// Visits the whole lines of one file; returns where the last good one ends.
  private long visit(long number, byte[] bytes, Visitor visitor) throws IOException {
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] != '\n') {
        continue;
      }
      if (count == (number + 1) * PER_FILE) {
        return from;
      }
      try {
        visitor.entry(
            count, Sealed.read(new String(bytes, from, at - from, StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException e) {
        return from;
      }
      count++;
      from = at + 1;
    }
    return from;
  }

  /// Appends entries and flushes them. If it throws, none of them is in the ledger.
  ///
  /// A full disk leaves the file as it was, and the next call may succeed. After a failed flush
  /// nobody knows what is on disk, so nothing more is accepted until the ledger is opened again.
  void append(List<Sealed> entries) throws IOException {
    if (broken != null) {
      throw broken;
    }
    var bytes = new StringBuilder();
    entries.forEach(entry -> bytes.append(entry.line()));
    var buffer = ByteBuffer.wrap(bytes.toString().getBytes(StandardCharsets.UTF_8));
    boolean fresh = count % PER_FILE == 0;
    var file = file(count / PER_FILE);
    var open = fresh ? begin(file) : Objects.requireNonNull(channel);
    write(open, buffer);
    try {
      open.force(false);
      if (fresh) {
        Durable.flushFolder(Objects.requireNonNull(file.getParent()));
      }
    } catch (IOException e) {
      broken = e;
      throw e;
    }
    length += buffer.limit();
    count += entries.size();
  }

  private FileChannel begin(Path file) throws IOException {
    Durable.privateFolder(Objects.requireNonNull(file.getParent()));
    length = 0;
    return open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void write(FileChannel open, ByteBuffer buffer) throws IOException {
    try {
      while (buffer.hasRemaining()) {
        open.write(buffer);
      }
    } catch (IOException e) {
      try {
        open.truncate(length).position(length);
      } catch (IOException worse) {
        broken = worse;
      }
      throw e;
    }
  }

  /// The durable entries of one file, in order. Any thread.
  List<Sealed> read(long number) throws IOException {
    int lines = (int) Math.min(PER_FILE, count - number * PER_FILE);
    var entries = new ArrayList<Sealed>(Math.max(0, lines));
    if (lines > 0) {
      // Words half erased when the power failed may end inside a letter: no reason to read nothing.
      var text = new String(Files.readAllBytes(file(number)), StandardCharsets.UTF_8);
      int from = 0;
      for (int line = 0; line < lines; line++) {
        int end = text.indexOf('\n', from);
        entries.add(Sealed.read(text.substring(from, end)));
        from = end + 1;
      }
    }
    return entries;
  }

  /// One durable entry; of its file no other line is taken apart. Any thread.
  ///
  /// @param leaf below [#count]
  Sealed one(long leaf) throws IOException {
    var bytes = Files.readAllBytes(file(leaf / PER_FILE));
    int from = 0;
    for (long line = leaf % PER_FILE; line > 0; line--) {
      from = endOfLine(bytes, from) + 1;
    }
    var line = new String(bytes, from, endOfLine(bytes, from) - from, StandardCharsets.UTF_8);
    return Sealed.read(line);
  }

  /// Overwrites the words of durable entries with spaces, where they lie, and flushes. One caller
  /// at a time; beside appending and reading, which see the words or a part of them or none.
  ///
  /// @param from the first leaf
  /// @param to behind the last one, at most [#count]
  /// @return how many had any
  long blank(long from, long to) throws IOException {
    long blanked = 0;
    for (long leaf = from; leaf < to; leaf = (leaf / PER_FILE + 1) * PER_FILE) {
      long end = Math.min(to, (leaf / PER_FILE + 1) * PER_FILE);
      blanked +=
          blankIn(
              file(leaf / PER_FILE), (int) (leaf % PER_FILE), (int) (leaf % PER_FILE + end - leaf));
    }
    return blanked;
  }

  private static long blankIn(Path file, int fromLine, int toLine) throws IOException {
    var bytes = Files.readAllBytes(file);
    long blanked = 0;
    try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
      int start = 0;
      for (int line = 0; line < toLine; line++) {
        int end = endOfLine(bytes, start);
        if (line >= fromLine && blankLine(bytes, start, end, open)) {
          blanked++;
        }
        start = end + 1;
      }
      if (blanked > 0) {
        open.force(false);
      }
    }
    return blanked;
  }

  private static boolean blankLine(byte[] bytes, int start, int end, FileChannel open)
      throws IOException {
    int from = start;
    while (from < end && bytes[from] != Sealed.TAB) {
      from++;
    }
    from++;
    boolean any = false;
    for (int at = from; at < end; at++) {
      any |= bytes[at] != ' ';
      bytes[at] = ' ';
    }
    if (any) {
      var spaces = ByteBuffer.wrap(bytes, from, end - from);
      while (spaces.hasRemaining()) {
        open.write(spaces, spaces.position());
      }
    }
    return any;
  }

  private static int endOfLine(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private FileChannel open(Path file, StandardOpenOption... options) throws IOException {
    close();
    var opened = FileChannel.open(file, Set.of(options), Durable.PRIVATE_FILE);
    channel = opened;
    return opened;
  }

  private Path file(long number) {
    return folder.resolve(TilePath.of(number));
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
