package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.media.rtsp.HandMadeCamera.SDP;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.Clocks;
import org.vigie.base.login.Parameters;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.Collected;
import org.vigie.media.rtp.RtpPackets;

class RtspClientTest {

  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final Collected received = new Collected();

  @Test
  void sets_up_the_pictures_and_nothing_else() throws Exception {
    var gone = new CountDownLatch(1);
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(pictures());
          visit.answer(visit.request(), 200, "");
          gone.countDown();
        };
    try (var camera = HandMadeCamera.start(script)) {
      try (var client = open(camera.url())) {
        readUntil(client, 3);
      }
      assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(camera.requests())
          .extracting(HandMadeCamera.Request::method)
          .containsExactly("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN");
      var setup = camera.requests().get(2);
      assertThat(setup.url()).endsWith("/live?ch=1/picture");
      assertThat(setup.fields()).containsEntry("transport", "RTP/AVP/TCP;unicast;interleaved=0-1");
      assertThat(camera.requests().get(4).fields()).containsEntry("session", "4711");
    }
  }

  @Test
  void reads_a_stream_that_comes_byte_by_byte_with_messages_in_between() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          for (var packet : pictures()) {
            var frame = new byte[packet.length + 4];
            frame[0] = '$';
            frame[2] = (byte) (packet.length >> 8);
            frame[3] = (byte) packet.length;
            System.arraycopy(packet, 0, frame, 4, packet.length);
            int cut = 1 + packet.length % 7;
            visit.raw(java.util.Arrays.copyOf(frame, cut));
            visit.raw(java.util.Arrays.copyOfRange(frame, cut, frame.length));
            visit.raw("\r\nRTSP/1.0 200 OK\r\nCSeq: 99\r\nContent-Length: 4\r\n\r\n$$$$");
            visit.raw("ANNOUNCE rtsp://x/ RTSP/1.0\r\nCSeq: 1\r\n\r\n");
            visit.frame(9, new byte[] {1, 2, 3});
          }
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = open(camera.url())) {
      readUntil(client, 3);
    }
    assertThat(received.breaks).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "MD5", "SHA-256-sess"})
  void answers_a_digest_challenge(String algorithm) throws Exception {
    var challenge =
        "Digest realm=\"a \\\"b\\\", c\", nonce=\"N/1\", opaque=\"o\", qop=\"auth-int, auth\", "
            + "algorithm="
            + algorithm;
    HandMadeCamera.Script script =
        visit -> {
          while (true) {
            var request = visit.request();
            var login = request.fields().getOrDefault("authorization", "");
            if (isRight(login, request, algorithm, "a \"b\", c")) {
              visit.answer(request, 404, "");
            } else {
              visit.answer(
                  request,
                  401,
                  "",
                  "WWW-Authenticate: Basic realm=\"x\"",
                  "WWW-Authenticate: " + challenge,
                  "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\", algorithm=SHA-512-256");
            }
          }
        };
    try (var camera = HandMadeCamera.start(script)) {
      assertThatThrownBy(() -> open(camera.url("%C3%A9mile:s3cr%3At")))
          .hasMessageContaining("no stream at this path");
      assertThat(camera.requests()).hasSize(3);
    }
  }

  @Test
  void answers_a_basic_challenge_when_nothing_better_is_offered() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          while (true) {
            var request = visit.request();
            boolean right = "Basic dTpw".equals(request.fields().get("authorization"));
            visit.answer(request, right ? 404 : 401, "", "WWW-Authenticate: Basic realm=\"x\"");
          }
        };
    try (var camera = HandMadeCamera.start(script)) {
      assertThatThrownBy(() -> open(camera.url("u:p")))
          .hasMessageContaining("no stream at this path");
    }
  }

  @Test
  void tries_a_wrong_password_once() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          while (true) {
            visit.answer(
                visit.request(), 401, "", "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\"");
          }
        };
    try (var camera = HandMadeCamera.start(script)) {
      assertThatThrownBy(() -> open(camera.url("u:hunter2")))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessage("yard: OPTIONS: the camera refuses the user name or password (RTSP 401)");
      assertThat(camera.requests()).hasSize(2);
    }
  }

  @Test
  void keeps_the_session_alive() throws Exception {
    var alive = new CountDownLatch(2);
    HandMadeCamera.Script script =
        visit -> {
          HandMadeCamera.Request request;
          do {
            request = visit.request();
            switch (request.method()) {
              case "DESCRIBE" -> visit.answer(request, 200, SDP);
              case "SETUP" ->
                  visit.answer(
                      request,
                      200,
                      "",
                      "Transport: RTP/AVP/TCP;interleaved=4-5",
                      "Session: 12 ; timeout=1");
              default -> visit.answer(request, 200, "", "Public: OPTIONS, GET_PARAMETER");
            }
            if (request.method().equals("GET_PARAMETER")) {
              alive.countDown();
            }
          } while (true);
        };
    try (var camera = HandMadeCamera.start(script);
        var client = open(camera.url())) {
      for (int i = 0; i < 100 && alive.getCount() > 0; i++) {
        client.read(Duration.ofMillis(100));
      }
      assertThat(alive.getCount()).isZero();
      assertThat(camera.requests().getLast().fields()).containsEntry("session", "12");
    }
  }

  @Test
  void says_what_a_bad_camera_does() throws Exception {
    var longLine = "x".repeat(40_000);
    Map<String, String> wrong =
        Map.of(
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            "yard: OPTIONS: answers HTTP, not RTSP; is the port right?",
            "\0\1\2\3garbage",
            "yard: OPTIONS: sends something that is not RTSP; is the port right?",
            longLine,
            "yard: OPTIONS: sends something that is not RTSP; is the port right?",
            "RTSP/1.0 200 OK\r\nContent-Length: 9999999\r\n\r\n",
            "yard: OPTIONS: sends a message of 9999999 bytes, far too many",
            "RTSP/1.0 200 OK\r\n\r\nRTSP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nv=0",
            "yard: DESCRIBE: describes no media at all",
            "RTSP/1.0 200 OK\r\n\r\nRTSP/1.0 503 Busy\r\n\r\n",
            "yard: DESCRIBE: the camera is busy; too many viewers? (RTSP 503)",
            "",
            "yard: OPTIONS: the camera does not answer");
    for (var said : wrong.entrySet()) {
      HandMadeCamera.Script script =
          visit -> {
            visit.request();
            visit.raw(said.getKey());
            visit.untilGone();
          };
      try (var camera = HandMadeCamera.start(script)) {
        assertThatThrownBy(() -> open(camera.url())).hasMessage(said.getValue());
      }
    }
  }

  @Test
  void says_that_nobody_is_there() throws Exception {
    RtspUrl url;
    try (var camera = HandMadeCamera.start(visit -> {})) {
      url = camera.url("u:hunter2");
    }
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(MediaException.Unreachable.class)
        .hasMessageMatching(
            "yard: connect: nobody listens at 127\\.0\\.0\\.1:\\d+ \\(connection refused\\)");
    assertThatThrownBy(() -> open(RtspUrl.parse("rtsp://no-such-host.invalid/")))
        .isInstanceOf(MediaException.Unreachable.class)
        .hasMessage("yard: connect: the host name no-such-host.invalid is not known");
  }

  @Test
  void survives_any_stream() throws Exception {
    for (long seed = 0; seed < 60; seed++) {
      var random = new SplittableRandom(seed);
      HandMadeCamera.Script script =
          visit -> {
            visit.play(SDP);
            for (int i = 0; i < 40; i++) {
              var bytes = new byte[random.nextInt(300)];
              random.nextBytes(bytes);
              if (random.nextInt(30) == 0) {
                visit.raw(bytes);
              } else {
                visit.frame(random.nextInt(2), bytes);
              }
            }
          };
      try (var camera = HandMadeCamera.start(script);
          var client = open(camera.url())) {
        for (int i = 0; i < 1000; i++) {
          client.read(Duration.ofSeconds(5));
        }
        throw new AssertionError("seed " + seed + ": the end was not noticed");
      } catch (MediaException e) {
        assertThat(e.getMessage()).startsWith("yard: ");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void wakes_from_another_thread() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = open(camera.url())) {
      Thread.ofVirtual().start(client::wake);
      assertThatThrownBy(() -> client.read(Duration.ofSeconds(30)))
          .isInstanceOf(MediaException.Unreachable.class);
    }
  }

  private RtspClient open(RtspUrl url) throws MediaException {
    return RtspClient.open("yard", url, PATIENCE, received, Clocks.system());
  }

  private void readUntil(RtspClient client, int pictures) throws MediaException {
    for (int i = 0; i < 500 && received.pictures.size() < pictures; i++) {
      client.read(Duration.ofSeconds(5));
    }
    assertThat(received.pictures).hasSize(pictures);
  }

  private static List<byte[]> pictures() {
    var packets = new RtpPackets();
    var random = new SplittableRandom(3);
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < 3; i++) {
      all.addAll(packets.picture(List.of(RtpPackets.slice(i == 0, 2500, random))));
      packets.timestamp += 3600;
    }
    return all;
  }

  /// RFC 7616 worked out a second time.
  private static boolean isRight(
      String login, HandMadeCamera.Request request, String algorithm, String realm) {
    if (!login.startsWith("Digest ")) {
      return false;
    }
    var p = Parameters.read(login.substring(7), ',');
    boolean session = algorithm.endsWith("-sess");
    var hash = algorithm.replace("-sess", "");
    var a1 = hex(hash, "émile:" + realm + ":s3cr:t");
    if (session) {
      a1 = hex(hash, a1 + ":N/1:" + p.get("cnonce"));
    }
    var a2 = hex(hash, request.method() + ":" + request.url());
    var right = hex(hash, a1 + ":N/1:" + p.get("nc") + ":" + p.get("cnonce") + ":auth:" + a2);
    return right.equals(p.get("response"))
        && "N/1".equals(p.get("nonce"))
        && "o".equals(p.get("opaque"))
        && "auth".equals(p.get("qop"))
        && request.url().equals(p.get("uri"));
  }

  private static String hex(String algorithm, String text) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
