package org.vigie.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.desk.masks.MaskDrawings;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.Query;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.PrivacyMasks;

/// Brings the static privacy masks into force: the ledger says which, whenever they change, and a
/// camera that faces dwellings without any is flagged (R36).
final class MaskDuty {

  static final String KIND = MaskDrawings.KIND;

  private static final System.Logger LOG = System.getLogger(MaskDuty.class.getName());
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 50;

  private final MaskDrawings masks;
  private final Governance governance;
  private final Alarms alarms;

  MaskDuty(MaskDrawings masks, Governance governance, Alarms alarms) {
    this.masks = masks;
    this.governance = governance;
    this.alarms = alarms;
  }

  /// Compares the configuration with what the ledger last said, and says what has changed.
  void bringIntoForce(List<CameraConfig> cameras) {
    var before = lastVersions();
    for (var camera : cameras) {
      var id = camera.id().value();
      var now = masks.inForce(camera.id());
      var version = now.map(PrivacyMasks::version).orElse("");
      if (!version.equals(before.getOrDefault(id, ""))) {
        note(id, version, now);
      }
      flag(camera);
    }
  }

  private void note(String camera, String version, Optional<PrivacyMasks> masks) {
    var zones = masks.map(m -> m.text().lines().toList()).orElse(List.of());
    governance.note(
        KIND, Actors.VIGIE, Map.of("camera", camera, "version", version, "zones", zones));
  }

  /// What the ledger said last of each camera: a version, or nothing for a mask that was taken
  /// away. Looks back a bounded way; what was said before that is said again.
  private Map<String, String> lastVersions() {
    var versions = new LinkedHashMap<String, String>();
    long before = Long.MAX_VALUE;
    for (int page = 0; page < MOST_PAGES && before >= 0; page++) {
      var read = governance.ledger().page(new Query(before, PAGE, "", KIND));
      for (var recorded : read.entries()) {
        var entry = recorded.entry();
        versions.putIfAbsent(entry.text("camera"), entry.text("version"));
      }
      before = read.next();
    }
    return versions;
  }

  /// Says of a camera whether it should have masks and has none.
  void flag(CameraConfig camera) {
    var id = camera.id().value();
    if (camera.facesDwellings() && masks.inForce(camera.id()).isEmpty()) {
      var detail =
          "This camera faces dwellings and has no static privacy mask: their windows and entrances"
              + " are recorded as filmed. Draw its masks on its page, or privacy_masks in the"
              + " configuration.";
      LOG.log(System.Logger.Level.WARNING, id + ": " + detail);
      alarms.raise(AlarmKind.DWELLINGS_UNMASKED, id, detail);
    } else {
      alarms.end(AlarmKind.DWELLINGS_UNMASKED, id);
    }
  }
}
