package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Repeated;
import org.vigie.model.AlarmKind;

/// One volume of the configuration: held while the right disk is there, let go when it is not,
/// taken again when it comes back. Its cameras have flushers of its own, so that a slow volume
/// delays no other's.
///
/// Safe for any thread; opened and let go by one: whoever opens the recorder, then its own watch.
final class VolumePost implements AutoCloseable {

  private static final Logger LOG = System.getLogger(VolumePost.class.getName());

  /// How full it is changes slowly, and asking the index costs something.
  private static final int WATCHES_PER_LOOK = 10;

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final VolumeSettings settings;
  private final VolumeServices services;
  private final List<Flusher> flushers = new ArrayList<>();
  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicLong writtenBytes = new AtomicLong();
  private final WriteRate rate = new WriteRate();
  private volatile @Nullable Volume volume;
  private volatile String trouble = "";

  /// In seconds; 0 while no reel was begun here.
  private final AtomicLong longestKept = new AtomicLong();

  private volatile long expectedRate;
  private volatile Space space = new Space(Space.Level.ENOUGH, Long.MAX_VALUE, 0);
  private volatile boolean failing;
  private int watches;
  private @Nullable Repeated watch;

  VolumePost(VolumeSettings settings, VolumeServices services) {
    this.settings = settings;
    this.services = services;
  }

  VolumeSettings settings() {
    return settings;
  }

  String name() {
    return settings.name();
  }

  /// Whether this is its id, be it there or away.
  boolean is(String id) {
    return services.register().idOf(name()).filter(id::equals).isPresent();
  }

  /// The volume, while it is there.
  Optional<Volume> volume() {
    return Optional.ofNullable(volume);
  }

  /// @throws VolumeWrong if it is not there
  Volume requireVolume() throws VolumeWrong {
    var there = volume;
    if (there == null) {
      throw new VolumeWrong(trouble);
    }
    return there;
  }

  boolean isAway() {
    return volume == null;
  }

  /// Why it is away; empty while it is there.
  String trouble() {
    return trouble;
  }

  Space space() {
    return space;
  }

  /// Whether a camera may begin a reel here.
  ///
  /// @param fresh whether the camera was never recorded
  boolean takes(boolean fresh) {
    // Whether it is full is asked now: the ladder's step may be some seconds old, and a camera that
    // is sent to a full volume has a gap for as long.
    return volume != null
        && !isFull()
        && switch (space.level()) {
          case ENOUGH, SCARCE, FULL -> true;
          case NO_NEW_CAMERAS -> !fresh;
        };
  }

  /// Whether nothing more may be written: asked before every pass, so it costs one system call.
  boolean isFull() {
    var there = volume;
    try {
      return there != null && leftBytes(there) <= 0;
    } catch (IOException e) {
      // Whether the disk works will show when it is written to.
      return false;
    }
  }

  private long leftBytes(Volume there) throws IOException {
    return Math.min(
        there.freeBytes() - settings.reserveBytes(), settings.quotaBytes() - usedBytes.get());
  }

  /// A reel was begun here that is destroyed when it is `kept` old.
  void begun(Duration kept) {
    longestKept.accumulateAndGet(kept.toSeconds(), Math::max);
  }

  /// Footage was written here.
  void wrote(long bytes) {
    usedBytes.addAndGet(bytes);
    writtenBytes.addAndGet(bytes);
  }

