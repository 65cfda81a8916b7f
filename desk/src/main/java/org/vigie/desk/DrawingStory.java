package org.vigie.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// What the ledger says of what was drawn on each camera, newest first. Used under its owner's
/// lock.
final class DrawingStory {

  /// As many as a person looks through; older ones stay in the ledger.
  private static final int MOST = 500;

  private final Map<CameraId, Deque<DrawingVersion>> versions = new HashMap<>();

  static boolean tells(String kind) {
    return kind.equals(Drawings.CHANGED) || kind.equals(Drawings.NOT_CHANGED);
  }

  /// An entry about what is no camera is passed over.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (!CameraId.isValid(entry.text("camera"))) {
      return;
    }
    var camera = new CameraId(entry.text("camera"));
    if (entry.kind().equals(Drawings.NOT_CHANGED)) {
      takeBack(camera);
    } else {
      add(
          camera,
          new DrawingVersion(
              entry.text("after"),
              entry.text("before"),
              recorded.at(),
              entry.actor(),
              recorded.index()));
    }
  }

  void add(CameraId camera, DrawingVersion version) {
    var known = versions.computeIfAbsent(camera, id -> new ArrayDeque<>());
    known.addFirst(version);
    if (known.size() > MOST) {
      known.removeLast();
    }
  }

  /// Forgets the newest: it did not come into force.
  void takeBack(CameraId camera) {
    var known = versions.get(camera);
    if (known != null) {
      known.pollFirst();
    }
  }

  Optional<DrawingVersion> newest(CameraId camera) {
    return of(camera).stream().findFirst();
  }

  List<DrawingVersion> of(CameraId camera) {
    var known = versions.get(camera);
    return known == null ? List.of() : List.copyOf(known);
  }
}
