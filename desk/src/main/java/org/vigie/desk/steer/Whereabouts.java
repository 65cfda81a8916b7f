package org.vigie.desk.steer;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover;
import org.vigie.model.CameraMover.Preset;
import org.vigie.model.MaskCover;
import org.vigie.model.MoverException;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;

/// Where the cameras that turn say that they look, asked twice a second of those on whose presets
/// something is drawn; nobody else's are asked.
///
/// Privacy masks go by this alone, never by what a camera was told to do: a picture is shown in
/// part only if the camera said before it was taken, and again after it had come, that it stands at
/// the preset, with nothing else said and nothing ordered in between. Whatever is not known is
/// covered. Safe for any thread; whoever opened it has it [#look] twice a second.
public final class Whereabouts {

  /// How long a picture is on its way at most, from the lens on, where none is held up.
  static final Duration LATENCY = Duration.ofSeconds(2);

  /// What a camera did between two answers is not known where they lie farther apart.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

  private static final Duration PRESETS_EVERY = Duration.ofMinutes(1);
  private static final System.Logger LOG = System.getLogger(Whereabouts.class.getName());

  private final Map<CameraId, Spot> spots = new TreeMap<>();
  private final CameraMover mover;
  private final Function<CameraId, Set<String>> ruled;
  private final Function<CameraId, Optional<PrivacyMasks>> masks;
  private final Alarms alarms;
  private final Executor askers;
  private final Clocks clocks;

  /// @param cameras those that people steer
  /// @param ruled the presets for which zones and rules of a camera are drawn
  /// @param masks what is painted over of a camera
  /// @param askers runs what waits for a camera
  public Whereabouts(
      Set<CameraId> cameras,
      CameraMover mover,
      Function<CameraId, Set<String>> ruled,
      Function<CameraId, Optional<PrivacyMasks>> masks,
      Alarms alarms,
      Executor askers,
      Clocks clocks) {
    this.mover = mover;
    this.ruled = ruled;
    this.masks = masks;
    this.alarms = alarms;
    this.askers = askers;
    this.clocks = clocks;
    cameras.forEach(camera -> spots.put(camera, new Spot()));
  }

  /// Asks those that are due.
  public void look() {
    spots.forEach(
        (camera, spot) -> {
          if (drawn(camera).isEmpty()) {
            spot.forget();
            say(camera, spot, "");
          } else if (spot.asking.compareAndSet(false, true)) {
            askers.execute(() -> ask(camera, spot));
          }
        });
  }

  /// The eye says that a preset shows another view than it did: an alarm, until it agrees at a
  /// later
  /// visit. Kept in memory only; the next visit finds it again.
  void doubts(CameraId camera, String preset) {
    Optional.ofNullable(spots.get(camera)).ifPresent(spot -> spot.doubted.add(preset));
  }

  /// The eye takes a preset's view for the one that it was.
  void agrees(CameraId camera, String preset) {
    Optional.ofNullable(spots.get(camera)).ifPresent(spot -> spot.doubted.remove(preset));
  }

  /// The presets for which zones, rules or masks of a camera are drawn.
  public Set<String> drawn(CameraId camera) {
    var names = new TreeSet<>(ruled.apply(camera));
    masks.apply(camera).ifPresent(set -> names.addAll(set.presets().keySet()));
    return names;
  }

  /// The presets for which zones and rules of a camera are drawn.
  Set<String> ruled(CameraId camera) {
    return ruled.apply(camera);
  }

  private void ask(CameraId camera, Spot spot) {
    try {
      var began = clocks.elapsed();
      if (spot.presetsAt == null || began.minus(spot.presetsAt).compareTo(PRESETS_EVERY) >= 0) {
        spot.presets = mover.presets(camera);
        spot.presetsAt = began;
      }
      var asked = clocks.elapsed();
      var report = mover.where(camera);
      spot.note(report, asked, clocks.elapsed());
      say(camera, spot, troubles(camera, spot, report.isPresent()));
    } catch (MoverException e) {
      spot.lose();
      LOG.log(Level.DEBUG, "{0} does not say where it looks: {1}", camera, e.getMessage());
    } finally {
      spot.asking.set(false);
    }
  }

  /// Says what keeps masks and rules from being used at all.
  private String troubles(CameraId camera, Spot spot, boolean reports) {
    var presets = spot.presets;
    var troubles = new ArrayList<String>();
    var gone =
        drawn(camera).stream()
            .filter(name -> presets.stream().noneMatch(preset -> preset.isCalled(name)))
            .toList();
    if (!gone.isEmpty()) {
      troubles.add(
          "The camera remembers no place called "
              + String.join(", ", gone)
              + ": what is drawn for it is not used. Have the camera remember it again, or draw for"
              + " another one.");
    }
    var doubted = new TreeSet<>(spot.doubted);
    doubted.retainAll(ruled.apply(camera));
    if (!doubted.isEmpty()) {
      troubles.add(
          "The view from "
              + String.join(", ", doubted)
              + " is another one than when it was learnt, so that its rules rest there. Have the"
              + " camera remember that place anew, or draw its zones anew; if the view is right,"
              + " leave the camera there for ten minutes.");
    }
    var covered = masks.apply(camera).map(set -> set.presets().keySet()).orElse(Set.of());
    boolean placed =
        presets.stream()
            .filter(preset -> covered.stream().anyMatch(preset::isCalled))
            .allMatch(preset -> preset.position().isPresent());
    if (!covered.isEmpty() && !(reports && placed)) {
      troubles.add(
          "The camera does not say where it looks, so that all of its picture is covered all the"
              + " time. Masks of a camera that turns need one that reports its position.");
    }
    return String.join(" ", troubles);
  }

