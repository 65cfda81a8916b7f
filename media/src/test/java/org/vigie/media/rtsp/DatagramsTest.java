package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.media.rtsp.HandMadeCamera.SDP;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.base.Clocks;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.Collected;
import org.vigie.media.rtp.RtpPackets;

/// Cameras that send by UDP and nothing else.
class DatagramsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] SPS =
      Base64.getDecoder().decode("Z00AKp2oHgCJ+WbgICAoAAADAAgAAAMAfCA=");
  private static final byte[] PPS = Base64.getDecoder().decode("aO48gA==");

  private final Collected received = new Collected();
  private DatagramSocket pictures;
  private DatagramSocket reports;

  @BeforeEach
  void open() throws IOException {
    pictures = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    reports = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() {
    pictures.close();
    reports.close();
  }

  @Test
  void are_asked_for_where_a_camera_refuses_tcp() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          int port = setUp(visit, true);
          // Overtaken on the way, repeated, and a stranger's among them.
          var packets = packets(10);
          for (int i = 0; i + 4 < packets.size(); i += 4) {
            Collections.shuffle(packets.subList(i + 1, i + 4), new Random(i));
          }
          packets.add(5, packets.get(3));
          stranger(port, packets.get(0));
          send(packets, port);
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = client(camera)) {
      readUntil(client, 10);
      assertThat(received.breaks).isEmpty();
      assertThat(client.lostPackets()).isZero();
      assertThat(client.strayPackets()).isEqualTo(2);
      assertThat(camera.requests())
          .extracting(HandMadeCamera.Request::method)
          .containsExactly("OPTIONS", "DESCRIBE", "SETUP", "SETUP", "PLAY");
      assertThat(camera.requests().get(3).fields().get("transport"))
          .matches("RTP/AVP;unicast;client_port=\\d*[02468]-\\d+");
    }
  }

  @Test
  void are_asked_for_where_a_camera_answers_udp_to_tcp() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          send(packets(3), setUp(visit, false));
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = client(camera)) {
      readUntil(client, 3);
    }
  }

  @Test
  void that_are_lost_are_counted_and_end_the_run() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          int port = setUp(visit, true);
          var packets = packets(30);
          packets.remove(14);
          packets.remove(13);
          send(packets, port);
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = client(camera)) {
      for (int i = 0; i < 100 && received.pictures.size() + received.dropped < 29; i++) {
        client.read(Duration.ofMillis(50));
      }
      assertThat(client.lostPackets()).isEqualTo(2);
      assertThat(received.breaks).containsExactly("2 packets were lost");
      assertThat(received.pictures.size() + received.dropped).isBetween(29, 30);
    }
  }

  @Test
  void are_answered_with_reports_of_how_they_arrive() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          send(packets(3), setUp(visit, true));
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = client(camera)) {
      readUntil(client, 3);
      reports.setSoTimeout(3000);
      var report = new DatagramPacket(new byte[500], 500);
      reports.receive(report);
      var bytes = ByteBuffer.wrap(report.getData(), 0, report.getLength());
      assertThat(bytes.get(0) & 0xc0).isEqualTo(0x80);
      assertThat(bytes.get(1) & 0xff).isEqualTo(201);
      int description = 4 + 4 * bytes.getShort(2);
      assertThat(bytes.get(description + 1) & 0xff).isEqualTo(202);
      assertThat(description + 4 + 4 * bytes.getShort(description + 2))
          .isEqualTo(report.getLength());
    }
  }

  @Test
  void end_when_the_camera_hangs_up_its_connection() throws Exception {
    HandMadeCamera.Script script = visit -> send(packets(3), setUp(visit, true));
    try (var camera = HandMadeCamera.start(script);
        var client = client(camera)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 200; i++) {
                  client.read(Duration.ofMillis(50));
                }
              })
          .isInstanceOf(MediaException.Unreachable.class)
          .hasMessage("yard: the camera closed the connection");
    }
  }

  @Test
  void can_be_given_up_by_another_thread() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          setUp(visit, true);
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var client = client(camera)) {
      Thread.ofVirtual().start(client::wake);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 3; i++) {
                  client.read(Duration.ofSeconds(30));
                }
              })
          .isInstanceOf(MediaException.Unreachable.class);
    }
  }

  @Test
  void are_not_the_last_resort_of_a_camera_that_refuses_them_too() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.answer(visit.request(), 200, "");
          visit.answer(visit.request(), 200, SDP);
          visit.answer(visit.request(), 461, "");
          visit.answer(visit.request(), 461, "");
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script)) {
      assertThatThrownBy(() -> client(camera))
          .isInstanceOf(MediaException.Refused.class)
          .hasMessage(
              "yard: SETUP: the camera sends its stream neither over TCP nor over UDP (RTSP 461)");
    }
  }

  /// Answers everything up to and with PLAY, and says where to send to.
  private int setUp(HandMadeCamera.Visit visit, boolean refuses) throws IOException {
    visit.answer(visit.request(), 200, "");
    visit.answer(visit.request(), 200, SDP);
    var tcp = visit.request();
    if (refuses) {
      visit.answer(tcp, 461, "");
    } else {
      visit.answer(tcp, 200, "", "Transport: RTP/AVP;unicast;client_port=1-2", "Session: 9");
    }
    var udp = visit.request();
    var ports =
        udp.fields().getOrDefault("transport", "").replaceAll(".*client_port=", "").split("-");
    visit.answer(
        udp,
        200,
        "",
        "Transport: RTP/AVP;unicast;client_port=%s-%s;server_port=%d-%d"
            .formatted(ports[0], ports[1], pictures.getLocalPort(), reports.getLocalPort()),
        "Session: 9;timeout=60");
    visit.answer(visit.request(), 200, "");
    return Integer.parseInt(ports[0]);
  }

  private void send(List<byte[]> packets, int port) throws IOException {
    for (var packet : packets) {
      pictures.send(
          new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  /// From another address of this machine.
  private static void stranger(int port, byte[] packet) throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress("127.0.0.2", 0))) {
      socket.send(
          new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  private static List<byte[]> packets(int count) {
    var camera = new RtpPackets();
    var random = new SplittableRandom(5);
    var packets = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      var slice = RtpPackets.slice(i % 10 == 0, 300, random);
      packets.addAll(camera.picture(i % 10 == 0 ? List.of(SPS, PPS, slice) : List.of(slice)));
      camera.timestamp += 3600;
    }
    return packets;
  }

  private RtspClient client(HandMadeCamera camera) throws MediaException {
    return RtspClient.open("yard", camera.url(), PATIENCE, received, Clocks.system());
  }

  private void readUntil(RtspClient client, int count) throws MediaException {
    for (int i = 0; i < 100 && received.pictures.size() < count; i++) {
      client.read(Duration.ofMillis(50));
    }
    assertThat(received.pictures).hasSize(count);
  }
}
