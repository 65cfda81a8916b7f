package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.witness.WitnessMain;

/// A witness over ledgers that were really written, and really tampered with by somebody who has
/// the log's own key.
class WitnessTest {

  private static final String ORIGIN = "vigie/saint-aubin/2031";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  private record Outcome(int code, String said) {}

  private Outcome witness(Object... words) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var args = new ArrayList<String>();
    for (var word : words) {
      args.add(word.toString());
    }
    int code = WitnessMain.run(args, clocks::wall, print, print);
    return new Outcome(code, out.toString(StandardCharsets.UTF_8));
  }

  private Outcome look() {
    return look(dir.resolve("data"));
  }

  private Outcome look(Object log) {
    return witness(
        "run",
        "--dir",
        dir.resolve("dpo"),
        "--log",
        log,
        "--verifier",
        dir.resolve("trusted"),
        "--deliver",
        dir.resolve("town"));
  }

  private Path data(String path) {
    return dir.resolve("data").resolve(path);
  }

  private Path published(String path) {
    return data("ledger/public/2031").resolve(path);
  }

  private Path kept(String path) {
    return dir.resolve("dpo/logs").resolve(ORIGIN).resolve(path);
  }

  private void append(int from, int to) throws IOException {
    try (var ledger = Ledger.open(data("ledger"), data("keys/ledger.key"), "Saint-Aubin", clocks)) {
      var threads = new ArrayList<Thread>();
      for (int i = from; i < to; i++) {
        var entry = new Entry("test.entry", "agent-1", Map.of("number", i));
        threads.add(Thread.startVirtualThread(() -> ledger.append(entry)));
      }
      for (var thread : threads) {
        assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What root does: throws away pin and signed tree, changes entries, and lets the log's own key
  /// sign whatever is there then.
  private void rewrite(int number, java.util.function.UnaryOperator<List<String>> change)
      throws IOException {
    var file = data("ledger/private/2031/00" + number);
    var lines = change.apply(new ArrayList<>(Files.readString(file).lines().toList()));
    Files.writeString(file, String.join("\n", lines) + "\n");
    Copies.delete(data("ledger/public/2031/tile"));
    Files.delete(data("keys/ledger.checkpoint"));
    // A ledger with one entry may lack its checkpoint; so the rest is put back afterwards.
    var rest = new ArrayList<Sealed>();
    for (int i = 0; Files.exists(data("ledger/private/2031/00" + i)); i++) {
      Files.readString(data("ledger/private/2031/00" + i))
          .lines()
          .forEach(line -> rest.add(Sealed.read(line)));
      Files.delete(data("ledger/private/2031/00" + i));
    }
    Files.writeString(data("ledger/private/2031/000"), rest.getFirst().line());
    Files.delete(published("checkpoint"));
    var key = LogKey.read(data("keys/ledger.key"));
    try (var held = LedgerFolder.lock(data("ledger"), data("keys/ledger.key"), "Saint-Aubin");
        var log = YearLog.open(held, 2031, key, null)) {
      for (int at = 1; at < rest.size(); ) {
        int to = Math.min(rest.size(), at + log.room());
        log.append(rest.subList(at, to));
        at = to;
      }
      var unused = log.publish();
    }
  }

  private static Sealed forged(int index) {
    return Sealed.of(
        index,
        new FakeClocks().wall(),
        new Entry("test.entry", "agent-2", Map.of("number", "another")));
  }

  @BeforeEach
  void a_town_and_a_witness() throws IOException {
    append(0, 299);
    Files.copy(published("verifier"), dir.resolve("trusted"));
    var made = witness("new", "--name", "dpo.example.org/vigie", "--dir", dir.resolve("dpo"));
    assertThat(made.code()).isZero();
    assertThat(made.said()).isEqualTo(Files.readString(dir.resolve("dpo/verifier")));
  }

  private void cosignAndGrow() throws IOException {
    assertThat(look())
        .satisfies(seen -> assertThat(seen.said()).contains("300 entries cosigned, written to"))
        .satisfies(seen -> assertThat(seen.code()).isZero());
    append(299, 599);
  }

  private void assertRefused(String why) throws IOException {
    var seen = Files.readString(kept("seen"));
    var cosigned = Files.readString(kept("cosigned"));
    assertThat(look())
        .satisfies(found -> assertThat(found.said()).contains("REFUSED, not cosigned: " + why))
        .satisfies(found -> assertThat(found.code()).isEqualTo(1));
    assertThat(Files.readString(kept("seen"))).isEqualTo(seen);
    assertThat(Files.readString(kept("cosigned"))).isEqualTo(cosigned);
    assertThat(witness("status", "--dir", dir.resolve("dpo")).said()).contains(why);
  }

  @Test
  void cosigns_what_continues_and_the_note_is_verified_with_the_witnesss_own_key()
      throws IOException {
    cosignAndGrow();
    assertThat(look().said()).contains(ORIGIN + ": 600 entries cosigned");
    var folder = Files.createDirectories(published("cosigned"));
    Files.copy(kept("cosigned"), folder.resolve("00000000"));
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var verifier = dir.resolve("dpo/verifier").toString();
    var args = List.of("ledger", dir.resolve("data").toString(), "--witness", verifier);
    assertThat(VerifyMain.run(args, print, print)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "dpo.example.org/vigie cosigned the first 600 entries of "
                + ORIGIN
                + " at 2031-03-30T00:59:58Z.");
    Files.delete(folder.resolve("00000000"));
    assertThat(VerifyMain.run(args, print, print)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("No checkpoint here was cosigned by dpo.example.org/vigie+");
  }

  @Test
  void an_edited_entry_is_named_though_the_log_signed_it() throws IOException {
    cosignAndGrow();
    rewrite(
        0,
        lines -> {
          lines.set(17, forged(17).line().strip());
          return lines;
        });
    assertRefused(ORIGIN + " was rewritten: entry 17 is not the one that this witness saw before.");
  }

  @Test
  void an_entry_that_was_taken_out_is_named_by_the_first_that_moved_up() throws IOException {
    cosignAndGrow();
    rewrite(
        0,
        lines -> {
          lines.remove(31);
          return lines;
        });
    assertRefused(ORIGIN + " was rewritten: entry 31 is not the one");
  }

  @Test
  void two_entries_that_changed_places_are_found_by_the_first() throws IOException {
    cosignAndGrow();
    rewrite(
        1,
        lines -> {
          java.util.Collections.swap(lines, 4, 40);
          return lines;
        });
    assertRefused(ORIGIN + " was rewritten: entry 260 is not the one");
  }

  @Test
  void a_truncated_log_is_named_by_the_first_entry_missing() throws IOException {
    cosignAndGrow();
    rewrite(1, lines -> lines.subList(0, 4));
    Files.delete(data("ledger/private/2031/001"));
    Files.copy(data("ledger/private/2031/000"), dir.resolve("first"));
    rewrite(0, lines -> lines.subList(0, 250));
    assertRefused(
        ORIGIN
            + " was rolled back: 300 entries were cosigned, 250 are published now. The first entry"
            + " missing is 250.");
  }

  @Test
  void a_ledger_put_back_from_an_older_copy_is_a_rollback() throws IOException {
    Copies.copy(dir.resolve("data"), dir.resolve("older"));
    append(299, 400);
    assertThat(look().code()).isZero();
    Copies.delete(dir.resolve("data"));
    Copies.copy(dir.resolve("older"), dir.resolve("data"));
    assertRefused(ORIGIN + " was rolled back: 401 entries were cosigned, 300 are published now.");
  }

  @Test
  void a_fork_of_the_same_size_is_refused_and_both_checkpoints_are_kept() throws IOException {
    assertThat(look().code()).isZero();
    rewrite(
        1,
        lines -> {
          lines.set(40, forged(296).line().strip());
          return lines;
        });
    assertRefused(ORIGIN + " was rewritten: entry 296 is not the one");
    List<Path> evidence;
    try (var files = Files.list(dir.resolve("dpo/refused"))) {
      evidence = files.toList();
    }
    assertThat(evidence).hasSize(1);
    assertThat(Files.readString(evidence.getFirst()))
        .contains("=== refused ===\n" + Files.readString(published("checkpoint")))
        .endsWith("=== accepted before ===\n" + Files.readString(kept("seen")));
    assertThat(look().code()).isEqualTo(1);
    assertThat(dir.resolve("dpo/refused").toFile().list()).hasSize(1);
  }

  @Test
  void an_edited_tile_is_named_even_where_it_lies_far_back() throws IOException {
    cosignAndGrow();
    append(599, 800);
    assertThat(look().code()).isZero();
    for (var tile : List.of("tile/0/000", "tile/entries/000")) {
      var before = Files.readAllBytes(published(tile));
      var bytes = before.clone();
      bytes[(tile.contains("entries") ? 34 : 32) * 9 + 7] ^= 1;
      Files.write(published(tile), bytes);
      assertRefused(ORIGIN);
      assertThat(look().said()).contains("entry 9");
      Files.write(published(tile), before);
    }
    assertThat(look().code()).isZero();
  }

  @Test
  void a_checkpoint_that_is_not_the_towns_is_refused() throws IOException {
    assertThat(look().code()).isZero();
    var note = Files.readString(published("checkpoint"));
    Files.writeString(published("checkpoint"), note.replace("\n300\n", "\n301\n"));
    assertRefused(dir.resolve("data/ledger/public") + ": 2031/checkpoint carries a signature of");
  }

  /// What a kill between the two leaves behind: the new checkpoint stored, nothing signed.
  @Test
  void killed_between_storing_and_signing_it_signs_nothing_else_of_that_size() throws IOException {
    Files.createDirectories(kept("cosigned.new/in-the-way"));
    assertThat(look().said()).contains("not read:");
    assertThat(kept("seen")).exists();
    assertThat(kept("cosigned")).doesNotExist();
    assertThat(dir.resolve("town")).doesNotExist();
    Files.delete(kept("cosigned.new/in-the-way"));
    Files.delete(kept("cosigned.new"));
    Copies.copy(dir.resolve("data"), dir.resolve("honest"));
    rewrite(
        0,
        lines -> {
          lines.set(3, forged(3).line().strip());
          return lines;
        });
    assertThat(look().said())
        .contains("REFUSED, not cosigned: " + ORIGIN + " was rewritten: entry 3");
    assertThat(kept("cosigned")).doesNotExist();
    assertThat(look(dir.resolve("honest")).said()).contains("300 entries cosigned");
  }

  @Test
  void follows_the_turn_of_a_year_and_refuses_one_that_does_not_follow() throws IOException {
    assertThat(look().code()).isZero();
    append(299, 320);
    clocks.stepWall(Duration.ofDays(366));
    append(320, 330);
    Copies.copy(dir.resolve("data"), dir.resolve("honest"));
    // The old year goes on after it was said to have ended.
    Copies.delete(data("ledger/public/2031"));
    Copies.copy(data("ledger/private/2032"), dir.resolve("2032"));
    Copies.delete(data("ledger/private/2031"));
    Copies.copy(dir.resolve("honest/ledger/public/2031"), published(""));
    Files.writeString(
        data("ledger/public/2032/begun"),
        Files.readString(data("ledger/public/2032/begun")).replace(":321}", ":320}"));
    assertThat(look().said())
        .contains("The file `begun` of vigie/saint-aubin/2032 is not the entry that begins a log.");
    assertThat(look(dir.resolve("honest")).said())
        .contains(ORIGIN + ": 321 entries cosigned", "vigie/saint-aubin/2032: 11 entries cosigned");
    // Once the end of a year was seen, its files may go.
    Copies.delete(dir.resolve("honest/ledger/public/2031"));
    assertThat(look(dir.resolve("honest")).code()).isZero();
  }

  @Test
  void a_year_that_says_the_year_before_ended_otherwise_is_refused() throws IOException {
    assertThat(look().code()).isZero();
    append(299, 320);
    clocks.stepWall(Duration.ofDays(366));
    append(320, 330);
    // The old year as it stood when the witness saw it is published again: shorter than its end.
    Files.writeString(published("checkpoint"), Files.readString(kept("seen")));
    assertThat(look().said())
        .contains(
            "The log vigie/saint-aubin/2032 says that "
                + ORIGIN
                + " ended with 321 entries and another root than is published now.");
  }

  @Test
  void reads_over_http_from_any_static_server() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var http =
        SimpleFileServer.createFileServer(
            loopback, data("ledger/public").toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
    http.start();
    try {
      var url = "http://127.0.0.1:" + http.getAddress().getPort() + "/";
      assertThat(look(url).said()).contains("300 entries cosigned");
      append(299, 350);
      rewrite(
          0,
          lines -> {
            lines.set(255, forged(255).line().strip());
            return lines;
          });
      assertThat(look(url).said()).contains("REFUSED", "entry 255 is not the one");
    } finally {
      http.stop(0);
    }
    assertThat(look("http://127.0.0.1:1/").said()).contains("not read: http://127.0.0.1:1/");
  }

  @Test
  void another_witness_on_the_same_folder_and_another_key_are_refused() throws IOException {
    assertThat(witness("new", "--name", "x", "--dir", dir.resolve("dpo")).said())
        .contains("is there already");
    assertThat(
            witness(
                    "run",
                    "--dir",
                    dir.resolve("nobody"),
                    "--log",
                    "x",
                    "--verifier",
                    dir.resolve("trusted"))
                .said())
        .contains("`vigie witness new");
    assertThat(witness("run", "--dir", "x").code()).isEqualTo(2);
    assertThat(witness("new", "--name", "two words", "--dir", "x").code()).isEqualTo(2);
    assertThat(witness("rum").code()).isEqualTo(2);
    assertThat(witness("run", "--help").said()).contains("vigie witness new --name");
  }
}
