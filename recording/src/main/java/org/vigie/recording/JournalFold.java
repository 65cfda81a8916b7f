package org.vigie.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.model.CameraId;

/// Writes the beginning of a journal anew, with one line for all destroyed reels of a camera that
/// followed on each other before an instant. What became of the camera's time stays the same to the
/// microsecond, see design/reels.md; which reels they were stands in the ledger. In as much memory
/// as one line a camera takes.
final class JournalFold {

  private static final Duration LEAST_HOLE = Duration.ofNanos(Stretch.LEAST_TOLERANCE * 1_000);

  private final Instant before;
  private final Map<CameraId, Journal.Line.Folded> open = new HashMap<>();
  private final List<Journal.Line.Folded> folded = new ArrayList<>();

  private JournalFold(Instant before) {
    this.before = before;
  }

  /// What it came to.
  ///
  /// @param folded the lines that stand for many
  /// @param mark the end of what was written
  record Result(List<Journal.Line.Folded> folded, JournalMark mark) {}

  /// @param length how much of the journal to write anew, whole lines
  /// @param to written and flushed
  static Result write(Path journal, long length, Instant before, Path to) throws IOException {
    var fold = new JournalFold(before);
    try (var file =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      var out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
      try (var reader = JournalReader.open(journal, 0)) {
        while (reader.end() < length && reader.next()) {
          fold.take(reader, out);
        }
      }
      fold.folded.addAll(fold.open.values());
      out.write(JournalText.encode(fold.open.values()));
      out.flush();
      file.force(true);
    }
    return new Result(fold.folded, lastLine(to));
  }

  private void take(JournalReader reader, OutputStream out) throws IOException {
    var line = reader.line();
    if (line.isPresent()
        && line.get() instanceof Journal.Line.Deleted(var camera, var from, var to, var reel)
        && to.isBefore(before)) {
      add(new Journal.Line.Folded(camera, from, to, 1), out);
    } else if (line.isPresent() && line.get() instanceof Journal.Line.Folded old) {
      add(old, out);
    } else {
      // Also what is damaged: whoever audits counts it.
      out.write(reader.bytes());
      out.write('\n');
    }
  }

  private void add(Journal.Line.Folded next, OutputStream out) throws IOException {
    var last = open.get(next.camera());
    if (last != null && !follows(last, next)) {
      folded.add(last);
      out.write(JournalText.encode(List.of(last)));
      last = null;
    }
    open.put(next.camera(), last == null ? next : both(last, next));
  }

  /// Whether no hole is between them, on whichever side.
  private static boolean follows(Journal.Line.Folded one, Journal.Line.Folded other) {
    return one.to().plus(LEAST_HOLE).isAfter(other.from())
        && other.to().plus(LEAST_HOLE).isAfter(one.from());
  }

  private static Journal.Line.Folded both(Journal.Line.Folded one, Journal.Line.Folded other) {
    return new Journal.Line.Folded(
        one.camera(),
        one.from().isBefore(other.from()) ? one.from() : other.from(),
        one.to().isAfter(other.to()) ? one.to() : other.to(),
        one.reels() + other.reels());
  }

  private static JournalMark lastLine(Path journal) throws IOException {
    // Lines are short, and the last one of a journal that was folded is whole.
    long from = Math.max(0, Files.size(journal) - JournalText.LONGEST_BYTES);
    try (var reader = JournalReader.open(journal, from)) {
      while (reader.next()) {
        if (reader.end() == Files.size(journal)) {
          return reader.mark();
        }
      }
    }
    throw new IOException(journal + " has no last line");
  }
}
