package org.vigie.sight;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Backoff;
import org.vigie.base.Clocks;
import org.vigie.link.wire.FromBurner;
import org.vigie.model.AccessUnit;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.MaskCover;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;

/// The one receiver that the session of a masked stream has: gives its pictures to a burner of
/// their own, and what comes back to those who store and analyse. There is no other way through: a
/// burner that is dead, hung or slow means missing pictures with their reason, never raw ones.
///
/// The session never waits for it. Receivers are called by the stage's own thread.
public final class BurnerStage implements StreamSink, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(BurnerStage.class.getName());

  /// A burner that has worked for this long was not broken by its start.
  private static final Duration GOOD = Duration.ofSeconds(20);

  /// How long the last pictures of a stream that ends may take.
  private static final Duration TO_DRAIN = Duration.ofSeconds(3);

  /// What a stage needs of the town.
  record Services(BurnSettings settings, Confinement confinement, Alarms alarms, Clocks clocks) {}

  private final CameraId camera;
  private final String name;
  private final MaskCover cover;
  private final Services services;
  private final BurnQueue queue;
  private final BurnedRuns runs;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch drained = new CountDownLatch(1);
  private final BurnMeter meter = new BurnMeter();
  private volatile @Nullable BurnerLife life;
  private volatile long restarts;

  private BurnerStage(
      CameraId camera,
      StreamKind stream,
      MaskCover cover,
      List<StreamSink> receivers,
      Services services) {
    this.camera = camera;
    this.name = "burner-" + camera + "-" + stream.name().toLowerCase(Locale.ROOT);
    this.cover = cover;
    this.services = services;
    this.queue =
        new BurnQueue(
            services.settings().mostWaitingBytes(), () -> pid().isPresent(), services.clocks());
    this.runs = new BurnedRuns(receivers);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /// Starts a stage, whose burner follows: before the first picture, where the camera takes its
  /// time.
  static BurnerStage start(
      CameraId camera,
      StreamKind stream,
      MaskCover cover,
      List<StreamSink> receivers,
      Services services) {
    var stage = new BurnerStage(camera, stream, cover, receivers, services);
    stage.thread.start();
    return stage;
  }

  @Override
  public void begin(RunStart start) {
    queue.begin(start);
  }

  @Override
  public void accept(AccessUnit unit) {
    queue.accept(unit);
  }

  @Override
  public void end(RunEnd end) {
    queue.end(end);
  }

  CameraId camera() {
    return camera;
  }

  /// The process of its burner, where one runs.
  public Optional<Long> pid() {
    return Optional.ofNullable(life).map(BurnerLife::pid);
  }

  public BurnCounts counts() {
    return new BurnCounts(
        queue.received(),
        runs.handedOn(),
        queue.dropped() + runs.missing(),
        restarts,
        meter.millisPerPicture(),
        meter.corePercent());
  }

  boolean isClosed() {
    return !thread.isAlive();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    var backoff =
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), RandomGenerator.getDefault());
    while (true) {
      var began = services.clocks().elapsed();
      var why = live();
      runs.burnerGone(services.clocks().wall(), queue.isRunning(), why);
      if (isClosing()) {
        break;
      }
      LOG.log(Level.WARNING, name + ": " + why);
      services.alarms().raise(AlarmKind.BURNER, camera.value(), why + " It is started again.");
      if (services.clocks().elapsed().minus(began).compareTo(GOOD) > 0) {
        backoff.succeeded();
      }
      if (pause(backoff.failed())) {
        break;
      }
      restarts = restarts + 1;
    }
    tellLastEnd();
    drained.countDown();
  }

  /// One life of a burner, from its start to its end; returns why it ended, as a sentence.
  private String live() {
    try (var living = BurnerLife.begin(name, cover, queue, runs, services)) {
      life = living;
      return listen(living);
    } catch (IOException e) {
      return "The burner of the privacy masks has failed (" + e.getMessage() + ").";
    } finally {
      life = null;
      meter.gone();
    }
  }

  private String listen(BurnerLife living) throws IOException {
    while (true) {
      var message = living.receive();
      if (message.isEmpty()) {
        return living.wasKilled()
            ? "The burner of the privacy masks hung and was ended."
            : "The burner of the privacy masks has died.";
      }
      handle(living, message.get());
    }
  }

  private void handle(BurnerLife living, FromBurner message) throws IOException {
    switch (message.getKindCase()) {
      case READY -> {}
      case FORMAT -> runs.format(message.getFormat());
      case UNIT -> {
        boolean first = !runs.isRunning();
        runs.picture(message.getUnit());
        if (first) {
          services.alarms().end(AlarmKind.BURNER, camera.value());
        }
      }
      case DONE -> meter.add(message.getDone());
      case ENDED -> {
        var ended = message.getEnded();
        if (!ended.getSentence().isEmpty()) {
          LOG.log(Level.WARNING, "{0}: {1}", name, ended.getSentence());
        }
        runs.ended(ended.getRun(), ended.getSentence());
      }
      case KIND_NOT_SET -> throw new IOException("it says what this host does not know");
    }
    living.heard(message);
  }

  /// Without a burner nothing of what waits can come through; its reasons do.
  private void tellLastEnd() {
    try {
      queue.close();
      for (var item = queue.take(() -> false); item.isPresent(); item = queue.take(() -> false)) {
        switch (item.get()) {
          case BurnQueue.Item.End(var end) -> runs.end(end);
          case BurnQueue.Item.Coded coded -> runs.letGo();
          case BurnQueue.Item.Begin begin -> {}
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Called now and then: kills a burner that has work and says nothing.
  void check() {
    var living = life;
    if (living != null) {
      meter.look(living.pid(), services.clocks().elapsed());
      if (living.isSilent()) {
        living.kill();
      }
    }
  }

  private boolean pause(Duration wait) {
    try {
      return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Lets the burner finish what the session has sent, for a few seconds, and ends it. The session
  /// has been stopped before; receivers are not called afterwards.
  @Override
  public void close() {
    queue.close();
    closing.countDown();
    try {
      if (!drained.await(TO_DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        var late = life;
        if (late != null) {
          late.kill();
        }
      }
      if (!thread.join(TO_DRAIN)) {
        // A burner is still being started, which can take longer: nobody waits for it.
        runs.burnerGone(services.clocks().wall(), false, "Vigie was stopped");
        tellLastEnd();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runs.close();
  }
}
