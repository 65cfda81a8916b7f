package org.vigie.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.Observation;
import org.vigie.model.ObservationSink;
import org.vigie.model.ViewTrouble;
import org.vigie.rules.Presets;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.ViewJudge;

/// How the cameras see: an alarm for one that is blinded, out of focus, covered or looks elsewhere.
///
/// What is drawn on a camera that looks elsewhere lies elsewhere too: its rules rest from that
/// moment, over restarts, until a technician says that the view is right (R8). Both are
/// ledger entries, `camera.moved` and `camera.view-confirmed`; the first is written by a thread
/// of its own, and the rules rest before.
///
/// Safe for any thread; closed by whoever opened it, after what feeds it and before the desk.
public final class Views implements ObservationSink, AutoCloseable {

  static final String MOVED = "camera.moved";
  static final String CONFIRMED = "camera.view-confirmed";

  private static final Duration EVERY = Duration.ofSeconds(1);

  /// The eye's patience before it says that a camera was moved, and a little more.
  private static final Duration AGREES_AFTER = Duration.ofSeconds(7);

  /// The same of an eye that was told only now which view it looks at: it waits for a picture, and
  /// learns it for ten seconds first.
  private static final Duration AGREES_ANEW_AFTER = Duration.ofSeconds(12);

  /// A camera that is on its way home looks elsewhere no longer than that.
  private static final Duration DOUBTS_AFTER = Duration.ofMinutes(1);

  /// Beside the eye's own patience; a round may stay for half a minute only.
  private static final Duration DOUBTS_PRESET_AFTER = Duration.ofSeconds(10);

  /// Of a view that lasts ten minutes the eye says no more that it is another one: it has learnt
  /// it.
  private static final Duration LEARNS_AFTER = Duration.ofMinutes(9);

  private final Governance governance;
  private final Alarms alarms;
  private final Desk desk;
  private final Clocks clocks;
  private final Map<CameraId, View> views = new HashMap<>();
  private final Repeated rounds;

  private Views(Governance governance, Alarms alarms, Desk desk, Clocks clocks) {
    this.governance = governance;
    this.alarms = alarms;
    this.desk = desk;
    this.clocks = clocks;
    var story = new ViewStory();
    governance.ledger().replay(ViewStory::tells, story::fold);
    story.moved().forEach(this::takeOver);
    this.rounds = Repeated.start("views", EVERY, this::round);
  }

  /// Takes over which cameras had been moved when the last process ended.
  public static Views open(Governance governance, Alarms alarms, Desk desk, Clocks clocks) {
    return new Views(governance, alarms, desk, clocks);
  }

  private void takeOver(CameraId camera, Instant since) {
    var view = new View();
    view.movedSince = since;
    view.noted = true;
    views.put(camera, view);
    desk.suspend(camera);
    raise(camera, ViewTrouble.MOVED);
  }

  @Override
  public synchronized void observed(Observation observation) {
    var camera = observation.camera();
    var view = views.computeIfAbsent(camera, id -> new View());
    view.seen = clocks.elapsed();
    if (view.steered) {
      boolean moved = observation.signs().troubles().contains(ViewTrouble.MOVED);
      watchSteered(view, moved, view.seen);
      if (moved && view.standing) {
        view.standing = false;
        desk.suspend(camera);
      }
      return;
    }
    var before = EnumSet.copyOf(view.troubles);
    view.troubles.clear();
    view.troubles.addAll(view.judge.see(clocks.elapsed(), observation.signs().troubles()));
    for (var trouble : ViewTrouble.values()) {
      if (view.troubles.contains(trouble) && !before.contains(trouble)) {
        begin(camera, view, trouble);
      } else if (before.contains(trouble) && !view.troubles.contains(trouble)) {
        end(camera, trouble);
      }
    }
  }

  private static void watchSteered(View view, boolean moved, Duration now) {
    if (!moved) {
      view.movedFrom = null;
      return;
    }
    view.saidMoved = now;
    if (view.movedFrom == null) {
      view.movedFrom = now;
    }
    if (!view.apart && now.minus(view.movedFrom).compareTo(LEARNS_AFTER) >= 0) {
      view.mayHaveLearnt = true;
    }
  }

  private void begin(CameraId camera, View view, ViewTrouble trouble) {
    if (trouble == ViewTrouble.MOVED && view.movedSince == null) {
      view.movedSince = clocks.wall();
      view.noted = false;
      desk.suspend(camera);
    }
    raise(camera, trouble);
  }

  private void end(CameraId camera, ViewTrouble trouble) {
    // Who turned it back may have turned it back nearly: only a person ends that one.
    if (trouble != ViewTrouble.MOVED) {
      alarms.end(kind(trouble), camera.value());
    }
  }

  private void raise(CameraId camera, ViewTrouble trouble) {
    alarms.raise(kind(trouble), camera.value(), sentence(trouble));
  }

