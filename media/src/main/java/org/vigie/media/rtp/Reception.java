package org.vigie.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a camera is told about how its datagrams arrive: RTCP receiver reports (RFC 3550 section
/// 6.4.2). Cameras end a session whose receiver is silent. Used by one thread.
public final class Reception {

  private static final int RECEIVER_REPORT = 201;
  private static final int DESCRIPTION = 202;
  private static final int SENDER_REPORT = 200;

  private final int rate;
  private final int ownSsrc;
  private final byte[] name;
  private final RtpPacket packet = new RtpPacket();
  private boolean begun;
  private int ssrc;
  private int base;
  private int highest;
  private int cycles;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private double jitter;
  private long lastTransit;
  private int lastReport;
  private long lastReportNanos;

  /// @param rate timestamps in a second
  /// @param ownSsrc random
  /// @param name random too: the receiver's `CNAME` (RFC 7022)
  public Reception(int rate, int ownSsrc, String name) {
    this.rate = rate;
    this.ownSsrc = ownSsrc;
    this.name = name.getBytes(StandardCharsets.US_ASCII);
  }

  /// Notes an RTP packet as it arrives.
  public void arrived(byte[] bytes, int at, int length, long nanos) {
    if (!packet.parse(bytes, at, length)) {
      return;
    }
    if (!begun) {
      begin();
    }
    if (packet.ssrc() != ssrc) {
      return;
    }
    int ahead = (packet.sequence() - highest) & 0xffff;
    if (ahead < 0x8000) {
      cycles += packet.sequence() < highest ? 1 : 0;
      highest = packet.sequence();
    }
    received++;
    long transit = nanos / 1000 * rate / 1_000_000 - packet.timestamp();
    if (received > 1) {
      // 32 bits wrap; the difference does not.
      jitter += (Math.abs((int) (transit - lastTransit)) - jitter) / 16;
    }
    lastTransit = transit;
  }

  private void begin() {
    begun = true;
    ssrc = packet.ssrc();
    base = packet.sequence();
    highest = base;
  }

  /// Notes an RTCP packet as it arrives.
  public void reported(byte[] bytes, int at, int length, long nanos) {
    if (length >= 28 && (bytes[at + 1] & 0xff) == SENDER_REPORT) {
      lastReport = RtpPacket.int32(bytes, at + 10);
      lastReportNanos = nanos;
    }
  }

  /// The report that is due now, with the receiver's name, as RTCP wants it.
  public byte[] report(long nanos) {
    int text = name.length + 2;
    int padded = (4 + text + 4) / 4 * 4;
    int blocks = begun ? 1 : 0;
    var out = ByteBuffer.allocate(8 + 24 * blocks + 4 + padded);
    out.put((byte) (0x80 | blocks)).put((byte) RECEIVER_REPORT);
    out.putShort((short) (1 + 6 * blocks)).putInt(ownSsrc);
    if (begun) {
      block(out, nanos);
    }
    out.put((byte) 0x81).put((byte) DESCRIPTION).putShort((short) (padded / 4)).putInt(ownSsrc);
    out.put((byte) 1).put((byte) name.length).put(name);
    return out.array();
  }

  private void block(ByteBuffer out, long nanos) {
    long extended = (long) cycles << 16 | highest;
    long expected = extended - base + 1;
    long lost = Math.clamp(expected - received, -0x80_0000, 0x7f_ffff);
    long wanted = expected - expectedBefore;
    long missed = wanted - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    int fraction = wanted <= 0 || missed <= 0 ? 0 : (int) Math.min(255, missed * 256 / wanted);
    out.putInt(ssrc).putInt(fraction << 24 | (int) lost & 0xff_ffff).putInt((int) extended);
    out.putInt((int) jitter).putInt(lastReport);
    // Since the last sender report, in 1/65536 s.
    long since = lastReport == 0 ? 0 : (nanos - lastReportNanos) / 1000 * 65_536 / 1_000_000;
    out.putInt((int) since);
  }
}
