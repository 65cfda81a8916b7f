package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.vigie.base.Durable;
import org.vigie.governance.keys.KeySource;

/// What ties exported pictures to the ledger: a stretch of their reel as it lies on the disk, from
/// the first part that they come from to the one whose hash the ledger was told, and the keys of
/// those parts alone. Its two files are described in design/handover.md.
///
/// @param sealed the reel's header, its init segment and that stretch, byte for byte
/// @param keys a line for each part that can be opened
/// @param entry the ledger's entry that holds the hash
record SealedSlice(String reel, Path sealed, Path keys, long entry) {

  private static final int COPY_BYTES = 1 << 20;

  /// @throws IOException with a plain message if the ledger was not told of those parts yet, or a
  ///     disk fails
  static SealedSlice write(UsedParts used, CommittedHeads heads, KeySource keys, Path folder)
      throws IOException {
    var reel = used.row().reel();
    var head =
        heads
            .covering(used.row(), used.last())
            .orElseThrow(
                () ->
                    new IOException(
                        "the ledger does not hold the last minute of reel %s yet; ask again in a minute"
                            .formatted(reel)));
    var sealed = folder.resolve(reel + ".sealed");
    var keyFile = folder.resolve(reel + ".keys");
    copy(used, head.parts(), sealed);
    Durable.create(
        keyFile, keys(used, keys).getBytes(StandardCharsets.US_ASCII), Durable.PRIVATE_FILE);
    return new SealedSlice(reel, sealed, keyFile, head.entry());
  }

  private static String keys(UsedParts used, KeySource keys) throws IOException {
    var reel = used.row().reel();
    var key =
        keys.find(reel)
            .orElseThrow(() -> new IOException("the key of reel " + reel + " is gone meanwhile"));
    try {
      var cipher = new ReelCipher();
      var lines = new StringBuilder(line(cipher, key, 0));
      used.numbers().forEach(number -> lines.append(line(cipher, key, number)));
      return lines.toString();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static String line(ReelCipher cipher, byte[] key, int number) {
    return number + " " + HexFormat.of().formatHex(cipher.partKey(key, number)) + "\n";
  }

  private static void copy(UsedParts used, int until, Path to) throws IOException {
    try (var from = FileChannel.open(used.path(), StandardOpenOption.READ);
        var out =
            FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Durable.PRIVATE_FILE)) {
      var parts = ReelScan.quick(used.path()).parts().list();
      if (parts.size() < until) {
        throw new Unreadable("the ledger was told of parts that are not in " + used.path());
      }
      long beginning = end(parts.getFirst());
      copy(from, 0, beginning, out);
      copy(from, parts.get(used.first()).offset(), end(parts.get(until - 1)), out);
      out.force(true);
    }
  }

  private static long end(PartList.Part part) {
    return part.offset() + PartFrame.BYTES + part.length() + Digests.HASH_BYTES;
  }

  private static void copy(FileChannel from, long begin, long end, FileChannel to)
      throws IOException {
    var buffer = ByteBuffer.allocate(COPY_BYTES);
    for (long at = begin; at < end; ) {
      buffer.clear().limit((int) Math.min(COPY_BYTES, end - at));
      if (!Disk.readFully(from, at, buffer)) {
        throw new Unreadable("a part that was there is cut off");
      }
      at += buffer.position();
      Disk.writeFully(to, buffer.flip());
    }
  }

  List<Path> files() {
    return List.of(sealed, keys);
  }
}
