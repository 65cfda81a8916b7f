package org.vigie.sight;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.vigie.base.Clocks;
import org.vigie.link.detector.DetectorFile;
import org.vigie.link.detector.DetectorManifest;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;
import org.vigie.model.LiveViewers;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.ObservationSink;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// Starts, feeds and supervises the eyes. Safe for any thread.
public final class Sight implements LivePictures, MaskedCopies, AutoCloseable {

  private static final int CHECK_EVERY_MS = 500;

  private record Placed(FedCamera camera, EyeRunner runner) {
    void wake() {
      runner.wake(camera.number());
    }
  }

  private final SightSettings settings;
  private final List<EyeRunner> runners = new ArrayList<>();
  private final Confinement confinement;
  private final Copier copier;
  private final Map<CameraId, Placed> cameras = new ConcurrentHashMap<>();

  /// Viewers stay while their camera comes and goes.
  private final Map<CameraId, LiveViewers> viewers = new ConcurrentHashMap<>();

  private final AtomicInteger numbers = new AtomicInteger(1);
  private final EyeEnds ends = new EyeEnds();
  private final AtomicLong moves = new AtomicLong();
  private final Balancer balancer;
  private final CountDownLatch closing = new CountDownLatch(1);

  private Sight(SightSettings settings, ObservationSink sink, Clocks clocks) {
    this.settings = settings;
    this.balancer = new Balancer(clocks);
    this.confinement = Confinement.ofEyes(settings);
    this.copier = new Copier(settings, confinement, clocks);
    var listener = new EyeListener(sink);
    for (int i = 1; i <= settings.eyes(); i++) {
      runners.add(new EyeRunner(i, settings, confinement, listener, clocks, ends));
    }
  }

  /// Starts the eyes; returns at once, they follow. With a model it first tries that, which takes
  /// some seconds; if it fails they work without.
  ///
  /// @param sink receives what the eyes say, on sight's threads, one camera's in order
  /// @throws IOException if `runDir` cannot be used
  public static Sight start(SightSettings settings, ObservationSink sink, Clocks clocks)
      throws IOException {
    Files.createDirectories(settings.runDir());
    var sight = new Sight(settings, sink, clocks);
    if (settings.detector().isPresent()) {
      sight.confinement.tryNow();
    }
    sight.runners.forEach(EyeRunner::start);
    Thread.ofPlatform().name("sight-checks").daemon().start(sight::checkNowAndThen);
    return sight;
  }