  private static AlarmKind kind(ViewTrouble trouble) {
    return switch (trouble) {
      case BLINDED -> AlarmKind.VIEW_BLINDED;
      case DEFOCUSED -> AlarmKind.VIEW_DEFOCUSED;
      case MOVED -> AlarmKind.VIEW_MOVED;
      case COVERED -> AlarmKind.VIEW_COVERED;
    };
  }

  private static String sentence(ViewTrouble trouble) {
    return switch (trouble) {
      case BLINDED ->
          "Nearly all of the picture is white, black or one grey. Recording goes on; nothing can be"
              + " seen in it. Look for a lamp in its eyes, or light that is missing.";
      case DEFOCUSED ->
          "The picture has lost its fine detail. Recording goes on. Clean the glass, then set the"
              + " focus.";
      case MOVED ->
          "The camera looks elsewhere than when its view was learnt. Recording goes on; its rules"
              + " rest, for what is drawn on the picture lies elsewhere now. Turn it back, or draw"
              + " zones and privacy masks anew; then say that the view is right.";
      case COVERED ->
          "Something lies over the lens. Recording goes on. Go and look, and take it away.";
    };
  }

  /// The troubles a camera has now, the most recent picture included.
  public synchronized Set<ViewTrouble> troubles(CameraId camera) {
    var view = views.get(camera);
    return view == null ? Set.of() : Set.copyOf(view.troubles);
  }

  /// Somebody steers a camera: its rules rest, and that it looks elsewhere is no trouble, until
  /// [#home] or [#doubt]. Nothing happens where somebody does already.
  ///
  /// @param unseen whether the eye may have learnt another view before: silence of such an eye says
  ///     nothing
  public synchronized void steered(CameraId camera, boolean unseen) {
    var view = views.computeIfAbsent(camera, id -> new View());
    if (view.steered) {
      return;
    }
    view.steered = true;
    view.mayHaveLearnt = unseen;
    view.movedFrom = null;
    view.saidMoved = null;
    view.apart = false;
    view.at = "";
    desk.suspend(camera);
    for (var trouble : view.troubles) {
      end(camera, trouble);
    }
    view.troubles.clear();
  }

  /// A camera that is steered, and for whose presets something is drawn, looks at one of them, at
  /// its home, or elsewhere: the eye keeps what it learns of each apart. Its rules rest until
  /// [#stands] or [#home].
  ///
  /// @param preset empty at home; nothing elsewhere
  public synchronized void looksAt(CameraId camera, Optional<String> preset) {
    var view = views.get(camera);
    if (view == null || !view.steered) {
      return;
    }
    view.apart = true;
    view.at = preset.orElse(null);
    view.movedFrom = null;
    view.saidMoved = null;
    view.standing = false;
    desk.suspend(camera);
  }

  /// A camera stands at a preset, and the eye does not say that it is another view than it was:
  /// what
  /// is drawn for that preset is judged, starting afresh, unless somebody has to look at the view.
  public synchronized void stands(CameraId camera, String preset) {
    var view = views.get(camera);
    if (view == null || !view.steered || !preset.equals(view.at)) {
      return;
    }
    view.standing = true;
    if (view.movedSince == null) {
      desk.resume(camera, preset);
    }
  }

  /// Whether the rules of the preset judge at which a camera stands.
  public synchronized boolean judgesAtPreset(CameraId camera) {
    var view = views.get(camera);
    return view != null && view.steered && view.standing && view.movedSince == null;
  }

  /// Whether the eye has gone on saying for some seconds that the preset at which a camera stands
  /// shows another view than it did.
  public synchronized boolean doubtsPreset(CameraId camera) {
    var view = views.get(camera);
    return view != null
        && view.steered
        && view.apart
        && view.at != null
        && view.movedFrom != null
        && clocks.elapsed().minus(view.movedFrom).compareTo(DOUBTS_PRESET_AFTER) >= 0;
  }

  /// Which of a camera's views the eye should take it to look at: empty for its home, the only one
  /// of most; nothing for one that nothing is drawn on.
  public synchronized Optional<String> viewed(CameraId camera) {
    var view = views.get(camera);
    return view == null || !view.steered || !view.apart
        ? Optional.of("")
        : Optional.ofNullable(view.at);
  }

  /// What the eye makes of a camera that was sent home.
  public enum Return {
    /// For some seconds it has not said that the view is another one. Also where no eye looks:
    /// then no rule judges.
    HOME,
    /// It has not looked long enough.
    NOT_YET,
    /// It goes on saying so, or has looked at the other view for so long that it may have learnt
    /// that one: a person has to look.
    DOUBTFUL
  }

