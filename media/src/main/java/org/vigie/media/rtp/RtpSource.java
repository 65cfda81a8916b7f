package org.vigie.media.rtp;

/// Follows the packets of one source: its SSRC and its sequence numbers. Used by one thread.
///
/// The SSRC is learnt from the first packet, not from the `Transport` header, in which cameras have
/// been seen to write another. A packet of another SSRC, or one whose number was already passed, is
/// a stray and is dropped. A camera that really has changed its SSRC or begun to count anew sends
/// only strays from then on: after [#PATIENCE] of them in a row the new source is taken.
final class RtpSource {

  /// About a second of a small stream, two or three pictures of a large one.
  static final int PATIENCE = 50;

  private boolean known;
  private int ssrc;
  private int next;
  private int straysInRow;
  private int straySsrc;
  private long lost;
  private long strays;

  /// What to do with a packet: -1 to drop it, else how many packets are missing before it.
  int missingBefore(RtpPacket packet) {
    if (!known) {
      known = true;
      return follow(packet, 0);
    }
    int ahead = (packet.sequence() - next) & 0xffff;
    if (packet.ssrc() == ssrc && ahead < 0x8000) {
      lost += ahead;
      return follow(packet, ahead);
    }
    straysInRow = packet.ssrc() == straySsrc ? straysInRow + 1 : 1;
    straySsrc = packet.ssrc();
    strays++;
    // At least one, since what lies between the two sources is not known.
    return straysInRow < PATIENCE ? -1 : follow(packet, 1);
  }

  /// Packets whose numbers were missed.
  long lost() {
    return lost;
  }

  /// Packets dropped as strays.
  long strays() {
    return strays;
  }

  private int follow(RtpPacket packet, int missing) {
    ssrc = packet.ssrc();
    next = (packet.sequence() + 1) & 0xffff;
    straysInRow = 0;
    return missing;
  }
}
