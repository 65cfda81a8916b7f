package org.vigie.onvif;

import static org.vigie.fuzz.Inputs.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.onvif.ver10.device.wsdl.GetDeviceInformationResponse;
import org.onvif.ver10.device.wsdl.GetServicesResponse;
import org.onvif.ver10.device.wsdl.GetSystemDateAndTimeResponse;
import org.onvif.ver10.events.wsdl.PullMessagesResponse;
import org.onvif.ver20.media.wsdl.GetProfilesResponse;
import org.vigie.fuzz.Target;

/// What a camera answers, and who answers a call for cameras.
public final class OnvifTargets {

  private static final List<Class<?>> ANSWERS =
      List.of(
          GetDeviceInformationResponse.class,
          GetServicesResponse.class,
          GetSystemDateAndTimeResponse.class,
          PullMessagesResponse.class,
          GetProfilesResponse.class);

  private static final String CALL = "urn:uuid:1";

  private OnvifTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "onvif-answer",
            List.of(XMLStreamException.class),
            Target.Bound.of(16 << 20, 4096),
            () ->
                HandMadeReplies.all().values().stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList(),
            OnvifTargets::answer),
        Target.of(
            "onvif-probe",
            List.of(),
            Target.Bound.of(4 << 20, 1024),
            () -> List.of(probe()),
            OnvifTargets::probe));
  }

  private static void answer(byte[] input) throws XMLStreamException {
    for (var type : ANSWERS) {
      switch (Envelope.read(input, type)) {
        case Envelope.Content.Answer<?>(var value) -> require(type.isInstance(value), "its type");
        case Envelope.Content.Fault<?>(var fault) -> require(isLine(fault.reason()), "one line");
        case Envelope.Content.Other<?>(var what) -> require(isLine(what), "one line");
      }
    }
  }

  private static void probe(byte[] input) {
    for (var found : ProbeMessage.answers(input, List.of(CALL), "10.0.0.7")) {
      require(found.address().uri().getRawUserInfo() == null, "no login in an address");
      require(isLine(found.id()) && isLine(found.name()) && isLine(found.place()), "one line");
    }
  }

  private static boolean isLine(String text) {
    return text.length() <= 203 && text.chars().noneMatch(Character::isISOControl);
  }

  private static byte[] probe() {
    return """
    <?xml version="1.0"?>
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
     xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
     xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">
    <s:Header><a:RelatesTo>urn:uuid:1</a:RelatesTo></s:Header><s:Body><d:ProbeMatches>
    <d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:2</a:Address></a:EndpointReference>
    <d:Scopes>onvif://www.onvif.org/name/North%20Gate</d:Scopes>
    <d:XAddrs>http://10.0.0.7/onvif/device_service</d:XAddrs></d:ProbeMatch></d:ProbeMatches>
    </s:Body></s:Envelope>
    """
        .getBytes(StandardCharsets.UTF_8);
  }
}
