package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.verify.VerifyMain;

/// What people typed is destroyed on disk, and every proof goes on holding.
class FreeTextTest {

  private static final String TYPED = "A neighbour's name that should not\tstand\n\"here\", é";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  private Ledger open() throws IOException {
    return Ledger.open(
        dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Saint-Aubin", clocks);
  }

  private static FreeText freeText(Ledger ledger) {
    var text = new FreeText(ledger);
    ledger.replay(text::fold);
    return text;
  }

  private static Entry typed(String text) {
    return new Entry("permit.granted", "agent-1", Map.of("camera", "quai", "reason", text));
  }

  private String onDisk() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(dir.resolve("ledger/private"))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private String verify(int code) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(VerifyMain.run(List.of("ledger", dir.toString()), print, print))
        .as(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(code);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void words_are_read_back_and_stand_in_no_body() throws IOException {
    try (var ledger = open()) {
      long index = ledger.append(typed(TYPED));
      assertThat(ledger.find(index).orElseThrow().entry()).isEqualTo(typed(TYPED));
      var proof = ledger.prove(index);
      assertThat(proof.body()).doesNotContain("neighbour").contains("\"quai\"", "sha256");
      assertThat(proof.words()).singleElement().extracting(KeptWords::text).isEqualTo(TYPED);
    }
    try (var ledger = open()) {
      assertThat(ledger.find(1).orElseThrow().entry()).isEqualTo(typed(TYPED));
    }
    assertThat(verify(0)).contains("2 entries");
  }

  @Test
  void a_surname_in_capitals_is_no_word_of_a_closed_list() throws IOException {
    try (var ledger = open()) {
      long index = ledger.append(typed("DUPONT"));
      assertThat(ledger.prove(index).body()).doesNotContain("DUPONT");
      assertThat(freeText(ledger).erase("dpo-1", index, "a name")).isTrue();
      assertThat(onDisk()).doesNotContain("DUPONT");
    }
  }

  @Test
  void a_letter_cut_in_two_keeps_nobody_from_reading() throws IOException {
    try (var ledger = open()) {
      ledger.append(typed("é".repeat(40)));
      ledger.append(typed("other"));
    }
    var file = dir.resolve("ledger/private/2031/000");
    var bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\t') + 1;
    while ((bytes[at] & 0xc0) != 0x80) {
      bytes[at++] = ' ';
    }
    Files.write(file, bytes);
    try (var ledger = open()) {
      ledger.replay(recorded -> assertThat(recorded.entry().kind()).isNotEmpty());
      assertThat(ledger.find(2).orElseThrow().entry().text("reason")).isEqualTo("other");
    }
  }

  @Test
  void all_that_was_announced_is_done_at_the_next_start() throws IOException {
    try (var ledger = open()) {
      long first = ledger.append(typed("first neighbour"));
      long second = ledger.append(typed("second neighbour"));
      ledger.append(new Entry(FreeText.ERASED, "dpo-1", Map.of("from", first, "to", first + 1)));
      ledger.append(new Entry(FreeText.ERASED, "dpo-1", Map.of("from", second, "to", second + 1)));
    }
    try (var ledger = open()) {
      freeText(ledger).finish();
    }
    assertThat(onDisk()).doesNotContain("neighbour");
    verify(0);
  }

  @Test
  void erased_words_are_gone_from_the_disk_and_the_proof_made_before_holds() throws IOException {
    InclusionProof before;
    try (var ledger = open()) {
      var text = freeText(ledger);
      long index = ledger.append(typed(TYPED));
      ledger.append(typed("another reason"));
      before = ledger.prove(index);
      assertThat(text.erase("dpo-1", index, "a name stood there")).isTrue();

      assertThat(onDisk()).doesNotContain("neighbour").contains("another reason");
      var after = ledger.find(index).orElseThrow().entry();
      assertThat(after.text("reason")).isEmpty();
      assertThat(after.text("camera")).isEqualTo("quai");
      assertThat(ledger.prove(index).body()).isEqualTo(before.body());
      assertThat(ledger.prove(index).words()).isEmpty();
      var told = ledger.find(index + 2).orElseThrow().entry();
      assertThat(told.kind()).isEqualTo(FreeText.ERASED);
      assertThat(told.actor()).isEqualTo("dpo-1");
      assertThat(told.facts()).containsEntry("from", index).containsEntry("to", index + 1);

      assertThat(text.erase("dpo-1", index, "again")).isFalse();
      assertThat(text.erase("dpo-1", 99, "there is none")).isFalse();
      assertThat(ledger.size()).isEqualTo(index + 3);
    }
    verify(0);
    try (var ledger = open()) {
      assertThat(ledger.prove(before.leaf()).body()).isEqualTo(before.body());
    }
  }

  @Test
  void what_a_crash_left_undone_is_done_at_the_next_start() throws IOException {
    try (var ledger = open()) {
      long index = ledger.append(typed(TYPED));
      ledger.append(new Entry(FreeText.ERASED, "dpo-1", Map.of("from", index, "to", index + 1)));
    }
    assertThat(onDisk()).contains("neighbour");
    try (var ledger = open()) {
      freeText(ledger).finish();
    }
    assertThat(onDisk()).doesNotContain("neighbour");
    verify(0);
  }

  @Test
  void words_go_at_their_term_and_what_is_younger_stays() throws IOException {
    try (var ledger = open()) {
      var text = freeText(ledger);
      text.adopt(FreeText.LEAST);
      for (int i = 0; i < 600; i++) {
        ledger.append(typed("old reason " + i));
      }
      clocks.advance(Duration.ofDays(100));
      ledger.append(typed("young reason"));
      assertThat(text.eraseOld(clocks.wall())).isZero();
      clocks.advance(Duration.ofDays(90));

      long size = ledger.size();
      assertThat(text.eraseOld(clocks.wall())).isEqualTo(510);
      assertThat(onDisk())
          .doesNotContain("old reason 0\"", "old reason 509")
          .contains("old reason 510", "young reason");
      assertThat(ledger.size()).isEqualTo(size + 1);
      assertThat(text.eraseOld(clocks.wall())).isZero();
      assertThat(freeText(ledger).eraseOld(clocks.wall())).isZero();
      assertThat(ledger.size()).isEqualTo(size + 1);
    }
    verify(0);
  }

  @Test
  void another_term_is_an_entry_and_none_is_shorter_than_the_least() throws IOException {
    try (var ledger = open()) {
      var text = freeText(ledger);
      assertThatThrownBy(() -> text.adopt(FreeText.LEAST.minusDays(1)))
          .isInstanceOf(IllegalArgumentException.class);
      long size = ledger.size();
      text.adopt(FreeText.KEPT);
      assertThat(ledger.size()).isEqualTo(size);
      text.adopt(FreeText.LEAST);
      assertThat(ledger.find(size).orElseThrow().entry())
          .isEqualTo(new Entry(FreeText.TERM, "vigie", Map.of("kept", FreeText.LEAST)));
      freeText(ledger).adopt(FreeText.LEAST);
      assertThat(ledger.size()).isEqualTo(size + 1);
    }
  }

  @Test
  void a_year_that_was_deleted_does_not_keep_the_words_of_the_next() throws IOException {
    try (var ledger = open()) {
      for (int i = 0; i < 300; i++) {
        ledger.append(typed("first year"));
      }
    }
    clocks.advance(Duration.ofDays(366));
    try (var ledger = open()) {
      for (int i = 0; i < 300; i++) {
        ledger.append(typed("second year"));
      }
    }
    delete(dir.resolve("ledger/private/2031"));
    delete(dir.resolve("ledger/public/2031"));
    clocks.advance(Duration.ofDays(4 * 365));
    try (var ledger = open()) {
      assertThat(freeText(ledger).eraseOld(clocks.wall())).isEqualTo(255);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  @Test
  void words_that_somebody_rewrote_are_named_and_not_shown() throws IOException {
    try (var ledger = open()) {
      ledger.append(typed("burglary reported by telephone"));
      ledger.append(typed("other"));
    }
    var file = dir.resolve("ledger/private/2031/000");
    Files.writeString(file, Files.readString(file).replace("burglary", "birthday"));
    assertThat(verify(1)).contains("entry 1", "its words are wrong");
    try (var ledger = open()) {
      assertThat(ledger.find(1).orElseThrow().entry().text("reason")).isEmpty();
    }
  }

  @Test
  void half_erased_words_are_none() throws IOException {
    try (var ledger = open()) {
      ledger.append(typed("burglary reported by telephone"));
    }
    var file = dir.resolve("ledger/private/2031/000");
    var lines = new ArrayList<>(Files.readAllLines(file));
    var line = lines.get(1);
    int tab = line.indexOf('\t');
    lines.set(1, line.substring(0, tab + 1) + " ".repeat(20) + line.substring(tab + 21));
    Files.writeString(file, String.join("\n", lines) + "\n");
    try (var ledger = open()) {
      assertThat(ledger.find(1).orElseThrow().entry().text("reason")).isEmpty();
      freeText(ledger).erase("dpo-1", 1, "to the end");
    }
    assertThat(onDisk()).doesNotContain("telephone");
    verify(0);
  }
}
