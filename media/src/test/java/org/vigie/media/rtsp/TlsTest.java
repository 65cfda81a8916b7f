package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.media.rtsp.HandMadeCamera.SDP;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.login.CameraTrust;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.Collected;
import org.vigie.media.rtp.RtpPackets;
import org.vigie.testkit.Tool;

/// Cameras spoken to over TLS; their certificates are made by the JDK's own tool.
class TlsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static SSLContext context;
  private static Path certificate = Path.of("");
  private static String fingerprint = "";

  private final Collected received = new Collected();

  @BeforeAll
  static void makeCertificate() throws Exception {
    var store = folder.resolve("camera.p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Tool.run(
        tool,
        "-genkeypair",
        "-alias",
        "camera",
        "-keyalg",
        "EC",
        "-dname",
        "CN=camera",
        "-ext",
        "SAN=ip:127.0.0.1",
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
    var der = keys.getCertificate("camera").getEncoded();
    fingerprint = CameraTrust.spoken(MessageDigest.getInstance("SHA-256").digest(der));
    certificate = folder.resolve("camera.pem");
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE-----\n");
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
  }

  @Test
  void takes_the_camera_whose_fingerprint_is_configured() throws Exception {
    try (var camera = camera(secure())) {
      var url = camera.url("rtsps", "u:hunter2").with(CameraTrust.Fingerprint.parse(fingerprint));
      try (var client = open(url)) {
        readAll(client);
      }
    }
  }

  @Test
  void takes_the_camera_whose_authority_is_configured() throws Exception {
    try (var camera = camera(secure());
        var client = open(camera.url("rtsps", "").with(new CameraTrust.Authority(certificate)))) {
      readAll(client);
    }
  }

  @Test
  void refuses_a_camera_that_no_authority_vouches_for_and_says_its_fingerprint() throws Exception {
    try (var camera = camera(secure())) {
      assertThatThrownBy(() -> open(camera.url("rtsps", "u:hunter2")))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessageStartingWith("yard: connect: the camera's certificate is not trusted (")
          .hasMessageContaining("its SHA-256 fingerprint is " + fingerprint)
          .hasMessageNotContaining("hunter2");
      assertThat(camera.requests()).isEmpty();
    }
  }

  @Test
  void refuses_a_camera_with_another_fingerprint_and_says_it() throws Exception {
    var other = CameraTrust.Fingerprint.parse("00".repeat(32));
    try (var camera = camera(secure())) {
      assertThatThrownBy(() -> open(camera.url("rtsps", "u:hunter2").with(other)))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessageContaining("is not the one that is configured")
          .hasMessageContaining(fingerprint);
      assertThat(camera.requests()).isEmpty();
    }
  }

  @Test
  void says_that_a_camera_does_not_speak_tls() throws Exception {
    var plain = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    try (var camera = HandMadeCamera.start(plain, visit -> visit.raw("no TLS here\r\n\r\n"))) {
      assertThatThrownBy(() -> open(camera.url("rtsps", "")))
          .isInstanceOf(MediaException.class)
          .hasMessageStartingWith("yard: connect: ");
    }
  }

  @Test
  void never_takes_pictures_beside_the_encrypted_connection() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.answer(visit.request(), 200, "");
          visit.answer(visit.request(), 200, SDP);
          visit.answer(visit.request(), 461, "");
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(secure(), script)) {
      var url = camera.url("rtsps", "").with(CameraTrust.Fingerprint.parse(fingerprint));
      assertThatThrownBy(() -> open(url))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessageContaining("beside the encrypted connection");
    }
  }

  @Test
  void does_not_follow_from_an_encrypted_address_to_another() throws Exception {
    HandMadeCamera.Script script =
        visit -> visit.answer(visit.request(), 302, "", "Location: rtsp://127.0.0.1:1/elsewhere");
    try (var camera = HandMadeCamera.start(secure(), script)) {
      var url = camera.url("rtsps", "u:p").with(CameraTrust.Fingerprint.parse(fingerprint));
      assertThatThrownBy(() -> open(url))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessageContaining("points from an encrypted address (rtsps) to one that is not");
    }
  }

  @Test
  void reads_fingerprints_as_tools_print_them() throws BadInput {
    assertThat(CameraTrust.Fingerprint.parse(" " + fingerprint).sha256()).hasSize(64);
    assertThatThrownBy(() -> CameraTrust.Fingerprint.parse("AB:CD"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("64 hexadecimal digits");
  }

  private static HandMadeCamera camera(ServerSocket listener) throws IOException {
    return HandMadeCamera.start(
        listener,
        visit -> {
          visit.play(SDP);
          visit.frames(packets());
          visit.untilGone();
        });
  }

  private static ServerSocket secure() throws IOException {
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 9, InetAddress.getLoopbackAddress());
  }

  private static List<byte[]> packets() {
    var packets = new RtpPackets();
    var random = new SplittableRandom(3);
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < 60; i++) {
      all.addAll(packets.picture(List.of(RtpPackets.slice(i == 0, 30_000, random))));
      packets.timestamp += 3600;
    }
    return all;
  }

  private RtspClient open(RtspUrl url) throws MediaException {
    return RtspClient.open("yard", url, PATIENCE, received, Clocks.system());
  }

  private void readAll(RtspClient client) throws MediaException {
    // TLS hands on one record at a time: here every packet is one.
    for (int i = 0; i < 5000 && received.pictures.size() < 60; i++) {
      client.read(Duration.ofMillis(100));
    }
    assertThat(received.pictures).hasSize(60);
    assertThat(received.breaks).isEmpty();
  }
}
