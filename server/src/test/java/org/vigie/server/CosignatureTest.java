package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.witness.WitnessMain;

/// The witness' own program watches a running town over HTTP, and brings back what it signs.
class CosignatureTest {

  @TempDir private Path dir;
  private TestTown town;
  private Browser administrator;

  private record Outcome(int code, String said) {}

  @BeforeEach
  void a_town_that_has_named_its_witness() throws Exception {
    town = new TestTown(dir.resolve("data"));
    administrator = town.administrator();
    witness("new", "--name", "dpo.example.org/vigie", "--dir", dir.resolve("dpo").toString());
    witness("new", "--name", "stranger.example", "--dir", dir.resolve("stranger").toString());
    town.governance
        .cosignatures()
        .adopt(List.of(WitnessKey.read(Files.readString(dir.resolve("dpo/verifier")))));
    town.governance.ledger().publish();
    Files.copy(published("verifier"), dir.resolve("trusted"));
  }

  @AfterEach
  void close() {
    town.close();
  }

  private Outcome witness(String... words) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = WitnessMain.run(List.of(words), town.clocks::wall, print, print);
    return new Outcome(code, out.toString(StandardCharsets.UTF_8));
  }

  private Outcome look(String name, String log, String... more) {
    var words = new ArrayList<String>();
    words.addAll(List.of("run", "--dir", dir.resolve(name).toString(), "--log", log));
    words.addAll(List.of("--verifier", dir.resolve("trusted").toString()));
    words.addAll(List.of(more));
    return witness(words.toArray(String[]::new));
  }

  private Outcome lookAndDeliver() {
    town.governance.ledger().publish();
    var url = town.server.url().toString();
    return look("dpo", url, "--deliver", url);
  }

  private String origin() {
    return town.governance.ledger().checkpoint().origin();
  }

  private Path published(String path) {
    var origin = origin();
    var year = origin.substring(origin.lastIndexOf('/') + 1);
    return dir.resolve("data/ledger/public").resolve(year).resolve(path);
  }

  private String cosigned(String name) throws Exception {
    return Files.readString(
        dir.resolve(name).resolve("logs").resolve(origin()).resolve("cosigned"));
  }

  /// As any program would: no session, no token.
  private Browser.Answer bring(String note) throws Exception {
    return new Browser(town.server.url()).post("/api/ledger/cosignatures", note);
  }

  private long refused(String reason) throws Exception {
    var counted = administrator.get("/api/ledger/witnesses").expect(200).json().get("refused");
    return counted.has(reason) ? counted.get(reason).asLong() : 0;
  }

  @Test
  void arrives_is_published_is_shown_and_the_auditor_accepts_it() throws Exception {
    var before = administrator.get("/api/ledger/witnesses").expect(200).json();
    assertThat(before.get("witnesses").get(0).has("at")).isFalse();
    var said = lookAndDeliver();
    assertThat(said.said()).contains("entries cosigned, delivered to " + town.server.url());
    assertThat(said.code()).isZero();

    var shown =
        administrator.get("/api/ledger/witnesses").expect(200).json().get("witnesses").get(0);
    assertThat(shown.get("name").asString()).isEqualTo("dpo.example.org/vigie");
    assertThat(shown.get("origin").asString()).isEqualTo(origin());
    assertThat(shown.get("silent").asBoolean()).isFalse();
    var key = shown.get("key").asString();
    var file = "ledger/" + published("").getFileName() + "/cosigned/" + key + ".cosigned";
    assertThat(administrator.get("/" + file).expect(200).text()).isEqualTo(cosigned("dpo"));
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("ledger.witnesses", "ledger.witnessed");

    town.governance.ledger().publish();
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var verifier = dir.resolve("dpo/verifier").toString();
    var args = List.of("ledger", published("").toString(), "--witness", verifier);
    assertThat(VerifyMain.run(args, print, print))
        .as(out.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("dpo.example.org/vigie cosigned the first " + shown.get("size").asLong());
  }

  @Test
  void what_does_not_belong_is_refused_in_words_and_counted() throws Exception {
    var url = town.server.url().toString();
    assertThat(lookAndDeliver().code()).isZero();
    var old = cosigned("dpo");
    town.clocks.advance(Duration.ofMinutes(1));
    assertThat(lookAndDeliver().code()).isZero();

    assertThat(bring(old).problem(409, ProblemCode.COSIGNATURE_REFUSED).text())
        .contains("NOT_NEWER");
    assertThat(refused("NOT_NEWER")).isEqualTo(1);
    var stranger = look("stranger", url, "--deliver", url);
    assertThat(stranger.code()).isEqualTo(1);
    assertThat(stranger.said()).contains("not delivered:", "409", "None of its lines is of a");
    assertThat(refused("UNKNOWN_WITNESS")).isEqualTo(1);
    var note = cosigned("dpo");
    var size = note.split("\n")[1];
    bring(note.replace("\n" + size + "\n", "\n9" + size + "\n"))
        .problem(409, ProblemCode.COSIGNATURE_REFUSED);
    assertThat(refused("FALSE_COSIGNATURE")).isEqualTo(1);
    bring(note.replace(origin(), "vigie/elsewhere/2026"))
        .problem(409, ProblemCode.COSIGNATURE_REFUSED);
    bring("nonsense").problem(409, ProblemCode.COSIGNATURE_REFUSED);
    assertThat(refused("NO_CHECKPOINT")).isEqualTo(1);
    bring("").problem(400, ProblemCode.BAD_REQUEST);
    bring("x".repeat(8193)).problem(400, ProblemCode.BAD_REQUEST);
    assertThat(administrator.get("/api/ledger/witnesses").json().get("taken").asLong())
        .isEqualTo(2);
    new Browser(town.server.url())
        .get("/api/ledger/witnesses")
        .problem(401, ProblemCode.SIGN_IN_NEEDED);
  }

  @Test
  void whoever_calls_too_often_waits_and_the_witness_says_so() throws Exception {
    for (int i = 0; i < 30; i++) {
      bring("nonsense").problem(409, ProblemCode.COSIGNATURE_REFUSED);
    }
    var answer = bring("nonsense").problem(429, ProblemCode.TOO_MANY_TRIES);
    assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 10);
    assertThat(administrator.get("/api/ledger/witnesses").json().get("too_many").asLong())
        .isEqualTo(1);
    town.clocks.advance(Duration.ofSeconds(10));
    assertThat(lookAndDeliver().code()).isZero();
  }

  @Test
  void a_town_that_cannot_be_reached_is_no_end_of_the_watch() {
    var nobody = URI.create("http://127.0.0.1:1/").toString();
    assertThat(look("dpo", nobody).said()).contains("not read: http://127.0.0.1:1/");
  }
}
