package org.vigie.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.PermitTerms;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Span;
import org.vigie.recording.CaseOrder;
import org.vigie.recording.CasePackage;
import org.vigie.recording.CaseReceipt;
import org.vigie.recording.Export;
import org.vigie.recording.Recorder;

/// Hands footage out to whoever administers the machine: permit and ledger entry first.
///
/// @param receipts prints what is signed where footage is handed over
/// @param copies makes masked copies
record Exporter(
    Governance governance,
    Recorder recorder,
    CaseReceipt.Printer receipts,
    MaskedCopies copies,
    Clocks clocks) {

  /// Where no Vigie runs there is no eye either.
  static final MaskedCopies NO_COPIES =
      (format, units, masks, edits) -> {
        throw new IOException(
            "a viewing copy is masked by the eye of a Vigie that runs; start it and ask again, or ask without --viewing");
      };

  ControlAnswer export(ExportRequest request) {
    try {
      var camera = camera(request.camera());
      var span = span(request.from(), request.to());
      var permit = permit(camera, span, request.reason());
      return answer(recorder.export(permit, camera, span, request.out()));
    } catch (BadInput | Refused | IOException e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  /// Puts a package together for an authority: films, and what proves them.
  ControlAnswer handOver(CaseRequest request) {
    try {
      var pieces = new ArrayList<CaseOrder.Piece>();
      for (var one : request.footage()) {
        var camera = camera(one.camera());
        var span = span(one.from(), one.to());
        var permit = permit(camera, span, request.authority() + ", " + request.reference());
        pieces.add(new CaseOrder.Piece(permit, camera, span));
      }
      var order =
          new CaseOrder(
              request.reference(),
              request.authority(),
              request.officer(),
              pieces,
              CaseCommand.letter(request.letter()),
              false,
              request.viewing());
      var made =
          new CasePackage(recorder, governance.ledger(), receipts, copies, clocks)
              .make(order, request.out());
      return answer(made);
    } catch (BadInput | Refused | IOException | IllegalArgumentException e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ControlAnswer.failed("Vigie is being stopped; ask again");
    }
  }

  private CameraId camera(String id) throws BadInput {
    if (!CameraId.isValid(id)) {
      throw new BadInput("'" + id + "' is not the id of a camera");
    }
    var camera = new CameraId(id);
    if (!recorder.cameras().contains(camera)) {
      throw new BadInput(
          "no camera called " + camera + " has been recorded here; known: " + recorder.cameras());
    }
    return camera;
  }

  private static Span span(Instant from, Instant to) throws BadInput {
    if (!from.isBefore(to)) {
      throw new BadInput("a stretch should begin before it ends, not " + from + " to " + to);
    }
    if (Duration.between(from, to).compareTo(CaseOrder.LONGEST) > 0) {
      throw new BadInput(
          "at most %d hours of footage leave at once; ask for several stretches"
              .formatted(CaseOrder.LONGEST.toHours()));
    }
    return new Span(from, to);
  }

  private Permit permit(CameraId camera, Span span, String reason) throws Refused {
    return governance.permit(
        Actors.LOCAL_ADMINISTRATOR,
        Right.EXPORT,
        Set.of(camera),
        Optional.of(span),
        reason,
        PermitTerms.SHIFT);
  }

  private static ControlAnswer answer(CasePackage.Made made) {
    var lines = new ArrayList<String>();
    lines.add("%s: %d pictures, %d bytes".formatted(made.folder(), made.pictures(), made.bytes()));
    lines.add("manifest %s, entry %d of the ledger".formatted(made.manifest(), made.entry()));
    int unreadable = made.exports().stream().mapToInt(Export::unreadableParts).sum();
    if (unreadable > 0) {
      lines.add(unreadable + " parts could not be read and are missing");
    }
    lines.add("whoever receives it checks it with: vigie verify export " + made.folder());
    return new ControlAnswer("", lines);
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
