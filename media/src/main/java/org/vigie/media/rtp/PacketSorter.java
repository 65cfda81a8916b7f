package org.vigie.media.rtp;

import java.util.Arrays;
import org.vigie.media.MediaException;

/// Puts datagrams back into their order before a [VideoStream] gets them: what overtook others on
/// the way waits a moment for them, and then goes without. Holds at most [#CAPACITY] packets; their
/// buffers are used again. Used by one thread.
public final class PacketSorter {

  /// Of a 20 Mb/s stream some 70 ms.
  static final int CAPACITY = 128;

  /// How long a packet waits for those before it.
  static final long PATIENCE_NANOS = 100_000_000L;

  private static final int USUAL_BYTES = 1500;

  private final VideoStream stream;
  private final RtpPacket packet = new RtpPacket();
  private final byte[][] kept = new byte[CAPACITY][];
  private final int[] lengths = new int[CAPACITY];
  private final long[] arrived = new long[CAPACITY];
  private boolean begun;
  private int ssrc;
  private int next;
  private int waiting;
  private int foreign;

  public PacketSorter(VideoStream stream) {
    this.stream = stream;
  }

  /// Takes a datagram, which stays the caller's.
  public void take(byte[] bytes, int at, int length, long arrivedNanos) throws MediaException {
    if (!packet.parse(bytes, at, length)) {
      stream.rtp(bytes, at, length, arrivedNanos);
      return;
    }
    if (begun && packet.ssrc() != ssrc) {
      // Another source's: the stream counts it, or follows it in the end.
      foreign++;
      if (foreign >= RtpSource.PATIENCE) {
        flush();
        begun = false;
      }
      stream.rtp(bytes, at, length, arrivedNanos);
      return;
    }
    if (!begun) {
      begun = true;
      ssrc = packet.ssrc();
      next = packet.sequence();
    }
    foreign = 0;
    sort(bytes, at, length, arrivedNanos);
    expire(arrivedNanos);
  }

  private void sort(byte[] bytes, int at, int length, long arrivedNanos) throws MediaException {
    int ahead = (packet.sequence() - next) & 0xffff;
    if (ahead > 0 && ahead < CAPACITY) {
      keep(packet.sequence(), bytes, at, length, arrivedNanos);
      return;
    }
    if (ahead == 0 || ahead < 0x8000) {
      if (ahead > 0) {
        flush();
      }
      next = (packet.sequence() + 1) & 0xffff;
    }
    // Late and repeated ones are for the stream to count.
    stream.rtp(bytes, at, length, arrivedNanos);
    if (ahead < 0x8000) {
      handOnNext();
    }
  }

  /// Gives up those that have not come in time.
  public void expire(long nowNanos) throws MediaException {
    while (waiting > 0 && nowNanos - oldest() > PATIENCE_NANOS) {
      skip();
      handOnNext();
    }
  }

  /// Whether packets wait for others.
  public boolean isWaiting() {
    return waiting > 0;
  }

  private void keep(int sequence, byte[] bytes, int at, int length, long arrivedNanos) {
    int slot = sequence % CAPACITY;
    if (lengths[slot] > 0) {
      return;
    }
    var to = kept[slot];
    if (to == null || to.length < length) {
      to = new byte[Math.max(length, USUAL_BYTES)];
      kept[slot] = to;
    }
    System.arraycopy(bytes, at, to, 0, length);
    lengths[slot] = length;
    arrived[slot] = arrivedNanos;
    waiting++;
  }

  private void flush() throws MediaException {
    while (waiting > 0) {
      skip();
      handOnNext();
    }
  }

  /// Moves on to the first packet that waits.
  private void skip() {
    while (lengths[next % CAPACITY] == 0) {
      next = (next + 1) & 0xffff;
    }
  }

  private void handOnNext() throws MediaException {
    int slot = next % CAPACITY;
    while (waiting > 0 && lengths[slot] > 0) {
      int length = lengths[slot];
      lengths[slot] = 0;
      waiting--;
      next = (next + 1) & 0xffff;
      stream.rtp(kept[slot], 0, length, arrived[slot]);
      slot = next % CAPACITY;
    }
  }

  private long oldest() {
    long oldest = Long.MAX_VALUE;
    for (int slot = 0; slot < CAPACITY; slot++) {
      oldest = lengths[slot] > 0 ? Math.min(oldest, arrived[slot]) : oldest;
    }
    return oldest;
  }

  /// Lets go of everything.
  public void clear() {
    Arrays.fill(lengths, 0);
    waiting = 0;
    begun = false;
  }
}
