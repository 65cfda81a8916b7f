package org.vigie.app.camera;

import java.util.List;
import java.util.Optional;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.PrivacyMasks;
import org.vigie.onvif.InnerMasks;
import org.vigie.onvif.Limits;
import org.vigie.onvif.Onvif;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.OnvifException;
import org.vigie.onvif.StreamProfile;

/// How a camera of the configuration is asked over ONVIF.
public final class AskedCamera {

  private AskedCamera() {}

  /// The one that people mean: by its id, else by its name.
  ///
  /// @throws BadInput if there is none, or two have the name
  static CameraConfig named(TownConfig town, String name) throws BadInput {
    var found = town.cameras().stream().filter(camera -> camera.id().value().equals(name)).toList();
    if (found.isEmpty()) {
      found =
          town.cameras().stream().filter(camera -> camera.name().equalsIgnoreCase(name)).toList();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new BadInput(
        found.isEmpty()
            ? "%s: no camera has the id or the name '%s'".formatted(town.file(), name)
            : "%s: several cameras are called '%s'; give an id: %s"
                .formatted(
                    town.file(),
                    name,
                    String.join(", ", found.stream().map(one -> one.id().value()).toList())));
  }

  /// Where it answers: `onvif` of the configuration, else the usual address of its stream's host.
  public static Optional<OnvifAddress> address(CameraConfig camera) {
    if (camera.onvif().isPresent()) {
      return camera.onvif();
    }
    try {
      var host = RtspUrl.parse(camera.main()).host();
      return Optional.of(OnvifAddress.parse(host.contains(":") ? "[" + host + "]" : host));
    } catch (BadInput e) {
      return Optional.empty();
    }
  }

  /// Nothing is sent yet. Whoever calls closes.
  ///
  /// @throws BadInput if it has no address that could be asked, or its certificate's authority
  ///     cannot be read
  public static Onvif open(CameraConfig camera) throws BadInput {
    return open(camera, login(camera));
  }

  /// The same, shown something else than the configuration says.
  static Onvif open(CameraConfig camera, Optional<Credentials> login) throws BadInput {
    var address =
        address(camera)
            .orElseThrow(
                () ->
                    new BadInput(
                        camera.id() + ": cannot be asked: it has no `onvif`, and no rtsp address"));
    return new Onvif(
        address, login, CertificateJudge.of(camera.trust()), Clocks.system(), Limits.USUAL);
  }

  static Optional<Credentials> login(CameraConfig camera) {
    return camera.login().map(login -> new Credentials(login.user(), login.password()));
  }

  /// The stream that is recorded, among those that a camera offers; the first where it offers it
  /// under another address.
  static Optional<StreamProfile> recorded(CameraConfig camera, List<StreamProfile> profiles) {
    var ours = plain(camera.main());
    var same =
        profiles.stream()
            .filter(
                profile ->
                    ours.isPresent() && profile.address().flatMap(AskedCamera::plain).equals(ours))
            .findFirst();
    return same.isPresent() ? same : profiles.stream().findFirst();
  }

  /// The masks inside it, of the stream that is recorded.
  ///
  /// @throws OnvifException.Unsupported if it takes none
  static InnerMasks masks(CameraConfig camera, Onvif onvif) throws OnvifException {
    var stream = recorded(camera, onvif.describe().profiles());
    var masks = stream.isEmpty() ? Optional.<InnerMasks>empty() : onvif.masks(stream.get());
    return masks.orElseThrow(
        () -> new OnvifException.Unsupported(camera.id() + ": takes no masks over ONVIF"));
  }

  /// Whether a camera says that it covers exactly these by itself.
  public static boolean covers(CameraConfig camera, PrivacyMasks masks)
      throws OnvifException, BadInput {
    try (var onvif = open(camera)) {
      return masks(camera, onvif).covers(masks);
    }
  }

  /// An address as both sides write it.
  static Optional<String> plain(String address) {
    try {
      return Optional.of(RtspUrl.parse(address).address());
    } catch (BadInput e) {
      return Optional.empty();
    }
  }
}
