package org.vigie.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// A camera made of random bytes: pictures of any size, a key frame now and then.
final class Source {

  static final VideoFormat SMALL =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          hex("6764000dacb20283f60220000003002000000641e28549"),
          hex("68ebc3cb22c0"));
  static final VideoFormat LARGE =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          640,
          360,
          hex("6764001eacb201405ff2e022000003000200000300641e2c5c90"),
          hex("68ebc3cb22c0"));

  static final int TICKS = 3_600;
  static final Duration PICTURE = Duration.ofMillis(40);

  final CameraId camera;
  final List<AccessUnit> sent = new ArrayList<>();
  private final StreamSink sink;
  private final Random random;
  private Instant wall;
  private long ticks;
  private int sinceKey;
  int mostBytes = 20_000;
  int keyEvery = 25;

  /// More than zero: all pictures are the same bytes, so that making them costs nothing.
  int fixedBytes;

  boolean keep = true;

  Source(CameraId camera, StreamSink sink, Instant wall, long seed) {
    this.camera = camera;
    this.sink = sink;
    this.wall = wall;
    this.random = new Random(seed);
  }

  Instant wall() {
    return wall;
  }

  void begin(VideoFormat format) {
    ticks = random.nextInt(1_000_000);
    sinceKey = 0;
    sink.begin(new RunStart(camera, StreamKind.MAIN, format, wall, Duration.ofMillis(20)));
  }

  /// Sends so many pictures, 25 a second.
  void send(int pictures) {
    for (int i = 0; i < pictures; i++) {
      var bytes = new byte[fixedBytes > 0 ? fixedBytes : 5 + random.nextInt(mostBytes)];
      if (fixedBytes == 0) {
        random.nextBytes(bytes);
      }
      var unit = new AccessUnit(ticks, wall, sinceKey++ % keyEvery == 0, bytes);
      if (keep) {
        sent.add(unit);
      }
      sink.accept(unit);
      ticks += TICKS;
      wall = wall.plus(PICTURE);
    }
  }

  void end(@Nullable GapReason gap) {
    sink.end(new RunEnd(wall, gap, gap == null ? "" : "Said by a test."));
  }

  void pause(Duration time) {
    wall = wall.plus(time);
  }

  /// Pictures that are not sent, while time goes on.
  void skip(int pictures) {
    ticks += (long) TICKS * pictures;
    wall = wall.plus(PICTURE.multipliedBy(pictures));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
