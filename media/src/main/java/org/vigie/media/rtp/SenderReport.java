package org.vigie.media.rtp;

import java.time.Instant;
import java.util.Optional;

/// The heart of an RTCP sender report (RFC 3550 section 6.4.1): which instant of the camera's wall
/// clock belongs to which of its timestamps.
///
/// @param timestamp RTP timestamp, 32 bits as they are
public record SenderReport(Instant wall, int timestamp) {

  private static final int SENDER_REPORT = 200;
  private static final int GOODBYE = 203;

  /// Seconds from 1900, where NTP counts from, to 1970.
  private static final long NTP_TO_UNIX = 2_208_988_800L;

  /// NTP's seconds wrap in 2036; what lies before 1968 is meant to lie after.
  private static final long NTP_ERA = 1L << 32;

  /// The report at the head of a compound packet, if there is one with a time.
  public static Optional<SenderReport> find(byte[] bytes, int at, int length) {
    if (length < 28 || (bytes[at] & 0xc0) != 0x80 || (bytes[at + 1] & 0xff) != SENDER_REPORT) {
      return Optional.empty();
    }
    long seconds = RtpPacket.int32(bytes, at + 8) & 0xffff_ffffL;
    long fraction = RtpPacket.int32(bytes, at + 12) & 0xffff_ffffL;
    if (seconds == 0 && fraction == 0) {
      // The sender has no clock.
      return Optional.empty();
    }
    if (seconds < NTP_ERA / 2) {
      seconds += NTP_ERA;
    }
    var wall = Instant.ofEpochSecond(seconds - NTP_TO_UNIX, fraction * 1_000_000_000L >>> 32);
    return Optional.of(new SenderReport(wall, RtpPacket.int32(bytes, at + 16)));
  }

  /// Whether a compound packet says that the source has ended.
  public static boolean saysGoodbye(byte[] bytes, int at, int length) {
    int end = at + length;
    int next = at;
    while (next + 4 <= end && (bytes[next] & 0xc0) == 0x80) {
      if ((bytes[next + 1] & 0xff) == GOODBYE) {
        return true;
      }
      next += 4 + 4 * RtpPacket.short16(bytes, next + 2);
    }
    return false;
  }
}
