package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// The plain end of a reel that was closed: a frame, the list of its parts, a hash over both, and
/// their length. A reel without one was being written when its recorder died.
record ReelFooter(PartList parts, byte[] head) {

  private static final int LENGTH_BYTES = 4;

  static byte[] encode(PartList parts, byte[] head, long wallStart) {
    var list = parts.encode();
    int whole = PartFrame.BYTES + list.length + Digests.HASH_BYTES;
    var bytes = new byte[whole + LENGTH_BYTES];
    new PartFrame(
            PartFrame.FOOTER,
            parts.parts(),
            head,
            parts.mediaEnd(),
            0,
            (int) parts.pictures(),
            wallStart,
            Math.max(wallStart, parts.wallEnd()),
            0,
            list.length)
        .write(bytes, 0);
    System.arraycopy(list, 0, bytes, PartFrame.BYTES, list.length);
    var digest = Digests.chain();
    digest.update(bytes, 0, PartFrame.BYTES + list.length);
    System.arraycopy(digest.digest(), 0, bytes, PartFrame.BYTES + list.length, Digests.HASH_BYTES);
    ByteBuffer.wrap(bytes).putInt(whole, whole + LENGTH_BYTES);
    return bytes;
  }

  /// The footer at the end of a file, if it is there and whole.
  static Optional<ReelFooter> read(FileChannel file, int headerLength, long wallStart)
      throws IOException {
    long size = file.size();
    var last = ByteBuffer.allocate(LENGTH_BYTES);
    if (size < LENGTH_BYTES || !Disk.readFully(file, size - LENGTH_BYTES, last)) {
      return Optional.empty();
    }
    int length = last.getInt(0);
    if (length < PartFrame.BYTES + Digests.HASH_BYTES + LENGTH_BYTES
        || length > size - headerLength
        || length > PartFrame.MOST_LENGTH) {
      return Optional.empty();
    }
    var bytes = new byte[length];
    if (!Disk.readFully(file, size - length, ByteBuffer.wrap(bytes))) {
      return Optional.empty();
    }
    return decode(bytes, headerLength, wallStart).filter(f -> f.parts.end() == size - length);
  }

  private static Optional<ReelFooter> decode(byte[] bytes, int headerLength, long wallStart) {
    var frame = PartFrame.read(bytes).filter(f -> f.kind() == PartFrame.FOOTER);
    int hashAt = bytes.length - LENGTH_BYTES - Digests.HASH_BYTES;
    if (frame.isEmpty() || frame.get().length() != hashAt - PartFrame.BYTES) {
      return Optional.empty();
    }
    var digest = Digests.chain();
    digest.update(bytes, 0, hashAt);
    var hash = Arrays.copyOfRange(bytes, hashAt, hashAt + Digests.HASH_BYTES);
    if (!MessageDigest.isEqual(digest.digest(), hash)) {
      return Optional.empty();
    }
    try {
      var list = Arrays.copyOfRange(bytes, PartFrame.BYTES, hashAt);
      var parts = PartList.decode(list, headerLength, wallStart);
      return parts.parts() == frame.get().number()
          ? Optional.of(new ReelFooter(parts, frame.get().previous()))
          : Optional.empty();
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }
}
