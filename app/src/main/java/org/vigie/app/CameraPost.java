package org.vigie.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.desk.steer.Whereabouts;
import org.vigie.governance.Governance;
import org.vigie.governance.RecordingAct;
import org.vigie.ingest.CameraSession;
import org.vigie.ingest.ClearTaps;
import org.vigie.ingest.Origin;
import org.vigie.ingest.SessionSettings;
import org.vigie.ingest.StreamSource;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.GapReason;
import org.vigie.model.MaskCover;
import org.vigie.model.PrivacyMasks;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;
import org.vigie.recording.Recorder;
import org.vigie.rules.RuleBook;
import org.vigie.sight.BurnerStage;
import org.vigie.sight.Burners;
import org.vigie.sight.Sight;

/// One camera's sessions, started and stopped as its acts come and go.
///
/// No recording act: no session at all, and the stretch is a gap. A recording act: the main stream
/// is recorded and the eye masks. A detection act on top: the eye may say what it sees.
final class CameraPost implements AutoCloseable {

  /// What a post needs of the town.
  ///
  /// @param sight absent where the town has no eye
  /// @param clear where whoever sees a camera clear gets its pictures
  /// @param book what a camera is judged by, whatever it looks at
  /// @param stands the preset by whose rules a camera is judged now
  /// @param rest whether a camera's rules rest, since it looks elsewhere
  /// @param views which of its views a camera looks at, as [Sight#looksAt] is told
  /// @param masks what is painted over of a camera by now
  /// @param whereabouts of cameras that turn
  record Services(
      Governance governance,
      Recorder recorder,
      Optional<Sight> sight,
      Burners burners,
      ClearTaps clear,
      Function<CameraId, RuleBook> book,
      Function<CameraId, String> stands,
      Predicate<CameraId> rest,
      Function<CameraId, Optional<String>> views,
      Function<CameraId, Optional<PrivacyMasks>> masks,
      Whereabouts whereabouts,
      Alarms alarms,
      Clocks clocks) {}

  private static final System.Logger LOG = System.getLogger(CameraPost.class.getName());

  /// Short beside the second that a part lasts.
  private static final Duration RECORDED_GATHERS = Duration.ofMillis(125);

  /// How long the sub stream waits for the main one.
  private static final Duration MAIN_FIRST = Duration.ofSeconds(10);

  /// Half of the time between two key pictures: a camera that wakes is seen no later for it.
  private static final Duration SLEEPING_GATHERS = Duration.ofMillis(500);

  private final CameraConfig config;
  private final Origin main;
  private final Optional<Origin> sub;
  private final Services services;

  private @Nullable CameraSession mainSession;
  private @Nullable CameraSession subSession;
  private @Nullable StreamSink seenBy;
  private long startedNanos;
  private @Nullable RecordingAct act;
  private @Nullable SightTask task;
  private Optional<PrivacyMasks> masks = Optional.empty();
  private final List<BurnerStage> stages = new ArrayList<>();
  private boolean withoutAct;
  private boolean closed;
  private Instant offSince;

  /// @param main where its streams are, with any login
  CameraPost(CameraConfig config, Origin main, Optional<Origin> sub, Services services) {
    this.config = config;
    this.main = main;
    this.sub = sub;
    this.services = services;
    this.offSince = services.clocks().wall();
  }

  CameraConfig config() {
    return config;
  }

  /// What it is judged by, whatever it looks at.
  RuleBook book() {
    return services.book().apply(id());
  }

  private CameraId id() {
    return config.id();
  }

  /// Brings the sessions in line with what governance allows now. Called every second by one
  /// thread.
  synchronized void keep(Instant now) {
    if (closed) {
      return;
    }
    var valid = services.governance().recordingAct(id(), now).orElse(null);
    if (valid == null) {
      if (act != null) {
        var why =
            config.source().isPresent()
                ? "it is not open any more"
                : "recording act " + act.number() + " no longer covers it";
        LOG.log(System.Logger.Level.WARNING, id() + ": " + why + "; it is not recorded any more");
        stopSessions(GapReason.NO_ACT, why);
      } else if (!withoutAct) {
        var why = config.source().isPresent() ? "it is not open" : "no recording act covers it";
        services.recorder().gap(id(), now, GapReason.NO_ACT, why);
      }
      withoutAct = true;
      act = null;
      return;
    }
    if (act != null && !act.equals(valid)) {
      stopSessions(GapReason.RESTART, "recording act " + valid.number() + " takes over");
    }
    withoutAct = false;
    act = valid;
    var painted = services.masks().apply(id());
    if (mainSession != null && !painted.equals(masks)) {
      stopSessions(GapReason.RESTART, "its privacy masks were changed");
    }
    masks = painted;
    var wanted = task(now);
    if (mainSession == null) {
      startSessions(valid, wanted);
    } else if (!wanted.equals(task)) {
      services.sight().ifPresent(sight -> sight.task(id(), wanted));
    }
    task = wanted;
    services.sight().ifPresent(sight -> sight.looksAt(id(), services.views().apply(id())));
    startSub();
    fetchAsNeeded();
  }

