package org.vigie.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.recording.Export;
import org.vigie.recording.Recorder;

/// Hands footage out to whoever administers the machine: permit and ledger entry first.
record Exporter(Governance governance, Recorder recorder) {

  ControlAnswer export(ExportRequest request) {
    if (!CameraId.isValid(request.camera())) {
      return ControlAnswer.failed("'" + request.camera() + "' is not the id of a camera");
    }
    var camera = new CameraId(request.camera());
    if (!recorder.cameras().contains(camera)) {
      return ControlAnswer.failed(
          "no camera called " + camera + " has been recorded here; known: " + recorder.cameras());
    }
    if (!request.from().isBefore(request.to())) {
      return ControlAnswer.failed("--from should be before --to");
    }
    var span = new Span(request.from(), request.to());
    try {
      var permit =
          governance.permit(
              Actors.LOCAL_ADMINISTRATOR,
              Right.EXPORT,
              Set.of(camera),
              Optional.of(span),
              request.reason());
      return answer(recorder.export(permit, camera, span, request.out()));
    } catch (Refused | IOException e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  private static ControlAnswer answer(Export export) {
    var lines = new ArrayList<String>();
    for (var file : export.files()) {
      lines.add(
          "%s: %d pictures from %s, %d bytes, SHA-256 %s"
              .formatted(file.path(), file.pictures(), file.first(), file.bytes(), file.sha256()));
    }
    lines.add("its dates may be off by %d ms".formatted(export.uncertainty().toMillis()));
    if (export.unreadableParts() > 0) {
      lines.add(export.unreadableParts() + " parts could not be read and are missing");
    }
    return new ControlAnswer("", lines);
  }
}
