package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.verify.CosignerKey;
import org.vigie.verify.Note;
import org.vigie.verify.witness.WitnessMain;

/// C2SP tlog-witness over HTTP: a real ledger brings its checkpoints and proofs.
class WitnessServeTest {

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private Ledger ledger;
  private Thread server;
  private URI url;

  @BeforeEach
  void a_ledger_and_a_witness_that_listens() throws IOException {
    ledger = Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Town", clocks);
    var silent = new PrintStream(complaints, true, StandardCharsets.UTF_8);
    var words = List.of("new", "--name", "dpo", "--dir", dir.resolve("dpo").toString());
    assertThat(WitnessMain.run(words, clocks::wall, silent, silent)).isZero();
    serve();
  }

  private void serve() throws IOException {
    var said = new PipedInputStream();
    var out = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
    var err = new PrintStream(complaints, true, StandardCharsets.UTF_8);
    var verifier = dir.resolve("ledger/public/2031/verifier").toString();
    var words =
        List.of(
            "serve", "--dir", dir.resolve("dpo").toString(), "--verifier", verifier, "--port", "0");
    server = Thread.ofPlatform().start(() -> WitnessMain.run(words, clocks::wall, out, err));
    // The pipe stays open: its writer ends when the server does.
    var line = new Scanner(said, StandardCharsets.UTF_8).nextLine();
    url = URI.create(line.substring(line.indexOf("http")));
  }

  private void stop() throws InterruptedException {
    server.interrupt();
    server.join();
  }

  @AfterEach
  void close() throws InterruptedException {
    stop();
    ledger.close();
    http.close();
  }

  private void append(int entries) {
    for (int i = 0; i < entries; i++) {
      ledger.append(new Entry("test.entry", "agent-1", Map.of("number", i)));
    }
    ledger.publish();
  }

  private static String body(Continuation continuation) {
    var body = new StringBuilder("old " + continuation.from() + "\n");
    for (var hash : continuation.hashes()) {
      body.append(Base64.getEncoder().encodeToString(hash)).append('\n');
    }
    return body + "\n" + continuation.checkpoint().note();
  }

  private HttpResponse<String> post(String body) throws Exception {
    var request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private void assertCosigned(Continuation continuation) throws Exception {
    var answer = post(body(continuation));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var key = CosignerKey.read(Files.readString(dir.resolve("dpo/verifier")), "dpo");
    var note = Note.read(continuation.checkpoint().note() + answer.body(), "answer");
    assertThat(key.cosigned(note, "answer"))
        .contains(clocks.wall().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  }

  @Test
  void every_growth_from_every_size_is_cosigned() throws Exception {
    long size = 0;
    for (int by : List.of(1, 1, 1, 2, 3, 8, 16, 31, 1, 200, 300, 7)) {
      append(by);
      var continuation = ledger.continuation(size);
      assertCosigned(continuation);
      size = continuation.checkpoint().size();
    }
    // Nothing new: the same again, with a newer time.
    clocks.advance(java.time.Duration.ofHours(1));
    assertCosigned(ledger.continuation(size));
  }

  @Test
  void a_wrong_old_size_is_told_the_right_one_also_after_a_restart() throws Exception {
    append(20);
    assertCosigned(ledger.continuation(0));
    append(5);
    for (int round = 0; round < 2; round++) {
      var answer = post(body(ledger.continuation(7)));
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).isEqualTo("21\n");
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
      stop();
      serve();
    }
    assertCosigned(ledger.continuation(21));
  }

  @Test
  void a_proof_that_does_not_hold_is_422_and_kept_as_evidence() throws Exception {
    append(20);
    assertCosigned(ledger.continuation(0));
    append(5);
    var body = body(ledger.continuation(21));
    var lines = body.split("\n", 3);
    for (var wrong :
        List.of(
            lines[0] + "\n" + lines[2],
            lines[0] + "\n" + lines[1] + "\n" + lines[1] + "\n" + lines[2],
            lines[0] + "\n" + lines[1].replaceFirst("^.", "/") + "\n" + lines[2])) {
      assertThat(post(wrong).statusCode()).isEqualTo(422);
    }
    assertThat(dir.resolve("dpo/refused").toFile().list()).hasSize(1);
    assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("REFUSED: vigie/town/2031");
    assertThat(post(body).statusCode()).isEqualTo(200);
  }

  @Test
  void a_log_forked_with_its_own_key_is_refused() throws Exception {
    append(20);
    assertCosigned(ledger.continuation(0));
    ledger.close();
    Copies.delete(dir.resolve("ledger"));
    Files.delete(dir.resolve("keys/ledger.checkpoint"));
    ledger = Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Town", clocks);
    append(20);
    var same = post(body(ledger.continuation(21)));
    assertThat(same.statusCode()).isEqualTo(409);
    assertThat(same.body()).contains("was rewritten: another checkpoint over 21 entries");
    append(10);
    assertThat(post(body(ledger.continuation(21))).statusCode()).isEqualTo(422);
    assertThat(post(body(ledger.continuation(0))).body()).isEqualTo("21\n");
  }

  @Test
  void foreign_logs_foreign_keys_and_nonsense_get_the_answers_of_the_specification()
      throws Exception {
    append(3);
    var note = ledger.checkpoint().note();
    assertThat(post("old 0\n\n" + note.replace("/town/", "/city/")).statusCode()).isEqualTo(404);
    assertThat(post("old 0\n\n" + note.replace("/2031\n", "/2099\n")).statusCode()).isEqualTo(404);
    assertThat(post("old 0\n\n" + note.replace("\n4\n", "\n5\n")).statusCode()).isEqualTo(403);
    assertThat(post("old 9\n\n" + note).statusCode()).isEqualTo(400);
    for (var nonsense :
        List.of(
            "",
            "old 0\n",
            "old 00\n\n" + note,
            "old -1\n\n" + note,
            "old 0\nAAAA\n\n" + note,
            "old 0\n"
                + (Base64.getEncoder().encodeToString(new byte[32]) + "\n").repeat(64)
                + "\n"
                + note,
            "old 0\n\nx")) {
      assertThat(post(nonsense).statusCode()).as(nonsense).isEqualTo(400);
    }
    assertThat(post("x".repeat(70_000)).statusCode()).isEqualTo(413);
    var get = HttpRequest.newBuilder(url).GET().build();
    assertThat(http.send(get, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertThat(dir.resolve("dpo/logs")).doesNotExist();
  }

  @Test
  void a_second_process_on_the_same_folder_is_refused() {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var words =
        List.of(
            "run",
            "--dir",
            dir.resolve("dpo").toString(),
            "--log",
            dir.toString(),
            "--verifier",
            dir.resolve("ledger/public/2031/verifier").toString());
    assertThat(WitnessMain.run(words, clocks::wall, print, print)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("is in use by another `vigie witness`");
  }
}
