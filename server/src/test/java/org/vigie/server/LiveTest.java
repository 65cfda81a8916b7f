package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.mp4.Mp4Reader;

/// Live pictures over a real WebSocket.
class LiveTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    browser = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void shows_format_init_segment_and_one_fragment_per_picture() throws Exception {
    var watcher = new Watcher();
    browser.watch("/api/live/market", watcher);
    var format = watcher.text();
    assertThat(format.get("type").asString()).isEqualTo("format");
    assertThat(format.get("codec").asString()).startsWith("avc1.42");
    assertThat(format.get("width").asInt()).isEqualTo(96);
    assertThat(format.get("masked").asBoolean()).isTrue();
    var shown = Mp4Reader.format(watcher.bytes());
    assertThat(shown).isEqualTo(town.live.pictures.format());

    long expected = 0;
    for (int n = 1; n <= 12; n++) {
      town.live.picture();
      var fragment = Mp4Reader.fragment(ByteBuffer.wrap(watcher.bytes()));
      assertThat(fragment.sequence()).isEqualTo(n);
      assertThat(fragment.baseTicks()).isEqualTo(expected);
      assertThat(fragment.samples()).hasSize(1);
      assertThat(fragment.samples().getFirst().key()).isEqualTo(n % Pictures.GROUP == 1);
      expected += fragment.samples().getFirst().durationTicks();
    }
  }

  @Test
  void says_on_demand_how_old_each_key_picture_is() throws Exception {
    var watcher = new Watcher();
    browser.watch("/api/live/market?timing=true", watcher);
    watcher.text();
    watcher.bytes();
    for (int n = 0; n <= Pictures.GROUP; n++) {
      town.live.picture();
      if (n % Pictures.GROUP == 0) {
        var said = watcher.text();
        assertThat(said.get("type").asString()).isEqualTo("timing");
        // The pictures were taken on a day of 2026 that is past or to come.
        assertThat(said.get("made_ms").asLong()).isNotNegative();
        assertThat(said.get("queued_ms").asLong()).isBetween(0L, 20_000L);
      }
      watcher.bytes();
    }
  }

  @Test
  void says_when_the_camera_has_no_pictures() throws Exception {
    var watcher = new Watcher();
    browser.watch("/api/live/quay", watcher);
    watcher.text();
    watcher.bytes();
    town.live.interrupt("The camera does not answer.");
    var said = watcher.text();
    assertThat(said.get("type").asString()).isEqualTo("interrupted");
    assertThat(said.get("reason").asString()).isEqualTo("The camera does not answer.");
  }

  @Test
  void is_in_the_ledger_before_the_first_byte() throws Exception {
    long before = town.governance.ledger().size();
    var watcher = new Watcher();
    browser.watch("/api/live/market", watcher);
    watcher.text();
    var entry = town.entries().getFirst().entry();
    assertThat(town.governance.ledger().size()).isEqualTo(before + 1);
    assertThat(entry.kind()).isEqualTo("permit.granted");
    assertThat(entry.facts().toString()).contains("VIEW_LIVE").contains("market");
  }

  @Test
  void is_refused_without_the_right_and_the_refusal_is_in_the_ledger() throws Exception {
    var judge = town.person(browser, "Ana", Set.of("JUDGE"), TestTown.MARKET);
    assertThatThrownBy(() -> judge.watch("/api/live/market", new Watcher()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .hasStackTraceContaining("403");
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("permit.refused");
    assertThat(town.live.viewers()).isZero();
  }

  @Test
  void is_refused_to_a_page_of_another_site_before_anything_is_asked() throws Exception {
    long before = town.governance.ledger().size();
    assertThatThrownBy(
            () ->
                browser
                    .http
                    .newWebSocketBuilder()
                    .header("Origin", "https://elsewhere.example")
                    .buildAsync(
                        URI.create(
                            town.server.url().toString().replaceFirst("^http", "ws")
                                + "api/live/market"),
                        new Watcher())
                    .join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .hasStackTraceContaining("403");
    assertThat(town.governance.ledger().size()).isEqualTo(before);
    browser.get("/api/live/market").problem(400, ProblemCode.BAD_REQUEST);
    browser.get("/api/live/harbour").problem(404, ProblemCode.NO_SUCH_CAMERA);
  }

  @Test
  void ends_with_the_session() throws Exception {
    var watcher = new Watcher();
    browser.watch("/api/live/market", watcher);
    watcher.text();
    browser.post("/api/sign-out").expect(204);
    assertThat(watcher.closed()).isEqualTo(1008);
    Waiting.until("the lease is given back", () -> town.live.viewers() == 0);
  }

  @Test
  void ends_with_the_right() throws Exception {
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var person = ana.get("/api/me").json().get("person").asString();
    var watcher = new Watcher();
    ana.watch("/api/live/market", watcher);
    watcher.text();
    browser
        .post("/api/people/" + person + "/end", Map.of("reason", "has left the town"))
        .expect(200);
    assertThat(watcher.closed()).isEqualTo(1008);
  }

  @Test
  void gives_the_lease_back_when_the_viewer_leaves() throws Exception {
    var watcher = new Watcher();
    var socket = browser.watch("/api/live/market", watcher);
    watcher.text();
    assertThat(town.live.viewers()).isEqualTo(1);
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    Waiting.until("the lease is given back", () -> town.live.viewers() == 0);
  }

  @Test
  void a_slow_viewer_costs_nobody_else_a_picture_and_goes_on_at_a_key_frame() throws Exception {
    var slow = new Watcher().standingStill();
    var network = browser.watch("/api/live/market", slow);
    var quick = new Watcher();
    browser.watch("/api/live/market", quick);
    quick.text();
    quick.bytes();
    Waiting.until("both watch", () -> town.live.viewers() == 2);
    // Far more than network buffers hold.
    for (int n = 0; n < 200; n++) {
      town.live.picture(200_000);
      Mp4Reader.fragment(ByteBuffer.wrap(quick.bytes()));
    }
    network.request(1);
    slow.text();
    slow.bytes();
    long dropped = 0;
    int shown = 0;
    while (dropped == 0) {
      switch (slow.next()) {
        case String text -> dropped = Browser.JSON.readTree(text).get("count").asLong();
        default -> shown++;
      }
    }
    var after = Mp4Reader.fragment(ByteBuffer.wrap(slow.bytes()));
    assertThat(after.samples().getFirst().key()).isTrue();
    assertThat((shown + dropped) % Pictures.GROUP).isZero();
  }

  @Test
  void nothing_is_compressed_twice() throws Exception {
    var url = town.server.url();
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      var request =
          """
          GET /api/live/market HTTP/1.1
          Host: %s
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Extensions: permessage-deflate
          Cookie: vigie-session=%s

          """
              .formatted(url.getAuthority(), browser.cookie("vigie-session").orElseThrow());
      var bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(bytes);
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 101");
      for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        assertThat(line.toLowerCase(Locale.ROOT)).doesNotStartWith("sec-websocket-extensions");
      }
    }
  }
}
