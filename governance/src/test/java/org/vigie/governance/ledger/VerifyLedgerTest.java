package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.verify.VerifyMain;

/// The independent checker over ledgers that were really written, untouched and tampered with.
class VerifyLedgerTest {

  private static final String ORIGIN = "vigie/saint-aubin/2031";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  private record Outcome(int code, String said) {}

  private static Outcome verify(Object... args) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var words = new ArrayList<>(List.of("ledger"));
    for (var arg : args) {
      words.add(arg.toString());
    }
    int code = VerifyMain.run(words, print, print);
    return new Outcome(code, out.toString(StandardCharsets.UTF_8));
  }

  private Ledger open() throws IOException {
    return Ledger.open(
        dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Saint-Aubin", clocks);
  }

  private void append(int entries) throws IOException {
    try (var ledger = open()) {
      var threads = new ArrayList<Thread>();
      for (int t = 0; t < 30; t++) {
        int first = t;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  for (int i = first; i < entries; i += 30) {
                    ledger.append(
                        new Entry("test.entry", "agent-1", Map.of("reason", "é \"q\" \\ \n" + i)));
                  }
                }));
      }
      for (var thread : threads) {
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void write() throws IOException {
    // Twice, so that tiles of an earlier checkpoint lie there as well.
    append(590);
    append(9);
  }

  /// Appending and publishing are two threads' work: what either signs must fit what comes later.
  @Test
  void checkpoints_signed_while_entries_are_appended_are_all_continued() throws Exception {
    var seen = new ConcurrentSkipListMap<Long, String>();
    try (var ledger = open()) {
      var writers = new ArrayList<Thread>();
      for (int t = 0; t < 8; t++) {
        writers.add(
            Thread.startVirtualThread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    ledger.append(new Entry("test.entry", "agent-1", Map.of("number", i)));
                  }
                }));
      }
      while (writers.stream().anyMatch(Thread::isAlive)) {
        var checkpoint = ledger.publish();
        seen.put(checkpoint.size(), checkpoint.note());
      }
    }
    var args = new ArrayList<Object>(List.of(dir));
    for (var note : seen.entrySet()) {
      args.add("--seen");
      args.add(Files.writeString(dir.resolve("seen-" + note.getKey()), note.getValue()));
    }
    assertThat(verify(args.toArray()))
        .satisfies(found -> assertThat(found.said()).contains("1400 entries"))
        .satisfies(found -> assertThat(found.code()).isZero());
  }

  /// A ledger that is being written publishes a checkpoint while it is checked: no fault.
  @Test
  void a_checkpoint_published_during_the_check_is_no_rollback() throws Exception {
    var seen = dir.resolve("seen");
    assertThat(new ProcessBuilder("mkfifo", seen.toString()).start().waitFor()).isZero();
    var outcome = new CompletableFuture<Outcome>();
    Thread.startVirtualThread(() -> outcome.complete(verify(dir, "--seen", seen)));
    // Opening a pipe waits for its reader: from here on the check is under way.
    try (var pipe = Files.newOutputStream(seen)) {
      append(31);
      pipe.write(Files.readAllBytes(dir.resolve("ledger/public/2031/checkpoint")));
    }
    assertThat(outcome.get(30, TimeUnit.SECONDS))
        .satisfies(found -> assertThat(found.said()).contains("631 entries"))
        .satisfies(found -> assertThat(found.code()).isZero());
  }

  private Path entries(int number) {
    return dir.resolve("ledger/private/2031/00" + number);
  }

  private List<String> lines(int number) throws IOException {
    return new ArrayList<>(Files.readString(entries(number)).lines().toList());
  }

  private void put(int number, List<String> lines) throws IOException {
    Files.writeString(entries(number), String.join("\n", lines) + "\n");
  }

  @Test
  void an_untouched_ledger_holds_from_data_folder_ledger_folder_and_public_copy() {
    for (var folder : List.of(dir, dir.resolve("ledger"))) {
      assertThat(verify(folder))
          .isEqualTo(
              new Outcome(
                  0,
                  ORIGIN
                      + " holds: 600 entries, signed, and every one is what was published.\n"
                      + "Checked with the key found beside the log; --verifier takes your own copy"
                      + " of it.\n"));
    }
    assertThat(verify(dir.resolve("ledger/public/2031")).said())
        .startsWith(ORIGIN + " holds: 600 entries, signed (their hashes; not the entries).");
  }

  @Test
  void names_the_entry_that_was_edited() throws IOException {
    var lines = lines(1);
    lines.set(7, lines.get(7).replace("agent-1", "agent-2"));
    put(1, lines);
    assertThat(verify(dir))
        .isEqualTo(
            new Outcome(
                1, ORIGIN + " fails at entry 263: the entry is not the one that was published.\n"));
  }

  @Test
  void names_the_entry_that_was_edited_even_with_its_hash_made_to_fit() throws IOException {
    var lines = lines(0);
    var forged = Sealed.of(17, clocks.wall(), new Entry("test.entry", "agent-2", Map.of()));
    lines.set(17, forged.line().strip());
    put(0, lines);
    assertThat(verify(dir).said()).contains("fails at entry 17:");
  }

  @Test
  void names_the_entry_that_was_removed() throws IOException {
    var lines = lines(0);
    lines.remove(17);
    put(0, lines);
    assertThat(verify(dir).said()).contains("fails at entry 17:");
  }

  /// What a bundle for an inspection may hold is in a ledger itself an entry taken out by root.
  @Test
  void names_the_entry_of_which_the_hash_alone_was_left() throws IOException {
    var lines = lines(1);
    lines.set(7, lines.get(7).substring(0, 64) + " withheld");
    put(1, lines);
    for (var folder : List.of(dir, dir.resolve("ledger"))) {
      assertThat(verify(folder))
          .satisfies(found -> assertThat(found.code()).isEqualTo(1))
          .satisfies(
              found ->
                  assertThat(found.said()).contains(ORIGIN + " fails at entry 263: it was taken"));
    }
  }

  @Test
  void names_the_first_of_two_entries_that_changed_places() throws IOException {
    var lines = lines(0);
    Collections.swap(lines, 17, 99);
    put(0, lines);
    assertThat(verify(dir).said()).contains("fails at entry 17:");
  }

  @Test
  void names_the_first_entry_that_was_cut_off() throws IOException {
    put(2, lines(2).subList(0, 80));
    assertThat(verify(dir).said())
        .contains("fails at entry 592: the ledger was signed over 600 entries");
    Files.delete(entries(2));
    assertThat(verify(dir).said()).contains("fails at entry 512:");
  }

  @Test
  void names_the_entry_whose_published_hash_was_changed() throws IOException {
    for (var file : List.of("tile/0/001", "tile/entries/001")) {
      var path = dir.resolve("ledger/public/2031").resolve(file);
      var before = Files.readAllBytes(path);
      var bytes = before.clone();
      int member = file.contains("entries") ? 34 : 32;
      bytes[9 * member + 5] ^= 1;
      Files.write(path, bytes);
      assertThat(verify(dir).said()).as(file).contains("fails at entry 265:");
      assertThat(verify(dir.resolve("ledger/public/2031")).said())
          .as(file)
          .contains("fails at entry 265:");
      Files.write(path, before);
    }
  }

  @Test
  void finds_one_flipped_bit_anywhere() throws IOException {
    List<Path> files;
    try (var walk = Files.walk(dir.resolve("ledger"))) {
      files = walk.filter(Files::isRegularFile).filter(f -> !f.endsWith("lock")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(13);
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var file = files.get(seed % files.size());
      var before = Files.readAllBytes(file);
      var bytes = before.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      assertThat(verify(dir.resolve("ledger"), "--seen", dir.resolve("keys/ledger.checkpoint")))
          .as("seed %d: %s", seed, file)
          .extracting(Outcome::code)
          .isEqualTo(1);
      Files.write(file, before);
    }
    assertThat(verify(dir).code()).isZero();
  }

  @Test
  void finds_a_missing_tile() throws IOException {
    Files.delete(dir.resolve("ledger/public/2031/tile/0/001"));
    assertThat(verify(dir).said()).contains("is missing, which entries 256 to 511 need");
  }

  @Test
  void finds_a_file_that_does_not_belong() throws IOException {
    Files.writeString(dir.resolve("ledger/public/2031/tile/names.txt"), "x");
    assertThat(verify(dir).said()).contains("names.txt does not belong into a log");
  }

  @Test
  void finds_a_rewritten_history_signed_anew_with_the_same_key() throws IOException {
    var seen = dir.resolve("seen");
    Files.copy(dir.resolve("ledger/public/2031/checkpoint"), seen);
    Copies.delete(dir.resolve("ledger"));
    Files.delete(dir.resolve("keys/ledger.checkpoint"));
    append(700);
    assertThat(verify(dir).code()).isZero();
    assertThat(verify(dir, "--seen", seen))
        .isEqualTo(
            new Outcome(
                1,
                ORIGIN
                    + " was rewritten: its first 600 entries are not those of a checkpoint seen"
                    + " earlier. The change lies in entries 0 to 599.\n"));
  }

  @Test
  void finds_a_ledger_put_back_from_an_older_copy() throws IOException {
    Copies.copy(dir.resolve("ledger"), dir.resolve("older"));
    append(10);
    Copies.delete(dir.resolve("ledger"));
    Copies.copy(dir.resolve("older"), dir.resolve("ledger"));
    assertThat(verify(dir.resolve("ledger")).code()).isZero();
    assertThat(verify(dir).said())
        .isEqualTo(
            ORIGIN
                + " was rolled back: a checkpoint seen earlier was signed over 610 entries, this"
                + " one over 600. The first entry missing is 600.\n");
  }

  @Test
  void finds_another_key_in_the_place_of_the_trusted_one() throws IOException {
    var trusted = dir.resolve("trusted");
    Files.copy(dir.resolve("ledger/public/2031/verifier"), trusted);
    assertThat(verify(dir, "--verifier", trusted).code()).isZero();
    Copies.delete(dir.resolve("ledger"));
    Copies.delete(dir.resolve("keys"));
    append(10);
    assertThat(verify(dir).code()).isZero();
    assertThat(verify(dir, "--verifier", trusted).said()).contains("it was replaced");
  }

  @Test
  void a_year_must_follow_the_one_before() throws IOException {
    clocks.stepWall(Duration.ofDays(366));
    append(3);
    assertThat(verify(dir).said())
        .contains(ORIGIN + " holds: 600", "vigie/saint-aubin/2032 holds: 4");
    // The old year, rewritten and signed again with the same key.
    Copies.delete(dir.resolve("ledger/public/2031"));
    Copies.delete(dir.resolve("ledger/private/2031"));
    var other = new FakeClocks();
    try (var ledger =
        Ledger.open(
            dir.resolve("other"), dir.resolve("keys/../keys/ledger.key"), "Saint-Aubin", other)) {
      ledger.append(new Entry("test.entry", "agent-1", Map.of()));
    } catch (LedgerRefused e) {
      // The pin stands in the way, as it should; without it the forger comes further.
      Files.delete(dir.resolve("keys/ledger.checkpoint"));
      try (var ledger =
          Ledger.open(dir.resolve("other"), dir.resolve("keys/ledger.key"), "Saint-Aubin", other)) {
        ledger.append(new Entry("test.entry", "agent-1", Map.of()));
      }
    }
    Files.delete(dir.resolve("keys/ledger.checkpoint"));
    Copies.copy(dir.resolve("other/public/2031"), dir.resolve("ledger/public/2031"));
    Copies.copy(dir.resolve("other/private/2031"), dir.resolve("ledger/private/2031"));
    assertThat(verify(dir).said())
        .contains(
            "vigie/saint-aubin/2032 fails at entry 0: it does not follow the last checkpoint of "
                + ORIGIN);
  }

  @Test
  void wrong_use_is_2() {
    assertThat(VerifyMain.run(List.of(), System.out, System.out)).isEqualTo(2);
    assertThat(verify(dir, "--sen", "x").code()).isEqualTo(2);
    assertThat(verify(dir, "--seen").code()).isEqualTo(2);
    assertThat(verify(dir.resolve("nowhere")))
        .isEqualTo(new Outcome(1, "There is no ledger in " + dir.resolve("nowhere") + ".\n"));
  }
}