  /// What flies or is worn is covered whole, and not looked at.
  private SightTask task(Instant now) {
    return config.source().isPresent()
        ? SightTask.WHOLE
        : RulesInForce.task(
            book().at(services.stands().apply(id())),
            services.governance(),
            services.rest().test(id()),
            now);
  }

  /// Lets pictures that nobody waits for gather before they are fetched: what is only recorded, and
  /// what the eye looks at once a second while nothing moves.
  private void fetchAsNeeded() {
    boolean seen = services.sight().isPresent();
    boolean awake = seen && !services.sight().get().isAsleep(id());
    if (mainSession != null) {
      boolean waited = (awake && sub.isEmpty()) || services.clear().isWatched(id());
      mainSession.gather(waited ? Duration.ZERO : RECORDED_GATHERS);
    }
    if (subSession != null) {
      subSession.gather(awake ? Duration.ZERO : SLEEPING_GATHERS);
    }
  }

  private void startSessions(RecordingAct valid, SightTask wanted) {
    var sinks = new ArrayList<StreamSink>();
    sinks.add(services.recorder().camera(id(), valid));
    sinks.add(services.clear().tap(id()));
    var eye = services.sight().map(sight -> sight.feed(id(), wanted));
    if (sub.isEmpty()) {
      eye.ifPresent(sinks::add);
    }
    mainSession = session(StreamKind.MAIN, main, receivers(StreamKind.MAIN, sinks));
    seenBy = eye.orElse(null);
    startedNanos = services.clocks().elapsedNanos();
  }

  /// Recording first: where a whole town starts at once, its eyes have to wait until footage flows.
  /// A camera whose main stream does not come is seen all the same, a little later.
  private void startSub() {
    var eye = seenBy;
    if (mainSession == null || subSession != null || sub.isEmpty() || eye == null) {
      return;
    }
    long since = services.clocks().elapsedNanos() - startedNanos;
    if (mainSession.state().phase() == CameraState.Phase.STREAMING
        || since > MAIN_FIRST.toNanos()) {
      subSession = session(StreamKind.SUB, sub.get(), receivers(StreamKind.SUB, List.of(eye)));
    }
  }

  /// Who is given a stream as it comes from the camera: of a masked camera the burner alone, so
  /// that there is no way for its raw pictures to disk or screen.
  private List<StreamSink> receivers(StreamKind kind, List<StreamSink> wanted) {
    if (masks.isEmpty()) {
      return wanted;
    }
    var stage = services.burners().stage(id(), kind, cover(masks.get()), wanted);
    stages.add(stage);
    return List.of(stage);
  }

  private MaskCover cover(PrivacyMasks now) {
    return now.ofPresets()
        ? services.whereabouts().cover(id(), now::presets)
        : MaskCover.always(now);
  }

  /// Its burners; none where it is not masked, or not recorded.
  synchronized List<BurnerStage> burners() {
    return List.copyOf(stages);
  }

  private CameraSession session(StreamKind kind, Origin origin, List<StreamSink> sinks) {
    return CameraSession.start(
        new StreamSource(id(), kind, origin), SessionSettings.usual(), sinks, services.clocks());
  }

  private void stopSessions(GapReason why, String detail) {
    if (mainSession != null) {
      mainSession.stop(why, detail);
      mainSession = null;
    }
    if (subSession != null) {
      subSession.stop(why, detail);
      subSession = null;
    }
    // What the camera has sent up to now is still painted over and kept.
    stages.forEach(BurnerStage::close);
    stages.clear();
    services.sight().ifPresent(sight -> sight.remove(id()));
    seenBy = null;
    task = null;
    offSince = services.clocks().wall();
  }

  /// What its streams are doing, MAIN first.
  synchronized List<CameraState> states() {
    var states = new ArrayList<CameraState>();
    states.add(mainSession == null ? off(StreamKind.MAIN) : mainSession.state());
    if (sub.isPresent()) {
      states.add(subSession == null ? off(StreamKind.SUB) : subSession.state());
    }
    return states;
  }

  private CameraState off(StreamKind kind) {
    return new CameraState(
        id(), kind, CameraState.Phase.OFF, offSince, whyOff(), 0, 0, Optional.empty());
  }

  private String whyOff() {
    if (closed) {
      return "Vigie is stopping.";
    }
    if (withoutAct && config.source().isPresent()) {
      return "It is a source that nobody has opened now.";
    }
    return withoutAct ? "No recording act covers this camera now." : "It has not been started yet.";
  }

  synchronized Optional<SightMode> sightMode() {
    return services.sight().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(task).map(SightTask::mode);
  }

  /// RTP packets that its streams have missed since they were started.
  synchronized long lostPackets() {
    long lost = mainSession == null ? 0 : mainSession.counts().lostPackets();
    return subSession == null ? lost : lost + subSession.counts().lostPackets();
  }

  /// Ends the sessions for the end of the program.
  @Override
  public synchronized void close() {
    closed = true;
    stopSessions(GapReason.RESTART, "Vigie was stopped");
  }
}
