package org.vigie.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.governance.StopScope;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.relay.RelayAgreement;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.testkit.Tool;

/// Other people's players take streams from the server, and what they may not have is refused with
/// a sentence.
@Timeout(60)
class RelayServerTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId GATE = new CameraId("gate");
  private static final String PASSWORD = "0123456789abcdef0123456789abcdef";
  private static final String POLICE_PASSWORD = "fedcba9876543210fedcba9876543210";

  @TempDir private Path folder = Path.of("");

  private final Moved clocks = new Moved();
  private final Closing closing = new Closing();
  private Governance governance;
  private Pretended masked;
  private Pretended clear;
  private RelayServer server;

  @BeforeEach
  void starts() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "no ffmpeg here");
    start(new Film(folder, "libx264"));
  }

  private void start(Film film) throws Exception {
    var now = clocks.wall();
    governance =
        closing.add(
            Governance.open(
                Files.createDirectories(folder.resolve("data" + film.format().codec())),
                Optional.empty(),
                "Val-sur-Mer",
                LegalProfile.builtIn("demo"),
                acts(now),
                clocks));
    governance
        .relays()
        .adopt(
            List.of(
                new RelayAgreement(
                    "wall",
                    "Métropole",
                    "2026-7",
                    Set.of(QUAY),
                    now.plus(Duration.ofHours(2)),
                    Duration.ZERO),
                new RelayAgreement(
                    "police",
                    "Police nationale",
                    "2026-8",
                    Set.of(QUAY),
                    now.plus(Duration.ofDays(9)),
                    Duration.ofMinutes(30))));
    masked = closing.add(new Pretended(film, now));
    clear = closing.add(new Pretended(film, now));
    server =
        closing.add(
            RelayServer.start(
                new RelaySettings(
                    "127.0.0.1",
                    0,
                    Optional.empty(),
                    Map.of("wall", PASSWORD, "police", POLICE_PASSWORD)),
                governance.relays(),
                masked,
                (camera, viewer) -> clear.watch(camera, viewer, LivePace.ALL),
                clocks));
  }

  private static Acts acts(Instant now) {
    return new Acts(
        List.of(
            new RecordingAct(
                "2026-114",
                "Préfecture",
                now.minus(Duration.ofDays(10)),
                now.plus(Duration.ofDays(100)),
                EnumSet.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
                "the centre",
                CameraScope.all(),
                Duration.ofDays(2),
                Duration.ofHours(12),
                "")),
        List.of());
  }

  @AfterEach
  void ends() {
    closing.close();
  }

  @Test
  void ffmpeg_takes_the_masked_stream_and_the_ledger_says_from_when_to_when() throws Exception {
    assertThat(decoded("quay", "wall", PASSWORD, "tcp")).isGreaterThanOrEqualTo(10);
    assertThat(clear.viewersNow()).isZero();
    await("nobody watches", () -> masked.viewersNow() == 0);
    var began = entries("relay.began");
    assertThat(began).hasSize(1);
    assertThat(began.getFirst().entry().facts())
        .containsEntry("relay", "wall")
        .containsEntry("camera", "quay")
        .containsEntry("from", "127.0.0.1")
        .containsEntry("clear", false);
    assertThat(entries("relay.ended")).isEmpty();
    // One that comes back goes on.
    assertThat(decoded("quay", "wall", PASSWORD, "tcp")).isGreaterThanOrEqualTo(10);
    assertThat(entries("relay.began")).hasSize(1);
    await("the last connection is over", () -> sessions().allMatch(s -> s == 0));
    clocks.advance(Duration.ofSeconds(61));
    governance.relays().round();
    var ended = entries("relay.ended");
    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst().entry().facts()).containsEntry("why", "LEFT");
    assertThat((Long) ended.getFirst().entry().facts().get("pictures")).isGreaterThan(20);
  }

  /// FFmpeg asks for datagrams first, and takes what is offered instead.
  @Test
  void a_player_that_asks_for_datagrams_is_given_tcp() throws Exception {
    assertThat(decoded("quay", "wall", PASSWORD, "udp+tcp")).isGreaterThanOrEqualTo(10);
  }

  @Test
  void gstreamer_takes_it_too() throws Exception {
    assumeTrue(gstreamer(), "no GStreamer with its Python words here");
    var printed =
        Tool.run(
            "/usr/bin/python3",
            "-c",
            """
            import sys, gi
            gi.require_version("Gst", "1.0")
            from gi.repository import Gst
            Gst.init(None)
            line = Gst.parse_launch('rtspsrc location=%s user-id=wall user-pw=%s ! rtph264depay ! h264parse'
                ' ! openh264dec ! fakesink name=sink num-buffers=15 sync=false')
            line.set_state(Gst.State.PLAYING)
            said = line.get_bus().timed_pop_filtered(20 * Gst.SECOND, Gst.MessageType.ERROR | Gst.MessageType.EOS)
            print("ended", said.type.first_value_nick if said else "too late",
                said.parse_error() if said and said.type == Gst.MessageType.ERROR else "")
            line.set_state(Gst.State.NULL)
            """
                .formatted("rtsp://127.0.0.1:" + server.port() + "/quay", PASSWORD));
    assertThat(printed).contains("ended eos");
  }

  @Test
  void what_may_not_be_had_is_refused_with_a_sentence_and_no_password_is_kept() throws Exception {
    assertThatThrownBy(() -> decoded("quay", "wall", "wrong-wrong-wrong-wrong", "tcp"))
        .hasMessageContaining("401");
    assertThatThrownBy(() -> decoded("quay", "nobody", PASSWORD, "tcp"))
        .hasMessageContaining("401");
    assertThatThrownBy(() -> decoded("gate", "wall", PASSWORD, "tcp"))
        .hasMessageContaining("The agreement 2026-7 of relay wall does not name such a camera.");
    assertThatThrownBy(() -> decoded("quay", "police", POLICE_PASSWORD, "tcp"))
        .hasMessageContaining("Camera quay is not open to police now: an operator opens it.");
    clocks.advance(Duration.ofHours(3));
    assertThatThrownBy(() -> decoded("quay", "wall", PASSWORD, "tcp"))
        .hasMessageContaining("The agreement 2026-7 of relay wall has ended.");
    assertThat(masked.viewersNow() + clear.viewersNow()).isZero();
    assertThat(entries("relay.began")).isEmpty();
    assertThat(governance.relays().refusals("wall").times()).isGreaterThanOrEqualTo(3);
    var all = entries("relay.").toString();
    assertThat(all)
        .contains("has ended", "is not open to police")
        .doesNotContain("wrong-wrong", PASSWORD);
  }

  @Test
  void nonsense_is_answered_and_counted_and_costs_few_entries() throws Exception {
    for (var nonsense :
        List.of(
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0016\u0003\u0001\u0002 hello",
            "DESCRIBE\r\n\r\n",
            "A".repeat(20_000),
            "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 99999999\r\n\r\n")) {
      assertThat(said(nonsense)).startsWith("RTSP/1.0 400 Sent ");
    }
    assertThat(governance.relays().refusals("").times()).isEqualTo(5);
    assertThat(entries("relay.refused")).hasSize(1);
    assertThat(said("PLAY rtsp://x/quay RTSP/1.0\r\nCSeq: 1\r\n\r\n", true))
        .startsWith("RTSP/1.0 401 ")
        .contains("algorithm=SHA-256", "algorithm=MD5")
        .doesNotContain("Basic");
    // And a partner is answered as before.
    assertThat(decoded("quay", "wall", PASSWORD, "tcp")).isGreaterThanOrEqualTo(10);
  }

  @Test
  void a_stream_ends_with_its_agreement() throws Exception {
    try (var taking = new Player(server.port(), "wall", PASSWORD, "quay")) {
      taking.frames(5);
      clocks.advance(Duration.ofHours(2));
      assertThat(taking.untilTheEnd()).isLessThan(200);
    }
    await("the end is written", () -> !entries("relay.ended").isEmpty());
    assertThat(entries("relay.ended").getFirst().entry().facts()).containsEntry("why", "AGREEMENT");
  }

  @Test
  void whoever_takes_too_slowly_goes_on_at_a_key_picture_and_it_is_counted() throws Exception {
    // More a second than its queue and both machines' buffers hold.
    masked.swell(500_000);
    try (var taking = new Player(server.port(), "wall", PASSWORD, "quay")) {
      taking.frames(1);
      int before = masked.played();
      await("pictures go by", () -> masked.played() > before + 40);
      assertThat(masked.viewersNow()).isOne();
      taking.frames(2_000);
      await("the loss is counted", () -> dropped() > 0);
      taking.frames(2_000);
    }
  }

  private long dropped() {
    return governance.relays().sessions().stream().mapToLong(s -> s.dropped()).sum();
  }

  @Test
  void clear_pictures_flow_while_a_person_has_opened_the_camera_and_end_with_that()
      throws Exception {
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "s-1",
        Set.of(Right.RELAY_CLEAR),
        CameraScope.all(),
        clocks.wall().minusSeconds(60),
        clocks.wall().plus(Duration.ofDays(1)));
    var relays = governance.relays();
    assertThatThrownBy(
            () -> relays.open("s-2", "police", QUAY, "road blocked", Duration.ofMinutes(5)))
        .hasMessageContaining("RELAY_CLEAR");
    assertThatThrownBy(
            () -> relays.open("s-1", "wall", QUAY, "road blocked", Duration.ofMinutes(5)))
        .hasMessageContaining("masked");
    assertThatThrownBy(
            () -> relays.open("s-1", "police", GATE, "road blocked", Duration.ofMinutes(5)))
        .hasMessageContaining("does not name such a camera");
    assertThatThrownBy(() -> relays.open("s-1", "police", QUAY, " ", Duration.ofMinutes(5)))
        .hasMessageContaining("Say in a few words why");
    assertThatThrownBy(() -> relays.open("s-1", "police", QUAY, "because", Duration.ofMinutes(31)))
        .hasMessageContaining("1 to 30 minutes");

    var opening = relays.open("s-1", "police", QUAY, "road blocked", Duration.ofMinutes(5));
    assertThat(decoded("quay", "police", POLICE_PASSWORD, "tcp")).isGreaterThanOrEqualTo(10);
    assertThat(masked.viewersNow()).isZero();
    try (var taking = new Player(server.port(), "police", POLICE_PASSWORD, "quay")) {
      taking.frames(3);
      relays.close("s-1", opening.id());
      assertThat(taking.untilTheEnd()).isLessThan(200);
    }
    assertThat(entries("relay.closed").getFirst().entry().facts()).containsEntry("why", "CLOSED");

    relays.open("s-1", "police", QUAY, "road blocked", Duration.ofMinutes(5));
    try (var taking = new Player(server.port(), "police", POLICE_PASSWORD, "quay")) {
      taking.frames(3);
      clocks.advance(Duration.ofMinutes(5));
      assertThat(taking.untilTheEnd()).isLessThan(200);
    }
    relays.round();
    assertThat(entries("relay.closed").getFirst().entry().facts()).containsEntry("why", "EXPIRED");

    relays.open("s-1", "police", QUAY, "road blocked", Duration.ofMinutes(5));
    try (var taking = new Player(server.port(), "police", POLICE_PASSWORD, "quay")) {
      taking.frames(3);
      governance.stop(Actors.LOCAL_ADMINISTRATOR, new StopScope.Clear(), "enough");
      assertThat(taking.untilTheEnd()).isLessThan(200);
    }
    assertThat(entries("relay.closed").getFirst().entry().facts()).containsEntry("why", "STOPPED");
    assertThatThrownBy(
            () -> relays.open("s-1", "police", QUAY, "road blocked", Duration.ofMinutes(5)))
        .hasMessageContaining("stopped in the whole town");
  }

  @Test
  void h265_is_cut_into_packets_that_players_join_again() throws Exception {
    assumeTrue(Tool.run("ffmpeg", "-hide_banner", "-encoders").contains("libx265"), "no x265 here");
    closing.close();
    start(new Film(folder, "libx265"));
    assertThat(decoded("quay", "wall", PASSWORD, "tcp")).isGreaterThanOrEqualTo(10);
  }

  private java.util.stream.IntStream sessions() {
    return governance.relays().sessions().stream().mapToInt(s -> s.connections());
  }

  private List<Recorded> entries(String prefix) {
    return governance.ledger().page(Query.newest(200)).entries().stream()
        .filter(one -> one.entry().kind().startsWith(prefix))
        .toList();
  }

  /// How many pictures FFmpeg decodes of two seconds.
  private int decoded(String camera, String user, String password, String transport)
      throws Exception {
    var printed =
        Tool.run(
            "ffmpeg",
            "-hide_banner",
            "-loglevel",
            "info",
            "-nostats",
            "-rtsp_transport",
            transport,
            "-i",
            "rtsp://%s:%s@127.0.0.1:%d/%s".formatted(user, password, server.port(), camera),
            "-t",
            "1",
            "-f",
            "framecrc",
            "-");
    assertThat(printed).doesNotContain("error while decoding", "concealing");
    return (int) printed.lines().filter(line -> line.matches("0, .*0x[0-9a-f]{8}.*")).count();
  }

  private String said(String request) throws IOException {
    return said(request, false);
  }

  private String said(String request, boolean thenClose) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      if (thenClose) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static boolean gstreamer() throws InterruptedException {
    try {
      return Tool.run(
              "/usr/bin/python3",
              "-c",
              "import gi; gi.require_version('Gst', '1.0'); from gi.repository import Gst;"
                  + " Gst.init(None); print([bool(Gst.ElementFactory.find(n)) for n in"
                  + " ('rtspsrc', 'h264parse', 'openh264dec')])")
          .contains("[True, True, True]");
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(String what, BooleanSupplier so) throws Exception {
    for (int i = 0; i < 2_000; i++) {
      if (so.getAsBoolean()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("waited 20 s until " + what);
  }

  /// The machine's clocks, moved on by the test.
  private static final class Moved implements Clocks {

    private final Clocks machine = Clocks.system();
    private volatile Duration by = Duration.ZERO;

    void advance(Duration more) {
      by = by.plus(more);
    }

    @Override
    public Instant wall() {
      return machine.wall().plus(by);
    }

    @Override
    public Duration elapsed() {
      return machine.elapsed().plus(by);
    }
  }
}
