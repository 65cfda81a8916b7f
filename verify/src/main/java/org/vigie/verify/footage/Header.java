package org.vigie.verify.footage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The plain beginning of a reel, see design/reels.md.
///
/// @param startMicros when its first picture was taken; microseconds since 1970
/// @param length of the header in bytes: where part 0 begins
/// @param hash the header hash: where the chain of parts begins
public record Header(
    String town,
    String volume,
    String camera,
    String reel,
    String act,
    String codec,
    long startMicros,
    long retentionSeconds,
    long uncertaintyMs,
    byte[] commitment,
    int length,
    byte[] hash) {

  /// Magic and length.
  static final int PROLOGUE = 12;

  private static final byte[] MAGIC = "VIGREEL1".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH = 32;

  /// Far more than the six short texts can take.
  private static final int MOST = 6 * (2 + 65_535) + 100;

  /// How long the header is that begins so.
  static int length(byte[] prologue) throws Unreadable {
    var in = ByteBuffer.wrap(prologue);
    var magic = new byte[MAGIC.length];
    in.get(magic);
    int length = in.getInt();
    if (!Arrays.equals(magic, MAGIC) || length < PROLOGUE + HASH || length > MOST) {
      throw new Unreadable("it does not begin like a reel");
    }
    return length;
  }

  /// Reads a whole header, its hash included.
  ///
  /// @throws Unreadable if it is not the one that was written
  public static Header read(byte[] bytes) throws Unreadable {
    if (bytes.length < PROLOGUE + HASH || length(Arrays.copyOf(bytes, PROLOGUE)) != bytes.length) {
      throw new Unreadable("its header has another length than it says");
    }
    return check(bytes);
  }

  /// Reads the header that a reel begins with, and no byte more.
  static Header read(InputStream in) throws IOException, Unreadable {
    var prologue = in.readNBytes(PROLOGUE);
    if (prologue.length < PROLOGUE) {
      throw new Unreadable("it is shorter than a header");
    }
    int length = length(prologue);
    var bytes = Arrays.copyOf(prologue, length);
    if (in.readNBytes(bytes, PROLOGUE, length - PROLOGUE) != length - PROLOGUE) {
      throw new Unreadable("it ends inside its header");
    }
    return read(bytes);
  }

  /// Whether this is the key that the reel was sealed with.
  public boolean commitsTo(byte[] key) {
    return Crypto.commits(key, this);
  }

  private static Header check(byte[] bytes) throws Unreadable {
    int body = bytes.length - HASH;
    var hash = Arrays.copyOfRange(bytes, body, bytes.length);
    if (!Arrays.equals(hash, Crypto.hash(bytes, body))) {
      throw new Unreadable("its header is not the one that was written");
    }
    var in = ByteBuffer.wrap(bytes, 0, body).position(PROLOGUE);
    try {
      var header =
          new Header(
              text(in),
              text(in),
              text(in),
              text(in),
              text(in),
              text(in),
              in.getLong(),
              Integer.toUnsignedLong(in.getInt()),
              Integer.toUnsignedLong(in.getInt()),
              bytes(in, HASH),
              bytes.length,
              hash);
      if (in.hasRemaining()) {
        throw new Unreadable("its header holds more than it should");
      }
      return header;
    } catch (BufferUnderflowException e) {
      throw new Unreadable("its header is shorter than what it should hold");
    }
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in, Short.toUnsignedInt(in.getShort())), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
