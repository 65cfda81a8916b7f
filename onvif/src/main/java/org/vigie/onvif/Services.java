package org.vigie.onvif;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onvif.ver10.device.wsdl.GetCapabilities;
import org.onvif.ver10.device.wsdl.GetCapabilitiesResponse;
import org.onvif.ver10.device.wsdl.GetServices;
import org.onvif.ver10.device.wsdl.GetServicesResponse;
import org.onvif.ver10.schema.CapabilityCategory;

/// Where a camera's services answer.
final class Services {

  /// Those that Vigie asks, by the namespaces of their words.
  private static final Map<String, String> NAMES =
      Map.of(
          "http://www.onvif.org/ver10/device/wsdl", "device",
          "http://www.onvif.org/ver10/media/wsdl", "media",
          "http://www.onvif.org/ver20/media/wsdl", "media2",
          "http://www.onvif.org/ver20/ptz/wsdl", "ptz",
          "http://www.onvif.org/ver20/imaging/wsdl", "imaging",
          "http://www.onvif.org/ver10/events/wsdl", "events");

  private final Map<String, URI> found;

  private Services(Map<String, URI> found) {
    this.found = Map.copyOf(found);
  }

  /// Asks the camera; old ones know the question only in its first form.
  static Services ask(SoapClient camera, OnvifAddress address) throws OnvifException {
    var found = new TreeMap<String, URI>();
    found.put("device", address.uri());
    try {
      for (var one :
          camera.ask(address.uri(), new GetServices(), GetServicesResponse.class).getService()) {
        var name = NAMES.get(String.valueOf(one.getNamespace()));
        if (name != null && one.getXAddr() != null) {
          found.put(name, address.service(one.getXAddr()));
        }
      }
    } catch (OnvifException.Unsupported e) {
      capabilities(camera, address, found);
    }
    return new Services(found);
  }

  private static void capabilities(SoapClient camera, OnvifAddress address, Map<String, URI> found)
      throws OnvifException {
    var request = new GetCapabilities();
    request.getCategory().add(CapabilityCategory.ALL);
    var all = camera.ask(address.uri(), request, GetCapabilitiesResponse.class).getCapabilities();
    if (all == null) {
      return;
    }
    put(address, found, "media", all.getMedia() == null ? null : all.getMedia().getXAddr());
    put(address, found, "ptz", all.getPTZ() == null ? null : all.getPTZ().getXAddr());
    put(address, found, "imaging", all.getImaging() == null ? null : all.getImaging().getXAddr());
    put(address, found, "events", all.getEvents() == null ? null : all.getEvents().getXAddr());
  }

  private static void put(
      OnvifAddress address, Map<String, URI> found, String name, @Nullable String said)
      throws OnvifException {
    if (said != null) {
      found.put(name, address.service(said));
    }
  }

  Set<String> names() {
    return new TreeSet<>(found.keySet());
  }

  Optional<URI> find(String name) {
    return Optional.ofNullable(found.get(name));
  }
}
