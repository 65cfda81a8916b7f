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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.base.Sha256;
import org.vigie.governance.ledger.CosignatureRefused.Reason;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.witness.WitnessMain;

/// What the town takes of witnesses that really watch a ledger that was really written.
class CosignaturesTest {

  private static final String ORIGIN = "vigie/saint-aubin/2031";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private Ledger ledger;
  private Cosignatures cosignatures;

  private Path path(String path) {
    return dir.resolve(path);
  }

  private void open() throws Exception {
    ledger = Ledger.open(path("data/ledger"), path("data/keys/ledger.key"), "Saint-Aubin", clocks);
    cosignatures = new Cosignatures(ledger, path("data/ledger"), clocks);
    ledger.replay(kind -> kind.startsWith("ledger.witness"), cosignatures::fold);
  }

  private void reopen(WitnessKey... witnesses) throws Exception {
    ledger.close();
    open();
    cosignatures.adopt(List.of(witnesses));
  }

  @BeforeEach
  void a_ledger_and_two_witnesses_of_which_one_is_named() throws Exception {
    open();
    append(20);
    Files.copy(path("data/ledger/public/2031/verifier"), path("trusted"));
    for (var name : List.of("dpo", "stranger")) {
      witness("new", "--name", name + ".example.org", "--dir", path(name).toString());
    }
    cosignatures.adopt(List.of(key("dpo")));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static String witness(InstantOf at, String... words) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    WitnessMain.run(List.of(words), at::now, print, print);
    return out.toString(StandardCharsets.UTF_8);
  }

  private interface InstantOf {
    Instant now();
  }

  private String witness(String... words) {
    return witness(clocks::wall, words);
  }

  private WitnessKey key(String name) throws IOException, BadInput {
    return WitnessKey.read(Files.readString(path(name).resolve("verifier")));
  }

  private void append(int entries) {
    for (int i = 0; i < entries; i++) {
      ledger.append(new Entry("test.entry", "agent-1", Map.of("number", i)));
    }
    ledger.publish();
  }

  /// What a witness signs of the ledger as it is published now.
  private String look(String name) throws IOException {
    ledger.publish();
    witness(
        "run",
        "--dir",
        path(name).toString(),
        "--log",
        path("data").toString(),
        "--verifier",
        path("trusted").toString());
    return Files.readString(path(name).resolve("logs").resolve(ORIGIN).resolve("cosigned"));
  }

