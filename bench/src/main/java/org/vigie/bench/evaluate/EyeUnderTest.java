package org.vigie.bench.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.link.detector.DetectorFile;
import org.vigie.model.CameraId;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Observation;
import org.vigie.model.RunStart;
import org.vigie.model.SightMode;
import org.vigie.model.StreamKind;
import org.vigie.sight.Sight;
import org.vigie.sight.SightCounts;
import org.vigie.sight.SightSettings;

/// The real eye, in its own process behind its walls, given whole clips: as fast as it deals with
/// them, no picture left out. One thread only.
public final class EyeUnderTest implements AutoCloseable {

  /// Fewer than sight lets wait before it would drop any, and than it has under way at once.
  private static final int MOST_UNDER_WAY = 24;

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
  private static final long LOOK_AGAIN_NANOS = 500_000;

  /// Of clips that live cameras do not send.
  private static final int HEAP_MB = 512;

  private final Sight sight;
  private final List<Played.Seen> seen = new ArrayList<>();

  private EyeUnderTest(SightSettings settings) throws IOException {
    this.sight = Sight.start(settings, this::observed, Clocks.system());
  }

  /// Starts it.
  ///
  /// @throws IOException with the reason, if it cannot use its model: it would measure another eye
  public static EyeUnderTest start(SightSettings settings) throws IOException {
    var eye = new EyeUnderTest(settings);
    var refusal = eye.sight.detectorRefusal();
    if (refusal.isPresent()) {
      eye.close();
      throw new IOException(refusal.get());
    }
    return eye;
  }

  /// The settings of a real site with one camera. Every bench that judges what the eye sees or
  /// masks uses these: one eye, not several tunings.
  ///
  /// @param runDir for its socket and log
  /// @param model nothing: motion alone
  public static SightSettings settings(Path runDir, Optional<DetectorFile> model)
      throws IOException {
    long file = model.isPresent() ? Files.size(model.get().file()) >> 20 : 0;
    var command = program("org.vigie.eye.EyeMain", HEAP_MB + 2 * (int) file);
    return SightSettings.of(command, 1, runDir).with(model);
  }

  /// The command line of one of the eye's programs.
  public static List<String> program(String main) throws IOException {
    return program(main, HEAP_MB);
  }

  private static List<String> program(String main, int megabytes) throws IOException {
    var programs = Programs.here();
    var natives = programs.home().resolve(".vigie/natives");
    return programs.command(
        "eye",
        main,
        List.of("-Xmx%dm".formatted(megabytes), "-Dorg.bytedeco.javacpp.cachedir=" + natives));
  }

  private void observed(Observation observation) {
    synchronized (seen) {
      seen.add(new Played.Seen(Footage.seconds(observation.at()), observation));
    }
  }

  /// Plays a clip once, from its first picture, nothing before it.
  ///
  /// @throws IOException if the eye died, hung or missed a picture
  public Played play(CameraId camera, Footage footage) throws IOException {
    long restarts = sight.restarts();
    var sink = sight.feed(camera, SightMode.WATCH);
    sink.begin(
        new RunStart(
            camera, StreamKind.SUB, footage.format(), Footage.START, Duration.ofMillis(50)));
    for (var unit : footage.units()) {
      await(camera, MOST_UNDER_WAY);
      sink.accept(unit);
    }
    var counts = await(camera, 1);
    sight.remove(camera);
    if (counts.skipped() > 0 || sight.restarts() > restarts) {
      throw new IOException(
          "%d of %d pictures were lost: %s; eyes started again meanwhile: %d"
              .formatted(
                  counts.skipped(),
                  counts.received(),
                  sight.lastEnd().orElse("no eye died, but they waited for too long"),
                  sight.restarts() - restarts));
    }
    synchronized (seen) {
      var of = seen.stream().filter(one -> one.observation().camera().equals(camera)).toList();
      seen.clear();
      return new Played(of, counts.received(), counts.eyeCpuNanos() / 1e6);
    }
  }

  /// Waits until fewer than `most` pictures wait for the eye.
  private SightCounts await(CameraId camera, int most) throws IOException {
    var clocks = Clocks.system();
    var last = sight.counts(camera);
    var since = clocks.elapsed();
    while (true) {
      var now = sight.counts(camera);
      if (now.received() - now.skipped() - now.handled() < most) {
        return now;
      }
      if (now.handled() != last.handled()) {
        last = now;
        since = clocks.elapsed();
      } else if (clocks.elapsed().minus(since).compareTo(LONGEST_SILENCE) > 0) {
        throw new IOException("the eye does not answer");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /// The same pictures, every one of them pixelated as a whole: nobody can be told from them.
  public MaskedCopies.Copy pixelated(Footage footage) throws IOException {
    return sight.mask(footage.format(), footage.units(), List.of());
  }

  /// The eye's own process.
  public long pid() throws IOException {
    return sight.eyePids().stream().findFirst().orElseThrow(() -> new IOException("no eye runs"));
  }

  @Override
  public void close() {
    sight.close();
  }
}
