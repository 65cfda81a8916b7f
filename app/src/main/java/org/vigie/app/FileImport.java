package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.media.rtp.SenderReport;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;
import org.vigie.sight.Demuxed;
import org.vigie.sight.Demuxers;

/// Seals files of drones and worn cameras into their footage, as of when they were recorded. The
/// file is read by a demuxer behind walls, as fast as the disk takes it; in the ledger before the
/// first picture and after the last. One at a time.
final class FileImport {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration MOST_WAIT = Duration.ofMinutes(1);
  private static final long LOOK_NANOS = 10_000_000;

  /// The clocks of such cameras are set by hand.
  private static final Duration UNCERTAINTY = Duration.ofMinutes(1);

  private static final int MOST_REASON = 500;

  private final Governance governance;
  private final Recorder recorder;
  private final Demuxers demuxers;
  private final Clocks clocks;

  FileImport(Governance governance, Recorder recorder, Demuxers demuxers, Clocks clocks) {
    this.governance = governance;
    this.recorder = recorder;
    this.demuxers = demuxers;
    this.clocks = clocks;
  }

  /// What whoever administers the machine asks for.
  ///
  /// @param file an absolute path
  /// @param recorded an instant: when the first picture was taken
  record Request(String camera, String file, String act, String recorded, String why) {}

