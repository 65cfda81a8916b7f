package org.vigie.recording.clips;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.recording.Digests;
import org.vigie.recording.Micros;
import org.vigie.recording.Unreadable;

/// The plain beginning of a kept clip's file, so that its end comes without its key. Its bytes
/// stand in design/clips.md.
///
/// @param filmBytes how long the film is before it is sealed
/// @param stillBytes how long the still is before it is sealed
/// @param keyCommitment see [ClipCipher#commitment]
record ClipHeader(KeptClip clip, int filmBytes, int stillBytes, byte[] keyCommitment) {

  static final int MOST_BYTES = 8 * 1024;

  /// Magic and length: enough to know how much more to read.
  static final int PROLOGUE_BYTES = 12;

  private static final byte[] MAGIC = "VIGCLIP1".getBytes(StandardCharsets.US_ASCII);

  /// Microseconds hold every instant up to this.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// The header with its hash at the end.
  byte[] encode() {
    var out = ByteBuffer.allocate(MOST_BYTES).put(MAGIC).putInt(0);
    out.putLong(clip.alert());
    for (var text : new String[] {clip.camera().value(), clip.act()}) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      out.putShort((short) bytes.length).put(bytes);
    }
    put(out, clip.asked());
    put(out, clip.shown());
    out.putLong(Micros.of(clip.until()));
    out.putInt((int) Math.min(clip.uncertainty().toMillis(), Integer.MAX_VALUE));
    out.putInt(filmBytes).putInt(stillBytes).put(keyCommitment);
    int length = out.position();
    out.putInt(MAGIC.length, length + Digests.HASH_BYTES);
    var digest = Digests.chain();
    digest.update(out.array(), 0, length);
    out.put(digest.digest());
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void put(ByteBuffer out, Span span) {
    out.putLong(Micros.of(span.from())).putLong(Micros.of(span.to()));
  }

  /// The hash at the end of an encoded header.
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
      throw new Unreadable("does not begin like a kept clip");
    }
    return length;
  }

  static ClipHeader decode(byte[] encoded) throws Unreadable {
    var digest = Digests.chain();
    int body = encoded.length - Digests.HASH_BYTES;
    digest.update(encoded, 0, body);
    if (!MessageDigest.isEqual(digest.digest(), hash(encoded))) {
      throw new Unreadable("its header was changed");
    }
    try {
      var in = ByteBuffer.wrap(encoded, 0, body).position(PROLOGUE_BYTES);
      long alert = in.getLong();
      var camera = text(in);
      var act = text(in);
      var asked = span(in);
      var shown = span(in);
      var until = Micros.instant(in.getLong());
      int uncertainty = in.getInt();
      int film = in.getInt();
      int still = in.getInt();
      var commitment = new byte[Digests.HASH_BYTES];
      in.get(commitment);
      if (!CameraId.isValid(camera) || uncertainty < 0 || film < 0 || still < 0) {
        throw new Unreadable("its header holds what no clip has");
      }
      var clip =
          new KeptClip(
              alert,
              new CameraId(camera),
              act,
              asked,
              shown,
              until,
              Duration.ofMillis(uncertainty));
      return new ClipHeader(clip, film, still, commitment);
    } catch (BufferUnderflowException e) {
      throw new Unreadable("its header is too short");
    }
  }

  private static Span span(ByteBuffer in) throws Unreadable {
    var from = Micros.instant(in.getLong());
    var to = Micros.instant(in.getLong());
    if (from.isBefore(Instant.EPOCH) || to.isBefore(from) || to.isAfter(LATEST)) {
      throw new Unreadable("its header holds an impossible time");
    }
    return new Span(from, to);
  }

  private static String text(ByteBuffer in) {
    var bytes = new byte[Math.min(in.getShort() & 0xffff, in.remaining() + 1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
