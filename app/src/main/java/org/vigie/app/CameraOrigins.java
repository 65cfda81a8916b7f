package org.vigie.app;

import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.login.Credentials;
import org.vigie.ingest.Origin;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.sight.Demuxers;

/// Where the streams of a town's cameras come from, with any login.
///
/// @param simulator of a demo only
record CameraOrigins(TownConfig config, Optional<Simulator> simulator, Demuxers demuxers) {

  /// @param address as the configuration gives it
  /// @throws BadInput if it cannot be used here
  Origin of(CameraConfig camera, String address) throws BadInput {
    if (address.equals(SourceConfig.FILES)) {
      return new FilesAlone();
    }
    if (address.startsWith(TownConfig.SIMULATOR)) {
      if (simulator.isEmpty()) {
        throw BadInput.at(
            config.file(), 0, camera.id() + ": simulated cameras exist in a demo's folder only");
      }
      return Origin.rtsp(RtspUrl.parse(simulator.get().address(address)));
    }
    if (SourceAddress.isOne(address)) {
      var source = SourceAddress.parse(address, config.data());
      return new ProgramOrigin(
          camera.login().map(source::with).orElse(source), camera.loop(), demuxers);
    }
    var url = RtspUrl.parse(address).with(camera.trust());
    return Origin.rtsp(
        camera
            .login()
            .map(login -> url.with(new Credentials(login.user(), login.password())))
            .orElse(url));
  }
}
