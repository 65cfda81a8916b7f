package org.vigie.media.rtp;

import org.vigie.media.h264.H264;

/// What the first bytes of a packet's payload say about its place in a picture. Pure.
final class PacketHead {

  static final int STAP_A = 24;
  static final int FU_A = 28;

  private PacketHead() {}

  /// Whether a packet surely begins an access unit: with parameters or a delimiter, or with the
  /// slice that holds the picture's first macroblock (first_mb_in_slice 0 is a single 1 bit).
  static boolean beginsPicture(RtpPacket packet) {
    int type = firstType(packet);
    return type >= H264.SEI && type <= H264.DELIMITER || type > 0 && !isLaterSlice(packet);
  }

  /// Whether a packet begins with a slice, or part of one, that is not its picture's first.
  static boolean isLaterSlice(RtpPacket packet) {
    int type = firstType(packet);
    if (type <= 0) {
      return type < 0;
    }
    int header =
        switch (H264.type(packet.buffer()[packet.payloadAt()])) {
          case FU_A -> 2;
          case STAP_A -> 4;
          default -> 1;
        };
    return H264.isSlice(type)
        && packet.payloadLength() > header
        && packet.buffer()[packet.payloadAt() + header] >= 0;
  }

  /// The type of the NAL unit that a packet begins with; -1 if it begins inside one.
  private static int firstType(RtpPacket packet) {
    int at = packet.payloadAt();
    var bytes = packet.buffer();
    if (packet.payloadLength() < 4) {
      return packet.payloadLength() < 1 ? 0 : H264.type(bytes[at]);
    }
    return switch (H264.type(bytes[at])) {
      case FU_A -> (bytes[at + 1] & 0x80) != 0 ? bytes[at + 1] & 0x1f : -1;
      case STAP_A -> H264.type(bytes[at + 3]);
      default -> H264.type(bytes[at]);
    };
  }
}
