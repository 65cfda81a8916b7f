package org.vigie.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;
import org.vigie.governance.Governance;
import org.vigie.governance.Norm;
import org.vigie.governance.RecordingAct;
import org.vigie.model.Alarms;
import org.vigie.recording.NormWatch;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecordingWatch;

/// Asks every second, on a thread of its own, whether each camera that should be recorded is, and
/// whether what is stored is what its class asks for. It asks governance and the disk's side of the
/// recorder only, and takes no lock of a camera's: what hangs cannot hang it.
final class RecordingHealth {

  static final Duration EVERY = Duration.ofSeconds(1);

  private final List<CameraConfig> cameras;
  private final Governance governance;
  private final Recorder recorder;
  private final RecordingWatch recording;
  private final NormWatch norms;
  private final Clocks clocks;

  private RecordingHealth(
      List<CameraConfig> cameras,
      Governance governance,
      Recorder recorder,
      Alarms alarms,
      Clocks clocks) {
    this.cameras = List.copyOf(cameras);
    this.governance = governance;
    this.recorder = recorder;
    this.recording = new RecordingWatch(alarms, clocks);
    this.norms = new NormWatch(alarms, clocks);
    this.clocks = clocks;
  }

  static Repeated start(
      List<CameraConfig> cameras,
      Governance governance,
      Recorder recorder,
      Alarms alarms,
      Clocks clocks) {
    var health = new RecordingHealth(cameras, governance, recorder, alarms, clocks);
    return Repeated.start("recording-health", EVERY, health::look);
  }

  /// The norm that holds for a camera: its own, else its act's; none without an act.
  static Norm norm(CameraConfig camera, Optional<RecordingAct> act) {
    return act.map(valid -> camera.norm().orElse(valid.norm())).orElse(Norm.NONE);
  }

  private void look() {
    var now = clocks.wall();
    recording.look(
        cameras.stream()
            .map(
                camera ->
                    new RecordingWatch.Watched(
                        camera.id(),
                        camera.name(),
                        governance.recordingAct(camera.id(), now).isPresent()))
            .toList(),
        recorder::state);
    norms.look(
        cameras.stream()
            .map(
                camera ->
                    new NormWatch.Watched(
                        camera.id(),
                        camera.name(),
                        norm(camera, governance.recordingAct(camera.id(), now))))
            .toList(),
        recorder::state);
  }
}
