package org.vigie.recording;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.vigie.model.CameraId;

/// The plain beginning of a reel: whose footage it is and under which act, so that index, retention
/// and audit need no key. Its bytes stand in design/reels.md.
///
/// @param start when its first picture was taken, to the microsecond
/// @param retention how long after `start` the reel dies, in whole seconds
/// @param uncertainty how far `start` may be off, in whole milliseconds
/// @param codec RFC 6381
/// @param keyCommitment see [ReelCipher#commitment]
record ReelHeader(
    String town,
    String volume,
    CameraId camera,
    String reel,
    String act,
    String codec,
    Instant start,
    Duration retention,
    Duration uncertainty,
    byte[] keyCommitment) {

  static final int MOST_BYTES = 8 * 1024;
  static final byte[] MAGIC = "VIGREEL1".getBytes(StandardCharsets.US_ASCII);

  /// Past it no reel begins; microseconds still hold it, and any retention more.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// Magic and length: enough to know how much more to read.
  static final int PROLOGUE_BYTES = 12;

  /// The header with its hash at the end.
  byte[] encode() {
    var out = ByteBuffer.allocate(MOST_BYTES).put(MAGIC).putInt(0);
    for (var text : new String[] {town, volume, camera.value(), reel, act, codec}) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      out.putShort((short) bytes.length).put(bytes);
    }
    out.putLong(Micros.of(start));
    out.putInt((int) Math.min(retention.toSeconds(), Integer.MAX_VALUE));
    out.putInt((int) Math.min(uncertainty.toMillis(), Integer.MAX_VALUE));
    out.put(keyCommitment);
    int length = out.position();
    out.putInt(MAGIC.length, length + Digests.HASH_BYTES);
    var digest = Digests.chain();
    digest.update(out.array(), 0, length);
    out.put(digest.digest());
    return Arrays.copyOf(out.array(), out.position());
  }

  /// The hash at the end of an encoded header: the beginning of the reel's chain.
  static byte[] hash(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - Digests.HASH_BYTES, encoded.length);
  }

  /// How many bytes the header has whose first [#PROLOGUE_BYTES] are given.
  static int length(ByteBuffer prologue) throws Unreadable {
    var magic = new byte[MAGIC.length];
    prologue.get(magic);
    int length = prologue.getInt();
    if (!Arrays.equals(magic, MAGIC)
        || length < PROLOGUE_BYTES + Digests.HASH_BYTES
        || length > MOST_BYTES) {
      throw new Unreadable("does not begin like a reel");
    }
    return length;
  }

  static ReelHeader decode(byte[] encoded) throws Unreadable {
    var digest = Digests.chain();
    int body = encoded.length - Digests.HASH_BYTES;
    digest.update(encoded, 0, body);
    if (!MessageDigest.isEqual(digest.digest(), hash(encoded))) {
      throw new Unreadable("its header was changed");
    }
    try {
      var in = ByteBuffer.wrap(encoded, 0, body).position(PROLOGUE_BYTES);
      var town = text(in);
      var volume = text(in);
      var camera = text(in);
      if (!CameraId.isValid(camera)) {
        throw new Unreadable("its header names no camera");
      }
      var reel = text(in);
      var act = text(in);
      var codec = text(in);
      var start = Micros.instant(in.getLong());
      var retention = Duration.ofSeconds(in.getInt());
      var uncertainty = Duration.ofMillis(in.getInt());
      var commitment = new byte[Digests.HASH_BYTES];
      in.get(commitment);
      if (retention.isNegative()
          || uncertainty.isNegative()
          || start.isBefore(Instant.EPOCH)
          || start.isAfter(LATEST)) {
        throw new Unreadable("its header holds an impossible time");
      }
      return new ReelHeader(
          town,
          volume,
          new CameraId(camera),
          reel,
          act,
          codec,
          start,
          retention,
          uncertainty,
          commitment);
    } catch (BufferUnderflowException e) {
      throw new Unreadable("its header is too short");
    }
  }

  /// When the reel must be destroyed.
  Instant expires() {
    return start.plus(retention);
  }

  private static String text(ByteBuffer in) {
    var bytes = new byte[Math.min(in.getShort() & 0xffff, in.remaining() + 1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
