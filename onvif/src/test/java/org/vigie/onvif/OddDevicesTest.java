package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;

/// Cameras, and things that are none, which do what no honest camera does; each gets one sentence
/// that says what to do.
class OddDevicesTest {

  private static final Credentials LOGIN = new Credentials("vigie", "pass-word");
  private static final Instant OURS = Instant.parse("2031-03-30T00:59:58.250Z");

  /// Short, for cameras that never answer; the others answer long before.
  private static final Limits IMPATIENT =
      new Limits(Duration.ofSeconds(5), Duration.ofMillis(700), 4 * 1024 * 1024);

  private static OnvifException asked(MockDevice device, Limits limits) {
    return asked(device.address(), Optional.of(LOGIN), limits);
  }

  private static OnvifException asked(
      OnvifAddress address, Optional<Credentials> login, Limits limits) {
    try (var onvif =
        new Onvif(address, login, CertificateJudge.firstSight(), new FakeClocks(), limits)) {
      throw new AssertionError("it answered: " + onvif.describe());
    } catch (OnvifException e) {
      assertThat(e.getMessage()).startsWith(address.shown() + ": ").doesNotContain("pass-word");
      return e;
    }
  }

  /// Answers every question with these bytes.
  private static MockDevice saying(byte[] bytes) throws IOException {
    return MockDevice.start()
        .odd(
            (exchange, name) -> {
              MockDevice.send(exchange, new MockDevice.Reply(200, Map.of(), bytes));
              return true;
            });
  }

