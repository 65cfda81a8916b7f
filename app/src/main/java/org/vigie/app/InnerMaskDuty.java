package org.vigie.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.PrivacyMasks;
import org.vigie.model.StreamKind;
import org.vigie.onvif.OnvifException;

/// Looks whether cameras still cover by themselves what they were last told to cover: at the start,
/// whenever their stream has come back, and once a day. What they were told is in the ledger.
/// Rounds
/// are one thread's; [#told] is for any.
final class InnerMaskDuty {

  static final Duration EVERY = Duration.ofMinutes(1);
  static final Duration AGAIN = Duration.ofHours(24);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

  private static final System.Logger LOG = System.getLogger(InnerMaskDuty.class.getName());

  /// Asks a camera whether it covers exactly these.
  interface Look {
    boolean covers(CameraConfig camera, PrivacyMasks masks) throws OnvifException, BadInput;
  }

  private final Map<CameraId, CameraConfig> cameras = new ConcurrentHashMap<>();
  private final Map<CameraId, String> told = new ConcurrentHashMap<>();
  private final Map<CameraId, Duration> due = new ConcurrentHashMap<>();
  private final Map<CameraId, Object> streams = new HashMap<>();
  private final Supplier<List<CameraState>> states;
  private final Look look;
  private final Alarms alarms;
  private final Clocks clocks;

  /// @param states of every stream
  InnerMaskDuty(
      List<CameraConfig> cameras,
      Supplier<List<CameraState>> states,
      Look look,
      Governance governance,
      Alarms alarms,
      Clocks clocks) {
    cameras.forEach(camera -> this.cameras.put(camera.id(), camera));
    this.states = states;
    this.look = look;
    this.alarms = alarms;
    this.clocks = clocks;
    governance.ledger().replay(FleetFact.MASKS_SET.kind()::equals, this::fold);
  }

  private void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (CameraId.isValid(entry.text("camera")) && entry.text("result").equals("done")) {
      told(new CameraId(entry.text("camera")), entry.text("version"));
    }
  }

  /// A camera is configured otherwise now: it has another password.
  void renew(CameraConfig camera) {
    cameras.put(camera.id(), camera);
  }

  /// A camera was told to cover these from now on.
  ///
  /// @param version of [PrivacyMasks#version]; empty for none
  void told(CameraId camera, String version) {
    if (version.isEmpty()) {
      told.remove(camera);
      alarms.end(AlarmKind.INNER_MASKS, camera.value());
    } else {
      told.put(camera, version);
      due.put(camera, clocks.elapsed());
    }
  }

  void round() {
    for (var state : states.get()) {
      if (state.stream() == StreamKind.MAIN && state.phase() == CameraState.Phase.STREAMING) {
        @Nullable Object before = streams.put(state.camera(), state.since());
        if (before != null && !before.equals(state.since())) {
          due.put(state.camera(), clocks.elapsed());
        }
      }
    }
    told.forEach(this::lookIfDue);
  }

  private void lookIfDue(CameraId id, String version) {
    var camera = cameras.get(id);
    var from = due.getOrDefault(id, Duration.ZERO);
    if (camera == null || clocks.elapsed().compareTo(from) < 0) {
      return;
    }
    var masks = camera.masks().filter(set -> set.version().equals(version));
    if (masks.isEmpty()) {
      raise(
          id,
          "It was told to cover what privacy_masks of the configuration said then; they say"
              + " something else now. `vigie camera masks --put` tells it.");
      due.put(id, clocks.elapsed().plus(AGAIN));
      return;
    }
    try {
      if (look.covers(camera, masks.get())) {
        alarms.end(AlarmKind.INNER_MASKS, id.value());
      } else {
        raise(
            id,
            "It says that it covers something else than it was told. `vigie camera masks --show`"
                + " shows what; what privacy_masks cover is painted over here as before.");
      }
      due.put(id, clocks.elapsed().plus(AGAIN));
    } catch (OnvifException.Unsupported e) {
      raise(id, "It was told to cover something and now says that it takes no masks.");
      due.put(id, clocks.elapsed().plus(AGAIN));
    } catch (OnvifException | BadInput e) {
      // Whether it covers them is not known: that it is not reached has alarms of its own.
      LOG.log(System.Logger.Level.WARNING, "what {0} covers is not known: {1}", id, e.getMessage());
      due.put(id, clocks.elapsed().plus(AFTER_FAILURE));
    }
  }

  private void raise(CameraId camera, String detail) {
    alarms.raise(AlarmKind.INNER_MASKS, camera.value(), detail);
  }
}
