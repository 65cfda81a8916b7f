package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.AccessUnit;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;

/// A small town on disk with a real ledger and footage, by clocks in the hand of a test.
final class BackedUpTown implements AutoCloseable {

  static final CameraId QUAY = new CameraId("quay");
  static final Duration RETENTION = Duration.ofHours(72);
  static final Duration WINDOW = Duration.ofHours(12);
  private static final VideoFormat FORMAT =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"));

  final Path data;
  final FakeClocks clocks;
  final TownConfig config;
  final Governance governance;
  final Recorder recorder;
  private boolean closed;

  private BackedUpTown(Path data, FakeClocks clocks) throws IOException, BadInput {
    this.data = data;
    this.clocks = clocks;
    this.config = TownConfig.read(new DataFolder(data).config());
    this.governance =
        Governance.open(
            data,
            Optional.of(data.resolve("memory")),
            config.town(),
            LegalProfile.builtIn("demo"),
            new Acts(List.of(act(clocks.wall())), List.of()),
            clocks);
    this.recorder =
        Recorder.open(
            config.recording(), governance.keys(), governance.ledger(), Alarms.NONE, clocks);
  }

  /// Writes a configuration and begins.
  static BackedUpTown begin(Path data, String town, FakeClocks clocks)
      throws IOException, BadInput {
    Files.createDirectories(data.resolve("acts"));
    Files.writeString(
        data.resolve("vigie.yaml"),
        """
        town: %s
        profile: private-site
        listen: 127.0.0.1:0
        sight: {eyes: 0}
        cameras:
          - id: quay
            main: rtsp://192.0.2.1/main
            user: vigie
            password: not-a-real-one
            rules: rules/quay.yaml
        """
            .formatted(town));
    Files.createDirectories(data.resolve("rules"));
    Files.writeString(data.resolve("rules/quay.yaml"), "zones: []\nrules: []\n");
    Files.writeString(data.resolve("acts/recording.yaml"), "act: recording\n");
    Files.writeString(data.resolve("acts/recording.yaml.sig"), "a signature\n");
    return new BackedUpTown(data, clocks);
  }

  /// Opens what is there.
  static BackedUpTown open(Path data, FakeClocks clocks) throws IOException, BadInput {
    return new BackedUpTown(data, clocks);
  }

  private static RecordingAct act(Instant now) {
    return new RecordingAct(
        "R-1",
        "Mayor",
        Instant.parse("2031-01-01T00:00:00Z"),
        Instant.parse("2033-01-01T00:00:00Z"),
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        CameraScope.all(),
        RETENTION,
        WINDOW,
        "");
  }

  /// Records four seconds, 25 pictures each, and lets them pass.
  Span record() throws InterruptedException {
    var random = new Random(1);
    var begin = clocks.wall();
    var sink = recorder.camera(QUAY, act(begin));
    sink.begin(new RunStart(QUAY, StreamKind.MAIN, FORMAT, begin, Duration.ofMillis(20)));
    for (int i = 0; i < 100; i++) {
      var bytes = new byte[500];
      random.nextBytes(bytes);
      sink.accept(new AccessUnit(3_600L * i, begin.plusMillis(40L * i), i % 25 == 0, bytes));
    }
    sink.end(new RunEnd(begin.plusSeconds(4), GapReason.CAMERA_LOST, "unplugged"));
    recorder.flush();
    clocks.advance(Duration.ofSeconds(5));
    return new Span(begin, begin.plusSeconds(4));
  }

  /// How many pictures somebody sees of a stretch.
  long sees(String person, Span span) throws Refused, IOException {
    var permit =
        governance.permit(person, Right.PLAY_BACK, Set.of(QUAY), Optional.of(span), "a rehearsal");
    try (var footage = recorder.read(permit, QUAY, span)) {
      return footage.all().stream().mapToLong(piece -> piece.units().size()).sum();
    }
  }

  long sees(Span span) throws Refused, IOException {
    return sees(Actors.LOCAL_ADMINISTRATOR, span);
  }

  List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 1000, "", kind)).entries();
  }

  /// The disk is carried over.
  static void carry(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (var path : all.toList()) {
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      recorder.close();
      governance.close();
    }
  }
}
