package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.base.Clocks;

/// Calls for cameras, on real datagrams of 127.0.0.1.
class DiscoveryTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  static String answer(String relatesTo, String id, String addresses) {
    return """
    <?xml version="1.0"?>
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
     xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
     xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">
    <s:Header><a:RelatesTo>%s</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>
    <a:EndpointReference><a:Address>%s</a:Address></a:EndpointReference>
    <d:Types>dn:NetworkVideoTransmitter</d:Types>
    <d:Scopes>onvif://www.onvif.org/name/North%%20Gate onvif://www.onvif.org/hardware/L9
     onvif://www.onvif.org/location/Quai%%20Sud onvif://www.onvif.org/type/ptz</d:Scopes>
    <d:XAddrs>%s</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>
    """
        .formatted(relatesTo, id, addresses);
  }

  /// Answers the first call: with noise, with an answer to another call, then as two cameras.
  private static Thread camera(DatagramSocket socket) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                var packet = new DatagramPacket(new byte[8192], 8192);
                socket.receive(packet);
                var call =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                var id = Pattern.compile("MessageID>([^<]+)<").matcher(call);
                assertThat(id.find()).isTrue();
                assertThat(call).contains("dn:NetworkVideoTransmitter");
                for (var text :
                    List.of(
                        "noise",
                        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
                        answer("urn:uuid:another", "urn:uuid:0", "http://10.0.0.9/onvif"),
                        answer(
                            id.group(1),
                            "urn:uuid:1",
                            "http://[fe80::1]/onvif/device_service"
                                + " http://127.0.0.1:81/onvif/device_service"),
                        answer(id.group(1), "urn:uuid:1", "http://127.0.0.1:82/"),
                        answer(id.group(1), "urn:uuid:2", "ftp://x http://10.0.0.2"))) {
                  var bytes = text.getBytes(StandardCharsets.UTF_8);
                  socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
  }

  @Test
  void finds_who_answers_its_own_call_each_once() throws Exception {
    try (var socket = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
      var answering = camera(socket);
      var discovery =
          new Discovery(
              new InetSocketAddress(HERE, socket.getLocalPort()), Duration.ofSeconds(30), 2);
      var found = discovery.find(Clocks.system(), HERE);
      assertThat(found).extracting(FoundCamera::id).containsExactly("urn:uuid:1", "urn:uuid:2");
      var first = found.getFirst();
      assertThat(first.address()).hasToString("http://127.0.0.1:81/onvif/device_service");
      assertThat(first.name()).isEqualTo("North Gate");
      assertThat(first.hardware()).isEqualTo("L9");
      assertThat(first.place()).isEqualTo("Quai Sud");
      assertThat(found.getLast().address()).hasToString("http://10.0.0.2/onvif/device_service");
      answering.join();
    }
  }

  @Test
  void ends_when_nobody_answers() throws Exception {
    try (var socket = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
      var discovery =
          new Discovery(
              new InetSocketAddress(HERE, socket.getLocalPort()), Duration.ofMillis(100), 2);
      assertThat(discovery.find(Clocks.system(), HERE)).isEmpty();
    }
  }
}
