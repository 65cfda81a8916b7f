package org.vigie.onvif;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onvif.ver10.media.wsdl.GetProfiles;
import org.onvif.ver10.media.wsdl.GetProfilesResponse;
import org.onvif.ver10.media.wsdl.GetStreamUri;
import org.onvif.ver10.media.wsdl.GetStreamUriResponse;
import org.onvif.ver10.schema.Profile;
import org.onvif.ver10.schema.StreamSetup;
import org.onvif.ver10.schema.StreamType;
import org.onvif.ver10.schema.Transport;
import org.onvif.ver10.schema.TransportProtocol;
import org.onvif.ver20.media.wsdl.MediaProfile;

/// Asks a camera for its streams: by Media2, which knows H.265, else by Media.
final class MediaReader {

  /// More are not asked for: recorders with many inputs have dozens, and one answer each.
  private static final int MOST_PROFILES = 32;

  private final SoapClient camera;
  private final OnvifAddress address;
  private final List<String> remarks;

  /// @param remarks takes what is odd
  MediaReader(SoapClient camera, OnvifAddress address, List<String> remarks) {
    this.camera = camera;
    this.address = address;
    this.remarks = remarks;
  }

  List<StreamProfile> read(Services services) throws OnvifException {
    var second = services.find("media2");
    var first = services.find("media");
    if (second.isPresent()) {
      try {
        return second(second.get());
      } catch (OnvifException.Unsupported | OnvifException.Broken e) {
        if (first.isEmpty()) {
          throw e;
        }
        remarks.add("its newer media service does not answer; the older one was asked");
      }
    }
    if (first.isEmpty()) {
      remarks.add("it offers no media service, so no streams: is it a camera?");
      return List.of();
    }
    return first(first.get());
  }

  private List<StreamProfile> first(URI service) throws OnvifException {
    var all = camera.ask(service, new GetProfiles(), GetProfilesResponse.class).getProfiles();
    var found = new ArrayList<StreamProfile>();
    for (var profile : bounded(all)) {
      if (profile.getVideoSourceConfiguration() != null
          && profile.getVideoEncoderConfiguration() != null) {
        found.add(first(service, profile));
      }
    }
    return found;
  }

  private StreamProfile first(URI service, Profile profile) throws OnvifException {
    var source = profile.getVideoSourceConfiguration();
    var encoder = profile.getVideoEncoderConfiguration();
    var size = encoder.getResolution();
    var rate = encoder.getRateControl();
    return new StreamProfile(
        token(profile.getToken()),
        Said.line(profile.getName()),
        token(source.getSourceToken()),
        token(source.getToken()),
        encoder.getEncoding() == null ? "" : encoder.getEncoding().value(),
        size == null ? 0 : size.getWidth(),
        size == null ? 0 : size.getHeight(),
        rate == null ? 0 : rate.getFrameRateLimit(),
        rate == null ? 0 : rate.getBitrateLimit(),
        firstAddress(service, profile.getToken()),
        profile.getPTZConfiguration() != null);
  }

  private Optional<String> firstAddress(URI service, String profile) throws OnvifException {
    var transport = new Transport();
    transport.setProtocol(TransportProtocol.RTSP);
    var setup = new StreamSetup();
    setup.setStream(StreamType.RTP_UNICAST);
    setup.setTransport(transport);
    var request = new GetStreamUri();
    request.setStreamSetup(setup);
    request.setProfileToken(profile);
    try {
      var uri = camera.ask(service, request, GetStreamUriResponse.class).getMediaUri();
      return uri == null ? Optional.empty() : stream(uri.getUri());
    } catch (OnvifException.Unsupported e) {
      return Optional.empty();
    }
  }

  private List<StreamProfile> second(URI service) throws OnvifException {
    var request = new org.onvif.ver20.media.wsdl.GetProfiles();
    request.getType().addAll(List.of("VideoSource", "VideoEncoder", "PTZ"));
    var all =
        camera
            .ask(service, request, org.onvif.ver20.media.wsdl.GetProfilesResponse.class)
            .getProfiles();
    var found = new ArrayList<StreamProfile>();
    for (var profile : bounded(all)) {
      var set = profile.getConfigurations();
      if (set != null && set.getVideoSource() != null && set.getVideoEncoder() != null) {
        found.add(second(service, profile));
      }
    }
    return found;
  }

  private StreamProfile second(URI service, MediaProfile profile) throws OnvifException {
    var source = profile.getConfigurations().getVideoSource();
    var encoder = profile.getConfigurations().getVideoEncoder();
    var size = encoder.getResolution();
    var rate = encoder.getRateControl();
    return new StreamProfile(
        token(profile.getToken()),
        Said.line(profile.getName()),
        token(source.getSourceToken()),
        token(source.getToken()),
        Said.line(encoder.getEncoding()),
        size == null ? 0 : size.getWidth(),
        size == null ? 0 : size.getHeight(),
        rate == null ? 0 : rate.getFrameRateLimit(),
        rate == null ? 0 : rate.getBitrateLimit(),
        secondAddress(service, profile.getToken()),
        profile.getConfigurations().getPTZ() != null);
  }

  private Optional<String> secondAddress(URI service, String profile) throws OnvifException {
    var request = new org.onvif.ver20.media.wsdl.GetStreamUri();
    request.setProtocol("RTSP");
    request.setProfileToken(profile);
    try {
      return stream(
          camera
              .ask(service, request, org.onvif.ver20.media.wsdl.GetStreamUriResponse.class)
              .getUri());
    } catch (OnvifException.Unsupported e) {
      return Optional.empty();
    }
  }

  private <T> List<T> bounded(List<T> profiles) {
    if (profiles.size() <= MOST_PROFILES) {
      return profiles;
    }
    remarks.add(
        "it has %d profiles, of which the first %d were looked at"
            .formatted(profiles.size(), MOST_PROFILES));
    return profiles.subList(0, MOST_PROFILES);
  }

  private Optional<String> stream(String said) {
    if (said == null) {
      return Optional.empty();
    }
    var found = address.stream(said);
    if (found.isEmpty()) {
      remark("a stream's address is none that can be used: " + Said.line(said));
    } else if (address.isElsewhere(said)) {
      remark(
          "it names another host in its streams' addresses than the one it was asked at; that one"
              + " is taken, and its network settings should be looked at");
    }
    return found;
  }

  private void remark(String words) {
    if (!remarks.contains(words)) {
      remarks.add(words);
    }
  }

  /// Sent back as it came, so not made fit to be shown.
  private static String token(String said) {
    return said == null ? "" : said;
  }
}
