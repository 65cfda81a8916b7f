package org.vigie.governance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.SourceKind;
import org.vigie.model.Span;

/// Judges which act covers what. Pure: the same profile, acts and instants always give the same
/// answer, so that a decision can be explained years later.
///
/// `seen` is the latest wall time that was ever read: an act that had ended by then stays ended,
/// even if the wall clock is set back.
public final class Judgement {

  private Judgement() {}

  /// The act under which a camera may record; of several, the one that ends last.
  public static Optional<RecordingAct> recording(
      LegalProfile profile, Acts acts, CameraId camera, Instant at, Instant seen) {
    return recording(profile, acts, camera, Optional.empty(), at, seen);
  }

  /// The same for a source that is there for some hours: an act must be about its kind.
  ///
  /// @param kind absent for a camera that stands where it stands
  public static Optional<RecordingAct> recording(
      LegalProfile profile,
      Acts acts,
      CameraId camera,
      Optional<SourceKind> kind,
      Instant at,
      Instant seen) {
    return acts.recording().stream()
        .filter(act -> act.covers(camera, kind))
        .filter(act -> holds(act.dates(), at, seen))
        .filter(act -> act.retention().compareTo(profile.longestRetention()) <= 0)
        .filter(act -> act.retention().compareTo(ProfileFile.RETENTION_CAP) <= 0)
        .max(Comparator.comparing(RecordingAct::until));
  }

  /// The act under which an event may be looked for; there must be a recording act as well.
  public static Optional<DetectionAct> detection(
      LegalProfile profile,
      Acts acts,
      CameraId camera,
      EventType event,
      String zone,
      Instant at,
      Instant seen) {
    if (recording(profile, acts, camera, at, seen).isEmpty()) {
      return Optional.empty();
    }
    return acts.detection().stream()
        .filter(act -> act.cameras().covers(camera) && act.coversZone(zone))
        .filter(act -> act.events().contains(event) && profile.events().contains(event))
        .filter(act -> holds(act.dates(), at, seen) && isShortEnough(act, profile))
        .max(Comparator.comparing(DetectionAct::until));
  }

  private static boolean isShortEnough(DetectionAct act, LegalProfile profile) {
    return Duration.between(act.from(), act.until()).compareTo(profile.longestDetectionAct()) <= 0;
  }

  private static boolean holds(Span dates, Instant at, Instant seen) {
    return dates.contains(at) && seen.isBefore(dates.to());
  }
}