  /// Footage was destroyed here.
  void freed(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  long usedBytes() {
    return usedBytes.get();
  }

  /// How much its cameras are expected to write, until it has been measured.
  void expect(long bytesPerSecond) {
    expectedRate = bytesPerSecond;
  }

  /// A write or flush has failed, and its reel has ended.
  void failed(String sentence) {
    failing = true;
    services.alarms().raise(AlarmKind.DISK_FAILED, name(), sentence);
  }

  /// A new reel has its first part on disk.
  void worked() {
    if (failing) {
      failing = false;
      services.alarms().end(AlarmKind.DISK_FAILED, name());
    }
  }

  VolumeState state() {
    var there = volume;
    return new VolumeState(
        name(),
        settings.folder(),
        there != null,
        there == null
            ? trouble
            : space.level() == Space.Level.ENOUGH ? "" : space.sentence(settings),
        usedBytes.get(),
        space.leftBytes(),
        space.bytesPerSecond());
  }

  // Opening and letting go.

  /// Takes hold of the volume and learns what its journal says; [#recover] is next.
  ///
  /// @return empty if the volume is not there, which is said in an alarm
  /// @throws VolumeInUse if another recorder has it
  Optional<Volume> hold() throws VolumeInUse {
    try {
      var known = services.register().idOf(name());
      var opened = Volume.open(settings, services.town(), known, services.index().path());
      try {
        services.register().learn(name(), opened.id());
        var unused = services.index().lines().takeIn(opened.id(), Volume.journal(opened.folder()));
        return Optional.of(opened);
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    } catch (VolumeInUse e) {
      throw e;
    } catch (IOException e) {
      away(e.getMessage() + "");
      return Optional.empty();
    }
  }

  /// Makes good what a crash left on it; from then on it is used.
  Recovery.Found recover(Volume held) throws IOException {
    try {
      var found = new Recovery(held, services).run();
      usedBytes.set(services.index().sums().bytes(held.id()));
      volume = held;
      trouble = "";
      services.alarms().end(AlarmKind.VOLUME_WRONG, name());
      look(held);
      return found;
    } catch (IOException | RuntimeException e) {
      volume = null;
      held.close();
      throw e;
    }
  }

  /// The same; a volume that cannot be made good now is away, and tried again. The others record
  /// on.
  Recovery.Found recoverOrLeave(Volume held) {
    try {
      return recover(held);
    } catch (IOException e) {
      away("%s could not be opened: %s".formatted(settings.folder(), e.getMessage()));
      return new Recovery.Found(0, 0, 0);
    }
  }

  /// Says that the volume is not there; its cameras' reels end and they go elsewhere.
  void away(String why) {
    if (!why.equals(trouble)) {
      LOG.log(Level.ERROR, "volume " + name() + ": " + why);
    }
    trouble = why;
    var there = volume;
    volume = null;
    services.alarms().raise(AlarmKind.VOLUME_WRONG, name(), why + ".");
    if (there != null) {
      try {
        there.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "volume " + name() + " could not be let go: " + e.getMessage());
      }
    }
  }

  /// Begins to flush, and to look after the volume.
  void start(RecorderSettings all, Registrar registrar) {
    for (int number = 0; number < all.flushers(); number++) {
      flushers.add(new Flusher(name() + "-" + number, this, all));
    }
    watch = Repeated.start("recording-volume-" + name(), all.lookEvery(), () -> watch(registrar));
  }

  private void watch(Registrar registrar) {
    var there = volume;
    try {
      if (there == null) {
        comeBack(registrar);
      } else {
        there.requireThere();
        if (++watches % WATCHES_PER_LOOK == 0) {
          look(there);
        }
      }
    } catch (IOException e) {
      away(e.getMessage() + "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Only after each flusher has ended the reels that it had open there, and the index has them.
  private void comeBack(Registrar registrar) throws IOException, InterruptedException {
    if (VolumeIdentity.find(settings.folder()).isEmpty()
        && services.register().idOf(name()).isPresent()) {
      return;
    }
    for (var flusher : flushers) {
      flusher.flush();
    }
    registrar.settle();
    var held = hold();
    if (held.isPresent()) {
      recover(held.get());
      LOG.log(Level.INFO, "volume " + name() + " is there again");
    }
  }

  private void look(Volume there) throws IOException {
    long now = services.clocks().elapsedNanos();
    long left = leftBytes(there);
    long bytesPerSecond = rate.bytesPerSecond(now, writtenBytes.get(), expectedRate);
    long wall = Micros.of(services.clocks().wall());
    space =
        Space.judge(
            left,
            bytesPerSecond,
            // A rate that is only assumed warns nobody a day ahead: it is measured within a minute.
            rate.isMeasured(now) ? settings.warnFor() : Duration.ZERO,
            settings.refuseFor(),
            longestKept.get() == 0 ? FOR_EVER : Duration.ofSeconds(longestKept.get()),
            time -> services.index().sums().bytesExpiring(there.id(), wall + Micros.of(time)));
    if (space.level() == Space.Level.ENOUGH) {
      services.alarms().end(AlarmKind.VOLUME_SPACE, name());
    } else {
      services.alarms().raise(AlarmKind.VOLUME_SPACE, name(), space.sentence(settings));
    }
  }

  /// Gives a camera to the flusher with the fewest.
  void take(CameraDisk camera) {
    var calmest = flushers.getFirst();
    for (var flusher : flushers) {
      if (flusher.cameras() < calmest.cameras()) {
        calmest = flusher;
      }
    }
    camera.goTo(this);
    calmest.add(camera);
  }

  void flush() throws InterruptedException {
    for (var flusher : flushers) {
      flusher.flush();
    }
  }

  /// Stops to look after the volume.
  void endWatch() {
    var running = watch;
    if (running != null) {
      running.close();
    }
  }

  /// Flushes for the last time and ends every reel.
  void endFlushers() {
    flushers.forEach(Flusher::close);
  }

  /// Lets go of the volume.
  @Override
  public void close() throws IOException {
    var there = volume;
    if (there != null) {
      there.close();
    }
  }
}
