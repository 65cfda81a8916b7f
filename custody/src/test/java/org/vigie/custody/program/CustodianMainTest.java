package org.vigie.custody.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.custody.Approval;
import org.vigie.custody.Bundle;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.KeyFile;
import org.vigie.custody.OpeningRequest;
import org.vigie.custody.Rehearsal;
import org.vigie.custody.Succession;

/// `vigie custodian` as people at three machines type it.
class CustodianMainTest {

  private static final String PASSPHRASE = "correct horse battery";

  @TempDir private Path dir;
  private Rehearsal town;
  private final List<Path> keys = new ArrayList<>();
  private Path setFile;

  @BeforeEach
  void three_custodians_have_keys_and_know_their_set() throws Exception {
    town = new Rehearsal(3, 2, 60);
    for (int i = 0; i < 3; i++) {
      var file = dir.resolve("c" + (i + 1) + ".keys");
      KeyFile.write(file, town.custodians.get(i), PASSPHRASE.toCharArray());
      keys.add(file);
    }
    setFile = Files.writeString(dir.resolve("set"), town.set.text());
  }

  @Test
  void new_keys_are_made_once_under_a_passphrase_typed_twice() throws Exception {
    var file = dir.resolve("new.keys").toString();
    var differs = typist("", PASSPHRASE, PASSPHRASE + "x");
    assertThat(differs.run("new", "--person", "dpo-1", "--keys", file)).isEqualTo(1);
    assertThat(differs.err()).contains("differ");
    var brief = typist("", "short", "short");
    assertThat(brief.run("new", "--person", "dpo-1", "--keys", file)).isEqualTo(1);
    assertThat(brief.err()).contains("at least 12 characters");
    assertThat(Path.of(file)).doesNotExist();

    var made = typist("", PASSPHRASE, PASSPHRASE);
    assertThat(made.run("new", "--person", "dpo-1", "--keys", file)).isZero();
    var custodian = KeyFile.whose(Path.of(file));
    assertThat(made.out())
        .contains(custodian.card())
        .contains(custodian.fingerprint())
        .contains("Next:")
        .doesNotContain(PASSPHRASE);
    var card = typist("");
    assertThat(card.run("card", "--keys", file)).isZero();
    assertThat(card.out()).contains(custodian.card());

    var again = typist("", PASSPHRASE, PASSPHRASE);
    assertThat(again.run("new", "--person", "dpo-1", "--keys", file)).isEqualTo(1);
    assertThat(again.err()).contains("not overwritten");
    assertThat(KeyFile.whose(Path.of(file))).isEqualTo(custodian);
  }

  @Test
  void scripts_bring_the_passphrase_in_a_file_and_without_terminal_it_is_said() throws Exception {
    var passphrase = Files.writeString(dir.resolve("pass"), PASSPHRASE + "\n").toString();
    var file = dir.resolve("script.keys");
    var made = typist("");
    assertThat(
            made.run(
                "new",
                "--person",
                "dpo-1",
                "--keys",
                file.toString(),
                "--passphrase-file",
                passphrase))
        .isZero();
    KeyFile.read(file, PASSPHRASE.toCharArray()).close();
    var nobody = typist("");
    assertThat(nobody.run("new", "--person", "dpo-1", "--keys", dir.resolve("x").toString()))
        .isEqualTo(1);
    assertThat(nobody.err()).contains("--passphrase-file");
  }

  @Test
  void a_request_is_shown_in_words_with_what_the_reels_say_of_themselves() throws Exception {
    try (var opening = town.begin()) {
      var shown = typist("");
      assertThat(shown.run("show", bundle(opening.request()).toString())).isZero();
      assertThat(shown.out())
          .contains("officer-4")
          .contains("Judicial letter 31/204 of 29 March")
          .contains("to look at it")
          .contains("Saturday 29 March 2031, 13:00:00 CET")
          .contains("15:00:00 CET (2 h)")
          .contains("square: 2 recordings")
          .contains("under act 2031-1")
          .contains("vigie/testville/2031, 17 entries")
          .contains(Fingerprints.of(opening.request().hash()));
    }
  }

