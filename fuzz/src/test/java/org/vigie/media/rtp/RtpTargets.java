package org.vigie.media.rtp;

import static org.vigie.fuzz.Inputs.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.fuzz.Corpora;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Samples;
import org.vigie.fuzz.Target;
import org.vigie.media.MediaException;
import org.vigie.model.VideoFormat;

/// What cameras send while pictures come.
public final class RtpTargets {

  private static final int PAYLOAD_TYPE = 96;

  private RtpTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "rtp-packet",
            List.of(),
            Target.Bound.of(64 << 10, 4),
            () -> stream(),
            RtpTargets::packet),
        Target.of(
                "rtcp",
                List.of(),
                Target.Bound.of(64 << 10, 16),
                () -> List.of(report()),
                RtpTargets::rtcp)
            .with(() -> Corpora.go("gortsplib_fuzz/rtcpunmarshaler")),
        Target.of(
                "h264-stream",
                List.of(MediaException.class),
                // A picture is put together in a buffer that doubles, and copied.
                Target.Bound.of(1 << 20, 256),
                () -> List.of(Inputs.joined(stream())),
                RtpTargets::h264)
            .with(
                () ->
                    packets(
                        stream().subList(0, 2),
                        Corpora.go("gortsplib_fuzz/format/rtph264"),
                        Corpora.go("mediacommon_fuzz/codecs/h264"))),
        Target.of(
                "h265-stream",
                List.of(MediaException.class),
                Target.Bound.of(1 << 20, 256),
                () -> List.of(Inputs.joined(stream265())),
                RtpTargets::h265)
            .with(
                () ->
                    packets(
                        stream265().subList(0, 3),
                        Corpora.go("gortsplib_fuzz/format/rtph265"),
                        Corpora.go("mediacommon_fuzz/codecs/h265"))));
  }

  private static void packet(byte[] input) {
    var packet = new RtpPacket();
    if (packet.parse(input, 0, input.length)) {
      require(packet.payloadAt() >= 12, "a head has 12 bytes");
      require(packet.payloadLength() >= 0, "a payload is not negative");
      require(packet.payloadAt() + packet.payloadLength() <= input.length, "nor outside");
      require(PacketHead.beginsPicture(packet) || !PacketHead.beginsPicture(packet), "total");
      boolean unused = PacketHead.isLaterSlice(packet);
    }
  }

  private static void rtcp(byte[] input) {
    var report = SenderReport.find(input, 0, input.length);
    if (report.isPresent()) {
      long year = report.get().wall().atOffset(java.time.ZoneOffset.UTC).getYear();
      require(year >= 1968 && year <= 2104, "a report's time lies in one NTP era");
    }
    boolean unused = SenderReport.saysGoodbye(input, 0, input.length);
  }

  /// A sequence of packets, each behind its length.
  private static void h264(byte[] input) throws MediaException {
    feed(VideoStream.h264(PAYLOAD_TYPE, 90_000, null, new Checking()), input);
  }

  private static void h265(byte[] input) throws MediaException {
    feed(VideoStream.h265(PAYLOAD_TYPE, 90_000, false, null, new Checking()), input);
  }

  private static void feed(VideoStream stream, byte[] input) throws MediaException {
    long now = 1_000_000_000L;
    for (var packet : Inputs.pieces(input)) {
      now += 5_000_000;
      stream.rtp(packet, 0, packet.length, now);
    }
  }

  /// Holds what [VideoReceiver] promises.
  private static final class Checking implements VideoReceiver {

    private @Nullable VideoFormat format;
    private long ticks = Long.MIN_VALUE;
    private boolean broken = true;

    @Override
    public void picture(
        VideoFormat next, long at, int composition, boolean key, byte[] bytes, long arrived) {
      require(key || !broken && next == format, "pictures begin with a key picture");
      require(at > ticks, "ticks always rise");
      var in = ByteBuffer.wrap(bytes);
      require(in.hasRemaining(), "no picture is empty");
      while (in.hasRemaining()) {
        require(in.remaining() >= 4, "a NAL unit has its length before it");
        int length = in.getInt();
        require(length > 0 && length <= in.remaining(), "a NAL unit is whole");
        in.position(in.position() + length);
      }
      format = next;
      ticks = at;
      broken = false;
    }

    @Override
    public void dropped(long arrivedNanos) {}

    @Override
    public void broken(String why) {
      broken = true;
    }

    @Override
    public void jumped() {}

    @Override
    public void report(SenderReport report, long arrivedNanos) {}
  }

  /// Parameters, a key picture whole, one in pieces, two in one packet.
  private static List<byte[]> stream() {
    return List.of(
        packet(1, 0, false, Samples.SPS),
        packet(2, 0, false, Samples.PPS),
        packet(3, 0, true, new byte[] {0x65, (byte) 0x88, (byte) 0x84, 0x21}),
        packet(4, 3600, false, new byte[] {0x7c, (byte) 0x81, (byte) 0x9a, 1, 2}),
        packet(5, 3600, true, new byte[] {0x7c, 0x41, 3, 4, 5}),
        packet(6, 7200, true, new byte[] {0x78, 0, 2, 9, 0x10, 0, 3, 0x41, (byte) 0x9a, 7}));
  }

  /// The same in H.265.
  private static List<byte[]> stream265() {
    return List.of(
        packet(1, 0, false, Samples.VPS_265),
        packet(2, 0, false, Samples.SPS_265),
        packet(3, 0, false, Samples.PPS_265),
        packet(4, 0, true, new byte[] {0x26, 1, (byte) 0xaf, 0x21, 5}),
        packet(5, 3600, false, new byte[] {0x62, 1, (byte) 0x81, (byte) 0xd0, 1, 2}),
        packet(6, 3600, true, new byte[] {0x62, 1, 0x41, 3, 4, 5}),
        packet(
            7, 7200, true, new byte[] {0x60, 1, 0, 3, 0x46, 1, 0x50, 0, 4, 2, 1, (byte) 0xd0, 9}));
  }

  private static byte[] packet(int sequence, int timestamp, boolean marker, byte[] payload) {
    return ByteBuffer.allocate(12 + payload.length)
        .put((byte) 0x80)
        .put((byte) (PAYLOAD_TYPE | (marker ? 0x80 : 0)))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(0x1234_5678)
        .put(payload)
        .array();
  }

  private static byte[] report() {
    return ByteBuffer.allocate(36)
        .put(new byte[] {(byte) 0x80, (byte) 200, 0, 6})
        .putInt(7)
        .putInt(0xee00_1122)
        .putInt(0x8000_0000)
        .putInt(90_000)
        .putInt(10)
        .putInt(1000)
        .put(new byte[] {(byte) 0x81, (byte) 203, 0, 1})
        .putInt(7)
        .array();
  }

  /// Foreign payloads, each after the parameters of an honest stream.
  private static List<byte[]> packets(
      List<byte[]> before, List<byte[]> first, List<byte[]> second) {
    var inputs = new ArrayList<byte[]>();
    for (var corpus : List.of(first, second)) {
      for (var payload : corpus) {
        var packets = new ArrayList<>(before);
        // Found as whole packets, some; as payloads, others.
        packets.add(payload);
        packets.add(packet(before.size() + 1, 0, true, payload));
        inputs.add(Inputs.joined(packets));
      }
    }
    return inputs;
  }
}
