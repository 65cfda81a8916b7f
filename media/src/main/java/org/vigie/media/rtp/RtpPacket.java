package org.vigie.media.rtp;

/// One RTP packet (RFC 3550 section 5.1) where it lies in a read buffer: parsed in place, so that
/// reading a stream allocates nothing per packet. Reused for packet after packet by one thread.
public final class RtpPacket {

  private static final int HEAD_BYTES = 12;

  private byte[] buffer = new byte[0];
  private int payloadAt;
  private int payloadLength;
  private boolean marker;
  private int payloadType;
  private int sequence;
  private int timestamp;
  private int ssrc;

  /// Takes the packet in `length` bytes at `at`; false, and nothing to read, if they are none.
  public boolean parse(byte[] bytes, int at, int length) {
    if (length < HEAD_BYTES || (bytes[at] & 0xc0) != 0x80) {
      return false;
    }
    int head = HEAD_BYTES + 4 * (bytes[at] & 0xf);
    if ((bytes[at] & 0x10) != 0) {
      if (length < head + 4) {
        return false;
      }
      head += 4 + 4 * short16(bytes, at + head + 2);
    }
    int padding = (bytes[at] & 0x20) != 0 ? bytes[at + length - 1] & 0xff : 0;
    if (head + padding > length) {
      return false;
    }
    buffer = bytes;
    payloadAt = at + head;
    payloadLength = length - head - padding;
    marker = (bytes[at + 1] & 0x80) != 0;
    payloadType = bytes[at + 1] & 0x7f;
    sequence = short16(bytes, at + 2);
    timestamp = int32(bytes, at + 4);
    ssrc = int32(bytes, at + 8);
    return true;
  }

  byte[] buffer() {
    return buffer;
  }

  int payloadAt() {
    return payloadAt;
  }

  int payloadLength() {
    return payloadLength;
  }

  boolean marker() {
    return marker;
  }

  public int payloadType() {
    return payloadType;
  }

  int sequence() {
    return sequence;
  }

  /// The 32 bits as they are.
  int timestamp() {
    return timestamp;
  }

  int ssrc() {
    return ssrc;
  }

  static int short16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  static int int32(byte[] bytes, int at) {
    return short16(bytes, at) << 16 | short16(bytes, at + 2);
  }
}