  /// How a camera that was sent home looks, against the view from before it was steered.
  ///
  /// @param since when it was sent, of the elapsed clock
  public synchronized Return comesHome(CameraId camera, Duration since) {
    var view = views.get(camera);
    if (view == null || view.seen == null) {
      return view != null && view.mayHaveLearnt ? Return.DOUBTFUL : Return.HOME;
    }
    var said = view.saidMoved;
    if (view.mayHaveLearnt || said != null && said.minus(since).compareTo(DOUBTS_AFTER) > 0) {
      return Return.DOUBTFUL;
    }
    var quiet = said == null ? since : max(since, said);
    var patience = view.apart ? AGREES_ANEW_AFTER : AGREES_AFTER;
    return view.seen.minus(quiet).compareTo(patience) >= 0 ? Return.HOME : Return.NOT_YET;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /// A camera that was steered may look elsewhere than its zones were drawn for: from now on it is
  /// one that was moved, until a person has looked.
  public synchronized void doubt(CameraId camera) {
    var view = views.get(camera);
    if (view == null || !view.steered) {
      return;
    }
    view.steered = false;
    view.standing = false;
    view.judge = new ViewJudge();
    begin(camera, view, ViewTrouble.MOVED);
  }

  /// A camera that was steered is back: its rules judge again, starting afresh, unless somebody
  /// still has to look at its view.
  public synchronized void home(CameraId camera) {
    var view = views.get(camera);
    if (view == null || !view.steered) {
      return;
    }
    view.steered = false;
    view.standing = false;
    view.judge = new ViewJudge();
    if (view.movedSince == null) {
      desk.resume(camera, Presets.HOME);
    }
  }

  /// Whether a camera's rules rest because it looks elsewhere: moved, or steered.
  public synchronized boolean looksElsewhere(CameraId camera) {
    var view = views.get(camera);
    return view != null && (view.steered && !view.standing || view.movedSince != null);
  }

  /// Since when a camera's rules rest because it was moved.
  public synchronized Optional<Instant> movedSince(CameraId camera) {
    var view = views.get(camera);
    return view == null ? Optional.empty() : Optional.ofNullable(view.movedSince);
  }

  /// A person has looked at the view and says that it is right: the camera's rules judge again,
  /// starting afresh. Nothing happens where they do not rest.
  ///
  /// @param reason a sentence of 3 to 500 characters
  /// @throws Refused unless the person may CONFIGURE the camera
  public void confirm(String person, CameraId camera, String reason) throws Refused {
    governance
        .permit(person, Right.CONFIGURE, Set.of(camera), Optional.empty(), reason)
        .use(Right.CONFIGURE, camera);
    synchronized (this) {
      var view = views.get(camera);
      if (view == null || view.movedSince == null) {
        return;
      }
      note(camera, view);
      governance.note(
          CONFIRMED, person, Map.of("camera", camera, "moved", view.movedSince, "reason", reason));
      view.judge.accept(ViewTrouble.MOVED);
      view.troubles.remove(ViewTrouble.MOVED);
      view.movedSince = null;
      alarms.end(AlarmKind.VIEW_MOVED, camera.value());
      if (!view.steered) {
        desk.resume(camera, Presets.HOME);
      } else if (view.standing && view.at != null) {
        desk.resume(camera, view.at);
      }
    }
  }

  /// Writes the ledger entries that are due.
  void round() {
    for (var camera : Set.copyOf(unnoted())) {
      try {
        synchronized (this) {
          note(camera, views.getOrDefault(camera, new View()));
        }
      } catch (LedgerUnavailable e) {
        // An alarm of its own says so; the next round tries again.
        return;
      }
    }
  }

  private synchronized Set<CameraId> unnoted() {
    var found = new TreeSet<CameraId>();
    views.forEach(
        (camera, view) -> {
          if (view.movedSince != null && !view.noted) {
            found.add(camera);
          }
        });
    return found;
  }

  private void note(CameraId camera, View view) {
    if (view.movedSince != null && !view.noted) {
      var rules = desk.book(camera).map(RuleBook::rules).orElse(List.of());
      governance.note(
          MOVED,
          Actors.VIGIE,
          Map.of(
              "camera",
              camera,
              "at",
              view.movedSince,
              "rules",
              rules.stream().map(Rule::id).toList()));
      view.noted = true;
    }
  }

  /// Writes what is due. What rests, rests on: the next process takes it over.
  @Override
  public void close() {
    rounds.close();
    round();
  }

  private static final class View {
    private ViewJudge judge = new ViewJudge();
    private final Set<ViewTrouble> troubles = EnumSet.noneOf(ViewTrouble.class);
    private @Nullable Instant movedSince;
    private boolean noted;
    private boolean steered;
    // Of the elapsed clock: the last picture, and while it is steered the last said to be moved.
    private @Nullable Duration seen;
    private @Nullable Duration saidMoved;
    // Since when it has been said without a break.
    private @Nullable Duration movedFrom;
    private boolean mayHaveLearnt;
    // The eye is told which view it looks at: this one, of those that something is drawn on.
    private boolean apart;
    private @Nullable String at = "";
    // The rules of that view judge.
    private boolean standing;
  }
}
