package org.vigie.onvif;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.vigie.base.BadInput;

/// The call for cameras, and their answers, as WS-Discovery of April 2005 has them.
final class ProbeMessage {

  private static final String CALL =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"\
       xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">\
      <s:Header><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>\
      <a:MessageID>%s</a:MessageID>\
      <a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header>\
      <s:Body><d:Probe xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">\
      <d:Types xmlns:dn="http://www.onvif.org/ver10/network/wsdl">dn:NetworkVideoTransmitter</d:Types>\
      </d:Probe></s:Body></s:Envelope>
      """;

  private static final String SCOPE = "onvif://www.onvif.org/";

  private ProbeMessage() {}

  /// @param id of this call; answers name it
  static String call(String id) {
    return CALL.formatted(id);
  }

  /// The cameras in one answer; none where it is no answer, or one to nobody's call.
  ///
  /// @param calls that were made
  /// @param sender the address that the datagram came from
  static List<FoundCamera> answers(byte[] bytes, List<String> calls, String sender) {
    var found = new ArrayList<FoundCamera>();
    var match = new Match();
    boolean ours = false;
    try {
      var in = SafeXml.over(bytes);
      var text = new StringBuilder();
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            text.setLength(0);
            if (in.getLocalName().equals("ProbeMatch")) {
              match = new Match();
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            var said = text.toString().strip();
            switch (in.getLocalName()) {
              case "RelatesTo" -> ours |= calls.contains(said);
              case "Address" -> match.id = Said.line(said);
              case "Scopes" -> match.scopes = said;
              case "XAddrs" -> match.addresses = said;
              case "ProbeMatch" -> match.camera(sender).ifPresent(found::add);
              default -> {}
            }
            text.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      // Anybody may send anything to this port.
      return List.of();
    }
    return ours ? found : List.of();
  }

  /// What was read of one camera so far.
  private static final class Match {
    private String id = "";
    private String scopes = "";
    private String addresses = "";

    /// The camera, at the address where it answered from if it names that one.
    Optional<FoundCamera> camera(String sender) {
      var offered = new ArrayList<OnvifAddress>();
      for (var one : addresses.split("\\s+")) {
        try {
          offered.add(OnvifAddress.parse(one));
        } catch (BadInput e) {
          // Cameras offer addresses of kinds that are not asked; another may do.
        }
      }
      return offered.stream()
          .filter(address -> address.uri().getHost().equals(sender))
          .findFirst()
          .or(() -> offered.stream().findFirst())
          .map(
              address ->
                  new FoundCamera(
                      id.isEmpty() ? address.toString() : id,
                      address,
                      scope("name/"),
                      scope("hardware/"),
                      scope("location/")));
    }

    private String scope(String kind) {
      return Arrays.stream(scopes.split("\\s+"))
          .filter(scope -> scope.startsWith(SCOPE + kind))
          .map(scope -> decoded(scope.substring(SCOPE.length() + kind.length())))
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElse("");
    }

    private static String decoded(String text) {
      try {
        return Said.line(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Said.line(text);
      }
    }
  }
}
