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

/// Raises NOT_RECORDING for a camera that an act covers and of which no part has become durable for
/// [#PATIENCE]. It looks at what is on disk and at nothing that says it is well: a session that
/// streams into a writer that has died is not recorded. Waits by the elapsed clock. Used by one
/// thread, which is not one of those that it watches.
public final class RecordingWatch {

  /// Within the 60 s that are promised, one look and the ledger included.
  public static final Duration PATIENCE = Duration.ofSeconds(50);

  /// The subject of the alarm that is raised besides when nothing at all is recorded. It is no
  /// camera's id.
  public static final String ALL = "all cameras";

  /// A camera that the town has.
  ///
  /// @param hasAct whether a recording act covers it now
  public record Watched(CameraId camera, String name, boolean hasAct) {}

  private record Progress(long parts, Duration since) {}

  private final Alarms alarms;
  private final Clocks clocks;
  private final Map<CameraId, Progress> progress = new HashMap<>();
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
    var silent = new HashSet<String>();
    int wanted = 0;
    for (var watched : cameras) {
      var state = states.apply(watched.camera());
      if (!watched.hasAct()
          || state.flatMap(RecordingState::reason).filter(this::meant).isPresent()) {
        progress.remove(watched.camera());
        continue;
      }
      wanted++;
      var silence = now.minus(follow(watched.camera(), state, now).since());
      if (silence.compareTo(PATIENCE) >= 0) {
        silent.add(watched.camera().value());
        raise(watched.camera().value(), sentence(watched.name(), silence, state));
      }
    }
    if (wanted > 1 && silent.size() == wanted) {
      silent.add(ALL);
      raise(
          ALL,
          "None of the %d cameras that should record is recorded. Check the network and the disk, then this machine; if both are well, start Vigie again."
              .formatted(wanted));
    }
    endOthers(silent);
    progress.keySet().retainAll(cameras.stream().map(Watched::camera).toList());
  }

  private Progress follow(CameraId camera, Optional<RecordingState> state, Duration now) {
    long parts = state.map(RecordingState::durableParts).orElse(0L);
    return progress.merge(
        camera,
        new Progress(parts, now),
        (before, fresh) -> before.parts() == parts ? before : fresh);
  }

  private void raise(String subject, String detail) {
    raised.add(subject);
    alarms.raise(AlarmKind.NOT_RECORDING, subject, detail);
  }

  private void endOthers(Set<String> silent) {
    for (var subject : List.copyOf(raised)) {
      if (!silent.contains(subject)) {
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
    var reason = state.flatMap(RecordingState::reason);
    var detail = state.map(RecordingState::detail).filter(text -> !text.isEmpty());
    return "%s has not been recorded for %d s. %s%s"
        .formatted(
            name,
            silence.toSeconds(),
            detail.map(text -> text.endsWith(".") ? text + " " : text + ". ").orElse(""),
            reason.map(RecordingWatch::next).orElse(NOTHING_SAID));
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