  private void checkNowAndThen() {
    try {
      while (!closing.await(CHECK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        runners.forEach(EyeRunner::check);
        copier.check();
        balancer.look(runners.stream().map(EyeRunner::cameras).toList()).ifPresent(this::move);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives a camera to another eye. It is masked whole until that one knows the view.
  private synchronized void move(Balance.Move move) {
    var to = runners.get(move.to());
    runners
        .get(move.from())
        .giveAway(move.camera())
        .ifPresent(
            camera -> {
              to.add(camera);
              cameras.computeIfPresent(camera.id(), (id, placed) -> new Placed(camera, to));
              camera.viewers().interrupted("The camera is moving to an eye with more time.");
              to.wake(camera.number());
              moves.incrementAndGet();
            });
  }

  /// The sink for the stream that the eye shall see, with every sign in [SightMode#WATCH]. A camera
  /// fed again begins anew.
  public StreamSink feed(CameraId camera, SightMode mode) {
    return feed(camera, SightTask.all(mode));
  }

  /// The sink for the stream that the eye shall see, and what it shall look for. A camera fed again
  /// begins anew.
  public synchronized StreamSink feed(CameraId camera, SightTask task) {
    remove(camera);
    var runner = runners.stream().min(Comparator.comparingInt(EyeRunner::load)).orElseThrow();
    int number = numbers.getAndIncrement();
    var fed =
        new FedCamera(camera, number, task, settings, viewersOf(camera), () -> wakeEyeOf(camera));
    runner.add(fed);
    cameras.put(camera, new Placed(fed, runner));
    return fed;
  }

  private LiveViewers viewersOf(CameraId camera) {
    return viewers.computeIfAbsent(camera, id -> new LiveViewers());
  }

  /// Changes what the eye may look for and say of a camera: at once, whatever is still under way.
  /// Nothing happens for an unknown one.
  public void task(CameraId camera, SightTask task) {
    var placed = cameras.get(camera);
    if (placed != null) {
      placed.camera.task(task);
      placed.wake();
    }
  }

  /// A camera that turns looks at another of its views: that is learnt anew, and masked whole until
  /// it is. What was learnt of how each looks holds. Nothing happens where it is no news.
  ///
  /// @param view a name of the caller's own, empty at home; nothing for one that nothing is drawn
  /// on
  public void looksAt(CameraId camera, Optional<String> view) {
    var placed = cameras.get(camera);
    if (placed != null && placed.camera.looksAt(view)) {
      placed.wake();
    }
  }

  /// Forgets a camera: nothing is said or shown of it from now on.
  public synchronized void remove(CameraId camera) {
    var placed = cameras.remove(camera);
    if (placed != null) {
      placed.camera.remove();
      placed.camera.viewers().interrupted("The camera is out of service.");
      placed.wake();
    }
  }

  /// The processes of the eyes that run now. Killing one kills that eye.
  public List<Long> eyePids() {
    return Stream.concat(runners.stream().map(EyeRunner::pid), Stream.of(copier.pid()))
        .flatMap(Optional::stream)
        .toList();
  }

  /// How many eyes there should be.
  public int eyes() {
    return runners.size();
  }

  /// How many of them run now.
  public int running() {
    return (int) runners.stream().filter(runner -> runner.pid().isPresent()).count();
  }

  /// How often an eye has been started again after it died or hung.
  public long restarts() {
    return ends.restarts();
  }

  /// How the last eye ended that died or hung; nothing while none has.
  public Optional<String> lastEnd() {
    return ends.last();
  }

  /// How often a camera has been given to another eye because its own could not keep up.
  public long moves() {
    return moves.get();
  }

  /// Whether the eyes run without network, in a file system of their own; false until the first
  /// one has started.
  public boolean confined() {
    return confinement.stands();
  }

  /// What keeps the eyes from being confined, and the remedy; nothing while they are, or before
  /// the first one has started.
  public Optional<String> confinementMissing() {
    return confinement.missing();
  }

  /// The model that the eyes use: it was loaded and has been run once, behind the same walls.
  public Optional<DetectorManifest> detector() {
    return settings.detector().filter(d -> detectorRefusal().isEmpty()).map(DetectorFile::manifest);
  }

  /// Why the eyes work without the model that the settings name; nothing if they have it.
  public Optional<String> detectorRefusal() {
    return confinement.refusal();
  }

  /// Whether nothing moves before a camera and nobody watches it, so that its pictures need not be
  /// fetched at once.
  public boolean isAsleep(CameraId camera) {
    var placed = cameras.get(camera);
    return placed != null && placed.camera.isAsleep();
  }

  /// What has become of a camera's pictures; zeros for an unknown one.
  public SightCounts counts(CameraId camera) {
    var placed = cameras.get(camera);
    return placed == null ? SightCounts.NONE : placed.camera.counts();
  }

  @Override
  public Lease watch(CameraId camera, LiveViewer viewer, LivePace pace) {
    var audience = viewersOf(camera);
    var seat = audience.add(viewer, pace);
    if (!wakeEyeOf(camera)) {
      viewer.interrupted("The camera is out of service.");
    }
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        audience.remove(seat);
        wakeEyeOf(camera);
      }
    };
  }

  private boolean wakeEyeOf(CameraId camera) {
    var placed = cameras.get(camera);
    if (placed != null) {
      placed.wake();
    }
    return placed != null;
  }

  @Override
  public Copy mask(
      VideoFormat format, List<AccessUnit> units, List<BlockMask> masks, MaskEdits edits)
      throws IOException {
    return copier.mask(format, units, masks, edits);
  }

  /// Ends the eyes and all watching.
  @Override
  public void close() {
    closing.countDown();
    cameras.keySet().forEach(this::remove);
    runners.forEach(EyeRunner::close);
    copier.close();
  }
}
