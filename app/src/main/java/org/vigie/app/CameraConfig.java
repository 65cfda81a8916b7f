package org.vigie.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigie.base.login.CameraTrust;
import org.vigie.desk.steer.SteerSettings;
import org.vigie.governance.Norm;
import org.vigie.governance.source.TimedSource;
import org.vigie.model.CameraId;
import org.vigie.model.PrivacyMasks;
import org.vigie.onvif.OnvifAddress;
import org.vigie.recording.CameraPlace;
import org.vigie.server.notice.CameraSite;

/// One camera of the configuration.
///
/// @param groups those it belongs to, for people who look for it; may be none
/// @param main the address of the stream that is recorded
/// @param sub the address of the small stream that the eye sees; absent: the eye sees the main one
/// @param onvif where it answers questions about itself; absent: nobody was asked yet
/// @param login user and password, where they do not stand in the addresses
/// @param trust by what its certificate is judged, where its addresses are `rtsps`
/// @param rules the file of its zones and rules; absent: none
/// @param norm what its stored stream must at least be; absent: what its act says
/// @param footage the volume of its footage, and of a second copy
/// @param masks what is painted over before anything else; absent: nothing
/// @param loop whether a file as its source begins again at its end
/// @param facesDwellings whether dwellings are in its picture, so that it should have such masks
/// @param source present for what does not stand in one place: it films only while it is open
/// @param steer how people may turn and zoom it; absent: nobody does
/// @param site where it stands, what it overlooks and why, for the public
public record CameraConfig(
    CameraId id,
    String name,
    List<String> groups,
    String main,
    Optional<String> sub,
    Optional<OnvifAddress> onvif,
    Optional<Login> login,
    CameraTrust trust,
    Optional<Path> rules,
    Optional<Norm> norm,
    CameraPlace footage,
    Optional<PrivacyMasks> masks,
    boolean loop,
    boolean facesDwellings,
    Optional<TimedSource> source,
    Optional<SteerSettings> steer,
    CameraSite site) {

  public CameraConfig {
    groups = List.copyOf(groups);
  }

  /// What the camera asks for. [#toString] does not show the password.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user + ":***";
    }
  }
}
