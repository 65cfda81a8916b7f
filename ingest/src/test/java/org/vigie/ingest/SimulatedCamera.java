package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.vigie.base.FakeClocks;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.rtp.RtpPackets;
import org.vigie.media.rtp.SenderReport;
import org.vigie.media.rtp.VideoStream;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;

/// A camera, a network and a machine's clocks in simulated time, down to the RTP packets: hours of
/// it in a second. Its RTP timestamps begin just before they wrap, and wrap every 13 hours.
final class SimulatedCamera implements StreamSink {

  /// 25 pictures a second.
  static final Duration PICTURE = Duration.ofMillis(40);

  final FakeClocks clocks = new FakeClocks();
  final List<RunStart> runs = new ArrayList<>();
  final List<RunEnd> ends = new ArrayList<>();
  final List<Duration> told = new ArrayList<>();
  final Tally tally = new Tally();
  final RunKeeper keeper;

  /// How much faster than true time the camera's clock runs.
  double drift;

  /// How much faster than true time the machine's wall clock runs: what NTP does.
  double slew;

  private final SplittableRandom random;
  private final RtpPackets packets = new RtpPackets();
  private final VideoStream stream;
  private final byte[] keySlice;
  private final byte[] otherSlice;
  private double timestamp = -90_000 * 60.0;
  private long number;
  private long stalledUntil;
  private @Nullable Instant dated;

  SimulatedCamera(long seed) throws Exception {
    random = new SplittableRandom(seed);
    keySlice = RtpPackets.slice(true, 40, random);
    otherSlice = RtpPackets.slice(false, 40, random);
    var source =
        new StreamSource(
            new CameraId("quay"), StreamKind.MAIN, RtspUrl.parse("rtsp://127.0.0.1/quay"));
    keeper = new RunKeeper(source, new FanOut("quay", List.of(this)), tally, clocks);
    var format =
        H264.format(
            HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
            HexFormat.of().parseHex("68ebc3cb22c0"));
    stream = VideoStream.h264(packets.payloadType, 90_000, format, keeper);
    keeper.connected();
  }

  /// No packet arrives for so long; then all come at once.
  void stall(Duration time) {
    stalledUntil = clocks.elapsedNanos() + time.toNanos();
  }

  /// Takes one picture, lets it arrive, and says how it was dated against the wall clock as it was
  /// when the picture was taken: positive if it was dated too late.
  Duration next() throws MediaException {
    passTime(PICTURE);
    var taken = clocks.wall();
    timestamp += 3600 * (1 + drift);
    packets.timestamp = (int) Math.round(timestamp % (1L << 32));
    boolean key = number++ % 50 == 0;
    // A few ms of jitter, now and then a lot; never before what was sent earlier.
    long jitter =
        random.nextInt(100) == 0 ? random.nextInt(200_000_000) : random.nextInt(5_000_000);
    long arrives = Math.max(clocks.elapsedNanos() + 2_000_000 + jitter, stalledUntil);
    stalledUntil = arrives;
    for (var packet : packets.picture(List.of(key ? keySlice : otherSlice))) {
      stream.rtp(packet, 0, packet.length, arrives);
    }
    var date = dated;
    if (date == null) {
      throw new IllegalStateException("the picture was dropped");
    }
    return Duration.between(taken, date);
  }

  private void passTime(Duration time) {
    clocks.advance(time);
    clocks.stepWall(Duration.ofNanos(Math.round(time.toNanos() * slew)));
  }

  /// What is known of the dates' uncertainty now; a second before the first picture.
  Duration stated() {
    if (!told.isEmpty()) {
      return told.getLast();
    }
    return runs.isEmpty() ? Duration.ofSeconds(1) : runs.getLast().uncertainty();
  }

  /// Sends an RTCP sender report of a clock that is so far ahead.
  void report(Duration ahead) {
    keeper.report(
        new SenderReport(clocks.wall().plus(ahead), packets.timestamp), clocks.elapsedNanos());
  }

  @Override
  public void uncertainty(Duration now) {
    told.add(now);
  }

  @Override
  public void begin(RunStart start) {
    runs.add(start);
  }

  @Override
  public void accept(AccessUnit unit) {
    dated = unit.wall();
  }

  @Override
  public void end(RunEnd end) {
    ends.add(end);
  }
}