  @Test
  void two_who_say_yes_on_their_own_machines_open_it() throws Exception {
    pin(0);
    pin(2);
    try (var opening = town.begin()) {
      var asked = bundle(opening.request());
      for (int i : List.of(0, 2)) {
        var out = dir.resolve("approval-" + i);
        var yes = typist("yes\n", PASSPHRASE);
        assertThat(
                yes.run("approve", asked.toString(), "--keys", keys.get(i) + "", "--out", out + ""))
            .as(yes.err())
            .isZero();
        assertThat(yes.out()).contains("custodian-" + (i + 1) + " (you)");
        opening.accept(Approval.read(Files.readString(out)));
      }
      assertThat(opening.isOpen()).isTrue();
    }
  }

  @Test
  void whoever_says_anything_else_or_mistypes_their_passphrase_signs_nothing() throws Exception {
    pin(0);
    try (var opening = town.begin()) {
      var asked = bundle(opening.request());
      for (var answer : List.of("", "no\n", "y\n", "YES\n")) {
        var no = typist(answer, PASSPHRASE);
        assertThat(no.run("approve", asked.toString(), "--keys", keys.get(0).toString()))
            .isEqualTo(1);
        assertThat(no.out()).contains("Not approved");
      }
      var wrong = typist("yes\n", "another passphrase");
      assertThat(wrong.run("approve", asked.toString(), "--keys", keys.get(0).toString()))
          .isEqualTo(1);
      assertThat(wrong.err()).contains("passphrase is not the one");
      assertThat(dir.resolve("asked.approval")).doesNotExist();
    }
  }

  @Test
  void a_set_that_is_not_known_or_was_swapped_is_refused() throws Exception {
    try (var opening = town.begin()) {
      var asked = bundle(opening.request()).toString();
      var first = typist("yes\n", PASSPHRASE);
      assertThat(first.run("approve", asked, "--keys", keys.get(0).toString())).isEqualTo(1);
      assertThat(first.err()).contains("does not know your town's custodians yet");
      pin(0);
      // Root makes a set of its own with this one custodian in it, and asks that one.
      var root = new Rehearsal(3, 1, 61);
      var members = List.of(town.set.member(1), root.set.member(2), root.set.member(3));
      var swapped = new CustodianSet("Testville", 1, members);
      var file = dir.resolve("swapped");
      Files.writeString(file, Requests.to(town, swapped).text());
      var refused = typist("yes\n", PASSPHRASE);
      assertThat(refused.run("approve", file.toString(), "--keys", keys.get(0).toString()))
          .isEqualTo(1);
      assertThat(refused.err()).contains("does not follow from the one it knows");
      var swappedFile = Files.writeString(dir.resolve("swapped-set"), swapped.text());
      var pinned = typist("yes\n");
      assertThat(pinned.run("set", "pin", swappedFile + "", "--keys", keys.get(0).toString()))
          .isEqualTo(1);
      assertThat(pinned.err()).contains("only by a succession");
    }
  }

  @Test
  void nobody_approves_their_own_request_or_one_that_ended() throws Exception {
    pin(1);
    var own =
        Files.writeString(
            dir.resolve("own"), Requests.saying(town, "custodian-2", "mine", "").text());
    var refused = typist("yes\n", PASSPHRASE);
    assertThat(refused.run("approve", own.toString(), "--keys", keys.get(1).toString()))
        .isEqualTo(1);
    assertThat(refused.err()).contains("You asked for this yourself");
    try (var opening = town.begin()) {
      var asked = bundle(opening.request());
      town.clocks.advance(java.time.Duration.ofHours(2));
      var late = typist("yes\n", PASSPHRASE);
      assertThat(late.run("approve", asked.toString(), "--keys", keys.get(1).toString()))
          .isEqualTo(1);
      assertThat(late.err()).contains("ended on");
    }
  }

