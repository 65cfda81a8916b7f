package org.vigie.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.vigie.base.Durable;

/// The envelopes beside reels: from which custodians give back a key whose review window has ended.
/// A town without custodians has none.
final class Envelopes {

  /// Sixteen custodians' take little more than one.
  private static final long MOST_BYTES = 64 * 1024;

  private Envelopes() {}

  /// That of a reel; empty if there is none.
  static Optional<byte[]> read(Path reel) throws IOException {
    var envelope = Volume.envelope(reel);
    try {
      return Files.size(envelope) > MOST_BYTES
          ? Optional.empty()
          : Optional.of(Files.readAllBytes(envelope));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Brings it to where a copy of the reel lies, before the first part that it opens.
  static void copy(Path reel, Path copy) throws IOException {
    var bytes = read(reel);
    if (bytes.isPresent()) {
      Durable.replace(Volume.envelope(copy), bytes.get());
    }
  }

  /// Makes a reel unreadable for custodians too: its envelope is overwritten, flushed and removed.
  /// What flash or a copying file system keeps below that is not disproved.
  static void destroy(Path reel) throws IOException {
    var envelope = Volume.envelope(reel);
    try (var file = FileChannel.open(envelope, StandardOpenOption.WRITE)) {
      Durable.writeAndFlush(file, new byte[(int) Math.min(file.size(), MOST_BYTES)]);
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(envelope);
  }
}
