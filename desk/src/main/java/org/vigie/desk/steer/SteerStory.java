package org.vigie.desk.steer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// Reads out of the ledger which cameras were steered away and have not come back.
final class SteerStory {

  private final Map<CameraId, Instant> away = new LinkedHashMap<>();

  static boolean tells(String kind) {
    return kind.equals(Steering.STEERED)
        || kind.equals(Steering.PATROL_BEGUN)
        || kind.equals(Steering.HOME)
        || kind.equals(Steering.DOUBTED);
  }

  /// An entry about what is no camera is passed over.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (!CameraId.isValid(entry.text("camera"))) {
      return;
    }
    var camera = new CameraId(entry.text("camera"));
    boolean leaves =
        entry.kind().equals(Steering.STEERED) || entry.kind().equals(Steering.PATROL_BEGUN);
    if (!leaves) {
      away.remove(camera);
    } else {
      away.putIfAbsent(camera, recorded.at());
    }
  }

  Map<CameraId, Instant> away() {
    return Map.copyOf(away);
  }
}
