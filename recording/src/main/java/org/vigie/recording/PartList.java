package org.vigie.recording;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where each part of a reel lies and what it covers, in about a dozen bytes a part: all that index
/// and playback need to know of an hour in some 40 kB. Also the content of a reel's footer, so that
/// reindexing reads two places per reel.
///
/// Its bytes stand in design/reels.md. Safe for any thread.
final class PartList {

  private static final int MOST_PARTS = 1_000_000;

  private final long firstOffset;
  private byte[] bytes = new byte[256];
  private int length;
  private int parts;
  private long pictures;
  private long offset;
  private final long wallStart;
  private long wallEnd;
  private long mediaEnd;

  /// @param firstOffset where part 0 begins in its file
  /// @param wallStart when the reel begins, from which the first times count
  PartList(long firstOffset, long wallStart) {
    this.firstOffset = firstOffset;
    this.offset = firstOffset;
    this.wallStart = wallStart;
    this.wallEnd = wallStart;
  }

  /// Where one part lies and what it covers.
  record Part(
      int number,
      long offset,
      int length,
      long wallStart,
      long wallEnd,
      long mediaTicks,
      long durationTicks,
      int pictures,
      int flags) {

    boolean holdsKey() {
      return (flags & PartFrame.HOLDS_KEY) != 0;
    }
  }

  synchronized void add(PartFrame frame) {
    put(frame.length());
    putSigned(frame.wallStart() - wallEnd);
    put(frame.wallEnd() - frame.wallStart());
    putSigned(frame.mediaTicks() - mediaEnd);
    put(frame.durationTicks());
    put((long) frame.pictures() << 2 | frame.flags());
    offset += frame.wholeBytes();
    wallEnd = frame.wallEnd();
    mediaEnd = frame.mediaTicks() + frame.durationTicks();
    pictures += frame.pictures();
    parts++;
  }

  /// The list as it is now.
  synchronized PartList copy() {
    var copy = new PartList(firstOffset, wallStart);
    copy.bytes = Arrays.copyOf(bytes, Math.max(length, 16));
    copy.length = length;
    copy.parts = parts;
    copy.pictures = pictures;
    copy.offset = offset;
    copy.wallEnd = wallEnd;
    copy.mediaEnd = mediaEnd;
    return copy;
  }

  /// How many parts, the init segment included.
  synchronized int parts() {
    return parts;
  }

  synchronized long pictures() {
    return pictures;
  }

  /// When the last picture ended.
  synchronized long wallEnd() {
    return wallEnd;
  }

  synchronized long mediaEnd() {
    return mediaEnd;
  }

  /// Where the next part would begin.
  synchronized long end() {
    return offset;
  }

  synchronized byte[] encode() {
    return Arrays.copyOf(bytes, length);
  }

  /// All parts in order.
  synchronized List<Part> list() {
    var list = new ArrayList<Part>(parts);
    var in = ByteBuffer.wrap(bytes, 0, length);
    long at = firstOffset;
    long wall = wallStart;
    long media = 0;
    for (int number = 0; number < parts; number++) {
      int size = (int) get(in);
      long start = wall + getSigned(in);
      wall = start + get(in);
      long ticks = media + getSigned(in);
      long duration = get(in);
      media = ticks + duration;
      long counted = get(in);
      list.add(
          new Part(
              number,
              at,
              size,
              start,
              wall,
              ticks,
              duration,
              (int) (counted >> 2),
              (int) (counted & 3)));
      at += (long) PartFrame.BYTES + size + Digests.HASH_BYTES;
    }
    return list;
  }

  /// Reads back what [#encode] gave.
  static PartList decode(byte[] encoded, long firstOffset, long wallStart) throws Unreadable {
    var list = new PartList(firstOffset, wallStart);
    var in = ByteBuffer.wrap(encoded);
    var nothing = new byte[Digests.HASH_BYTES];
    try {
      while (in.hasRemaining()) {
        long size = get(in);
        long start = list.wallEnd + getSigned(in);
        long end = start + get(in);
        long ticks = list.mediaEnd + getSigned(in);
        long duration = get(in);
        long counted = get(in);
        if (size < 0
            || size > PartFrame.MOST_LENGTH
            || end < start
            || duration < 0
            || duration > Integer.MAX_VALUE
            || ticks < 0
            || counted < 0
            || counted >> 2 > Integer.MAX_VALUE
            || list.parts == MOST_PARTS) {
          throw new Unreadable("its list of parts is impossible");
        }
        list.add(
            new PartFrame(
                PartFrame.PART,
                list.parts,
                nothing,
                ticks,
                (int) duration,
                (int) (counted >> 2),
                start,
                end,
                (int) (counted & 3),
                (int) size));
      }
    } catch (BufferUnderflowException e) {
      throw new Unreadable("its list of parts ends inside a part");
    }
    return list;
  }

  private void putSigned(long value) {
    put(value << 1 ^ value >> 63);
  }

  private void put(long value) {
    if (bytes.length - length < 10) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private static long getSigned(ByteBuffer in) {
    long coded = get(in);
    return coded >>> 1 ^ -(coded & 1);
  }

  private static long get(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }
}
