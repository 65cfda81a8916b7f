package org.vigie.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.base.login.CameraTrust;
import org.vigie.base.login.CertificateJudge;
import org.vigie.testkit.Tool;

/// Cameras asked over TLS, whose certificates they have signed themselves.
class TlsDevicesTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static SSLContext one;
  private static SSLContext other;

  @BeforeAll
  static void make_certificates() throws Exception {
    one = certificate("one");
    other = certificate("other");
  }

  private static SSLContext certificate(String name) throws Exception {
    var store = folder.resolve(name + ".p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Tool.run(
        tool,
        "-genkeypair",
        "-alias",
        "camera",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static Onvif open(MockDevice device, CertificateJudge judge) {
    return new Onvif(device.address(), Optional.empty(), judge, new FakeClocks(), Limits.USUAL);
  }

  @Test
  void a_certificate_seen_for_the_first_time_is_shown_and_no_other_is_taken_afterwards()
      throws Exception {
    var judge = CertificateJudge.firstSight();
    String fingerprint;
    try (var device = MockDevice.start(one);
        var onvif = open(device, judge)) {
      fingerprint = onvif.describe().fingerprint().orElseThrow();
      assertThat(fingerprint).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }
    try (var device = MockDevice.start(other);
        var onvif = open(device, judge)) {
      assertThatThrownBy(onvif::describe)
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageContaining("the camera's certificate is not the one that is configured")
          .hasMessageContaining("somebody may be in between, or the camera has a new one");
      assertThat(device.requests()).isEmpty();
    }
    var pinned = CertificateJudge.of(CameraTrust.Fingerprint.parse(fingerprint));
    try (var device = MockDevice.start(one);
        var onvif = open(device, pinned)) {
      assertThat(onvif.describe().model()).isEqualTo("Lens 9000");
    }
  }

  @Test
  void a_certificate_that_no_authority_signed_is_refused_with_its_fingerprint() throws Exception {
    try (var device = MockDevice.start(one);
        var onvif = open(device, CertificateJudge.of(new CameraTrust.Usual()))) {
      assertThatThrownBy(onvif::describe)
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageContaining("the camera's certificate is not trusted")
          .hasMessageContaining("SHA-256 fingerprint is");
    }
  }

  @Test
  void a_port_without_tls_is_said() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var onvif =
            new Onvif(
                OnvifAddress.parse("https://127.0.0.1:" + server.getLocalPort()),
                Optional.empty(),
                CertificateJudge.firstSight(),
                new FakeClocks(),
                Limits.USUAL)) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!server.isClosed()) {
                  try (var visit = server.accept()) {
                    if (visit.getInputStream().read(new byte[8192]) > 0) {
                      visit.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8));
                    }
                  } catch (IOException e) {
                    // The client hangs up, or the test is over.
                  }
                }
              });
      assertThatThrownBy(onvif::describe)
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("does not speak TLS at this port");
    }
  }
}
