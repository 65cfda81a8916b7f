package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Cosignatures;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.verify.witness.WitnessMain;

/// A ledger brought to a real witness that listens, over HTTP.
class WitnessPostTest {

  @TempDir private Path dir = Path.of("");
  private final FakeClocks clocks = new FakeClocks();
  private final List<Thread> servers = new ArrayList<>();
  private Ledger ledger;
  private Cosignatures cosignatures;
  private WitnessKey key;

  @BeforeEach
  void a_town_that_names_a_witness() throws Exception {
    ledger = Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Town", clocks);
    var silent = new PrintStream(new ByteArrayOutputStream());
    var words = List.of("new", "--name", "dpo", "--dir", dir.resolve("dpo").toString());
    assertThat(WitnessMain.run(words, clocks::wall, silent, silent)).isZero();
    key = WitnessKey.read(Files.readString(dir.resolve("dpo/verifier")));
    cosignatures = named();
  }

  private Cosignatures named() throws Exception {
    var all = new Cosignatures(ledger, dir.resolve("ledger"), clocks);
    all.adopt(List.of(key));
    return all;
  }

  @AfterEach
  void close() throws InterruptedException {
    stop();
    ledger.close();
  }

  private URI serve(int port) throws IOException {
    var said = new PipedInputStream();
    var out = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
    var err = new PrintStream(new ByteArrayOutputStream());
    var words =
        List.of(
            "serve",
            "--dir",
            dir.resolve("dpo").toString(),
            "--verifier",
            dir.resolve("ledger/public/2031/verifier").toString(),
            "--port",
            String.valueOf(port));
    servers.add(Thread.ofPlatform().start(() -> WitnessMain.run(words, clocks::wall, out, err)));
    // The pipe stays open: its writer ends when the server does.
    var line = new Scanner(said, StandardCharsets.UTF_8).nextLine();
    return URI.create(line.substring(line.indexOf("http")).replace("/add-checkpoint", "/"));
  }

  private void stop() throws InterruptedException {
    for (var server : servers) {
      server.interrupt();
      server.join();
    }
    servers.clear();
  }

  private WitnessPost post(URI address) {
    var witness = new WitnessConfig(key, Optional.of(address));
    return new WitnessPost(List.of(witness), ledger, cosignatures, Duration.ofSeconds(1));
  }

  private void append() {
    ledger.append(new Entry("test.entry", "agent-1", Map.of()));
  }

  private long cosigned() {
    return cosignatures.cosigned(key, ledger.checkpoint().origin());
  }

  @Test
  void what_was_brought_is_cosigned_and_published() throws Exception {
    try (var post = post(serve(0))) {
      for (int i = 0; i < 3; i++) {
        append();
        clocks.advance(Duration.ofSeconds(1));
        post.round();
        assertThat(post.failure(key)).isEmpty();
        // The entry that tells of the cosignature comes after it.
        assertThat(cosigned()).isPositive().isGreaterThanOrEqualTo(ledger.size() - 1);
      }
      assertThat(dir.resolve("ledger/public/2031/cosigned/" + key.id() + ".cosigned")).exists();
      post.round();
      assertThat(cosigned()).isEqualTo(ledger.size());
      assertThat(cosignatures.refused()).isEmpty();
    }
  }

  @Test
  void a_year_that_ended_is_brought_to_its_end_before_the_next_one() throws Exception {
    try (var post = post(serve(0))) {
      append();
      post.round();
      append();
      clocks.advance(Duration.ofDays(366));
      append();
      post.round();
      assertThat(post.failure(key)).isEmpty();
      assertThat(ledger.checkpoints())
          .hasSize(2)
          .first()
          .satisfies(
              ended ->
                  assertThat(cosignatures.cosigned(key, ended.origin())).isEqualTo(ended.size()));
      assertThat(cosigned()).isPositive();
    }
  }

  @Test
  void an_answer_that_was_lost_is_asked_for_again() throws Exception {
    var address = serve(0);
    try (var post = post(address)) {
      append();
      post.round();
    }
    Files.delete(dir.resolve("ledger/public/2031/cosigned/" + key.id() + ".cosigned"));
    cosignatures = named();
    append();
    assertThat(cosigned()).isZero();
    try (var post = post(address)) {
      post.round();
      assertThat(post.failure(key)).isEmpty();
      assertThat(cosigned()).isGreaterThanOrEqualTo(ledger.size() - 1);
    }
  }

  @Test
  void a_witness_that_is_down_is_named_and_served_when_it_is_back() throws Exception {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    append();
    try (var post = post(URI.create("http://127.0.0.1:" + port))) {
      post.round();
      assertThat(post.failure(key).orElseThrow().why())
          .contains("127.0.0.1:" + port, "cannot be reached");
      assertThat(cosigned()).isZero();
      serve(port);
      post.round();
      assertThat(post.failure(key)).isEmpty();
      assertThat(cosigned()).isPositive();
    }
  }

  @Test
  void a_witness_that_takes_the_call_and_never_answers_is_left() throws Exception {
    append();
    try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var post = post(URI.create("http://127.0.0.1:" + mute.getLocalPort()))) {
      post.round();
      assertThat(post.failure(key).orElseThrow().why()).contains("no answer within 1 s");
      assertThat(post.failure(key).orElseThrow().contradicts()).isFalse();
    }
  }

  @Test
  void a_ledger_that_was_put_back_gets_no_cosignature_and_says_why() throws Exception {
    var address = serve(0);
    append();
    ledger.close();
    copy(dir.resolve("ledger"), dir.resolve("older"));
    reopen();
    try (var post = post(address)) {
      append();
      append();
      post.round();
      post.round();
    }
    ledger.close();
    // Whoever has root takes away what remembers the newest checkpoint, too.
    Files.delete(dir.resolve("keys/ledger.checkpoint"));
    wipe(dir.resolve("ledger"));
    copy(dir.resolve("older"), dir.resolve("ledger"));
    reopen();
    try (var post = post(address)) {
      post.round();
      assertThat(post.failure(key).orElseThrow())
          .satisfies(failure -> assertThat(failure.why()).contains("put back from an older copy"))
          .satisfies(failure -> assertThat(failure.contradicts()).isTrue());
      for (int i = 0; i < 9; i++) {
        append();
      }
      post.round();
      assertThat(post.failure(key).orElseThrow())
          .satisfies(failure -> assertThat(failure.why()).contains("answers 4"))
          .satisfies(failure -> assertThat(failure.contradicts()).isTrue());
    }
  }

  private void reopen() throws Exception {
    ledger = Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Town", clocks);
    cosignatures = named();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void wipe(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
