package org.vigie.media.rtp;

import java.util.Arrays;
import org.vigie.media.MediaException;

/// Where one access unit is put together, NAL unit by NAL unit, each behind four bytes for its
/// length. Reused for unit after unit; grows to the largest. Used by one thread.
final class UnitBuffer {

  /// A key frame of a 4K camera at its best quality has 2 or 3 MiB.
  static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final int LENGTH_BYTES = 4;

  private byte[] bytes = new byte[32 * 1024];
  private int length;
  private int nalAt = -1;

  void clear() {
    length = 0;
    nalAt = -1;
  }

  boolean isNalOpen() {
    return nalAt >= 0;
  }

  /// Begins a NAL unit.
  void open() throws MediaException {
    nalAt = length;
    reserve(LENGTH_BYTES);
    length += LENGTH_BYTES;
  }

  void append(byte value) throws MediaException {
    reserve(1);
    bytes[length++] = value;
  }

  void append(byte[] from, int at, int count) throws MediaException {
    reserve(count);
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  /// Where the open NAL unit begins, without its length.
  int nalStart() {
    return nalAt + LENGTH_BYTES;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Ends the open NAL unit and keeps it.
  void keep() {
    int count = length - nalStart();
    bytes[nalAt] = (byte) (count >>> 24);
    bytes[nalAt + 1] = (byte) (count >>> 16);
    bytes[nalAt + 2] = (byte) (count >>> 8);
    bytes[nalAt + 3] = (byte) count;
    nalAt = -1;
  }

  /// Ends the open NAL unit and forgets it.
  void forget() {
    length = nalAt;
    nalAt = -1;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int count) throws MediaException {
    if (length + count > MOST_BYTES) {
      throw new MediaException.Broken("sends a picture of more than 8 MiB, or one without an end");
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES, Math.max(length + count, 2 * length)));
    }
  }
}
