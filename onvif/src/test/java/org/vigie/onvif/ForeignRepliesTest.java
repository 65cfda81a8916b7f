package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.testkit.Shared;

/// Answers of real cameras, collected by other people (agsh/onvif).
class ForeignRepliesTest {

  /// The packages of the standard's words, by namespace.
  private static final Map<String, String> PACKAGES =
      Map.of(
          "http://www.onvif.org/ver10/device/wsdl", "org.onvif.ver10.device.wsdl",
          "http://www.onvif.org/ver10/media/wsdl", "org.onvif.ver10.media.wsdl",
          "http://www.onvif.org/ver10/events/wsdl", "org.onvif.ver10.events.wsdl",
          "http://www.onvif.org/ver20/ptz/wsdl", "org.onvif.ver20.ptz.wsdl",
          "http://www.onvif.org/ver20/imaging/wsdl", "org.onvif.ver20.imaging.wsdl",
          "http://docs.oasis-open.org/wsn/b-2", "org.oasis_open.docs.wsn.b_2");

  private List<Path> files = List.of();

  @BeforeEach
  void finds_them() throws IOException {
    var folder = Shared.find("data/onvif/replies");
    assumeTrue(folder.isPresent(), "data/onvif/replies is not beside the project");
    try (var found = Files.list(folder.orElseThrow())) {
      files = found.filter(file -> !file.endsWith("LICENSE")).sorted().toList();
    }
    assertThat(files).hasSize(78);
  }

  /// Cut so that a prefix is used that nothing declares; and one that is no XML at all.
  private static final Set<String> BROKEN =
      Set.of(
          "Error.xml",
          "GetSnapshotUri.xml",
          "device.GetDNS.xml",
          "device.GetNetworkDefaultGateway.xml",
          "device.SetDNS.xml",
          "device.SetNetworkDefaultGateway.xml",
          "device.SetNetworkInterfaces.xml",
          "imaging.GetServiceCapabilities.xml",
          "media.GetAudioEncoderConfigurationOptions.xml",
          "media.GetVideoEncoderConfigurationOptions.xml",
          "media.SetAudioEncoderConfiguration.xml");

  /// With an element that no standard has, or not in that namespace.
  private static final Set<String> INVENTED =
      Set.of(
          "device.SendAuxiliaryCommand.xml",
          "imaging.SetCurrentPreset.xml",
          "media.AddAudioEncoderConfiguration.xml",
          "media.AddAudioSourceConfiguration.xml",
          "media.AddVideoEncoderConfiguration.xml",
          "media.AddVideoSourceConfiguration.xml",
          "media.RemoveAudioEncoderConfiguration.xml",
          "media.RemoveAudioSourceConfiguration.xml");

  @Test
  void every_one_is_read_as_what_it_is_or_refused() throws Exception {
    int read = 0;
    for (var file : files) {
      var name = String.valueOf(file.getFileName());
      var bytes = open(file);
      if (name.equals("Probe.xml")) {
        var found = ProbeMessage.answers(filledProbe(file), List.of("call"), "10.0.0.7");
        assertThat(found).extracting(FoundCamera::hardware).containsExactly("HD_PREDATOR");
      } else if (BROKEN.contains(name)) {
        assertThatThrownBy(() -> type(bytes))
            .as(name)
            .isInstanceOf(XMLStreamException.class)
            .hasMessageMatching("(?s).*(uses the prefix|version).*");
      } else if (INVENTED.contains(name)) {
        assertThatThrownBy(() -> type(bytes)).isInstanceOf(ClassNotFoundException.class);
      } else {
        assertThat(Envelope.read(bytes, type(bytes)))
            .as(name)
            .isInstanceOf(Envelope.Content.Answer.class);
        read++;
      }
    }
    assertThat(read).isEqualTo(78 - 1 - BROKEN.size() - INVENTED.size());
  }

  private static byte[] filledProbe(Path file) throws IOException {
    return Files.readString(file)
        .replace("RELATES_TO", "call")
        .replace("SERVICE_URI", "http://10.0.0.7/onvif/device_service")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_camera_that_answers_like_that_is_described() throws Exception {
    try (var device = MockDevice.start();
        var onvif =
            new Onvif(
                device.address(),
                Optional.empty(),
                CertificateJudge.firstSight(),
                new FakeClocks(),
                Limits.USUAL)) {
      device.with(replies());
      var facts = onvif.describe();
      assertThat(facts.maker()).isEqualTo("Mockup Manufacturer");
      assertThat(facts.services())
          .containsExactlyInAnyOrder("device", "media", "ptz", "imaging", "events");
      assertThat(facts.profiles()).hasSize(1);
      var main = facts.profiles().getFirst();
      assertThat(main.described()).isEqualTo("main: H264 1920x1080, 5 pictures/s, 1000 kbit/s");
      assertThat(main.address().orElseThrow()).startsWith("rtsp://127.0.0.1");
      assertThat(facts.ptz()).isPresent();
      assertThat(facts.masks()).isEmpty();
      assertThat(facts.remarks())
          .anyMatch(remark -> remark.contains("behind"))
          .anyMatch(remark -> remark.contains("another host in its streams' addresses"));
      assertThat(onvif.ptz(main).orElseThrow().presets()).isNotEmpty();
      // It tells of motion, which was not asked for.
      try (var signs = onvif.signs().orElseThrow()) {
        assertThat(signs.next(java.time.Duration.ofSeconds(1))).isEmpty();
        assertThat(signs.dropped()).isEqualTo(2);
      }
    }
  }

  private Map<String, String> replies() throws IOException {
    var found = new HashMap<String, String>();
    for (var file : files) {
      var name = String.valueOf(file.getFileName()).replaceFirst("\\.xml$", "");
      found.put(name.substring(name.indexOf('.') + 1), Files.readString(file));
    }
    return found;
  }

  private static byte[] open(Path file) throws IOException {
    // What its templates leave open.
    return Files.readString(file)
        .replaceAll("\\{\\{\\?[^}]*}}", "")
        .replaceAll("\\{\\{=new Date[^}]*}}", "2031-03-30T00:59:58Z")
        .replaceAll("\\{\\{[^}]*}}", "1")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The generated word that an answer is.
  private static Class<?> type(byte[] bytes) throws XMLStreamException, ClassNotFoundException {
    var in = SafeXml.over(bytes);
    boolean body = false;
    while (true) {
      if (in.next() == XMLStreamConstants.START_ELEMENT) {
        if (body) {
          return Class.forName(PACKAGES.get(in.getNamespaceURI()) + "." + in.getLocalName());
        }
        body = in.getLocalName().equals("Body");
      }
    }
  }
}