  synchronized ControlAnswer take(Request request) {
    if (!CameraId.isValid(request.camera())
        || governance.sources().find(new CameraId(request.camera())).isEmpty()) {
      return ControlAnswer.failed(
          "'%s' is no drone or worn camera of this town: its configuration should say `kind`"
              .formatted(request.camera()));
    }
    var camera = new CameraId(request.camera());
    var from = Instant.parse(request.recorded());
    var file = Path.of(request.file());
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return ControlAnswer.failed("there is no file %s that Vigie may read".formatted(file));
    }
    if (request.why().strip().length() < 3 || request.why().length() > MOST_REASON) {
      return ControlAnswer.failed("--why: say in a few words why it is kept");
    }
    var act = governance.coveringAct(camera, from).filter(a -> a.number().equals(request.act()));
    var objection = objection(act, request, from);
    if (objection.isPresent()) {
      return ControlAnswer.failed(objection.get());
    }
    try {
      return take(camera, file, from, act.orElseThrow(), request.why().strip());
    } catch (Refused e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    } catch (LedgerUnavailable e) {
      return ControlAnswer.failed("the ledger cannot be written; see its alarm");
    } catch (IOException e) {
      return ControlAnswer.failed(file + ": " + e.getMessage());
    }
  }

  private Optional<String> objection(Optional<RecordingAct> act, Request request, Instant from) {
    var now = clocks.wall();
    if (!from.isBefore(now)) {
      return Optional.of("--recorded: %s has not come yet".formatted(from));
    }
    if (act.isEmpty()) {
      return Optional.of(whyNotUnder(request, from, now));
    }
    return from.plus(act.get().retention()).isBefore(now)
        ? Optional.of(
            "what was recorded at %s should have been destroyed by now: act %s keeps it for %d h"
                .formatted(from, act.get().number(), act.get().retention().toHours()))
        : Optional.empty();
  }

  /// Why the act that was named is not the one under which a file can be taken in.
  private String whyNotUnder(Request request, Instant from, Instant now) {
    var number = request.act();
    var camera = new CameraId(request.camera());
    var named =
        governance.acts().recording().stream().filter(a -> a.number().equals(number)).findFirst();
    if (named.isEmpty()) {
      return "--act: there is no recording act '%s'".formatted(number);
    }
    if (!named.get().covers(camera, governance.sources().kind(camera))) {
      return "--act: %s is not about %s: an act of such sources names them under `sources`"
          .formatted(number, camera);
    }
    var dates = named.get().dates();
    if (!dates.contains(from)) {
      return "--recorded: act %s was not in force at %s; it is from %s to %s"
          .formatted(number, from, dates.from(), dates.to());
    }
    if (!now.isBefore(dates.to())) {
      return "--act: %s ended at %s: nothing is taken in under it any more"
          .formatted(number, dates.to());
    }
    return governance
        .coveringAct(camera, from)
        .map(
            other ->
                "--act: of the acts that covered %s then, %s counts, since it ends last"
                    .formatted(camera, other.number()))
        .orElseGet(() -> "--act: %s is suspended, revoked or a draft".formatted(number));
  }

  private ControlAnswer take(CameraId camera, Path file, Instant from, RecordingAct act, String why)
      throws Refused, IOException {
    var facts = new HashMap<String, Object>();
    facts.put("act", act.number());
    facts.put("sha256", sha256(file));
    facts.put("bytes", Files.size(file));
    facts.put("from", from);
    var began = new HashMap<>(facts);
    began.put("reason", why);
    var sources = governance.sources();
    sources.beginImport(Actors.LOCAL_ADMINISTRATOR, camera, began);
    try {
      return take(camera, file, from, act, facts);
    } catch (RuntimeException e) {
      // Whatever it was, the source can be opened again, and the ledger does not stay open-ended.
      facts.put("why", String.valueOf(e.getMessage()));
      sources.endImport(Actors.LOCAL_ADMINISTRATOR, camera, facts);
      throw e;
    }
  }

  /// In the ledger it has begun.
  private ControlAnswer take(
      CameraId camera, Path file, Instant from, RecordingAct act, Map<String, Object> facts) {
    var writing =
        new Writing(camera, from, recorder.camera(camera, act), clocks.wall().minus(UNCERTAINTY));
    var failure = "";
    try (var demuxed =
        demuxers.open("import-" + camera, Demuxers.Source.whole(file, PATIENCE), wake -> {})) {
      failure = read(demuxed, writing);
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
    writing.end();
    // What comes after the file is not recorded either.
    recorder.gap(camera, clocks.wall(), GapReason.NO_ACT, "it is not open");
    facts.put("pictures", writing.pictures);
    facts.put("to", writing.last());
    facts.put("why", failure);
    governance.sources().endImport(Actors.LOCAL_ADMINISTRATOR, camera, facts);
    var came =
        "%d pictures of %s, from %s to %s, under act %s; destroyed from %s on"
            .formatted(
                writing.pictures,
                camera,
                from,
                writing.last(),
                act.number(),
                from.plus(act.retention()));
    return failure.isEmpty()
        ? new ControlAnswer("", List.of(came))
        : ControlAnswer.failed(file + ": " + failure + "; taken in: " + came);
  }

  private static String sha256(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @return why not all of it was read; empty where it was
  private String read(Demuxed demuxed, Writing writing) throws IOException {
    var pictures = ProgramPictures.readAtOnce(writing);
    while (true) {
      var end = demuxed.read(READ, pictures);
      if (end.isPresent()) {
        return end.get().finished() ? "" : end.get().sentence();
      }
      if (writing.tooLate) {
        return "it would go on into the future: was it recorded at another time?";
      }
      if (!awaitRoom(writing.camera)) {
        return "the disk could not take it for a minute";
      }
    }
  }

  private boolean awaitRoom(CameraId camera) {
    var limit = clocks.elapsed().plus(MOST_WAIT);
    while (!recorder.hasRoom(camera)) {
      if (clocks.elapsed().compareTo(limit) > 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /// Dates the pictures of one file and gives them to the recorder.
  private static final class Writing implements VideoReceiver {

    private final CameraId camera;
    private final Instant from;
    private final StreamSink sink;
    private final Instant latest;
    private @Nullable VideoFormat format;
    private boolean needsKey = true;
    private boolean tooLate;
    private long pictures;
    private long ticks;

    Writing(CameraId camera, Instant from, StreamSink sink, Instant latest) {
      this.camera = camera;
      this.from = from;
      this.sink = sink;
      this.latest = latest;
    }

    Instant last() {
      return wall(ticks);
    }

    private Instant wall(long at) {
      return from.plusNanos(at * 100_000L / 9);
    }

    @Override
    public void picture(
        VideoFormat now,
        long at,
        int compositionTicks,
        boolean key,
        byte[] bytes,
        long arrivedNanos) {
      var wall = wall(at);
      tooLate |= wall.isAfter(latest);
      needsKey &= !key;
      if (needsKey || tooLate) {
        return;
      }
      if (!now.equals(format)) {
        endRun(wall, null);
        format = now;
        sink.begin(new RunStart(camera, StreamKind.MAIN, now, wall, UNCERTAINTY));
      }
      ticks = at;
      pictures++;
      sink.accept(new AccessUnit(at, compositionTicks, wall, key, bytes));
    }

    private void endRun(Instant wall, @Nullable GapReason gap) {
      if (format != null) {
        sink.end(new RunEnd(wall, gap, "the file ends here"));
      }
      format = null;
    }

    void end() {
      endRun(last(), GapReason.NO_ACT);
    }

    @Override
    public void dropped(long arrivedNanos) {
      // Not a picture that could be shown.
    }

    @Override
    public void report(SenderReport report, long arrivedNanos) {
      // A file has none.
    }

    @Override
    public void broken(String why) {
      needsKey = true;
    }

    @Override
    public void jumped() {
      // Time went on: the pictures' own dates say how far.
    }
  }
}
