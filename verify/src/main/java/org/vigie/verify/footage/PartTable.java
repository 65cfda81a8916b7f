package org.vigie.verify.footage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A list of parts as footers hold it: six variable-length integers a part.
public final class PartTable {

  private PartTable() {}

  /// @param startMicros the reel's start, from which the times count
  /// @throws IllegalArgumentException if the bytes are no such list
  public static List<Part> read(byte[] bytes, long startMicros) {
    var in = ByteBuffer.wrap(bytes);
    var parts = new ArrayList<Part>();
    long wall = startMicros;
    long media = 0;
    try {
      while (in.hasRemaining()) {
        long length = plain(in);
        long from = wall + signed(in);
        wall = from + plain(in);
        long ticks = media + signed(in);
        long duration = plain(in);
        media = ticks + duration;
        long counted = plain(in);
        if (length < 0 || length > Integer.MAX_VALUE) {
          throw new IllegalArgumentException("its list of parts has an impossible length");
        }
        parts.add(
            new Part(
                parts.size(),
                (int) length,
                from,
                wall,
                ticks,
                duration,
                (int) (counted >>> 2),
                (int) (counted & 3)));
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("its list of parts ends inside a part", e);
    }
    return parts;
  }

  private static long signed(ByteBuffer in) {
    long zigzag = plain(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private static long plain(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("its list of parts holds a number without an end");
  }
}
