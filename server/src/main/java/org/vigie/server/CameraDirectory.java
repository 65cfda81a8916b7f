package org.vigie.server;

import java.util.List;
import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.server.machine.EyesView;

/// The cameras of the town, as they are now. Implemented by whoever starts and stops them; safe for
/// any thread, and quick: it answers from memory.
public interface CameraDirectory {

  /// Every camera, in the order in which they are to be shown.
  List<CameraView> list();

  /// The model that the eyes work with; nothing where they have none.
  default Optional<ModelView> model() {
    return Optional.empty();
  }

  /// How the programs are that look at the cameras' pictures; nothing where there are none.
  default Optional<EyesView> eyes() {
    return Optional.empty();
  }

  /// One camera.
  default Optional<CameraView> find(CameraId camera) {
    return list().stream().filter(view -> view.id().equals(camera)).findFirst();
  }
}
