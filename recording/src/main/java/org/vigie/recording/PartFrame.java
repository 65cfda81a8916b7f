package org.vigie.recording;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The plain description in front of each sealed part. Its bytes stand in design/reels.md.
///
/// @param kind [#PART], [#MASKS] or [#FOOTER]
/// @param number from 0, which is the init segment
/// @param previous the hash of the part before, of the header for part 0
/// @param mediaTicks where its first picture stands on the reel's time line
/// @param durationTicks until the end of its last picture
/// @param wallStart when its first picture was taken, see [Micros]
/// @param wallEnd when its last picture ended
/// @param flags [#BEGINS_WITH_KEY], [#HOLDS_KEY]
/// @param length of the ciphertext with its tag, in bytes
record PartFrame(
    int kind,
    int number,
    byte[] previous,
    long mediaTicks,
    int durationTicks,
    int pictures,
    long wallStart,
    long wallEnd,
    int flags,
    int length) {

  static final int BYTES = 84;
  static final int PART = 0x56505254; // VPRT
  static final int MASKS = 0x564d534b; // VMSK
  static final int FOOTER = 0x56454e44; // VEND

  /// Decoding can begin at the part's first picture.
  static final int BEGINS_WITH_KEY = 1;

  /// Decoding can begin at one of the part's pictures.
  static final int HOLDS_KEY = 2;

  /// No part is longer: one access unit of this size is no camera's.
  static final int MOST_LENGTH = 64 * 1024 * 1024;

  private static final int CRC_AT = BYTES - 4;

  /// Writes the frame into `out` from `at` on.
  void write(byte[] out, int at) {
    ByteBuffer.wrap(out, at, BYTES)
        .putInt(kind)
        .putInt(number)
        .put(previous)
        .putLong(mediaTicks)
        .putInt(durationTicks)
        .putInt(pictures)
        .putLong(wallStart)
        .putLong(wallEnd)
        .putInt(flags)
        .putInt(length)
        .putInt(crc(out, at));
  }

  /// Reads a frame from the beginning of `in`; empty if these are not a frame's bytes.
  static Optional<PartFrame> read(byte[] in) {
    if (in.length < BYTES) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(in);
    if (buffer.getInt(CRC_AT) != crc(in, 0)) {
      return Optional.empty();
    }
    int kind = buffer.getInt();
    int number = buffer.getInt();
    var previous = new byte[Digests.HASH_BYTES];
    buffer.get(previous);
    var frame =
        new PartFrame(
            kind,
            number,
            previous,
            buffer.getLong(),
            buffer.getInt(),
            buffer.getInt(),
            buffer.getLong(),
            buffer.getLong(),
            buffer.getInt(),
            buffer.getInt());
    return frame.isPlausible() ? Optional.of(frame) : Optional.empty();
  }

  /// The bytes that frame, ciphertext and hash take on disk.
  long wholeBytes() {
    return (long) BYTES + length + Digests.HASH_BYTES;
  }

  private boolean isPlausible() {
    return (kind == PART || kind == MASKS || kind == FOOTER)
        && number >= 0
        && length >= 0
        && length <= MOST_LENGTH
        && pictures >= 0
        && durationTicks >= 0
        && mediaTicks >= 0
        // A list of parts has room for these two, and would garble others.
        && (flags & ~(BEGINS_WITH_KEY | HOLDS_KEY)) == 0
        && wallEnd >= wallStart;
  }

  private static int crc(byte[] frame, int at) {
    var crc = new CRC32C();
    crc.update(frame, at, CRC_AT);
    return (int) crc.getValue();
  }
}
