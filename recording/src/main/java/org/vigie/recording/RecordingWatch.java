package org.vigie.recording;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vigie.base.Clocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// Raises NOT_RECORDING for a camera that an act covers and of which no part has become durable
/// for [#PATIENCE], or less than [#LEAST_PERCENT] of the last ten minutes: a camera that comes
/// and goes is never silent for long, and its footage is full of holes all the same. It looks at
/// what is on disk and at nothing that says it is well: a session that streams into a writer that
/// has died is not recorded. Waits by the elapsed clock. Used by one thread, which is not one of
/// those that it watches.
public final class RecordingWatch {

  /// So that the alarm comes within 30 s of a camera's last picture: its session waits 5 s before
  /// it gives the camera up and brings the last part to disk, which takes 1 s; a look and the
  /// ledger take 2 s. A camera that drops its connection and answers again is back within 10 s.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /// A camera that is well loses nothing; one that was restarted once, about a minute. What loses
  /// more than that in ten minutes, in pieces, does not record as its act says.
  public static final int LEAST_PERCENT = 90;

  /// From here on it is well again.
  private static final int WELL_PERCENT = 95;

  /// The subject of the alarm that is raised besides when nothing at all is recorded. It is no
  /// camera's id.
  public static final String ALL = "all cameras";

  /// A camera that the town has.
  ///
  /// @param hasAct whether a recording act covers it now
  public record Watched(CameraId camera, String name, boolean hasAct) {}

  /// What was seen of one camera.
  private static final class Seen {
    private final RecordedShare share = new RecordedShare();
    private long parts = -1;
    private Duration since = Duration.ZERO;
    private boolean low;
    private Optional<GapReason> reason = Optional.empty();
    private String detail = "";
  }

  private final Alarms alarms;
  private final Clocks clocks;
  private final Map<CameraId, Seen> seen = new HashMap<>();
  private final Set<String> raised = new HashSet<>();

  public RecordingWatch(Alarms alarms, Clocks clocks) {
    this.alarms = alarms;
    this.clocks = clocks;
  }

  /// One look at every camera; call it every second.
  ///
  /// @param states what the recorder knows of a camera, as [Recorder#state]
  public void look(List<Watched> cameras, Function<CameraId, Optional<RecordingState>> states) {
    var now = clocks.elapsed();
    var standing = new HashSet<String>();
    int wanted = 0;
    int silent = 0;
    for (var watched : cameras) {
      var state = states.apply(watched.camera());
      if (!watched.hasAct()
          || state.flatMap(RecordingState::reason).filter(this::meant).isPresent()) {
        seen.remove(watched.camera());
        continue;
      }
      wanted++;
      var camera = seen.computeIfAbsent(watched.camera(), id -> new Seen());
      follow(camera, state, now);
      var silence = now.minus(camera.since);
      if (silence.compareTo(PATIENCE) >= 0) {
        silent++;
        standing.add(watched.camera().value());
        raise(watched.camera().value(), sentence(watched.name(), silence, state));
      } else if (camera.low) {
        standing.add(watched.camera().value());
        raise(watched.camera().value(), sentence(watched.name(), camera));
      }
    }
    if (wanted > 1 && silent == wanted) {
      standing.add(ALL);
      raise(
          ALL,
          "None of the %d cameras that should record is recorded. Check the network and the disk, then this machine; if both are well, start Vigie again."
              .formatted(wanted));
    }
    endOthers(standing);
    seen.keySet().retainAll(cameras.stream().map(Watched::camera).toList());
  }

  private void follow(Seen camera, Optional<RecordingState> state, Duration now) {
    long parts = state.map(RecordingState::durableParts).orElse(0L);
    if (parts != camera.parts) {
      if (camera.parts >= 0 && now.minus(camera.since).compareTo(PATIENCE) >= 0) {
        camera.share.silent(camera.since, now);
      }
      camera.parts = parts;
      camera.since = now;
    }
    if (state.flatMap(RecordingState::reason).isPresent()) {
      camera.reason = state.get().reason();
      camera.detail = state.get().detail();
    }
    camera.share.look(now, state.map(RecordingState::durableTicks).orElse(0L));
    var percent = camera.share.percent();
    camera.low =
        percent.isPresent() && percent.getAsInt() < (camera.low ? WELL_PERCENT : LEAST_PERCENT);
  }

  private void raise(String subject, String detail) {
    raised.add(subject);
    alarms.raise(AlarmKind.NOT_RECORDING, subject, detail);
  }

  private void endOthers(Set<String> standing) {
    for (var subject : List.copyOf(raised)) {
      if (!standing.contains(subject)) {
        raised.remove(subject);
        alarms.end(AlarmKind.NOT_RECORDING, subject);
      }
    }
  }

  /// Whether somebody, or the law, wants the camera not to be recorded.
  private boolean meant(GapReason reason) {
    return switch (reason) {
      case STOPPED, MASKED_BY_LAW -> true;
      case NO_ACT, CAMERA_LOST, CAMERA_REFUSED, OVERLOAD, DISK, CLOCK, RESTART, BURNER -> false;
    };
  }

  private static String sentence(String name, Duration silence, Optional<RecordingState> state) {
    return "%s has not been recorded for %d s. %s"
        .formatted(
            name,
            silence.toSeconds(),
            why(
                state.flatMap(RecordingState::reason),
                state.map(RecordingState::detail).orElse("")));
  }

  /// With what was said of its last gap.
  private static String sentence(String name, Seen camera) {
    return "%s: only %d %% of the last 10 minutes were recorded. %s"
        .formatted(name, camera.share.percent().orElse(0), why(camera.reason, camera.detail));
  }

  private static String why(Optional<GapReason> reason, String detail) {
    var end = detail.isEmpty() ? "" : detail.endsWith(".") ? " " : ". ";
    return detail + end + reason.map(RecordingWatch::next).orElse(NOTHING_SAID);
  }

  private static final String NOTHING_SAID =
      "Nothing says why: pictures may come and not reach the disk. Look into the log; if it goes on, start Vigie again.";

  private static String next(GapReason reason) {
    return switch (reason) {
      case CAMERA_LOST ->
          "Vigie tries again by itself; check the camera's power, cable and network.";
      case CAMERA_REFUSED ->
          "Check the camera's address, user and password, and that it sends a codec that Vigie records.";
      case OVERLOAD -> "Check the load of this machine and the speed of its disk.";
      case DISK -> "Check the disk: free space, and the errors in the system's log.";
      case CLOCK -> "Check this machine's clock and its synchronisation.";
      case RESTART -> "Vigie has just been started and the camera does not answer yet; check it.";
      case BURNER -> "Nothing of this camera is stored without its masks; look into the log.";
      case NO_ACT, STOPPED, MASKED_BY_LAW -> NOTHING_SAID;
    };
  }
}
