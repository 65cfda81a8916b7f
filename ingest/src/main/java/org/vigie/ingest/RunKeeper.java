package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.media.rtp.SenderReport;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraClock;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.VideoFormat;

/// Cuts one stream into runs: dates every picture, begins a run with the first, and ends it where
/// pictures are missing, the format changes or a clock jumps. Used by the session's thread.
final class RunKeeper implements VideoReceiver {

  /// After a clock jump the run goes on to the next key frame, so that no picture is lost; not
  /// longer than this.
  private static final Duration MOST_OVERDUE = Duration.ofSeconds(10);

  private static final Duration USUAL_DURATION = Duration.ofMillis(40);

  private final StreamSource source;
  private final FanOut sinks;
  private final Tally tally;
  private final Clocks clocks;
  private final PictureTimes times;

  private @Nullable VideoFormat format;
  private boolean running;
  private @Nullable GapReason toldGap;
  private Instant lastWall = Instant.MIN;
  private Duration lastDuration = USUAL_DURATION;
  private final CameraOffset offset = new CameraOffset();
  private int toldWindows;
  private boolean jumped;
  private boolean overdue;
  private long overdueSince;
  private long lastSeenNanos;
  private long lastPictureNanos;

  RunKeeper(StreamSource source, FanOut sinks, Tally tally, Clocks clocks) {
    this.source = source;
    this.sinks = sinks;
    this.tally = tally;
    this.clocks = clocks;
    this.times = new PictureTimes(clocks);
  }

  /// A new connection begins.
  void connected() {
    times.forget();
    offset.forget();
    lastSeenNanos = clocks.elapsedNanos();
    lastPictureNanos = lastSeenNanos;
  }

  /// When the last complete picture came, handed on or not, as elapsed time.
  long lastSeenNanos() {
    return lastSeenNanos;
  }

  /// When the last picture was handed on, as elapsed time.
  long lastPictureNanos() {
    return lastPictureNanos;
  }

  /// How much faster the camera's ticks run than elapsed time, in millionths; empty in the first
  /// minutes of a connection.
  OptionalInt cameraDriftPpm() {
    return times.knowsDrift() ? OptionalInt.of(times.driftPpm()) : OptionalInt.empty();
  }

  /// See [PictureTimes#caughtUpNanos].
  Duration caughtUp() {
    return Duration.ofNanos(times.caughtUpNanos());
  }

  @Override
  public void picture(
      VideoFormat newFormat,
      long ticks,
      int compositionTicks,
      boolean key,
      byte[] bytes,
      long arrivedNanos) {
    lastSeenNanos = arrivedNanos;
    if (!running && !key) {
      tally.dropped();
      return;
    }
    // A picture cannot come before it was taken, whenever it is to be decoded.
    var wall = times.date(ticks, arrivedNanos - compositionTicks * 100_000L / 9);
    noteJumps(arrivedNanos);
    if (times.windows() != toldWindows) {
      tellClock();
    }
    if (running && newFormat != format) {
      endRun(new RunEnd(wall, null, "the camera's picture format changed"));
    } else if (running && overdue && key) {
      // Nothing is missing but by the clock: this picture goes to the next run.
      endRun(new RunEnd(wall, jumpGap(), jumpDetail()));
    } else if (running && overdue && arrivedNanos - overdueSince > MOST_OVERDUE.toNanos()) {
      endRun(new RunEnd(missingFrom(), jumpGap(), jumpDetail()));
      tally.dropped();
      return;
    }
    if (!running) {
      wall = begin(newFormat, wall);
    } else {
      lastDuration = Duration.between(lastWall, wall);
    }
    if (sinks.hasChanges() || sinks.hasWaiting()) {
      sinks.settle(running, new RunEnd(wall, null, "the receiver was taken off"));
      if (key && sinks.hasWaiting()) {
        sinks.join(start(newFormat, wall));
      }
    }
    lastWall = wall;
    lastPictureNanos = arrivedNanos;
    tally.picture(bytes.length);
    sinks.accept(new AccessUnit(ticks, compositionTicks, wall, key, bytes));
  }

  @Override
  public void dropped(long arrivedNanos) {
    lastSeenNanos = arrivedNanos;
    tally.dropped();
  }

  @Override
  public void broken(String why) {
    if (running) {
      endRun(
          new RunEnd(
              missingFrom(),
              GapReason.CAMERA_LOST,
              why + " on the way; recording goes on with the next key frame"));
    }
  }

  @Override
  public void jumped() {
    jumped = running;
  }

  @Override
  public void report(SenderReport report, long arrivedNanos) {
    offset.add(Duration.between(clocks.wall(), report.wall()));
  }

  /// Ends the run, or without one says why none can begin; the same gap is not told twice.
  void end(GapReason gap, String detail) {
    sinks.settle(running, new RunEnd(clocks.wall(), null, "the receiver was taken off"));
    if (running) {
      endRun(new RunEnd(missingFrom(), gap, detail));
    } else if (toldGap != gap) {
      toldGap = gap;
      sinks.end(new RunEnd(clocks.wall(), gap, detail));
    }
  }

  /// Every few seconds: how the clocks are, for whoever asks, and how well pictures are dated now,
  /// for the next reel.
  private void tellClock() {
    toldWindows = times.windows();
    var uncertainty = times.uncertainty();
    tally.clock(
        new CameraClock(clocks.wall(), offset.median(), cameraDriftPpm(), uncertainty, caughtUp()));
    if (running) {
      sinks.uncertainty(uncertainty);
    }
  }

  private void noteJumps(long arrivedNanos) {
    if (!overdue && running && (jumped || mustAdopt())) {
      overdue = true;
      overdueSince = arrivedNanos;
    }
  }

  /// Begins a run with a picture, and returns that picture's date by the clock as it is now.
  private Instant begin(VideoFormat newFormat, Instant wall) {
    var dated = mustAdopt() ? wall.plus(times.adopt()) : wall;
    jumped = false;
    overdue = false;
    running = true;
    format = newFormat;
    toldGap = null;
    lastDuration = USUAL_DURATION;
    tally.run();
    sinks.settle(false, new RunEnd(dated, null, ""));
    sinks.begin(start(newFormat, dated));
    return dated;
  }

  private RunStart start(VideoFormat of, Instant wall) {
    return new RunStart(source.camera(), source.stream(), of, wall, times.uncertainty());
  }

  private boolean mustAdopt() {
    return !times.step().isZero() || !times.off().isZero();
  }

  private @Nullable GapReason jumpGap() {
    return mustAdopt() ? GapReason.CLOCK : null;
  }

  private String jumpDetail() {
    if (!times.step().isZero()) {
      return "the wall clock stepped by %+.1f s".formatted(times.step().toMillis() / 1000.0);
    }
    return times.off().isZero()
        ? "the camera's timestamps jumped"
        : "the camera's clock ran away; dates were corrected by %+.1f s"
            .formatted(times.off().toMillis() / 1000.0);
  }

  private Instant missingFrom() {
    return lastWall.plus(lastDuration);
  }

  private void endRun(RunEnd end) {
    running = false;
    toldGap = end.gap();
    sinks.end(end);
  }
}
