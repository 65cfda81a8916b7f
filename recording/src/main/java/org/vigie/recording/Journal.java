package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// What a volume remembers apart from its reels: where gaps begin and why, and which reels were
/// destroyed. One line of text each, with a checksum, appended and flushed; never changed.
///
/// Only the beginning of a gap is written: it lasts until the next reel of its camera, or the next
/// line about it. So no crash can leave a gap half told. Its bytes stand in design/reels.md. Safe
/// for any thread.
final class Journal implements AutoCloseable {

  private final FileChannel file;
  private long end;

  private Journal(FileChannel file, long end) {
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
  }

  /// Opens a journal and cuts off a line that a crash left unfinished.
  static Journal open(Path path) throws IOException {
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var bytes = Files.readAllBytes(path);
      int end = wholeLines(bytes);
      if (end < bytes.length) {
        file.truncate(end);
        file.force(true);
      }
      return new Journal(file, end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Appends lines and flushes them.
  synchronized void append(List<? extends Line> lines) throws IOException {
    var text = new StringBuilder();
    for (var line : lines) {
      text.append(encode(line)).append('\n');
    }
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    // After a failed append, its rest is overwritten: nothing behind `end` was ever promised.
    file.truncate(end);
    file.position(end);
    Disk.writeFully(file, ByteBuffer.wrap(bytes));
    file.force(false);
    end += bytes.length;
  }

  /// All lines of a journal; damaged ones are left out. No journal has no lines.
  static List<Line> read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    var bytes = Files.readAllBytes(path);
    var lines = new ArrayList<Line>();
    int start = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        decode(Arrays.copyOfRange(bytes, start, end)).ifPresent(lines::add);
        start = end + 1;
      }
    }
    return lines;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static String encode(Line line) {
    var body =
        switch (line) {
          case Line.GapFrom(var camera, var from, var reason, var detail) ->
              "gap %s %s %s %s".formatted(camera, at(from), reason, plain(detail));
          case Line.Deleted(var camera, var from, var to, var reel) ->
              "deleted %s %s %s %s".formatted(camera, at(from), at(to), reel);
        };
    return "%08x %s".formatted(crc(body.getBytes(StandardCharsets.UTF_8)), body);
  }

  private static Optional<Line> decode(byte[] line) {
    if (line.length < 10) {
      return Optional.empty();
    }
    var body = Arrays.copyOfRange(line, 9, line.length);
    var sum = new String(line, 0, 8, StandardCharsets.US_ASCII);
    if (!sum.equals("%08x".formatted(crc(body)))) {
      return Optional.empty();
    }
    var words = new String(body, StandardCharsets.UTF_8).split(" ", 5);
    try {
      var camera = new CameraId(words[1]);
      var from = Instant.parse(words[2]);
      return words[0].equals("gap")
          ? Optional.of(new Line.GapFrom(camera, from, GapReason.valueOf(words[3]), detail(words)))
          : Optional.of(new Line.Deleted(camera, from, Instant.parse(words[3]), words[4]));
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      // Its checksum is right, so a later Vigie wrote it: not ours to read.
      return Optional.empty();
    }
  }

  private static String detail(String[] words) {
    return words.length > 4 ? words[4] : "";
  }

  private static String at(Instant instant) {
    return Micros.instant(Micros.of(instant)).toString();
  }

  private static String plain(String detail) {
    return detail.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static int crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
