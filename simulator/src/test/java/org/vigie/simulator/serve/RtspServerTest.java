package org.vigie.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.media.rtp.SenderReport;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtsp.RtspClient;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.VideoFormat;
import org.vigie.testkit.Tool;

@Timeout(60)
class RtspServerTest {

  private static final int PICTURES = 40;

  @TempDir Path folder = Path.of("");

  @Test
  void a_foreign_player_decodes_every_picture_across_the_loop() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "ffmpeg is not here");
    var stream = Streams.real(folder, PICTURES);
    var own = hashes("-i", folder.resolve("real.h264").toString());
    try (var server = serve(Clip.of(stream, Streams.RATE))) {
      var url = "rtsp://127.0.0.1:" + server.port() + "/street/main";

      var seen = hashes("-rtsp_transport", "tcp", "-i", url, "-frames:v", "70");

      assertThat(seen).hasSize(70);
      // It began at some key picture and went round, without a picture missing or changed.
      var round = new ArrayList<String>();
      Collections.addAll(round, own.toArray(String[]::new));
      round.addAll(own);
      round.addAll(own);
      assertThat(round).containsSubsequence(seen);
      assertThat(Collections.indexOfSubList(round, seen)).isNotNegative();
    }
  }

  @Test
  void our_own_client_loses_nothing_and_is_told_the_time() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "ffmpeg is not here");
    var stream = Streams.real(folder, PICTURES);
    try (var server = serve(Clip.of(stream, Streams.RATE))) {
      var viewer = watch(server, 30);

      assertThat(viewer.keys.getFirst()).isTrue();
      assertThat(viewer.broken).isEmpty();
      assertThat(viewer.reports).isPositive();
      for (int i = 1; i < viewer.ticks.size(); i++) {
        assertThat(viewer.ticks.get(i) - viewer.ticks.get(i - 1)).isEqualTo(90_000 / Streams.RATE);
      }
    }
  }

  @Test
  void a_hundred_clients_are_served_at_once() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "ffmpeg is not here");
    var stream = Streams.real(folder, PICTURES);
    try (var server = serve(Clip.of(stream, Streams.RATE));
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var watching = Collections.nCopies(100, (Callable<Viewer>) () -> watch(server, 25));
      for (var future : pool.invokeAll(watching)) {
        var viewer = future.get();
        assertThat(viewer.broken).isEmpty();
        assertThat(viewer.ticks).hasSizeGreaterThanOrEqualTo(25);
      }
      assertThat(server.stats().cutOff()).isZero();
    }
  }

  @Test
  void a_client_that_does_not_read_is_cut_off_and_slows_nobody() throws Exception {
    try (var server = serve(Clip.of(Streams.made(PICTURES, 300_000, 5), Streams.RATE));
        var slow = new Socket();
        var healthy = connect(server)) {
      slow.setReceiveBufferSize(8 * 1024);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      play(slow);
      play(healthy);
      var in = healthy.getInputStream();
      long most = 60L * Streams.RATE * 300_000;
      long read = 0;
      // The healthy one's own stream is the clock.
      while (server.stats().cutOff() == 0 && read < most) {
        read += in.readNBytes(100_000).length;
      }

      assertThat(server.stats().cutOff()).isEqualTo(1);
      assertThat(in.readNBytes(1_000_000)).hasSize(1_000_000);
    }
  }

  @Test
  void an_unknown_stream_is_not_found() throws Exception {
    try (var server = serve(Clip.of(Streams.made(10, 100, 1), Streams.RATE));
        var client = connect(server)) {
      assertThat(ask(client, "DESCRIBE rtsp://127.0.0.1/nowhere RTSP/1.0\r\nCSeq: 3\r\n\r\n"))
          .startsWith("RTSP/1.0 404")
          .contains("CSeq: 3");
    }
  }

  @Test
  void a_client_that_wants_udp_is_told_that_there_is_none() throws Exception {
    try (var server = serve(Clip.of(Streams.made(10, 100, 1), Streams.RATE));
        var client = connect(server)) {
      assertThat(
              ask(
                  client,
                  "SETUP rtsp://h/street/main/track1 RTSP/1.0\r\nCSeq: 1\r\n"
                      + "Transport: RTP/AVP;unicast;client_port=5000-5001\r\n\r\n"))
          .startsWith("RTSP/1.0 461");
    }
  }

  @Test
  void garbage_is_refused_and_others_are_served_on() throws Exception {
    try (var server = serve(Clip.of(Streams.made(10, 100, 1), Streams.RATE));
        var other = connect(server)) {
      try (var client = connect(server)) {
        assertThat(ask(client, "GET / HTTP/1.1\r\n\r\n")).startsWith("RTSP/1.0 400");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(ask(other, "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n")).startsWith("RTSP/1.0 200");
    }
  }

  private static RtspServer serve(Clip clip) throws IOException {
    return RtspServer.start(List.of(new Channel("/street/main", clip)), 0, Clocks.system());
  }

  private static Socket connect(RtspServer server) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void play(Socket client) throws IOException {
    ask(
        client,
        "SETUP rtsp://h/street/main/track1 RTSP/1.0\r\nCSeq: 1\r\n"
            + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n");
    client
        .getOutputStream()
        .write(
            "PLAY rtsp://h/street/main RTSP/1.0\r\nCSeq: 2\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a request and reads its answer's head.
  private static String ask(Socket client, String request) throws IOException {
    client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = client.getInputStream().read();
      if (b < 0) {
        break;
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private List<String> hashes(String... input) throws Exception {
    var command = new ArrayList<>(List.of("ffmpeg", "-loglevel", "error"));
    command.addAll(List.of(input));
    var out = Files.createTempFile(folder, "hashes", ".txt").toString();
    command.addAll(List.of("-fps_mode", "passthrough", "-f", "framemd5", "-y", out));
    assertThat(Tool.run(command.toArray(String[]::new))).isEmpty();
    return Files.readAllLines(Path.of(out)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
  }

  private static Viewer watch(RtspServer server, int pictures) throws Exception {
    var url = RtspUrl.parse("rtsp://127.0.0.1:" + server.port() + "/street/main");
    var viewer = new Viewer();
    var patience = Duration.ofSeconds(20);
    try (var client = RtspClient.open("street", url, patience, viewer, Clocks.system())) {
      while (viewer.ticks.size() < pictures) {
        client.read(patience);
      }
      assertThat(client.lostPackets()).isZero();
    }
    return viewer;
  }

  private static final class Viewer implements VideoReceiver {

    final List<Long> ticks = new ArrayList<>();
    final List<Boolean> keys = new ArrayList<>();
    final List<String> broken = new ArrayList<>();
    int reports;

    @Override
    public void picture(
        VideoFormat format, long at, int composition, boolean key, byte[] bytes, long arrived) {
      ticks.add(at);
      keys.add(key);
    }

    @Override
    public void dropped(long arrivedNanos) {
      broken.add("dropped");
    }

    @Override
    public void broken(String why) {
      broken.add(why);
    }

    @Override
    public void jumped() {
      broken.add("jumped");
    }

    @Override
    public void report(SenderReport report, long arrivedNanos) {
      reports++;
    }
  }
}
