package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.link.wire.DemuxFormat;
import org.vigie.link.wire.DemuxUnit;
import org.vigie.sight.Demuxed;
import org.vigie.sight.Demuxers;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

/// Real demuxer processes on files, HTTP and UDP; and every broken file that is to be had.
@Timeout(120)
class DemuxerTest {

  @TempDir private static Path clips = Path.of("");
  @TempDir private Path runDir = Path.of("");

  private Demuxers demuxers;

  @BeforeAll
  static void make_clips() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "no ffmpeg here");
    make("clip.ts", "libx264", "-bf", "2");
    make("clip.mp4", "libx264", "-bf", "0");
  }

  /// 50 pictures in 2 s, and a tone that nobody wants.
  private static void make(String name, String codec, String... more) throws Exception {
    var command =
        new ArrayList<>(List.of("ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i"));
    command.addAll(List.of("testsrc2=size=320x180:rate=25:duration=2", "-f", "lavfi", "-i"));
    command.addAll(List.of("sine=duration=2", "-c:v", codec, "-g", "25", "-pix_fmt", "yuv420p"));
    command.addAll(List.of(more));
    command.addAll(List.of("-c:a", "mp2", clips.resolve(name).toString()));
    Tool.run(command.toArray(String[]::new));
  }

  @BeforeEach
  void ready_the_demuxers() throws IOException {
    var command = new ArrayList<>(EyeFixture.command());
    command.set(command.size() - 1, "org.vigie.eye.DemuxMain");
    demuxers = new Demuxers(command, runDir, Clocks.system());
  }

  /// What came of a source.
  private static final class Got implements Demuxed.Receiver {
    private final List<DemuxFormat> formats = new ArrayList<>();
    private final List<DemuxUnit> units = new ArrayList<>();
    private Demuxed.@Nullable End end;

    @Override
    public void format(DemuxFormat format) {
      formats.add(format);
    }

    @Override
    public void picture(DemuxUnit unit, long arrivedNanos) {
      units.add(unit);
    }

    @Override
    public void lost(String why) {}
  }

  private static Demuxers.Source file(String name, boolean loop) {
    var path = clips.resolve(name);
    return new Demuxers.Source(
        "file:" + path, false, Optional.of(path), loop, Duration.ofSeconds(10));
  }

  private static Demuxers.Source network(String address) {
    return new Demuxers.Source(address, true, Optional.empty(), false, Duration.ofSeconds(10));
  }

  private Got read(Demuxers.Source source, int most) throws IOException {
    var got = new Got();
    try (var demuxed = demuxers.open("test", source, giveUp -> {})) {
      while (got.end == null && got.units.size() < most) {
        demuxed.read(Duration.ofSeconds(10), got).ifPresent(end -> got.end = end);
      }
    }
    return got;
  }

  private static void assertRising(Got got) {
    assertThat(got.units.getFirst().getKey()).isTrue();
    for (int i = 1; i < got.units.size(); i++) {
      assertThat(got.units.get(i).getTicks()).isGreaterThan(got.units.get(i - 1).getTicks());
    }
  }

  @Test
  void a_transport_stream_plays_at_its_own_pace_with_its_reordered_pictures() throws Exception {
    var start = Clocks.system().elapsed();
    var got = read(file("clip.ts", false), 1000);

    assertThat(got.units).hasSize(50);
    assertRising(got);
    assertThat(got.formats).hasSize(1);
    assertThat(got.units).anyMatch(unit -> unit.getCompositionTicks() > 0);
    assertThat(got.end).isNotNull();
    assertThat(got.end.finished()).isTrue();
    assertThat(Clocks.system().elapsed().minus(start)).isGreaterThan(Duration.ofMillis(1700));
  }

  @Test
  void a_whole_file_is_given_faster_than_it_was_filmed() throws Exception {
    var slow = clips.resolve("slow.mp4");
    Tool.run(
        ("ffmpeg -loglevel error -y -f lavfi -i testsrc2=size=64x64:rate=1:duration=60"
                + " -c:v libx264 -bf 0 -pix_fmt yuv420p "
                + slow)
            .split(" "));
    var start = Clocks.system().elapsed();

    var got = read(Demuxers.Source.whole(slow, Duration.ofSeconds(10)), 1000);

    assertThat(got.units).hasSize(60);
    assertThat(Clocks.system().elapsed().minus(start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void a_file_that_is_played_again_and_again_has_one_time_line() throws Exception {
    var got = read(file("clip.mp4", true), 70);

    assertThat(got.end).isNull();
    assertRising(got);
    long step = got.units.get(50).getTicks() - got.units.get(49).getTicks();
    assertThat(step).isEqualTo(3600);
  }

  @Test
  void a_file_behind_http_is_fetched_with_a_password_that_stands_in_no_argument() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    var expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("vigie:geheim".getBytes(StandardCharsets.US_ASCII));
    byte[] body = Files.readAllBytes(clips.resolve("clip.ts"));
    server.createContext(
        "/clip.ts",
        exchange -> {
          boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"camera\"");
          exchange.sendResponseHeaders(known ? 200 : 401, known ? body.length : -1);
          if (known) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    try {
      var place = "127.0.0.1:" + server.getAddress().getPort() + "/clip.ts";
      var arguments = new AtomicReference<>("");
      var got = new Got();
      try (var demuxed =
          demuxers.open("test", network("http://vigie:geheim@" + place), giveUp -> {})) {
        var process = ProcessHandle.of(demuxed.pid()).orElseThrow();
        arguments.set(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")));
        while (got.end == null && got.units.size() < 20) {
          demuxed.read(Duration.ofSeconds(10), got).ifPresent(end -> got.end = end);
        }
      }
      assertThat(got.units).hasSizeGreaterThanOrEqualTo(20);
      assertThat(arguments.get()).contains("DemuxMain").doesNotContain("geheim");

      var refused = read(network("http://vigie:falsch@" + place), 1);
      assertThat(refused.units).isEmpty();
      assertThat(refused.end).isNotNull();
      assertThat(refused.end.refused()).isTrue();
      assertThat(refused.end.sentence()).doesNotContain("falsch").doesNotContain("127.0.0.1");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_transport_stream_by_udp_is_live() throws Exception {
    var address = "udp://127.0.0.1:" + freePort();
    assertLive(address, address + "?pkt_size=1316");
  }

  @Test
  void a_transport_stream_by_srt_is_live() throws Exception {
    assumeTrue(
        Tool.run("ffmpeg", "-hide_banner", "-protocols").contains("srt"), "no SRT in ffmpeg here");
    var address = "srt://127.0.0.1:" + freePort();
    assertLive(address, address + "?mode=listener");
  }

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void assertLive(String address, String toSend) throws IOException {
    var sender =
        new ProcessBuilder(
                "ffmpeg",
                "-loglevel",
                "error",
                "-re",
                "-stream_loop",
                "-1",
                "-i",
                clips.resolve("clip.ts").toString(),
                "-c",
                "copy",
                "-f",
                "mpegts",
                toSend)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      var got = read(network(address), 30);
      assertThat(got.units).hasSizeGreaterThanOrEqualTo(30);
      assertRising(got);
    } finally {
      sender.destroyForcibly();
    }
  }

  @Test
  void what_is_not_there_or_no_video_is_refused_in_words() throws Exception {
    Files.writeString(clips.resolve("page.html"), "<html>not found</html>");
    var page = read(file("page.html", false), 1);
    assertThat(page.end).isNotNull();
    assertThat(page.end.refused()).isTrue();
    assertThat(page.end.sentence()).startsWith("opening failed: Invalid data");
  }

  @Test
  void broken_files_give_pictures_or_a_declared_error_and_nothing_else() throws Exception {
    var folders =
        Stream.of("data/streams/broken", "data/streams/muxjs_segments", "data/streams/mp4ff")
            .map(Shared::find)
            .flatMap(Optional::stream)
            .toList();
    assumeTrue(!folders.isEmpty(), "no broken streams beside the project");
    long pictures = 0;
    long failures = 0;
    for (var folder : folders) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          try (var source =
              DemuxedFile.open("file:" + file, Duration.ofSeconds(10), Clocks.system())) {
            var sets = NalUnits.Sets.NONE;
            for (var next = source.next(); next.isPresent(); next = source.next()) {
              var units = NalUnits.read(source.isH265(), next.get().bytes(), sets);
              sets = units.sets();
              pictures += units.bytes().length > 0 ? 1 : 0;
            }
          } catch (DemuxedFile.Failure e) {
            assertThat(e.sentence()).isNotBlank().doesNotContain(file.toString());
            failures++;
          }
        }
      }
    }
    assertThat(pictures).isGreaterThan(500);
    assertThat(failures).isGreaterThan(3);
  }
}
