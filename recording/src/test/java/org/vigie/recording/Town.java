package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vigie.base.FakeClocks;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A recorder on a folder of its own, with a ledger that only remembers.
final class Town implements AutoCloseable {

  static final CameraId QUAY = new CameraId("quay");
  static final CameraId YARD = new CameraId("yard");
  static final Span ALWAYS =
      new Span(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  final Path dir;
  final FakeClocks clocks;
  final ReelKeys keys;
  final List<Entry> ledger = Collections.synchronizedList(new ArrayList<>());
  final Recorder recorder;
  final RaisedAlarms alarms = new RaisedAlarms();
  volatile boolean ledgerWorks = true;
  private final RecorderSettings settings;

  Town(Path dir) throws IOException {
    this(dir, new FakeClocks(), settings -> settings);
  }

  Town(Path dir, FakeClocks clocks, UnaryOperator<RecorderSettings> change) throws IOException {
    this.dir = dir;
    this.clocks = clocks;
    this.keys = ReelKeys.open(dir.resolve("keys"));
    this.settings =
        change.apply(
            new RecorderSettings(
                dir.resolve("footage"),
                dir.resolve("index.db"),
                "Testville",
                Duration.ofMillis(20),
                2,
                8 << 20,
                0,
                Duration.ofMinutes(1)));
    this.recorder = Recorder.open(settings, keys, this::append, alarms, clocks);
  }

  static RecordingAct act(Duration retention) {
    return new RecordingAct(
        "R-1",
        "Mayor",
        ALWAYS.from(),
        ALWAYS.to(),
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        CameraScope.all(),
        retention,
        retention,
        "");
  }

  Source source(CameraId camera, long seed) {
    var act = act(Duration.ofDays(3));
    return new Source(camera, recorder.camera(camera, act), clocks.wall(), seed);
  }

  /// What the machine's disk would hold if power failed now, after everything was flushed.
  Path copy(Path to) throws IOException, InterruptedException {
    recorder.flush();
    return copyFiles(dir, to);
  }

  static Path copyFiles(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var path : all.toList()) {
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }

  Audit.Report audit(Instant until) throws IOException {
    return audit(dir, until);
  }

  static Audit.Report audit(Path dir, Instant until) throws IOException {
    return Audit.run(
        dir.resolve("footage"),
        Optional.of(dir.resolve("index.db")),
        ReelKeys.open(dir.resolve("keys")),
        until);
  }

  static List<Path> reels(Path dir) throws IOException {
    return Volume.reels(dir.resolve("footage"));
  }

  List<Entry> entries(String kind) {
    synchronized (ledger) {
      return ledger.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }
  }

  @Override
  public void close() {
    recorder.close();
  }

  private long append(Entry entry) {
    if (!ledgerWorks) {
      throw new LedgerUnavailable("The ledger cannot be written.", new IOException("full"));
    }
    ledger.add(entry);
    return ledger.size() - 1;
  }
}
