package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodyRefused;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;

/// The data folder of a town whose cameras recorded yesterday: real reels of each hour, sealed to
/// three custodians, with the gaps that cameras have. Pictures are few and small, since a time line
/// never reads them; reels, index rows, envelopes and lines of the journal are as many as a day's.
final class TimelineTown {

  /// Pictures further apart would be a gap.
  private static final Duration STEP = Duration.ofSeconds(4);

  private static final int STEP_TICKS = 360_000;
  private static final int PICTURE_BYTES = 100;
  private static final int STEPS_IN_AN_HOUR = 900;

  /// What is older than this has reached its limit, so that a part of the day is deleted.
  private static final int DELETED_HOURS = 6;

  /// One camera in so many comes and goes all day.
  private static final int FLAPPING = 31;

  private static final VideoFormat FORMAT =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"));

  private final Path folder;
  private final int cameras;
  private final Clocks clocks = Clocks.system();
  private final Instant start =
      clocks.wall().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
  private final Duration retention;
  private final Random random = new Random(1);

  TimelineTown(Path folder, int cameras) {
    this.folder = folder;
    this.cameras = cameras;
    var deletedFrom = start.plus(Duration.ofHours(DELETED_HOURS));
    this.retention = Duration.between(deletedFrom, clocks.wall());
  }

  /// When its day begins: the first midnight of yesterday in UTC, which is the town's zone.
  Instant start() {
    return start;
  }

  static CameraId camera(int number) {
    return new CameraId("m" + number);
  }

  /// Records the day and writes the configuration with which `vigie serve` opens it.
  ///
  /// @param hour told of each hour that is recorded
  void record(Consumer<Integer> hour)
      throws IOException, BadInput, Refused, CustodyRefused, InterruptedException {
    configure();
    var act = act();
    var profile = LegalProfile.builtIn("private-site");
    var acts = new Acts(List.of(act), List.of());
    try (var governance =
            Governance.open(folder, Optional.empty(), "Bench", profile, acts, clocks);
        var recorder =
            Recorder.open(
                RecorderSettings.standard(
                    folder.resolve("footage"), folder.resolve("index.db"), "Bench"),
                governance.keys(),
                governance.ledger(),
                clocks)) {
      nameCustodians(governance);
      var lines = new ArrayList<CameraLine>();
      for (int n = 1; n <= cameras; n++) {
        lines.add(new CameraLine(n, recorder.camera(camera(n), act)));
      }
      for (int h = 0; h < 24; h++) {
        for (var line : lines) {
          line.hour(h, recorder);
          recorder.flush();
        }
        hour.accept(h);
      }
      var end = start.plus(Duration.ofDays(1));
      lines.forEach(line -> line.end(new RunEnd(end, GapReason.STOPPED, "The day is over.")));
      recorder.flush();
    }
  }

  private static void nameCustodians(Governance governance)
      throws Refused, CustodyRefused, IOException {
    var keys = new ArrayList<CustodianKeys>();
    try {
      for (var person : List.of("custodian-1", "custodian-2", "custodian-3")) {
        keys.add(CustodianKeys.create(person));
      }
      var cards = keys.stream().map(one -> one.custodian().card()).toList();
      var unused = governance.custody().name(Actors.LOCAL_ADMINISTRATOR, cards);
    } finally {
      keys.forEach(CustodianKeys::close);
    }
  }

  /// One camera's day, hour by hour.
  private final class CameraLine {

    private final int number;
    private final StreamSink sink;
    private boolean runs;

    CameraLine(int number, StreamSink sink) {
      this.number = number;
      this.sink = sink;
    }

    /// @param recorder is let catch up: a day is written in minutes, and what waits for its reel's
    ///     file or for the disk takes a buffer of 128 KiB a part
    void hour(int hour, Recorder recorder) throws InterruptedException {
      for (int n = 0; n < STEPS_IN_AN_HOUR; n++) {
        int step = hour * STEPS_IN_AN_HOUR + n;
        var at = start.plus(STEP.multipliedBy(step));
        if (isLost(step)) {
          end(new RunEnd(at, GapReason.CAMERA_LOST, "No answer from 127.0.0.1:1."));
        } else {
          boolean begins = !runs || n == 0;
          picture(step, at);
          if (begins) {
            recorder.flush();
          }
        }
      }
    }

    /// Every camera has a bad minute now and then, some have hundreds.
    private boolean isLost(int step) {
      if (number % FLAPPING == 0) {
        return step % 100 < 8;
      }
      return (step + number * 97) % 10_000 < 15;
    }

    private void picture(int step, Instant at) {
      if (!runs) {
        sink.begin(
            new RunStart(camera(number), StreamKind.MAIN, FORMAT, at, Duration.ofMillis(20)));
        runs = true;
      }
      var bytes = new byte[PICTURE_BYTES];
      random.nextBytes(bytes);
      sink.accept(new AccessUnit((long) step * STEP_TICKS, at, true, bytes));
    }

    void end(RunEnd end) {
      if (runs) {
        sink.end(end);
        runs = false;
      }
    }
  }

  private RecordingAct act() {
    return new RecordingAct(
        "bench-1",
        "nobody (a measurement)",
        start.minus(Duration.ofDays(1)),
        start.plus(Duration.ofDays(9)),
        Set.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
        "loopback",
        CameraScope.all(),
        retention,
        Duration.ofHours(1),
        "");
  }

  private void configure() throws IOException {
    var list = new StringBuilder();
    for (int n = 1; n <= cameras; n++) {
      // Nobody listens there: yesterday is what is looked at.
      list.append("  - {id: %s, main: \"rtsp://127.0.0.1:1/%d\"}%n".formatted(camera(n), n));
    }
    Files.createDirectories(folder.resolve("acts"));
    Files.writeString(
        folder.resolve("vigie.yaml"),
        "town: Bench\nprofile: private-site\nzone: UTC\nlisten: 127.0.0.1:0\nsight: {eyes: 0}\n"
            + BenchTown.SIGN_IN
            + "cameras:\n"
            + list);
    Files.writeString(
        folder.resolve("acts/recording.yaml"),
        RECORDING.formatted(start.minus(Duration.ofDays(1)), start.plus(Duration.ofDays(9))));
  }

  private static final String RECORDING =
      """
      act: recording
      number: bench-1
      authority: nobody (a measurement)
      from: %s
      until: %s
      purposes: [SAFETY_OF_PERSONS_AND_GOODS]
      perimeter: loopback
      cameras: all
      retention: 48 h
      review_window: 1 h
      """;
}