  private void assertRefused(String note, Reason reason) {
    long before = cosignatures.refused().getOrDefault(reason, 0L);
    assertThatThrownBy(() -> cosignatures.take(note))
        .isInstanceOfSatisfying(
            CosignatureRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(cosignatures.refused()).containsEntry(reason, before + 1);
  }

  private List<Recorded> entries(String kind) {
    var found = new ArrayList<Recorded>();
    ledger.replay(kind::equals, found::add);
    return found;
  }

  @Test
  void what_a_named_witness_signs_is_published_and_the_auditor_accepts_it() throws Exception {
    var taken = cosignatures.take(look("dpo"));
    assertThat(taken.size()).isEqualTo(22);
    assertThat(taken.at())
        .isEqualTo(clocks.wall().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    append(3);
    ledger.close();
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var verifier = path("dpo/verifier").toString();
    int code =
        VerifyMain.run(
            List.of("ledger", path("data").toString(), "--witness", verifier), print, print);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("dpo.example.org cosigned the first 22 entries of " + ORIGIN);
    assertThat(code).isZero();
    open();
  }

  @Test
  void the_same_again_changes_nothing_and_an_older_one_is_refused() throws Exception {
    var first = look("dpo");
    cosignatures.take(first);
    cosignatures.take(first);
    assertThat(cosignatures.taken()).isEqualTo(1);
    append(1);
    clocks.advance(Duration.ofMinutes(5));
    var second = cosignatures.take(look("dpo"));
    assertRefused(first, Reason.NOT_NEWER);
    assertThat(cosignatures.standings().getFirst().newest()).contains(second);
    // Nor after a restart.
    reopen(key("dpo"));
    assertRefused(first, Reason.NOT_NEWER);
  }

  @Test
  void strangers_other_logs_and_altered_checkpoints_are_refused_each_with_its_reason()
      throws Exception {
    assertRefused(look("stranger"), Reason.UNKNOWN_WITNESS);
    var note = look("dpo");
    var root = note.split("\n")[2];
    assertRefused(note.replace(root, flipped(root)), Reason.FALSE_COSIGNATURE);
    assertRefused(note.replace("\n22\n", "\n23\n"), Reason.FALSE_COSIGNATURE);
    assertRefused("nonsense", Reason.NO_CHECKPOINT);
    assertRefused(note + "x", Reason.NO_CHECKPOINT);
    assertRefused(ledger.checkpoint().note(), Reason.UNKNOWN_WITNESS);
    var own = "— " + ORIGIN + " ";
    var withoutOwn = note.lines().filter(line -> !line.startsWith(own)).toList();
    assertRefused(String.join("\n", withoutOwn) + "\n", Reason.NOT_SIGNED_HERE);
    var other =
        Ledger.open(path("other/ledger"), path("other/keys/ledger.key"), "Elsewhere", clocks);
    try (other) {
      var verifier = path("other/ledger/public/2031/verifier").toString();
      witness(
          "run",
          "--dir",
          path("dpo").toString(),
          "--log",
          path("other").toString(),
          "--verifier",
          verifier);
    }
    assertRefused(
        Files.readString(path("dpo/logs/vigie/elsewhere/2031/cosigned")), Reason.OTHER_LOG);
    assertThat(path("data/ledger/public/2031/cosigned")).doesNotExist();
    assertThat(path("data/ledger/contradictions")).doesNotExist();
    assertThat(cosignatures.taken()).isZero();
  }

  private static String flipped(String base64) {
    return (base64.charAt(0) == 'A' ? 'B' : 'A') + base64.substring(1);
  }

  /// The town of another key that goes by the same name.
  @Test
  void a_checkpoint_that_another_key_signed_is_refused_though_the_witness_signed_it()
      throws Exception {
    var other =
        Ledger.open(path("other/ledger"), path("other/keys/ledger.key"), "Saint-Aubin", clocks);
    try (other) {
      witness(
          "run",
          "--dir",
          path("dpo").toString(),
          "--log",
          path("other").toString(),
          "--verifier",
          path("other/ledger/public/2031/verifier").toString());
    }
    assertRefused(
        Files.readString(path("dpo/logs/" + ORIGIN + "/cosigned")), Reason.NOT_SIGNED_HERE);
  }

  @Test
  void a_witness_that_saw_more_than_the_ledger_holds_contradicts_it_and_that_is_kept()
      throws Exception {
    ledger.close();
    Copies.copy(path("data"), path("older"));
    open();
    cosignatures.adopt(List.of(key("dpo")));
    append(5);
    var more = look("dpo");
    ledger.close();
    Copies.delete(path("data"));
    Copies.copy(path("older"), path("data"));
    open();
    cosignatures.adopt(List.of(key("dpo")));
    assertRefused(more, Reason.BEYOND_THE_LOG);
    // It goes on otherwise, signed anew with its own key.
    append(9);
    assertRefused(more, Reason.OTHER_ROOT);
    var kept = cosignatures.contradictions();
    assertThat(kept).hasSize(1);
    assertThat(Files.readString(kept.getFirst())).isEqualTo(more);
    assertThat(entries("ledger.contradicted")).hasSize(1);
    // The auditor names it, and so does the witness, with the first entry that differs.
    ledger.close();
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var args = List.of("ledger", path("data").toString(), "--seen", kept.getFirst().toString());
    assertThat(VerifyMain.run(args, print, print)).isEqualTo(1);
    open();
    ledger.publish();
    assertThat(
            witness(
                "run",
                "--dir",
                path("dpo").toString(),
                "--log",
                path("data").toString(),
                "--verifier",
                path("trusted").toString()))
        .contains("REFUSED, not cosigned: " + ORIGIN + " was rewritten: entry 22 is not the one");
  }

  @Test
  void the_ledger_is_told_a_few_times_a_day_and_never_because_it_was_told() throws Exception {
    for (int minutes = 0; minutes < 24 * 60; minutes += 5) {
      cosignatures.take(look("dpo"));
      clocks.advance(Duration.ofMinutes(5));
    }
    assertThat(entries("ledger.witnessed")).hasSize(4);
    // Nothing but these entries came: the last ones are signed, and no more follow from that.
    assertThat(ledger.size()).isEqualTo(22 + 4);
    assertThat(cosignatures.standings().getFirst().entries()).isZero();
    assertThat(cosignatures.standings().getFirst().since()).isEmpty();
  }

  @Test
  void a_witness_is_silent_once_an_entry_waits_for_a_day_and_no_more_once_it_signs()
      throws Exception {
    assertThat(isSilent()).isFalse();
    clocks.advance(Duration.ofHours(24));
    assertThat(isSilent()).isTrue();
    cosignatures.take(look("dpo"));
    assertThat(isSilent()).isFalse();
    // Its own entry.
    cosignatures.take(look("dpo"));
    clocks.advance(Duration.ofDays(3));
    assertThat(isSilent()).as("nothing was written, so nothing is owed").isFalse();
    append(1);
    clocks.advance(Duration.ofHours(23).plusMinutes(59));
    assertThat(isSilent()).isFalse();
    clocks.advance(Duration.ofMinutes(1));
    assertThat(isSilent()).isTrue();
    reopen(key("dpo"));
    assertThat(isSilent()).isTrue();
    cosignatures.take(look("dpo"));
    assertThat(isSilent()).isFalse();
  }

  private boolean isSilent() {
    return cosignatures.standings().getFirst().isSilent(clocks.wall());
  }

  @Test
  void naming_and_dropping_witnesses_is_in_the_ledger_once() throws Exception {
    reopen(key("dpo"));
    assertThat(entries("ledger.witnesses")).hasSize(1);
    reopen(key("dpo"), key("stranger"));
    reopen();
    reopen();
    assertThat(entries("ledger.witnesses"))
        .extracting(recorded -> recorded.entry().facts().get("witnesses"))
        .containsExactly(
            List.of(key("dpo").toString()),
            List.of(key("dpo").toString(), key("stranger").toString()),
            List.of());
  }

  @Test
  void the_end_of_the_old_year_is_taken_after_the_new_one_has_begun() throws Exception {
    cosignatures.take(look("dpo"));
    append(4);
    var end = look("dpo");
    clocks.stepWall(Duration.ofDays(366));
    append(3);
    ledger.publish();
    assertThat(cosignatures.take(end).origin()).isEqualTo(ORIGIN);
    var standing = cosignatures.standings().getFirst();
    assertThat(standing.entries()).isEqualTo(ledger.size() - 27);
    look("dpo");
    var fresh = Files.readString(path("dpo/logs/vigie/saint-aubin/2032/cosigned"));
    assertThat(cosignatures.take(fresh).origin()).isEqualTo("vigie/saint-aubin/2032");
    assertThat(path("data/ledger/public/2031/cosigned").toFile().list()).hasSize(1);
    assertThat(path("data/ledger/public/2032/cosigned").toFile().list()).hasSize(1);
  }

  @Test
  void only_what_this_ledger_signed_and_continues_counts_as_published() throws Exception {
    var old = ledger.checkpoint();
    append(5);
    assertThat(ledger.requirePublished(old.note()).size()).isEqualTo(old.size());
    assertThat(ledger.requirePublished(look("dpo")).size()).isEqualTo(ledger.size());
    assertThatThrownBy(() -> ledger.requirePublished(old.note().replace("2031", "2030")))
        .isInstanceOf(LedgerRefused.class)
        .hasMessage("It is no checkpoint of this ledger.");
    assertThatThrownBy(() -> ledger.requirePublished(old.note().replace("\n21\n", "\n20\n")))
        .isInstanceOf(LedgerRefused.class);
    var forked = Checkpoint.sign(ORIGIN, old.size(), Merkle.empty(), ledger.key());
    assertThatThrownBy(() -> ledger.requirePublished(forked.note()))
        .isInstanceOf(LedgerRefused.class)
        .hasMessageContaining("as it stands here");
    var beyond = Checkpoint.sign(ORIGIN, ledger.size() + 1, old.root(), ledger.key());
    assertThatThrownBy(() -> ledger.requirePublished(beyond.note()))
        .isInstanceOf(LedgerRefused.class);
  }

  @Test
  void a_witness_with_the_ledgers_own_key_or_no_key_at_all_is_not_named() throws Exception {
    var verifier = Files.readString(path("trusted")).strip();
    assertThatThrownBy(() -> WitnessKey.read(verifier))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("has the type 4");
    var line = Files.readString(path("dpo/verifier")).strip();
    assertThatThrownBy(() -> WitnessKey.read("x" + line))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("id does not fit");
    assertThatThrownBy(() -> WitnessKey.read("dpo.example.org"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie witness new");
    // The key itself may hold a plus.
    var raw = java.util.Base64.getDecoder().decode(verifier.split("\\+", 3)[2]);
    raw[0] = 4;
    var digest = Sha256.digest();
    digest.update("root\n".getBytes(StandardCharsets.UTF_8));
    var id = java.util.HexFormat.of().formatHex(digest.digest(raw), 0, 4);
    var own =
        WitnessKey.read("root+" + id + "+" + java.util.Base64.getEncoder().encodeToString(raw));
    assertThatThrownBy(() -> cosignatures.adopt(List.of(own)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("the ledger's own key");
  }
}