  private void say(CameraId camera, Spot spot, String trouble) {
    if (trouble.equals(spot.said)) {
      return;
    }
    spot.said = trouble;
    if (trouble.isEmpty()) {
      alarms.end(AlarmKind.PRESETS, camera.value());
    } else {
      alarms.raise(AlarmKind.PRESETS, camera.value(), trouble);
    }
  }

  /// An order is about to be given: from now on nobody knows where a camera looks.
  void leaves(CameraId camera) {
    var spot = spots.get(camera);
    if (spot != null) {
      spot.leave();
    }
  }

  /// What a camera says of where it stands.
  ///
  /// @param reports whether it says where it looks at all; false too while it has not been asked
  /// @param moving whether it says that it moves
  /// @param at the presets at whose place it stands; several may be one place
  /// @param steadyFor how long it has stood there
  record Stand(boolean reports, boolean moving, List<Preset> at, Duration steadyFor) {

    Stand {
      at = List.copyOf(at);
    }
  }

  Stand stand(CameraId camera) {
    var spot = spots.get(camera);
    return spot == null
        ? new Stand(false, false, List.of(), Duration.ZERO)
        : spot.stand(clocks.elapsed());
  }

  /// What is painted over of a camera's pictures.
  ///
  /// @param wanted its masks for each preset
  public MaskCover cover(CameraId camera, Supplier<Map<String, List<List<Point>>>> wanted) {
    var spot = spots.get(camera);
    if (spot == null) {
      return (taken, received) -> MaskCover.WHOLE;
    }
    return (taken, received) -> {
      // Of the picture's own time: where no answer comes, pictures wait one beside the other.
      var longest = received.plus(MaskCover.LONGEST_WAIT).minus(clocks.elapsed());
      return zones(spot.during(taken, received, longest), wanted.get());
    };
  }

  /// Whether all of a camera's picture is covered now, so that nobody can say how it sees.
  public boolean hides(CameraId camera) {
    var set = masks.apply(camera).filter(PrivacyMasks::ofPresets);
    var spot = spots.get(camera);
    if (set.isEmpty() || spot == null) {
      return false;
    }
    var at = spot.known(clocks.elapsed());
    return zones(at, set.get().presets()).equals(MaskCover.WHOLE);
  }

  /// The polygons of all presets at one place together.
  static List<List<Point>> zones(List<Preset> at, Map<String, List<List<Point>>> masks) {
    var zones = new ArrayList<List<Point>>();
    boolean known = false;
    for (var of : masks.entrySet()) {
      if (at.stream().anyMatch(preset -> preset.isCalled(of.getKey()))) {
        known = true;
        zones.addAll(of.getValue());
      }
    }
    return known ? zones : MaskCover.WHOLE;
  }

  /// What one camera has said.
  private static final class Spot {
    final AtomicBoolean asking = new AtomicBoolean();
    volatile String said = "";

    /// The presets whose view the eye took for another one when it last looked.
    final Set<String> doubted = ConcurrentHashMap.newKeySet();

    // Of whoever asks, one at a time.
    private List<Preset> presets = List.of();
    private @Nullable Duration presetsAt;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean reports;
    private boolean moving;
    private boolean lost;
    private List<Preset> at = List.of();
    private Duration since = Duration.ZERO;
    private Duration until = Duration.ZERO;
    private Duration answered = Duration.ZERO;

    /// @param asked before this it was not known
    /// @param now when the answer had come
    void note(Optional<CameraMover.Report> report, Duration asked, Duration now) {
      lock.lock();
      try {
        reports = report.isPresent();
        moving = report.isPresent() && report.get().moving();
        var found = moving || report.isEmpty() ? List.<Preset>of() : near(report.get());
        boolean silent = lost || asked.minus(answered).compareTo(LONGEST_SILENCE) > 0;
        lost = false;
        if (silent || !found.equals(at)) {
          since = now;
        }
        at = found;
        until = asked;
        answered = now;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private List<Preset> near(CameraMover.Report report) {
      return presets.stream()
          .filter(p -> p.position().filter(report.position()::isNear).isPresent())
          .toList();
    }

    /// It does not answer: where it stood is known no more, for masks; for rules, the eye looks.
    void lose() {
      presetsAt = null;
      lock.lock();
      try {
        lost = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void leave() {
      lock.lock();
      try {
        at = List.of();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// It is not asked any more: what it said is old.
    void forget() {
      lock.lock();
      try {
        reports = false;
        moving = false;
        at = List.of();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    Stand stand(Duration now) {
      lock.lock();
      try {
        return new Stand(reports, moving, at, at.isEmpty() ? Duration.ZERO : now.minus(since));
      } finally {
        lock.unlock();
      }
    }

    /// Where it stood all the while that a picture was on its way; nothing where that is not known.
    List<Preset> during(Duration taken, Duration received, Duration longest)
        throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = longest.toNanos();
        while (stoodSince(taken) && until.compareTo(received) < 0 && left > 0) {
          left = changed.awaitNanos(left);
        }
        return stoodSince(taken) && until.compareTo(received) >= 0 ? at : List.of();
      } finally {
        lock.unlock();
      }
    }

    /// Where it stands, if that has been known for long enough for pictures to be shown in part.
    List<Preset> known(Duration now) {
      lock.lock();
      try {
        // As much again as a picture waits, and some seconds in which the eye gets used to it.
        return stoodSince(now.minus(LATENCY)) ? at : List.of();
      } finally {
        lock.unlock();
      }
    }

    private boolean stoodSince(Duration taken) {
      return !at.isEmpty() && !lost && since.compareTo(taken.minus(LATENCY)) <= 0;
    }
  }
}
