package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Backoff;
import org.vigie.base.Clocks;
import org.vigie.media.MediaException;
import org.vigie.model.CameraState;
import org.vigie.model.CameraState.Phase;
import org.vigie.model.GapReason;
import org.vigie.model.StreamSink;

/// Keeps one stream of one camera coming: connects, hands every picture to the sinks, notices when
/// it stops, and tries again with growing waits, on a thread of its own.
///
/// Any thread may call its methods; sinks are called on the session's thread only.
public final class CameraSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(CameraSession.class.getName());

  /// How many times [SessionSettings#progress] a camera may send pictures without a key frame.
  private static final int KEY_PATIENCE = 6;

  private static final Duration MOST_STOPPING = Duration.ofSeconds(10);

  private record Status(Phase phase, Instant since, String reason) {}

  private record Stop(GapReason why, String detail) {}

  private final StreamSource source;
  private final String label;
  private final SessionSettings settings;
  private final Clocks clocks;
  private final FanOut sinks;
  private final Tally tally = new Tally();
  private final RunKeeper runs;
  private final Backoff retry;
  private final Backoff refused;
  private final Thread thread;

  private final Object lock = new Object();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Reader client;
  private @Nullable Runnable giveUp;
  private volatile @Nullable Stop stop;
  private volatile Status status;
  private volatile long gatherNanos;

  private CameraSession(
      StreamSource source, SessionSettings settings, List<StreamSink> sinks, Clocks clocks) {
    this.source = source;
    this.label = source.camera() + " " + source.stream().name().toLowerCase(Locale.ROOT);
    this.settings = settings;
    this.clocks = clocks;
    this.sinks = new FanOut(label, sinks);
    this.runs = new RunKeeper(source, this.sinks, tally, clocks);
    var random = new SplittableRandom();
    this.retry = new Backoff(settings.firstRetry(), settings.mostRetry(), random);
    this.refused = new Backoff(settings.firstRefused(), settings.mostRefused(), random);
    this.status = new Status(Phase.CONNECTING, clocks.wall(), "");
    // A platform thread: a virtual one cost nearly twice the processor time (design/cost.md).
    this.thread = Thread.ofPlatform().name("camera " + label).unstarted(this::run);
  }

  /// Starts a session, which connects at once.
  public static CameraSession start(
      StreamSource source, SessionSettings settings, List<StreamSink> sinks, Clocks clocks) {
    var session = new CameraSession(source, settings, sinks, clocks);
    session.thread.start();
    return session;
  }

  public StreamSource source() {
    return source;
  }

  /// Adds a receiver, which joins at the next key frame with a `begin` of its own.
  public void add(StreamSink sink) {
    sinks.add(sink);
  }

  /// Removes a receiver; its run, if one is in progress, ends with the next picture.
  public void remove(StreamSink sink) {
    sinks.remove(sink);
  }

  /// How long bytes may gather in the socket before they are read; zero, to begin with: each read
  /// as it comes. Waking for every picture costs more than reading it does (design/cost.md), so
  /// whoever needs no picture at once says how long it can wait. Nothing is lost by it: the kernel
  /// keeps what a camera sends in a fraction of a second many times over.
  public void gather(Duration most) {
    gatherNanos = most.toNanos();
  }

  /// What the stream is doing now.
  public CameraState state() {
    var now = status;
    return new CameraState(
        source.camera(),
        source.stream(),
        now.phase,
        now.since,
        now.reason,
        tally.pictures(),
        tally.lost(),
        tally.clock());
  }

  public SessionCounts counts() {
    return tally.counts(sinks.failures());
  }

  /// Ends the run with this reason, says goodbye to the camera and waits until the sinks will not
  /// be called any more. The second call only waits; on the session's own thread none waits.
  public void stop(GapReason why, String detail) {
    synchronized (lock) {
      if (stop == null) {
        stop = new Stop(why, detail);
        stopped.countDown();
        if (client != null) {
          client.wake();
        } else if (giveUp != null) {
          giveUp.run();
        }
      }
    }
    awaitEnd();
  }

  /// As [#stop], for the end of the program.
  @Override
  public void close() {
    stop(GapReason.RESTART, "Vigie was stopped");
  }

  private void awaitEnd() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      if (!thread.join(MOST_STOPPING)) {
        LOG.log(System.Logger.Level.ERROR, label + ": a receiver keeps the session from ending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (stop == null) {
      enter(Phase.CONNECTING, status.reason);
      var failure = attempt();
      if (stop == null) {
        pause(failure);
      }
    }
    var end = stop;
    if (end != null) {
      runs.end(end.why, end.detail);
      enter(Phase.OFF, end.detail);
    }
  }

  /// Connects and reads until something fails.
  private MediaException attempt() {
    try {
      runs.connected();
      var opened = connect();
      try {
        read(opened);
      } finally {
        synchronized (lock) {
          client = null;
        }
        tally.packets(opened);
        tally.disconnected();
        opened.close();
      }
      return new MediaException.Unreachable(label + ": stopped");
    } catch (MediaException e) {
      return e;
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, label + ": the session failed", e);
      return new MediaException.Broken(label + ": Vigie could not read the stream (" + e + ")");
    }
  }

  private Reader connect() throws MediaException {
    @Nullable Reader opened = null;
    try {
      opened = source.origin().open(label, settings.connect(), runs, clocks, this::opening);
      return opened;
    } finally {
      synchronized (lock) {
        giveUp = null;
        client = opened;
      }
    }
  }

  private void opening(Runnable end) {
    synchronized (lock) {
      giveUp = end;
      if (stop != null) {
        end.run();
      }
    }
  }

  private void read(Reader from) throws MediaException {
    var reading = new Reading(from);
    while (stop == null) {
      reading.next();
    }
  }

  /// One connection's pictures. Each round is a call, which the compiler counts: as the body of a
  /// loop it would be interpreted for hours.
  private final class Reading {

    private final Reader from;
    private final long since = clocks.elapsedNanos();
    private final long progress = settings.progress().toNanos();
    private final Duration wait = Duration.ofNanos(Math.min(progress / 4, 1_000_000_000L));
    private boolean streaming;

    Reading(Reader from) {
      this.from = from;
    }

    /// Takes what has come, or waits for more, and says so when it has been too long.
    void next() throws MediaException {
      long seen = runs.lastSeenNanos();
      from.read(wait);
      tally.packets(from);
      long now = clocks.elapsedNanos();
      if (!streaming && runs.lastPictureNanos() > since) {
        streaming = true;
        enter(Phase.STREAMING, "");
      }
      if (runs.lastSeenNanos() != seen) {
        // Something came, though a slow sink may have made it long ago.
        seen = now;
      }
      requireProgress(now, seen);
      if (streaming && now - since > progress) {
        retry.succeeded();
        refused.succeeded();
      }
      if (streaming && gatherNanos > 0 && from.isDrained()) {
        rest(gatherNanos);
      }
    }

    private void requireProgress(long now, long seen) throws MediaException {
      if (now - seen > progress) {
        throw new MediaException.Unreachable(
            "%s: no complete picture for %s".formatted(label, spoken(settings.progress())));
      }
      long withoutKey = runs.lastSeenNanos() - runs.lastPictureNanos();
      if (streaming && withoutKey > progress) {
        // Cameras begin a new session with a key frame: sooner than the next one of its own, where
        // those are far apart.
        throw new MediaException.Unreachable(
            "%s: pictures were lost and no key frame came for %s; connecting again for one"
                .formatted(label, spoken(settings.progress())));
      }
      if (withoutKey > KEY_PATIENCE * progress) {
        throw new MediaException.Broken(
            "%s: no key frame for %s; set a shorter key frame interval"
                .formatted(label, spoken(settings.progress().multipliedBy(KEY_PATIENCE))));
      }
    }
  }

  private void rest(long nanos) {
    try {
      if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts; the loop ends by its flag.
    }
  }

  private void pause(MediaException failure) {
    var wait =
        switch (failure) {
          case MediaException.Refused e -> refused.failed();
          case MediaException.Unreachable e -> retry.failed();
          case MediaException.Broken e -> retry.failed();
        };
    var gap =
        failure instanceof MediaException.Refused
            ? GapReason.CAMERA_REFUSED
            : GapReason.CAMERA_LOST;
    var reason = String.valueOf(failure.getMessage());
    runs.end(gap, reason);
    enter(Phase.WAITING, reason);
    rest(wait.toNanos());
  }

  private void enter(Phase phase, String reason) {
    var before = status;
    status = new Status(phase, clocks.wall(), reason);
    if (phase == Phase.WAITING && !reason.equals(before.reason)) {
      LOG.log(System.Logger.Level.WARNING, reason);
    } else if (phase == Phase.STREAMING) {
      LOG.log(System.Logger.Level.INFO, label + ": pictures arrive");
    }
  }

  private static String spoken(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
