package org.vigie.simulator.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One connection: what it has asked for, its own RTP counters, and what it has not yet taken.
///
/// Used by the server's thread.
final class Client {

  /// A viewer that leaves this much untaken (about 4 s of 1080p) is cut off.
  static final int MOST_PENDING_BYTES = 2 * 1024 * 1024;

  private static final int FIRST_PENDING_BYTES = 64 * 1024;
  private static final long REPORT_EVERY_NANOS = 4_000_000_000L;

  final ByteBuffer in = ByteBuffer.allocate(32 * 1024);
  final String session;
  @Nullable Channel channel;
  boolean playing;

  private final SocketChannel socket;
  private final SelectionKey key;
  private final int ssrc;
  private final int firstTicks;
  private int sequence;
  private int rtpChannel;
  private long startAt;
  private long reportAtNanos;
  private int packetsSent;
  private int payloadSent;
  private @Nullable ByteBuffer pending;

  Client(SocketChannel socket, SelectionKey key, String session) {
    this.socket = socket;
    this.key = key;
    this.session = session;
    var random = new SplittableRandom(session.hashCode());
    this.ssrc = random.nextInt();
    this.firstTicks = random.nextInt();
    this.sequence = random.nextInt(1 << 16);
  }

  SocketChannel socket() {
    return socket;
  }

  void setUp(Channel wanted, int interleaved) {
    channel = wanted;
    rtpChannel = interleaved;
  }

  int ssrc() {
    return ssrc;
  }

  int sequence() {
    return sequence & 0xffff;
  }

  /// The RTP timestamp of a picture of this channel.
  int ticks(Channel of, long picture) {
    return firstTicks + (int) (picture * 90_000 / of.clip().rate());
  }

  /// Sends from this picture on, which is a key picture.
  void play(long from) {
    playing = true;
    startAt = from;
    reportAtNanos = Long.MIN_VALUE;
  }

  /// Writes one picture, preceded by a sender report where one is due.
  ///
  /// @param scratch a direct buffer large enough for both
  /// @param staging as large
  /// @param ntp the wall clock, as 32.32 fixed-point seconds since 1900
  void send(Channel of, ByteBuffer scratch, byte[] staging, long nowNanos, long ntp)
      throws IOException {
    long picture = of.next();
    if (!playing || picture < startAt) {
      return;
    }
    int ticks = ticks(of, picture);
    scratch.clear();
    if (nowNanos >= reportAtNanos) {
      report(scratch, ntp, ticks);
      reportAtNanos = nowNanos + REPORT_EVERY_NANOS;
    }
    int index = of.loopIndex(picture);
    var clip = of.clip(picture);
    int bytes = clip.bytes(index);
    clip.copy(index, staging);
    scratch.put(staging, 0, bytes);
    patch(scratch, scratch.position() - bytes, clip.packetCount(index), ticks);
    payloadSent += bytes;
    scratch.flip();
    write(scratch);
  }

  /// Writes now what the socket takes and keeps the rest.
  void write(ByteBuffer bytes) throws IOException {
    if (pending == null || pending.position() == 0) {
      socket.write(bytes);
    }
    if (bytes.hasRemaining()) {
      keep(bytes);
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /// The socket takes bytes again.
  void flush() throws IOException {
    if (pending != null) {
      pending.flip();
      socket.write(pending);
      pending.compact();
    }
    if (pending == null || pending.position() == 0) {
      pending = null;
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void keep(ByteBuffer bytes) throws IOException {
    var kept = pending == null ? ByteBuffer.allocateDirect(FIRST_PENDING_BYTES) : pending;
    int needed = kept.position() + bytes.remaining();
    if (needed > MOST_PENDING_BYTES) {
      throw new SlowClient();
    }
    if (needed > kept.capacity()) {
      int grown = Math.min(MOST_PENDING_BYTES, Math.max(needed, kept.capacity() * 2));
      kept = ByteBuffer.allocateDirect(grown).put(kept.flip());
    }
    pending = kept.put(bytes);
  }

  private void patch(ByteBuffer frame, int from, int packets, int ticks) {
    int at = from;
    for (int i = 0; i < packets; i++) {
      frame.put(at + 1, (byte) rtpChannel);
      frame.putShort(at + 6, (short) sequence++);
      frame.putInt(at + 8, ticks);
      frame.putInt(at + 12, ssrc);
      at += Clip.FRAME_BYTES + (frame.getShort(at + 2) & 0xffff);
    }
    packetsSent += packets;
  }

  /// A sender report (RFC 3550 section 6.4.1) and the source's name, which must follow it.
  private void report(ByteBuffer out, long ntp, int ticks) {
    out.put((byte) '$').put((byte) (rtpChannel + 1)).putShort((short) 48);
    out.putInt(0x80c80006).putInt(ssrc).putLong(ntp).putInt(ticks);
    out.putInt(packetsSent).putInt(payloadSent);
    out.putInt(0x81ca0004).putInt(ssrc).put((byte) 1).put((byte) 8);
    out.put("vigiesim".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putShort((short) 0);
  }

  /// The client did not take its bytes in time.
  static final class SlowClient extends IOException {

    private static final long serialVersionUID = 1L;

    SlowClient() {
      super("took no bytes while " + MOST_PENDING_BYTES + " were waiting for it");
    }
  }
}
