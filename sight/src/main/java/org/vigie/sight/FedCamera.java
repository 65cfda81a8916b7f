package org.vigie.sight;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.link.Wire;
import org.vigie.link.WireSigns;
import org.vigie.link.wire.CloseCamera;
import org.vigie.link.wire.Done;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.SetMode;
import org.vigie.link.wire.SetWatched;
import org.vigie.link.wire.ToEye;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LiveViewers;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// One camera between its session and its eye: a bounded buffer that keeps the newest group of
/// pictures, and what the eye has still to be told. Safe for any thread; never waits.
final class FedCamera implements StreamSink {

  /// A slow eye may be this far behind before older groups are let go, in units.
  private static final int LATE = 60;

  /// A sleeping camera's eye is not woken for fewer pictures than these, unless a key picture is
  /// among them.
  private static final int WORTH_WAKING = 20;

  private static final int HOME = 0;
  private static final int ELSEWHERE = -1;

  private static final int MOST_UNITS = 1500;
  private static final int MOST_BYTES = 12 * 1024 * 1024;

  /// What waits: a new run's format, or a unit of the current one.
  private sealed interface Item {
    record Begin(VideoFormat format) implements Item {}

    record Coded(AccessUnit unit) implements Item {}
  }

  private final CameraId id;
  private final int number;
  private final SightSettings settings;
  private final LiveViewers viewers;
  private final Runnable wakeEye;
  private final Deque<Item> items = new ArrayDeque<>();
  private int bytes;
  private @Nullable VideoFormat format;
  private SightTask task;
  private SightTask toldTask;
  private Optional<LivePace> toldWatched = Optional.empty();
  private int toldAudience;
  private final Map<String, Integer> views = new HashMap<>();
  private int view;
  private int toldView;
  private boolean opened;
  private boolean removed;
  private boolean toldRemoved;
  private boolean lost;
  private boolean droppingToKey;
  private boolean asleep;
  private long received;
  private long skipped;
  private long handled;
  private long decoded;
  private long analysed;
  private long observations;
  private long cpuNanos;
  private StageTimes stages = StageTimes.NONE;

  FedCamera(
      CameraId id,
      int number,
      SightTask task,
      SightSettings settings,
      LiveViewers viewers,
      Runnable wakeEye) {
    this.viewers = viewers;
    this.id = id;
    this.number = number;
    this.task = task;
    this.toldTask = task;
    this.settings = settings;
    this.wakeEye = wakeEye;
  }

  CameraId id() {
    return id;
  }

  int number() {
    return number;
  }

  LiveViewers viewers() {
    return viewers;
  }

  synchronized SightTask task() {
    return task;
  }

  @Override
  public void begin(RunStart start) {
    synchronized (this) {
      if (removed) {
        return;
      }
      items.add(new Item.Begin(start.format()));
      droppingToKey = true;
    }
    wakeEye.run();
  }

  @Override
  public void accept(AccessUnit unit) {
    if (take(unit)) {
      wakeEye.run();
    }
  }

  /// Keeps a unit; whether the eye should hear of it now.
  private synchronized boolean take(AccessUnit unit) {
    if (removed) {
      return false;
    }
    received++;
    if (unit.key()) {
      droppingToKey = false;
      if (items.size() > LATE) {
        dropUnits();
      }
    }
    if (droppingToKey) {
      skipped++;
      return false;
    }
    items.add(new Item.Coded(unit));
    bytes += unit.bytes().length;
    if (items.size() > MOST_UNITS || bytes > MOST_BYTES) {
      dropUnits();
      droppingToKey = true;
    }
    return !asleep
        || unit.key()
        || items.size() >= WORTH_WAKING
        || viewers.wanted().equals(Optional.of(LivePace.ALL));
  }

  /// Whether the eye looks at key pictures only, because nothing moves and nobody wants others.
  synchronized boolean isAsleep() {
    return asleep;
  }

  /// Lets every waiting unit go, and all formats but the last.
  private void dropUnits() {
    Item.@Nullable Begin last = null;
    for (var item : items) {
      switch (item) {
        case Item.Begin begin -> last = begin;
        case Item.Coded coded -> skipped++;
      }
    }
    items.clear();
    bytes = 0;
    lost = true;
    if (last != null) {
      items.add(last);
    }
  }

