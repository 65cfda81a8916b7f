package org.vigie.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onvif.ver10.device.wsdl.GetDeviceInformation;
import org.onvif.ver10.device.wsdl.GetDeviceInformationResponse;
import org.onvif.ver20.media.wsdl.GetMaskOptions;
import org.onvif.ver20.media.wsdl.GetMaskOptionsResponse;
import org.onvif.ver20.ptz.wsdl.GetNodes;
import org.onvif.ver20.ptz.wsdl.GetNodesResponse;
import org.vigie.base.Clocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;

/// One camera, asked over ONVIF.
///
/// Owns its connections: whoever opens it closes it. For one thread at a time; each call waits for
/// the camera, within its [Limits].
public final class Onvif implements AutoCloseable {

  private final OnvifAddress address;
  private final CertificateJudge judge;
  private final Optional<Credentials> credentials;
  private final SoapClient camera;
  private final DeviceClock clock;
  private final Clocks clocks;
  private @Nullable Services services;

  /// Nothing is sent yet.
  ///
  /// @param credentials without them, the camera is asked without a name
  /// @param judge of its certificate, where the address is `https`
  public Onvif(
      OnvifAddress address,
      Optional<Credentials> credentials,
      CertificateJudge judge,
      Clocks clocks,
      Limits limits) {
    this.address = address;
    this.judge = judge;
    this.credentials = credentials;
    this.clocks = clocks;
    this.camera = new SoapClient(address, credentials, judge, clocks, limits);
    this.clock = new DeviceClock(camera, address.uri(), clocks);
  }

  /// Asks the camera what it is and what it offers.
  ///
  /// @throws OnvifException if it cannot be asked, or does not say who it is; what else it does not
  ///     say is a remark
  public DeviceFacts describe() throws OnvifException {
    var remarks = new ArrayList<String>();
    var time = clock.read();
    if (time.isEmpty()) {
      remarks.add("its clock says no time");
    }
    time.filter(ClockFacts::isOff).ifPresent(said -> remarks.add(clockRemark(said)));
    var device =
        camera.ask(address.uri(), new GetDeviceInformation(), GetDeviceInformationResponse.class);
    var offered = services();
    var profiles = new MediaReader(camera, address, remarks).read(offered);
    return new DeviceFacts(
        Said.line(device.getManufacturer()),
        Said.line(device.getModel()),
        Said.line(device.getFirmwareVersion()),
        Said.line(device.getSerialNumber()),
        time.orElse(new ClockFacts(Duration.ZERO, false)),
        offered.names(),
        profiles,
        ptz(offered, remarks),
        masks(offered, profiles, remarks),
        address.secure() ? judge.seen() : Optional.empty(),
        remarks);
  }

  private static String clockRemark(ClockFacts said) {
    return "its clock is %s %s; %s"
        .formatted(
            spoken(said.ahead().abs()),
            said.ahead().isNegative() ? "behind" : "ahead",
            said.ntp()
                ? "it follows a time server, which is wrong or not reached"
                : "give it a time server in its own settings");
  }

  /// In the largest unit that fits.
  static String spoken(Duration length) {
    if (length.toDays() >= 2) {
      return length.toDays() + " days";
    }
    return length.toHours() >= 2
        ? length.toHours() + " hours"
        : length.toMinutes() >= 2 ? length.toMinutes() + " minutes" : length.toSeconds() + " s";
  }

  private Services services() throws OnvifException {
    if (services == null) {
      services = Services.ask(camera, address);
    }
    return services;
  }

  private Optional<PtzFacts> ptz(Services offered, List<String> remarks) {
    var service = offered.find("ptz");
    if (service.isEmpty()) {
      return Optional.empty();
    }
    try {
      var nodes = camera.ask(service.get(), new GetNodes(), GetNodesResponse.class).getPTZNode();
      return nodes.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new PtzFacts(
                  nodes.getFirst().getMaximumNumberOfPresets(),
                  nodes.getFirst().isHomeSupported(),
                  nodes.getFirst().getAuxiliaryCommands()));
    } catch (OnvifException.Unsupported e) {
      return Optional.empty();
    } catch (OnvifException e) {
      remarks.add("whether it can be moved is not known: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<MaskFacts> masks(
      Services offered, List<StreamProfile> profiles, List<String> remarks) {
    var service = offered.find("media2");
    if (service.isEmpty() || profiles.isEmpty()) {
      return Optional.empty();
    }
    try {
      return masks(service.get(), profiles.getFirst().picture());
    } catch (OnvifException.Unsupported e) {
      return Optional.empty();
    } catch (OnvifException e) {
      remarks.add("whether it takes masks is not known: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<MaskFacts> masks(URI media2, String picture) throws OnvifException {
    var request = new GetMaskOptions();
    request.setConfigurationToken(picture);
    var options = camera.ask(media2, request, GetMaskOptionsResponse.class).getOptions();
    return options == null || options.getMaxMasks() < 1
        ? Optional.empty()
        : Optional.of(
            new MaskFacts(
                options.getMaxMasks(),
                options.getMaxPoints(),
                Boolean.TRUE.equals(options.isRectangleOnly())));
  }

  /// What its clock says; nothing where it says no time that is one.
  public Optional<ClockFacts> clock() throws OnvifException {
    return clock.read();
  }

  /// Sets its clock to ours, unless it follows a time server: then that one is to be put right.
  ///
  /// @return what it said before
  public Optional<ClockFacts> setClock() throws OnvifException {
    return clock.setUnlessKept();
  }

  /// Has it take its time from a time server.
  ///
  /// @param host a name or an address that the camera reaches
  public void followTimeServer(String host) throws OnvifException {
    var unused = clock.read();
    clock.follow(host);
  }

  /// The account that it is asked with; nothing where it is asked without a name. Reads its clock.
  public Optional<OwnAccount> account() throws OnvifException {
    if (credentials.isEmpty()) {
      return Optional.empty();
    }
    var unused = clock.read();
    return Optional.of(new OwnAccount(camera, address.uri(), credentials.get(), address.shown()));
  }

  /// What moves it; nothing where it does not move.
  ///
  /// @param profile one that [StreamProfile#moves]
  public Optional<Ptz> ptz(StreamProfile profile) throws OnvifException {
    return profile.moves()
        ? services().find("ptz").map(service -> new Ptz(camera, service, profile.token()))
        : Optional.empty();
  }

  /// The masks inside the camera, for what this stream shows; nothing where it takes none.
  public Optional<InnerMasks> masks(StreamProfile profile) throws OnvifException {
    var service = services().find("media2");
    if (service.isEmpty()) {
      return Optional.empty();
    }
    try {
      return masks(service.get(), profile.picture())
          .map(
              facts ->
                  new InnerMasks(camera, service.get(), profile.picture(), facts, address.shown()));
    } catch (OnvifException.Unsupported e) {
      return Optional.empty();
    }
  }

  /// Has the camera tell from now on that its picture is lost or was meddled with; nothing where it
  /// has no way to.
  public Optional<SignFeed> signs() throws OnvifException {
    var service = services().find("events");
    return service.isEmpty()
        ? Optional.empty()
        : Optional.of(SignFeed.open(camera, address, service.get(), clocks));
  }

  /// Has the camera tell from now on how the contacts stand that are wired to it; nothing where it
  /// has no way to. Reads its clock.
  public Optional<InputFeed> inputs() throws OnvifException {
    var unused = clock.read();
    var service = services().find("events");
    return service.isEmpty()
        ? Optional.empty()
        : Optional.of(InputFeed.open(camera, address, service.get()));
  }

  @Override
  public void close() {
    camera.close();
  }
}
