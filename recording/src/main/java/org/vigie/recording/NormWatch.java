package org.vigie.recording;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.governance.Norm;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;

/// Raises BELOW_NORM for a camera whose stored pictures are smaller or fewer than its class asks
/// for (R37), and ends it when they are not. A camera that wavers about its norm does not make the
/// alarm waver: it begins below [#TOO_SLOW] of the rate, held for [#SUSTAINED], and ends above
/// [#FAST_ENOUGH], held as long. With the meter's minute this is within 2 min; 5 are allowed. Used
/// by one thread.
public final class NormWatch {

  static final Duration SUSTAINED = Duration.ofSeconds(60);
  static final double TOO_SLOW = 0.97;
  static final double FAST_ENOUGH = 0.99;

  /// A camera that the town has, and the class that holds for it.
  public record Watched(CameraId camera, String name, Norm norm) {}

  private enum Verdict {
    BELOW,
    BETWEEN,
    FINE
  }

  /// @param changing since when the measure has said the opposite of what is told; null: it agrees
  private record Told(boolean below, @Nullable Duration changing) {}

  private final Alarms alarms;
  private final Clocks clocks;
  private final Map<CameraId, Told> told = new HashMap<>();

  public NormWatch(Alarms alarms, Clocks clocks) {
    this.alarms = alarms;
    this.clocks = clocks;
  }

  /// One look at every camera; call it every second. While a camera is not recorded, what was said
  /// of it holds.
  ///
  /// @param states what the recorder knows of a camera, as [Recorder#state]
  public void look(List<Watched> cameras, Function<CameraId, Optional<RecordingState>> states) {
    for (var watched : cameras) {
      if (watched.norm() == Norm.NONE) {
        end(watched.camera());
        continue;
      }
      states
          .apply(watched.camera())
          .filter(RecordingState::recording)
          .flatMap(RecordingState::measured)
          .ifPresent(measured -> judge(watched, measured));
    }
    var known = cameras.stream().map(Watched::camera).toList();
    List.copyOf(told.keySet()).stream().filter(c -> !known.contains(c)).forEach(this::end);
  }

  private void judge(Watched watched, Measured measured) {
    var now = clocks.elapsed();
    var before = told.getOrDefault(watched.camera(), new Told(false, null));
    var verdict = verdict(watched.norm(), measured);
    var opposite = before.below() ? Verdict.FINE : Verdict.BELOW;
    var after = before;
    if (verdict != opposite) {
      after = new Told(before.below(), null);
    } else if (before.changing() == null) {
      after = new Told(before.below(), now);
    } else if (now.minus(before.changing()).compareTo(SUSTAINED) >= 0) {
      after = new Told(!before.below(), null);
    }
    told.put(watched.camera(), after);
    if (after.below()) {
      alarms.raise(AlarmKind.BELOW_NORM, watched.camera().value(), sentence(watched, measured));
    } else if (before.below()) {
      alarms.end(AlarmKind.BELOW_NORM, watched.camera().value());
    }
  }

  private void end(CameraId camera) {
    var before = told.remove(camera);
    if (before != null && before.below()) {
      alarms.end(AlarmKind.BELOW_NORM, camera.value());
    }
  }

  private static Verdict verdict(Norm norm, Measured measured) {
    double rate = measured.picturesPerSecond();
    if (!norm.fits(measured.width(), measured.height())
        || rate < TOO_SLOW * norm.picturesPerSecond()) {
      return Verdict.BELOW;
    }
    return rate < FAST_ENOUGH * norm.picturesPerSecond() ? Verdict.BETWEEN : Verdict.FINE;
  }

  private static String sentence(Watched watched, Measured measured) {
    var norm = watched.norm();
    return String.format(
        Locale.ROOT,
        "%s stores %dx%d at %.1f pictures per second; its class (%s) asks for at least %dx%d at %d. Change the stream in the camera's own settings, or the class if it is not the right one (norm, in its act or in the configuration).",
        watched.name(),
        measured.width(),
        measured.height(),
        measured.picturesPerSecond(),
        norm.name().toLowerCase(Locale.ROOT),
        norm.width(),
        norm.height(),
        norm.picturesPerSecond());
  }
}
