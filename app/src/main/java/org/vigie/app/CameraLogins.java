package org.vigie.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.base.BadInput;
import org.vigie.ingest.Origin;
import org.vigie.model.CameraId;

/// Hands on what cameras are shown, when somebody has changed their passwords while the town runs.
final class CameraLogins {

  private static final System.Logger LOG = System.getLogger(CameraLogins.class.getName());

  /// @param main where its recorded stream comes from
  /// @param sub where the eye's comes from
  private record Streams(RenewedOrigin main, Optional<RenewedOrigin> sub) {}

  private final CameraOrigins origins;
  private final Path config;
  private final Map<CameraId, Streams> streams = new HashMap<>();

  /// @param config the town's configuration, which is read again
  CameraLogins(CameraOrigins origins, Path config) {
    this.origins = origins;
    this.config = config;
  }

  /// A camera's origins, to be given to its sessions: the recorded stream's first.
  List<Origin> of(CameraConfig camera) throws BadInput {
    var main = new RenewedOrigin(origins.of(camera, camera.main()));
    var sub = camera.sub();
    if (sub.isEmpty()) {
      streams.put(camera.id(), new Streams(main, Optional.empty()));
      return List.of(main);
    }
    var second = new RenewedOrigin(origins.of(camera, sub.get()));
    streams.put(camera.id(), new Streams(main, Optional.of(second)));
    return List.of(main, second);
  }

  /// A camera has another password, or is another device: its next connections show that one and
  /// go there. An eye that was shown the second stream of a device is shown the only one of a
  /// device that has no other, and never again the one that was there before.
  ///
  /// @param others hear of the camera as it is configured now
  synchronized void renew(CameraId id, Consumer<CameraConfig> others) {
    var known = streams.get(id);
    try {
      for (var camera : TownConfig.read(config).cameras()) {
        if (camera.id().equals(id) && known != null) {
          var main = origins.of(camera, camera.main());
          var sub = origins.of(camera, camera.sub().orElse(camera.main()));
          known.main().renew(main);
          known.sub().ifPresent(second -> second.renew(sub));
          others.accept(camera);
        }
      }
    } catch (BadInput e) {
      LOG.log(
          System.Logger.Level.WARNING,
          id + ": its new password counts from the next start on only: " + e.getMessage());
    }
  }
}
