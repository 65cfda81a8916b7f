package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;

/// How far a journal was read: so many bytes, and the hash of the last line, by which it is told
/// from another journal, or one that was put back or folded meanwhile.
///
/// @param end behind the last line and its end
/// @param length of the last line without its end
/// @param hash of it, SHA-512/256 in hexadecimal
record JournalMark(long end, int length, String hash) {

  static JournalMark of(long end, byte[] line, int length) {
    return new JournalMark(end, length, hash(line, length));
  }

  private static String hash(byte[] line, int length) {
    var digest = Digests.chain();
    digest.update(line, 0, length);
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Whether a journal still has that line at that place. A line that was too long to be read fits
  /// no mark.
  boolean fits(Path journal) throws IOException {
    long from = end - 1 - length;
    if (from < 0 || !Files.exists(journal)) {
      return false;
    }
    var bytes = ByteBuffer.allocate(length + 1);
    try (var file = FileChannel.open(journal, StandardOpenOption.READ)) {
      return Disk.readFully(file, from, bytes)
          && bytes.get(length) == '\n'
          && hash.equals(hash(bytes.array(), length));
    }
  }

  String text() {
    return end + " " + length + " " + hash;
  }

  static Optional<JournalMark> parse(String text) {
    var words = text.split(" ", -1);
    return words.length == 3 && words[0].matches("\\d{1,18}") && words[1].matches("\\d{1,9}")
        ? Optional.of(
            new JournalMark(Long.parseLong(words[0]), Integer.parseInt(words[1]), words[2]))
        : Optional.empty();
  }
}
