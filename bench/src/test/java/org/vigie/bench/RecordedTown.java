package org.vigie.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;

/// A data folder with real footage in it, recorded by the real recorder from random pictures.
final class RecordedTown {

  static final int PICTURES = 100;
  private static final int TICKS = 3_600;
  private static final VideoFormat FORMAT =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"));

  private RecordedTown() {}

  /// Two cameras, two reels each of 100 pictures, with a gap CAMERA_LOST of 5 s between them.
  static void write(Path data) throws IOException, BadInput, InterruptedException {
    var clocks = new FakeClocks();
    var acts = Files.createDirectories(data.resolve("acts"));
    var profile = LegalProfile.builtIn("private-site");
    try (var governance =
            Governance.open(data, "Bench", profile, Acts.read(acts, profile), clocks);
        var recorder =
            Recorder.open(
                RecorderSettings.standard(
                    data.resolve("footage"), data.resolve("index.db"), "Bench"),
                governance.keys(),
                governance.ledger(),
                clocks)) {
      for (var camera : List.of("quay", "yard")) {
        record(recorder, new CameraId(camera), clocks.wall());
      }
      recorder.flush();
    }
  }

  private static void record(Recorder recorder, CameraId camera, Instant start)
      throws InterruptedException {
    var act =
        new RecordingAct(
            "R-1",
            "Mayor",
            start.minusSeconds(60),
            start.plusSeconds(86_400),
            Set.of(Purpose.RESCUE_AND_FIRE),
            "the harbour",
            CameraScope.all(),
            Duration.ofDays(3),
            Duration.ofDays(3),
            "");
    var sink = recorder.camera(camera, act);
    var random = new Random(camera.hashCode());
    var wall = start;
    for (int run = 0; run < 2; run++) {
      sink.begin(new RunStart(camera, StreamKind.MAIN, FORMAT, wall, Duration.ofMillis(20)));
      for (int i = 0; i < PICTURES; i++) {
        sink.accept(new AccessUnit((long) TICKS * i, wall, i % 25 == 0, picture(random)));
        wall = wall.plusMillis(40);
      }
      sink.end(new RunEnd(wall, GapReason.CAMERA_LOST, "Said by a test."));
      recorder.flush();
      wall = wall.plusSeconds(5);
    }
  }

  private static byte[] picture(Random random) {
    var unit = new byte[5 + random.nextInt(5_000)];
    random.nextBytes(unit);
    return ByteBuffer.allocate(4 + unit.length).putInt(unit.length).put(unit).array();
  }
}
