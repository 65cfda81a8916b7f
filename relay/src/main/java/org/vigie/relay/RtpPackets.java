package org.vigie.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// One viewer's RTP stream, interleaved with RTSP (RFC 2326 section 10.12): H.264 by RFC 6184,
/// non-interleaved mode; H.265 by RFC 7798. Parameter sets stand before each key picture, so that a
/// change of format in mid-stream needs no other word. Used by one thread.
final class RtpPackets {

  /// Leaves room for IP, UDP and tunnels, should whoever takes it pass it on in datagrams.
  static final int LONGEST_PAYLOAD = 1400;

  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);
  private static final byte[] NAME = "vigie".getBytes(StandardCharsets.US_ASCII);

  private final int channel;
  private final int ssrc;
  private final int origin;
  private int sequence;
  private int packets;
  private int octets;
  private @Nullable VideoFormat format;
  private @Nullable Instant reported;
  private boolean joined;
  private long firstTicks;
  private long lastTicks;

  /// @param channel of RTP; that of RTCP is the next one
  /// @param ssrc at random, as are the two others (RFC 3550 section 5.1)
  /// @param origin of the time line
  RtpPackets(int channel, int ssrc, int sequence, int origin) {
    this.channel = channel;
    this.ssrc = ssrc;
    this.sequence = sequence & 0xffff;
    this.origin = origin;
  }

  int ssrc() {
    return ssrc;
  }

  int sequence() {
    return sequence;
  }

  /// Another stream follows: its time line goes on where the last one ended.
  void begin(VideoFormat next) {
    format = next;
    joined = false;
  }

  /// One picture, preceded by a sender report where one is due.
  byte[] picture(AccessUnit unit) {
    var current = format;
    if (current == null) {
      throw new IllegalStateException("a picture before its format");
    }
    if (!joined) {
      // A camera that comes back counts from another origin.
      firstTicks = unit.ticks() - (lastTicks == 0 ? 0 : lastTicks + 3_000);
      joined = true;
    }
    lastTicks = unit.ticks() - firstTicks;
    int timestamp = origin + (int) (unit.presentationTicks() - firstTicks);
    var out = new ByteArrayOutputStream(unit.bytes().length + unit.bytes().length / 64 + 256);
    report(out, unit.taken(), timestamp);
    var units = units(current, unit);
    for (int i = 0; i < units.size(); i++) {
      boolean last = i == units.size() - 1;
      var bytes = units.get(i);
      if (bytes.remaining() <= LONGEST_PAYLOAD) {
        packet(out, timestamp, last, new byte[0], bytes);
      } else {
        fragments(out, timestamp, last, bytes, current);
      }
    }
    return out.toByteArray();
  }

  /// RTCP BYE: nothing more comes (RFC 3550 section 6.6).
  byte[] bye() {
    var out = ByteBuffer.allocate(4 + 8 + 8);
    out.put((byte) '$').put((byte) (channel + 1)).putShort((short) 16);
    out.putInt(0x80c90001).putInt(ssrc);
    out.putInt(0x81cb0001).putInt(ssrc);
    return out.array();
  }

  private static List<ByteBuffer> units(VideoFormat format, AccessUnit unit) {
    var units = new ArrayList<ByteBuffer>();
    if (unit.key()) {
      if (format.videoParameters().length > 0) {
        units.add(ByteBuffer.wrap(format.videoParameters()));
      }
      units.add(ByteBuffer.wrap(format.sequenceParameters()));
      units.add(ByteBuffer.wrap(format.pictureParameters()));
    }
    var bytes = ByteBuffer.wrap(unit.bytes());
    while (bytes.remaining() > 4) {
      int length = bytes.getInt();
      if (length <= 0 || length > bytes.remaining()) {
        throw new IllegalStateException("an access unit whose lengths do not add up");
      }
      units.add(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
    }
    return units;
  }

  /// FU-A of RFC 6184 section 5.8; FU of RFC 7798 section 4.4.3.
  private void fragments(
      ByteArrayOutputStream out,
      int timestamp,
      boolean lastOfPicture,
      ByteBuffer unit,
      VideoFormat format) {
    int header = unit.get(0);
    byte[] head =
        switch (format.codec()) {
          case H264 -> new byte[] {(byte) (header & 0xe0 | 28), (byte) (header & 0x1f)};
          case H265 ->
              new byte[] {
                (byte) (header & 0x81 | 49 << 1), unit.get(1), (byte) (header >> 1 & 0x3f)
              };
        };
    int at = head.length - 1;
    byte type = head[at];
    int room = LONGEST_PAYLOAD - head.length;
    int from = head.length - 1;
    for (int begin = from; begin < unit.remaining(); begin += room) {
      int length = Math.min(room, unit.remaining() - begin);
      boolean last = begin + length == unit.remaining();
      head[at] = (byte) (type | (begin == from ? 0x80 : 0) | (last ? 0x40 : 0));
      packet(out, timestamp, last && lastOfPicture, head, unit.slice(begin, length));
    }
  }

  private void packet(
      ByteArrayOutputStream out, int timestamp, boolean marker, byte[] head, ByteBuffer rest) {
    int payload = head.length + rest.remaining();
    var start = ByteBuffer.allocate(4 + 12);
    start.put((byte) '$').put((byte) channel).putShort((short) (12 + payload));
    start.put((byte) 0x80).put((byte) (Description.PAYLOAD_TYPE | (marker ? 0x80 : 0)));
    start.putShort((short) sequence).putInt(timestamp).putInt(ssrc);
    out.writeBytes(start.array());
    out.writeBytes(head);
    out.write(rest.array(), rest.arrayOffset() + rest.position(), rest.remaining());
    sequence = sequence + 1 & 0xffff;
    packets++;
    octets += payload;
  }

  /// A sender report (RFC 3550 section 6.4.1) and the source's name, which must follow it.
  private void report(ByteArrayOutputStream out, Instant taken, int timestamp) {
    var last = reported;
    if (last != null && Duration.between(last, taken).abs().compareTo(BETWEEN_REPORTS) < 0) {
      return;
    }
    reported = taken;
    var bytes = ByteBuffer.allocate(4 + 28 + 20);
    bytes.put((byte) '$').put((byte) (channel + 1)).putShort((short) 48);
    long seconds = taken.getEpochSecond() + SECONDS_1900_TO_1970;
    bytes.putInt(0x80c80006).putInt(ssrc);
    bytes.putInt((int) seconds).putInt((int) (((long) taken.getNano() << 32) / 1_000_000_000L));
    bytes.putInt(timestamp).putInt(packets).putInt(octets);
    bytes.putInt(0x81ca0004).putInt(ssrc).put((byte) 1).put((byte) NAME.length).put(NAME);
    out.writeBytes(bytes.array());
  }
}
