package org.vigie.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.AccessUnit;

/// The pictures of the part that is being gathered, each copied once, to where it will be sealed:
/// nothing of a picture is kept on the heap between its arrival and its part's end but this buffer,
/// which is used again. Used by one thread at a time.
final class Batch {

  /// A part covers no more than this, unless one picture alone lasts longer.
  static final int MOST_TICKS = AccessUnit.TICKS_PER_SECOND;

  static final int MOST_BYTES = 1024 * 1024;

  /// No part has more pictures, so that what stands before them has a limit.
  static final int MOST_PICTURES = 240;

  /// Where the pictures begin in the buffer: before them is room for the part's frame and the
  /// fragment's head, of at most 16 bytes a picture.
  static final int HEAD_ROOM = 4096;

  private static final int TAIL_ROOM = ReelCipher.TAG_BYTES + Digests.HASH_BYTES;
  private static final int FIRST_GUESS = 96 * 1024;

  private final PartBuffers buffers;
  private final List<Mp4.Sample> samples = new ArrayList<>(32);
  private byte @Nullable [] buffer;
  private int bytes;
  private int usual = FIRST_GUESS;
  private long firstTicks;
  private long wallStart;
  private boolean beginsWithKey;
  private boolean holdsKey;
  private long endTicks;
  private long wallEnd;

  Batch(PartBuffers buffers) {
    this.buffers = buffers;
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  List<Mp4.Sample> samples() {
    return samples;
  }

  /// How many bytes the pictures have.
  int bytes() {
    return bytes;
  }

  /// The pictures from [#HEAD_ROOM] on, with room for a tag and a hash behind them.
  byte[] buffer() {
    if (buffer == null) {
      throw new IllegalStateException("a batch without pictures");
    }
    return buffer;
  }

  long firstTicks() {
    return firstTicks;
  }

  /// When the first picture was taken, see [Micros].
  long wallStart() {
    return wallStart;
  }

  void add(AccessUnit unit) {
    var coded = unit.bytes();
    if (samples.isEmpty()) {
      firstTicks = unit.ticks();
      wallStart = Micros.of(unit.wall());
      beginsWithKey = unit.key();
      holdsKey = false;
    }
    holdsKey |= unit.key();
    System.arraycopy(coded, 0, withRoomFor(coded.length), HEAD_ROOM + bytes, coded.length);
    bytes += coded.length;
    samples.add(Mp4.Sample.of(unit));
  }

  /// Whether the part is complete without `next`, which follows and lasts about `pictureTicks`.
  boolean isFullBefore(AccessUnit next, long pictureTicks) {
    return next.ticks() + pictureTicks - firstTicks > MOST_TICKS
        || bytes + next.bytes().length > MOST_BYTES
        || samples.size() >= MOST_PICTURES;
  }

  /// Says until when the last picture lasts.
  void end(long ticks, long wallMicros) {
    endTicks = ticks;
    wallEnd = Math.max(wallMicros, wallStart);
  }

  long endTicks() {
    return endTicks;
  }

  long wallEnd() {
    return wallEnd;
  }

  int flags() {
    return (beginsWithKey ? PartFrame.BEGINS_WITH_KEY : 0) | (holdsKey ? PartFrame.HOLDS_KEY : 0);
  }

  /// The buffer is somebody else's from now on; the batch is empty.
  void handOver() {
    usual = bytes + bytes / 8;
    buffer = null;
    forget();
  }

  /// Drops the pictures.
  void discard() {
    if (buffer != null) {
      buffers.give(buffer);
      buffer = null;
    }
    forget();
  }

  private void forget() {
    samples.clear();
    bytes = 0;
  }

  private byte[] withRoomFor(int more) {
    int needed = HEAD_ROOM + bytes + more + TAIL_ROOM;
    var now = buffer;
    if (now != null && now.length >= needed) {
      return now;
    }
    // The next size is a guess: about what the part before had, and not more than a part may have.
    int wanted = Math.max(needed, Math.min(usual, MOST_BYTES) + HEAD_ROOM + TAIL_ROOM);
    var larger = buffers.take(wanted);
    if (now != null) {
      System.arraycopy(now, HEAD_ROOM, larger, HEAD_ROOM, bytes);
      buffers.give(now);
    }
    buffer = larger;
    return larger;
  }
}
