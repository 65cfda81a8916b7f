package org.vigie.desk;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// Reads out of the ledger which cameras look elsewhere, and since when.
final class ViewStory {

  private final Map<CameraId, Instant> moved = new LinkedHashMap<>();

  static boolean tells(String kind) {
    return kind.equals(Views.MOVED) || kind.equals(Views.CONFIRMED);
  }

  /// An entry about what is no camera is passed over.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (!CameraId.isValid(entry.text("camera"))) {
      return;
    }
    var camera = new CameraId(entry.text("camera"));
    if (entry.kind().equals(Views.CONFIRMED)) {
      moved.remove(camera);
      return;
    }
    Instant at;
    try {
      at = Instant.parse(entry.text("at"));
    } catch (DateTimeParseException e) {
      at = recorded.at();
    }
    moved.put(camera, at);
  }

  Map<CameraId, Instant> moved() {
    return Map.copyOf(moved);
  }
}