  @Test
  void two_custodians_replace_a_third_and_the_others_follow() throws Exception {
    pin(0);
    pin(1);
    var newcomer = typist("", PASSPHRASE, PASSPHRASE);
    var newKeys = dir.resolve("dpo.keys");
    assertThat(newcomer.run("new", "--person", "dpo-2", "--keys", newKeys.toString())).isZero();
    var card = dir.resolve("dpo.keys.card");
    var next = dir.resolve("next").toString();
    var first = typist("yes\n", PASSPHRASE);
    assertThat(
            first.run(
                "set",
                "next",
                "--current",
                setFile + "",
                "--keep",
                "custodian-1",
                "--keep",
                "custodian-2",
                "--card",
                card + "",
                "--keys",
                keys.get(0) + "",
                "--out",
                next))
        .as(first.err())
        .isZero();
    assertThat(first.out()).contains("Leaves: custodian-3").contains("Joins:  dpo-2");
    var early = typist("");
    assertThat(early.run("set", "accept", next, "--keys", keys.get(0) + "")).isEqualTo(1);
    assertThat(early.err()).contains("it has 1");
    var second = typist("yes\n", PASSPHRASE);
    assertThat(second.run("set", "sign", next, "--keys", keys.get(1) + "")).isZero();
    assertThat(second.out()).contains("Signed by custodian-1, custodian-2");
    var succession = Succession.read(Files.readString(Path.of(next)));
    assertThat(succession.check(town.set)).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(typist("").run("set", "accept", next, "--keys", keys.get(i) + "")).isZero();
      assertThat(PinFile.beside(keys.get(i)).read().newest()).contains(succession.next());
    }
    var shown = typist("");
    assertThat(shown.run("show", next)).isZero();
    assertThat(shown.out())
        .contains("Set 2 of Testville")
        .contains(succession.next().fingerprint());
    var behind = typist("yes\n", PASSPHRASE);
    assertThat(
            behind.run(
                "set",
                "next",
                "--current",
                setFile + "",
                "--keep",
                "custodian-1",
                "--keep",
                "custodian-2",
                "--card",
                card + "",
                "--keys",
                keys.get(0) + "",
                "--out",
                dir.resolve("n2") + ""))
        .isEqualTo(1);
    assertThat(behind.err()).contains("not the set that your program remembers");
  }

  @Test
  void a_first_set_is_made_of_cards() throws Exception {
    var out = dir.resolve("first").toString();
    var made = typist("");
    var cards = town.set.members().stream().map(Custodian::card).toList();
    assertThat(
            made.run(
                "set",
                "first",
                "--town",
                "Testville",
                "--card",
                cards.get(0),
                "--card",
                cards.get(1),
                "--card",
                cards.get(2),
                "--out",
                out))
        .isZero();
    assertThat(CustodianSet.read(Files.readString(Path.of(out)))).isEqualTo(town.set);
    var few = typist("");
    assertThat(few.run("set", "first", "--town", "T", "--card", cards.get(0), "--out", out + "2"))
        .isEqualTo(1);
    assertThat(few.err()).contains("3 to 16");
  }

  @Test
  void a_reason_cannot_move_the_cursor_or_turn_the_letters() throws Exception {
    var nasty = "a \u202eletter\u200b <b>x</b>";
    var bundle = Requests.saying(town, "officer-4", nasty, "");
    var shown = typist("");
    var file = Files.writeString(dir.resolve("nasty"), bundle.text());
    assertThat(shown.run("show", file.toString())).isZero();
    assertThat(shown.out())
        .contains("a \\u{202e}letter\\u{200b} <b>x</b>")
        .doesNotContain("\u202e");
  }

  @Test
  void wrong_use_is_two_and_what_is_not_there_is_said() {
    for (var bad :
        List.of(
            List.of("shwo", "x"),
            List.<String>of(),
            List.of("card"),
            List.of("card", "--keys"),
            List.of("show"),
            List.of("show", "a", "b"),
            List.of("set"),
            List.of("card", "--keys", "a", "--keys", "b"),
            List.of("card", "--bogus", "x"))) {
      var typist = typist("");
      assertThat(typist.run(bad.toArray(String[]::new))).as(bad.toString()).isEqualTo(2);
      assertThat(typist.err()).contains("--help");
    }
    var missing = typist("");
    assertThat(missing.run("show", dir.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(missing.err()).contains("nowhere: there is no such file");
    var help = typist("");
    assertThat(help.run("--help")).isZero();
    for (var verb : List.of("new", "card", "page", "show", "approve", "set next", "set sign")) {
      assertThat(help.out()).contains("vigie custodian " + verb + " ");
    }
  }

  private void pin(int custodian) {
    var typist = typist("yes\n");
    assertThat(typist.run("set", "pin", setFile + "", "--keys", keys.get(custodian) + "")).isZero();
    assertThat(typist.out()).contains(town.set.fingerprint());
  }

  private Path bundle(OpeningRequest request) throws Exception {
    return Files.writeString(dir.resolve("asked"), new Bundle(request, town.envelopes).text());
  }

  private Typist typist(String typed, String... hidden) {
    return new Typist(town.clocks, typed, hidden);
  }
}
