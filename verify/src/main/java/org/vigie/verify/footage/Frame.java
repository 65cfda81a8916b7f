package org.vigie.verify.footage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The 84 plain bytes before a part or a footer, see design/reels.md.
record Frame(
    int magic,
    int number,
    byte[] previous,
    long mediaTicks,
    long durationTicks,
    int pictures,
    long wallStart,
    long wallEnd,
    int flags,
    int length) {

  static final int BYTES = 84;
  static final int PART = 0x56505254;
  static final int FOOTER = 0x56454e44;

  private static final int SUMMED = 80;

  /// The frame in these bytes, if their sum is right.
  static Optional<Frame> read(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes, 0, SUMMED);
    var in = ByteBuffer.wrap(bytes);
    if (in.getInt(SUMMED) != (int) sum.getValue()) {
      return Optional.empty();
    }
    return Optional.of(
        new Frame(
            in.getInt(0),
            in.getInt(4),
            Arrays.copyOfRange(bytes, 8, 40),
            in.getLong(40),
            Integer.toUnsignedLong(in.getInt(48)),
            in.getInt(52),
            in.getLong(56),
            in.getLong(64),
            in.getInt(72),
            in.getInt(76)));
  }
}
