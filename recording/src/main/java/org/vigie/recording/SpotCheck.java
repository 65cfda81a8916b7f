package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/// Reads a little of a closed reel again: header, footer, and a few parts with their hashes and
/// the chain between them. Whole reels are a gigabyte each; a few parts of every reel, others
/// each time, find a disk that loses files or blocks long before anybody asks for them.
final class SpotCheck {

  private static final int PARTS = 4;

  private SpotCheck() {}

  /// @param turn which parts: another number, other parts
  /// @return what is wrong, for people; empty if nothing is
  static Optional<String> of(Path path, ReelRow row, long turn) {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var encoded = ReelScan.header(file);
      var header = ReelHeader.decode(encoded);
      if (!header.reel().equals(row.reel())) {
        return Optional.of("holds another reel");
      }
      var footer = ReelFooter.read(file, encoded.length, Micros.of(header.start()));
      if (footer.isEmpty() || !MessageDigest.isEqual(footer.get().head(), row.head())) {
        return Optional.of("has lost its footer");
      }
      var parts = row.parts().list();
      long windows = (parts.size() + PARTS - 1) / PARTS;
      int first = (int) Math.floorMod(turn + row.reel().hashCode(), windows) * PARTS;
      for (int at = first; at < Math.min(first + PARTS, parts.size()); at++) {
        if (!isSound(file, parts.get(at), ReelHeader.hash(encoded))) {
          return Optional.of("part %d is not what was written".formatted(at));
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of("is not there");
    } catch (IOException e) {
      return Optional.of("cannot be read: " + e.getMessage());
    }
  }

  private static boolean isSound(FileChannel file, PartList.Part part, byte[] headerHash)
      throws IOException {
    var before = headerHash;
    if (part.number() > 0) {
      before = new byte[Digests.HASH_BYTES];
      if (!Disk.readFully(file, part.offset() - Digests.HASH_BYTES, ByteBuffer.wrap(before))) {
        return false;
      }
    }
    var read = ReelScan.part(file, part.offset());
    return read.isPresent()
        && read.get().frame().number() == part.number()
        && MessageDigest.isEqual(read.get().frame().previous(), before);
  }
}