  @Override
  public void end(RunEnd end) {
    if (end.gap() != null) {
      viewers.interrupted(end.detail());
    }
  }

  synchronized void task(SightTask wanted) {
    task = wanted;
  }

  /// The camera looks at another of its views.
  ///
  /// @param name empty at home; nothing for one that nothing is drawn on
  /// @return whether that is news
  synchronized boolean looksAt(Optional<String> name) {
    int next =
        name.isEmpty()
            ? ELSEWHERE
            : name.get().isEmpty()
                ? HOME
                : views.computeIfAbsent(name.get(), n -> views.size() + 1);
    if (next == view) {
      return false;
    }
    view = next;
    return true;
  }

  synchronized void remove() {
    removed = true;
    skipped += items.stream().filter(Item.Coded.class::isInstance).count();
    items.clear();
    bytes = 0;
  }

  /// A new eye, which knows nothing: it is told everything again.
  synchronized void forgetEye() {
    opened = false;
    lost = true;
    asleep = false;
  }

  /// The next thing to tell the eye, oldest first.
  synchronized Optional<ToEye> next() {
    if (removed) {
      boolean close = opened && !toldRemoved;
      toldRemoved = true;
      return close ? Optional.of(closing()) : Optional.empty();
    }
    if (items.peek() instanceof Item.Begin begin) {
      items.remove();
      format = begin.format();
      opened = false;
    }
    var watched = viewers.wanted();
    if (!opened) {
      return format == null ? Optional.empty() : Optional.of(opening(format, watched));
    }
    if (!toldTask.equals(task) || toldView != view) {
      toldTask = task;
      toldView = view;
      var message =
          SetMode.newBuilder()
              .setCamera(number)
              .setTracks(task.mode() == SightMode.WATCH)
              .addAllSigns(WireSigns.signs(task))
              .setView(view);
      return Optional.of(ToEye.newBuilder().setMode(message).build());
    }
    int audience = viewers.audiences();
    if (toldAudience != audience && toldWatched.isPresent()) {
      // Somebody left and somebody came: another stream, with a format of its own.
      watched = Optional.empty();
    }
    toldAudience = audience;
    if (!toldWatched.equals(watched)) {
      toldWatched = watched;
      var message =
          SetWatched.newBuilder()
              .setCamera(number)
              .setWatched(watched.isPresent())
              .setKeysOnly(watched.equals(Optional.of(LivePace.KEY)));
      return Optional.of(ToEye.newBuilder().setWatched(message).build());
    }
    if (items.poll() instanceof Item.Coded(var unit)) {
      bytes -= unit.bytes().length;
      var message = ToEye.newBuilder().setUnit(Wire.unit(number, unit, lost)).build();
      lost = lost && !unit.key();
      return Optional.of(message);
    }
    return Optional.empty();
  }

  private ToEye opening(VideoFormat run, Optional<LivePace> watched) {
    opened = true;
    toldTask = task;
    toldView = view;
    toldWatched = watched;
    toldAudience = viewers.audiences();
    return ToEye.newBuilder()
        .setOpen(
            OpenCamera.newBuilder()
                .setCamera(number)
                .setFormat(Wire.format(run))
                .setTracks(task.mode() == SightMode.WATCH)
                .addAllSigns(WireSigns.signs(task))
                .setWatched(watched.isPresent())
                .setKeysOnly(watched.equals(Optional.of(LivePace.KEY)))
                .setQuietMs(settings.quiet().toMillis())
                .setLearningMs(settings.learning().toMillis())
                .setWhole(task.mode() == SightMode.WHOLE)
                .setKeepBackground(true)
                .setView(view))
        .build();
  }

  private ToEye closing() {
    return ToEye.newBuilder().setClose(CloseCamera.newBuilder().setCamera(number)).build();
  }

  synchronized void done(Done done) {
    handled++;
    asleep = done.getAsleep();
    decoded += done.getDecoded();
    analysed += done.getAnalysed();
    cpuNanos += done.getCpuNanos();
    stages = stages.plus(done);
  }

  /// A unit was given to an eye that has died over it, or before it.
  synchronized void lostUnderWay() {
    skipped++;
  }

  synchronized void observed() {
    observations++;
  }

  synchronized boolean isRemoved() {
    return removed;
  }

  synchronized SightCounts counts() {
    return new SightCounts(
        received, skipped, handled, decoded, analysed, observations, cpuNanos, stages);
  }
}