  private static MockDevice saying(String text) throws IOException {
    return saying(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void another_namespace() throws Exception {
    try (var device = MockDevice.start()) {
      device.with(
          Map.of(
              "GetDeviceInformation",
              HandMadeReplies.envelope(
                  "<x:GetDeviceInformationResponse xmlns:x=\"http://example.org/old\"/>")));
      var failure = asked(device, Limits.USUAL);
      assertThat(failure)
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageEndingWith(
              "answers GetDeviceInformation with GetDeviceInformationResponse of"
                  + " http://example.org/old, where ONVIF has GetDeviceInformationResponse of"
                  + " http://www.onvif.org/ver10/device/wsdl");
    }
  }

  @Test
  void a_web_page() throws Exception {
    try (var device = saying("<html><body>Welcome</body></html>")) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("answers GetSystemDateAndTime with html, where ONVIF has");
    }
  }

  @Test
  void an_error_page_says_which_address_was_asked() throws Exception {
    try (var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            MockDevice.send(
                exchange,
                new MockDevice.Reply(404, Map.of(), "Not <found".getBytes(StandardCharsets.UTF_8)));
            return true;
          });
      assertThat(asked(device, Limits.USUAL))
          .hasMessageEndingWith(
              "answers GetSystemDateAndTime with HTTP 404; is "
                  + device.address()
                  + " the address of its ONVIF service?");
    }
  }

  @Test
  void refuses_everybody_and_is_asked_no_third_time() throws Exception {
    try (var device =
        MockDevice.start().asking(MockDevice.Login.NEVER, "vigie", "other").at(OURS)) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageContaining("refuses the user vigie or the password");
      // The time, which anybody gets; then once without what the camera asks for, and once with it.
      assertThat(device.requests()).hasSize(3);
      assertThat(asked(device.address(), Optional.empty(), Limits.USUAL))
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageContaining("asks for a user and a password; give --user");
    }
  }

  @Test
  void a_wrong_password_in_the_message() throws Exception {
    try (var device =
        MockDevice.start().asking(MockDevice.Login.TOKEN, "vigie", "other").at(OURS)) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageContaining("refuses the user vigie or the password")
          .hasMessageEndingWith("it says \"Sender not authorized\" (NotAuthorized)");
    }
  }

  @Test
  void wants_the_password_readable() throws Exception {
    try (var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            MockDevice.send(
                exchange,
                new MockDevice.Reply(
                    401, Map.of("WWW-Authenticate", "Basic realm=\"x\""), new byte[0]));
            return true;
          });
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageContaining("wants the password readable over the network (HTTP Basic)");
    }
  }

  @Test
  void half_an_answer() throws Exception {
    var whole = HandMadeReplies.get("GetSystemDateAndTime");
    try (var device = saying(whole.substring(0, whole.length() - 60))) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("its answer to GetSystemDateAndTime is not XML that can be read");
    }
    try (var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            exchange.sendResponseHeaders(200, 5000);
            exchange.getResponseBody().write(whole.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("hangs up");
          });
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("its answer breaks off");
    }
  }

  @Test
  void sends_us_elsewhere() throws Exception {
    try (var elsewhere = MockDevice.start();
        var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            MockDevice.send(
                exchange,
                new MockDevice.Reply(
                    302, Map.of("Location", elsewhere.address().toString()), new byte[0]));
            return true;
          });
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Refused.class)
          .hasMessageEndingWith(
              "sends us on to "
                  + elsewhere.address()
                  + ", which is not followed; give that address if it is right");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void names_services_elsewhere_and_is_asked_itself() throws Exception {
    try (var elsewhere = MockDevice.start();
        var device = MockDevice.start();
        var onvif =
            new Onvif(
                device.address(),
                Optional.of(LOGIN),
                CertificateJudge.firstSight(),
                new FakeClocks(),
                Limits.USUAL)) {
      var services = HandMadeReplies.get("GetServices");
      device.with(
          Map.of(
              "GetServices",
              services.replace("{{=it.hostname}}:{{=it.port}}", "localhost:" + elsewhere.port())));
      assertThat(onvif.describe().profiles()).hasSize(3);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void a_bomb_of_entities() throws Exception {
    var bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 \"boom\">");
    for (int i = 1; i < 20; i++) {
      bomb.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    bomb.append("]>");
    var answer = HandMadeReplies.clock("&a19;", 2031, 1, 1, 1, 1, 1);
    try (var device = saying(answer.replace("?>", "?>" + bomb))) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("it declares a document type, which is refused");
    }
  }

  @Test
  void an_entity_from_elsewhere() throws Exception {
    try (var elsewhere = MockDevice.start();
        var device =
            saying(
                HandMadeReplies.clock("&x;", 2031, 1, 1, 1, 1, 1)
                    .replace(
                        "?>",
                        "?><!DOCTYPE x SYSTEM \""
                            + elsewhere.address()
                            + "\" [<!ENTITY x SYSTEM \""
                            + elsewhere.address()
                            + "\"><!ENTITY % y SYSTEM \"file:///etc/passwd\">"
                            + "%y;]>"))) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("it declares a document type, which is refused");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void an_answer_that_nests_without_end() throws Exception {
    try (var device =
        saying(
            HandMadeReplies.envelope(
                "<tds:GetSystemDateAndTimeResponse>" + "<a>".repeat(100_000)))) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("it nests more than 60 levels deep");
    }
    try (var device =
        saying(
            HandMadeReplies.envelope(
                "<tds:GetSystemDateAndTimeResponse>" + "<a/>".repeat(200_000)))) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("it has more than 100000 elements");
    }
  }

  @Test
  void an_answer_of_a_hundred_megabytes() throws Exception {
    try (var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            exchange.sendResponseHeaders(200, 100_000_000L);
            pour(exchange, 100_000_000L);
            return true;
          });
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining(
              "its answer is longer than 4194304 bytes, and was not read further");
    }
  }

  /// Until the other side hangs up, which it does long before the end.
  private static void pour(HttpExchange exchange, long bytes) throws IOException {
    var spaces = new byte[64 * 1024];
    Arrays.fill(spaces, (byte) ' ');
    for (long left = bytes; left > 0; left -= spaces.length) {
      exchange.getResponseBody().write(spaces, 0, (int) Math.min(left, spaces.length));
    }
  }

  @Test
  void silence() throws Exception {
    var over = new CountDownLatch(1);
    try (var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return true;
          });
      assertThat(asked(device, IMPATIENT))
          .isInstanceOf(OnvifException.Unreachable.class)
          .hasMessageContaining("does not answer within 1 s; is it a camera");
      over.countDown();
    }
  }

  @Test
  void silence_in_the_middle_of_an_answer() throws Exception {
    var over = new CountDownLatch(1);
    try (var device = MockDevice.start()) {
      device.odd(
          (exchange, name) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return true;
          });
      assertThat(asked(device, IMPATIENT))
          .isInstanceOf(OnvifException.Unreachable.class)
          .hasMessageContaining("does not answer within 1 s");
      over.countDown();
    }
  }

  @Test
  void nobody_there() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var address = OnvifAddress.parse("127.0.0.1:" + port);
    assertThat(asked(address, Optional.empty(), Limits.USUAL))
        .isInstanceOf(OnvifException.Unreachable.class)
        .hasMessageContaining("takes no connection at this port");
  }

  @Test
  void binary_noise() throws Exception {
    var noise = new byte[4096];
    new java.util.SplittableRandom(7).nextBytes(noise);
    try (var device = saying(noise)) {
      assertThat(asked(device, Limits.USUAL))
          .isInstanceOf(OnvifException.Broken.class)
          .hasMessageContaining("is not XML that can be read: its bytes are not UTF-8");
    }
  }
}
