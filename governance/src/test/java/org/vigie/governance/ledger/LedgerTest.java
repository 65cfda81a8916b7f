package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.base.FakeClocks;

class LedgerTest {

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  private Ledger open() throws IOException {
    return open(clocks);
  }

  private Ledger open(Clocks clocks) throws IOException {
    return Ledger.open(
        dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Saint-Aubin", clocks);
  }

  private static Entry entry(long number) {
    return new Entry("test.entry", "agent-1", Map.of("number", number));
  }

  private Path publicYear() {
    return dir.resolve("ledger/public/2031");
  }

  @Test
  void an_appended_entry_is_found_after_reopening() throws IOException {
    long index;
    try (var ledger = open()) {
      index = ledger.append(entry(7));
    }
    try (var ledger = open()) {
      assertThat(ledger.find(index).orElseThrow().entry()).isEqualTo(entry(7));
      assertThat(ledger.find(index).orElseThrow().at()).isEqualTo(clocks.wall());
    }
  }

  @Test
  void begins_with_an_entry_that_names_the_log() throws IOException {
    try (var ledger = open()) {
      var first = ledger.find(0).orElseThrow().entry();
      assertThat(first.kind()).isEqualTo("ledger.begun");
      assertThat(first.facts()).containsEntry("origin", "vigie/saint-aubin/2031");
    }
  }

  @Test
  void the_root_is_that_of_rfc_6962_whatever_the_batches() throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      var random = new Random(seed);
      int entries = 1 + random.nextInt(900);
      var folder = dir.resolve("seed" + seed);
      try (var ledger =
          Ledger.open(folder.resolve("l"), folder.resolve("k/ledger.key"), "t", clocks)) {
        appendInThreads(ledger, entries, 1 + random.nextInt(40));
        var checkpoint = ledger.publish();
        var leaves = new ArrayList<byte[]>();
        for (long i = 0; i <= entries; i++) {
          var proof = ledger.prove(i);
          leaves.add(NaiveMerkle.leaf(NaiveMerkle.salted(proof.salt(), proof.body())));
          assertThat(NaiveMerkle.rootFrom(leaves.getLast(), i, entries + 1, proof.path()))
              .as("proof of %d, seed %d", i, seed)
              .isEqualTo(checkpoint.root());
        }
        assertThat(checkpoint.size()).isEqualTo(entries + 1);
        assertThat(checkpoint.root()).as("seed %d", seed).isEqualTo(NaiveMerkle.root(leaves));
      }
    }
  }

  @Test
  void fifty_writers_get_fifty_different_indexes_each_time() throws IOException {
    try (var ledger = open(Clocks.system())) {
      var indexes = appendInThreads(ledger, 2000, 50);
      assertThat(indexes).hasSize(2000);
      assertThat(ledger.size()).isEqualTo(2001);
    }
    try (var ledger = open(Clocks.system())) {
      assertThat(ledger.size()).isEqualTo(2001);
    }
  }

  private static Set<Long> appendInThreads(Ledger ledger, int entries, int threads) {
    var indexes = new ConcurrentSkipListSet<Long>();
    var running = new ArrayList<Thread>();
    for (int t = 0; t < threads; t++) {
      int first = t;
      running.add(
          Thread.startVirtualThread(
              () -> {
                for (int i = first; i < entries; i += threads) {
                  indexes.add(ledger.append(entry(i)));
                }
              }));
    }
    for (var thread : running) {
      try {
        assertThat(thread.join(Duration.ofSeconds(50))).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return new TreeSet<>(indexes);
  }

  @Test
  void a_second_holder_is_refused_in_plain_words() throws IOException {
    try (var ledger = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(LedgerRefused.class)
          .hasMessage(
              "The ledger in "
                  + dir.resolve("ledger")
                  + " is in use by another Vigie: stop that one first, or use another data folder.");
    }
  }

  @Test
  void a_torn_tail_is_cut_and_said() throws IOException {
    try (var ledger = open()) {
      ledger.append(entry(1));
    }
    var file = dir.resolve("ledger/private/2031/000");
    Files.writeString(file, "0123456789abcdef", StandardOpenOption.APPEND);
    try (var ledger = open()) {
      assertThat(ledger.size()).isEqualTo(3);
      var said = ledger.find(2).orElseThrow().entry();
      assertThat(said.kind()).isEqualTo("ledger.recovered");
      assertThat(said.facts()).containsEntry("dropped_bytes", 16L);
    }
  }

  @Test
  void a_truncated_ledger_is_refused() throws IOException {
    try (var ledger = open()) {
      for (int i = 0; i < 300; i++) {
        ledger.append(entry(i));
      }
    }
    Files.delete(dir.resolve("ledger/private/2031/001"));
    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerRefused.class)
        .hasMessageStartingWith(
            "vigie/saint-aubin/2031 holds 256 entries, but its checkpoint was signed over 301:"
                + " it was rolled back or truncated.");
  }

  @Test
  void a_ledger_folder_put_back_from_an_older_copy_is_refused() throws IOException {
    try (var ledger = open()) {
      ledger.append(entry(1));
    }
    Copies.copy(dir.resolve("ledger"), dir.resolve("older"));
    try (var ledger = open()) {
      ledger.append(entry(2));
    }
    Copies.delete(dir.resolve("ledger"));
    Copies.copy(dir.resolve("older"), dir.resolve("ledger"));
    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerRefused.class)
        .hasMessageContaining("holds 2 entries, but its checkpoint was signed over 3")
        .hasMessageContaining("rolled back");
  }

  @Test
  void a_ledger_folder_that_is_gone_is_not_begun_anew() throws IOException {
    open().close();
    Copies.delete(dir.resolve("ledger"));
    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerRefused.class)
        .hasMessageContaining("is gone");
  }

  @Test
  void a_changed_entry_is_refused_even_with_its_hash_made_to_fit() throws IOException {
    try (var ledger = open()) {
      ledger.append(entry(1));
    }
    var file = dir.resolve("ledger/private/2031/000");
    var lines = Files.readAllLines(file);
    var forged = Sealed.of(1, clocks.wall(), entry(99));
    Files.writeString(file, lines.getFirst() + "\n" + forged.line());
    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerRefused.class)
        .hasMessageContaining("are not those that were signed");
  }

  @Test
  void tiles_that_are_missing_or_torn_are_written_again() throws IOException {
    try (var ledger = open()) {
      for (int i = 0; i < 300; i++) {
        ledger.append(entry(i));
      }
    }
    var tile = publicYear().resolve("tile/0/000");
    var bytes = Files.readAllBytes(tile);
    assertThat(bytes).hasSize(256 * 32);
    Files.write(tile, new byte[10]);
    Files.delete(publicYear().resolve("tile/entries/000"));
    try (var ledger = open()) {
      assertThat(tile).hasBinaryContent(bytes);
      assertThat(publicYear().resolve("tile/entries/000")).hasSize(256 * 34);
      assertThat(publicYear().resolve("tile/0/000.p")).doesNotExist();
      assertThat(publicYear().resolve("tile/1/000.p/1")).hasSize(32);
    }
  }

  @Test
  void a_new_year_begins_a_new_log_that_names_the_end_of_the_old_one() throws IOException {
    try (var ledger = open()) {
      ledger.append(entry(1));
      clocks.stepWall(Duration.ofDays(300));
      long index = ledger.append(entry(2));
      assertThat(index).isEqualTo(3);
      var begun = ledger.find(2).orElseThrow().entry();
      assertThat(begun.facts()).containsEntry("origin", "vigie/saint-aubin/2032");
      assertThat(String.valueOf(begun.facts().get("previous")))
          .contains("origin=vigie/saint-aubin/2031", "size=2");
      assertThat(ledger.prove(3).leaf()).isEqualTo(1);
    }
    try (var ledger = open()) {
      assertThat(ledger.size()).isEqualTo(4);
      assertThat(ledger.find(1).orElseThrow().entry()).isEqualTo(entry(1));
      clocks.stepWall(Duration.ofDays(-300));
      assertThat(ledger.append(entry(3))).isEqualTo(4);
    }
  }

  @Test
  void pages_come_newest_first_and_filtered() throws IOException {
    try (var ledger = open()) {
      for (int i = 0; i < 600; i++) {
        ledger.append(
            new Entry(i % 3 == 0 ? "permit.granted" : "part.sealed", "agent-" + i % 2, Map.of()));
      }
      var seen = new ArrayList<Long>();
      var query = new Query(Long.MAX_VALUE, 7, "agent-1", "permit.");
      for (var page = ledger.page(query);
          ;
          page = ledger.page(new Query(page.next(), 7, "agent-1", "permit."))) {
        page.entries().forEach(entry -> seen.add(entry.index()));
        if (page.next() < 0) {
          break;
        }
      }
      assertThat(seen).hasSize(100).isSortedAccordingTo((a, b) -> Long.compare(b, a));
      assertThat(ledger.page(Query.newest(1)).entries().getFirst().index()).isEqualTo(600);
    }
  }

  @Test
  void key_and_entries_are_for_vigies_account_only() throws IOException {
    open().close();
    for (var file : List.of("keys/ledger.key", "ledger/private/2031/000")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_missing_key_is_refused() throws IOException {
    open().close();
    Files.delete(dir.resolve("keys/ledger.key"));
    assertThatThrownBy(this::open)
        .hasMessage(
            "The ledger's signing key "
                + dir.resolve("keys/ledger.key")
                + " is missing: put it back from its backup.");
  }

  @Test
  void refuses_entries_once_closed() throws IOException {
    var ledger = open();
    ledger.close();
    ledger.close();
    assertThatThrownBy(() -> ledger.append(entry(1)))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessage("The ledger is closed.");
  }
}
