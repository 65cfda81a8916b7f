package org.vigie.server;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.desk.Alert;
import org.vigie.governance.Governance;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// Which cameras a person may know of: those for which they hold any right at all. The others are,
/// for them, not there.
final class Sights {

  private final Governance governance;
  private final CameraDirectory cameras;

  Sights(Town town) {
    this.governance = town.governance();
    this.cameras = town.cameras();
  }

  List<Right> rights(String person, CameraId camera) {
    return Stream.of(Right.values())
        .filter(right -> governance.holds(person, right, camera))
        .toList();
  }

  boolean mayKnow(String person, CameraId camera) {
    return Stream.of(Right.values()).anyMatch(right -> governance.holds(person, right, camera));
  }

  /// Whether a person may hear of an alert: whoever only attends, of what was confirmed.
  boolean mayHear(String person, Alert alert) {
    return rights(person, alert.camera()).stream()
        .anyMatch(right -> right != Right.ATTEND || alert.state() == Alert.State.CONFIRMED);
  }

  List<CameraView> list(String person) {
    return cameras.list().stream().filter(view -> mayKnow(person, view.id())).toList();
  }

  /// One camera that the person may know of; a [Problem] otherwise.
  CameraView get(String person, CameraId camera) {
    return cameras
        .find(camera)
        .filter(view -> mayKnow(person, camera))
        .orElseThrow(() -> new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", camera.value()));
  }

  /// The ids of all cameras that the person may know of, those of the past left out.
  Set<CameraId> ids(String person) {
    return list(person).stream().map(CameraView::id).collect(Collectors.toSet());
  }
}
