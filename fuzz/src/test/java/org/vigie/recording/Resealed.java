package org.vigie.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Makes sums and hashes right again in changed bytes: behind them lies the code that a fuzzer
/// would otherwise never reach.
public final class Resealed {

  private static final int CRC_AT = PartFrame.BYTES - 4;
  private static final int LENGTH_AT = PartFrame.BYTES - 8;
  private static final int PREVIOUS_AT = 8;

  private Resealed() {}

  /// A header with magic, length and hash; at least as long as the shortest, at most as the
  /// longest.
  static byte[] header(byte[] input) {
    int least = ReelHeader.PROLOGUE_BYTES + Digests.HASH_BYTES;
    var bytes = Arrays.copyOf(input, Math.clamp(input.length, least, ReelHeader.MOST_BYTES));
    ByteBuffer.wrap(bytes).put(ReelHeader.MAGIC).putInt(bytes.length);
    hash(bytes, 0, bytes.length - Digests.HASH_BYTES);
    return bytes;
  }

  static byte[] frame(byte[] frame) {
    ByteBuffer.wrap(frame).putInt(CRC_AT, crc(frame, 0, CRC_AT));
    return frame;
  }

  /// A reel as its header and frames divide it; frames that claim too much end with the file.
  public static byte[] reel(byte[] input) {
    var bytes = input.clone();
    if (bytes.length < ReelHeader.PROLOGUE_BYTES + Digests.HASH_BYTES) {
      return bytes;
    }
    var whole = ByteBuffer.wrap(bytes);
    int at = whole.getInt(ReelHeader.MAGIC.length);
    if (at < ReelHeader.PROLOGUE_BYTES + Digests.HASH_BYTES
        || at > bytes.length
        || at > ReelHeader.MOST_BYTES) {
      return bytes;
    }
    hash(bytes, 0, at - Digests.HASH_BYTES);
    while (bytes.length - at >= PartFrame.BYTES + Digests.HASH_BYTES) {
      int most = bytes.length - at - PartFrame.BYTES - Digests.HASH_BYTES;
      int length = Math.clamp(whole.getInt(at + LENGTH_AT), 0, most);
      System.arraycopy(bytes, at - Digests.HASH_BYTES, bytes, at + PREVIOUS_AT, Digests.HASH_BYTES);
      whole.putInt(at + LENGTH_AT, length);
      whole.putInt(at + CRC_AT, crc(bytes, at, CRC_AT));
      hash(bytes, at, PartFrame.BYTES + length);
      at += PartFrame.BYTES + length + Digests.HASH_BYTES;
    }
    return bytes;
  }

  /// Lines, each behind its sum.
  public static byte[] lines(byte[] input) {
    var out = new ByteArrayOutputStream();
    int from = 0;
    for (int at = 0; at < input.length; at++) {
      if (input[at] == '\n') {
        var sum = "%08x ".formatted(crc(input, from, at - from));
        out.writeBytes(sum.getBytes(StandardCharsets.US_ASCII));
        out.write(input, from, at + 1 - from);
        from = at + 1;
      }
    }
    out.write(input, from, input.length - from);
    return out.toByteArray();
  }

  /// Puts the hash of `length` bytes at `at` behind them.
  private static void hash(byte[] bytes, int at, int length) {
    var digest = Digests.chain();
    digest.update(bytes, at, length);
    System.arraycopy(digest.digest(), 0, bytes, at + length, Digests.HASH_BYTES);
  }

  private static int crc(byte[] bytes, int at, int length) {
    var crc = new CRC32C();
    crc.update(bytes, at, length);
    return (int) crc.getValue();
  }
}
