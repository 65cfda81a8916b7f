package org.vigie.custody.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.custody.BundleList;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.Rehearsal;
import org.vigie.custody.Succession;

/// A custodian's page, from the first look to the approval.
class PageTest {

  private static final String ONCE = PageRun.TYPED + "&keep=once";
  private static final String WHILE = PageRun.TYPED + "&keep=while";

  @TempDir private Path dir;

  @Test
  void a_new_custodian_compares_the_set_reads_the_request_and_approves() throws Exception {
    var town = new Rehearsal(3, 2, 70);
    try (var run = new PageRun(dir, town, town.custodians.get(1), false, "en")) {
      var first = run.visitor.see("");
      assertThat(first)
          .contains("Are these your town&#39;s custodians?")
          .contains(town.set.fingerprint())
          .contains("Open your keys to see what waits for you");
      var hash = Fingerprints.hex(town.set.hash());
      assertThat(run.visitor.post("pin", "set=" + hash)).contains("Set 1 is remembered");
      assertThat(PinFile.beside(run.keys).read().newest()).contains(town.set);

      var listed = run.visitor.post("look", ONCE);
      assertThat(listed)
          .contains("<title>(1) Vigie custodian</title>")
          .contains("square, 2 h from Saturday 29 March 2031, 13:00:00 CET, asked by officer-4")
          .contains("Keys closed");
      var request = run.visitor.see(run.request());
      assertThat(request)
          .contains("Judicial letter 31/204 of 29 March")
          .contains("square: 2 recordings, between Saturday 29 March 2031, 13:00:00 CET")
          .contains("custodian-2 (you)")
          .contains("Times are those of Europe/Paris")
          .contains("Approve and send my share");
      var sent = run.visitor.post(run.approve(), ONCE + "&read=yes");
      assertThat(sent).contains("Signed and sent. The server says: Taken from custodian-2.");
      assertThat(sent).doesNotContain("Approve and send my share");
      assertThat(run.opening.approvers()).containsExactly(town.set.member(2));
    }
  }

  @Test
  void it_speaks_french_to_a_browser_that_does() throws Exception {
    var town = new Rehearsal(3, 1, 71);
    try (var run =
        new PageRun(dir, town, town.custodians.get(1), true, "fr-FR,fr;q=0.9,en;q=0.8")) {
      assertThat(run.visitor.see("")).contains("<html lang=\"fr\">").contains("Clés fermées");
      assertThat(run.visitor.post("look", "passphrase=wrong+passphrase"))
          .contains("Ce n&#39;est pas la phrase secrète");
      assertThat(run.visitor.post("look", WHILE)).contains("demandée par officer-4");
      assertThat(run.visitor.see(run.request()))
          .contains("samedi 29 mars 2031")
          .contains("visionner, masqué ou en clair")
          .contains("Approuver et envoyer ma part");
    }
  }

  @Test
  void a_wrong_passphrase_and_an_unread_request_sign_nothing() throws Exception {
    try (var run = PageRun.usual(dir, 72)) {
      assertThat(run.visitor.post("look", "passphrase=wrong+passphrase&keep=while"))
          .contains("That is not the passphrase")
          .contains("Keys closed");
      run.visitor.post("look", ONCE);
      assertThat(run.visitor.post(run.approve(), "passphrase=wrong+passphrase&read=yes"))
          .contains("That is not the passphrase");
      assertThat(run.visitor.post(run.approve(), ONCE)).contains("Tick that you have read");
      assertThat(run.visitor.post(run.approve(), "read=yes"))
          .contains("That is not the passphrase");
      assertThat(run.opening.approvers()).isEmpty();
      assertThat(run.server.calls).noneMatch(call -> call.startsWith("POST"));
    }
  }

  @Test
  void keys_stay_open_for_as_long_as_was_chosen_and_no_longer() throws Exception {
    try (var run = PageRun.usual(dir, 73)) {
      assertThat(run.visitor.post("look", WHILE)).contains("Keys open until 03:14:58");
      run.town.clocks.advance(HeldKeys.WHILE.minusSeconds(1));
      assertThat(run.visitor.see("")).contains("Keys open until");
      run.town.clocks.advance(Duration.ofSeconds(1));
      assertThat(run.visitor.see("")).contains("Keys closed");
      run.visitor.post("look", WHILE);
      // The clock that was set back gives no more time, the machine that slept neither.
      run.town.clocks.stepWall(Duration.ofMinutes(-30));
      run.town.clocks.advance(HeldKeys.WHILE);
      assertThat(run.visitor.see("")).contains("Keys closed");
      run.visitor.post("look", WHILE);
      run.town.clocks.stepWall(Duration.ofMinutes(16));
      assertThat(run.visitor.see("")).contains("Keys closed");
      run.visitor.post("look", WHILE);
      assertThat(run.visitor.post("close", "")).contains("wiped from memory");
    }
  }

  @Test
  void a_share_is_sent_once_however_often_somebody_presses() throws Exception {
    try (var run = PageRun.usual(dir, 74)) {
      run.visitor.post("look", WHILE);
      assertThat(run.visitor.post(run.approve(), "read=yes")).contains("Signed and sent");
      assertThat(run.visitor.post(run.approve(), "read=yes")).contains("it is not sent twice");
      // The program was started anew meanwhile: the server takes it once all the same.
      try (var again = run.page(Duration.ofSeconds(20));
          var visitor = new Visitor(again.link(), "en")) {
        visitor.post("look", WHILE);
        assertThat(visitor.post(run.approve(), "read=yes"))
            .contains("the server did not take it")
            .contains("has approved already");
      }
      assertThat(run.opening.approvers()).hasSize(1);
    }
  }

  @Test
  void what_the_server_says_against_it_is_shown() throws Exception {
    try (var run = PageRun.usual(dir, 75)) {
      run.visitor.post("look", WHILE);
      run.server.misdeed = FakeTown.Misdeed.REFUSES;
      assertThat(run.visitor.post(run.approve(), "read=yes"))
          .contains("the server did not take it. It says: Not &quot;today&quot;. NO");
      run.server.misdeed = FakeTown.Misdeed.NONE;
      assertThat(run.visitor.post(run.approve(), "read=yes")).contains("Signed and sent.");
    }
  }

  @Test
  void nobody_approves_their_own_request() throws Exception {
    try (var run = PageRun.usual(dir, 76)) {
      var own = Requests.saying(run.town, "custodian-2", "mine", "");
      run.server.list = BundleList.text(List.of(own));
      assertThat(run.visitor.post("look", WHILE)).contains("not for you to approve");
      var id = Fingerprints.hex(own.request().hash());
      assertThat(run.visitor.see("request/" + id))
          .contains("You asked for this yourself")
          .contains("names no checkpoint of the ledger")
          .doesNotContain("Approve and send my share");
      assertThat(run.visitor.post("approve/" + id, "read=yes"))
          .contains("You asked for this yourself");
      assertThat(run.server.calls).noneMatch(call -> call.startsWith("POST"));
    }
  }

  @Test
  void a_set_swapped_by_root_is_an_alarm_and_what_it_asks_is_refused() throws Exception {
    try (var run = PageRun.usual(dir, 77)) {
      var root = new Rehearsal(3, 1, 78);
      var swapped =
          new CustodianSet(
              "Testville",
              2,
              List.of(run.town.set.member(2), root.set.member(1), root.set.member(3)));
      run.server.current = swapped;
      var bundle = Requests.to(run.town, swapped);
      run.server.list = BundleList.text(List.of(bundle));
      // Signed by the new ones, or by one alone: neither follows.
      run.server.successions =
          List.of(
              Succession.draft(run.town.set, swapped)
                  .sign(run.town.custodians.get(1), run.town.set));
      assertThat(run.visitor.post("look", WHILE))
          .contains("does not follow from the one you know: set 2, " + swapped.fingerprint());
      var id = Fingerprints.hex(bundle.request().hash());
      assertThat(run.visitor.post("approve/" + id, "read=yes")).contains("Do not approve");
      assertThat(run.server.calls).noneMatch(call -> call.startsWith("POST"));
      assertThat(PinFile.beside(run.keys).read().newest()).contains(run.town.set);
    }
  }

  @Test
  void a_set_that_two_signed_is_followed_and_said() throws Exception {
    try (var run = PageRun.usual(dir, 79)) {
      var members = new ArrayList<>(run.town.set.members());
      members.set(0, new Rehearsal(3, 1, 80).set.member(1));
      var next = new CustodianSet("Testville", 2, members);
      run.server.current = next;
      run.server.successions =
          List.of(
              Succession.draft(run.town.set, next)
                  .sign(run.town.custodians.get(1), run.town.set)
                  .sign(run.town.custodians.get(2), run.town.set));
      assertThat(run.visitor.see(""))
          .contains("Set 2 has taken the place of set 1, signed by custodian-2, custodian-3");
      // Footage from before is still sealed to the set before.
      run.visitor.post("look", WHILE);
      assertThat(run.visitor.see(run.request()))
          .contains("This asks set 1, which set 2 has replaced")
          .contains("Approve and send my share");
      run.server.current = run.town.set;
      run.later();
      assertThat(run.visitor.see("")).contains("names set 1 again");
    }
  }

  @Test
  void a_ledger_that_lost_entries_is_said() throws Exception {
    try (var run = PageRun.usual(dir, 81)) {
      run.visitor.post("look", WHILE);
      var shorter = Requests.saying(run.town, "officer-4", "x", "vigie/testville/2031 9 abc=");
      run.server.list = BundleList.text(List.of(shorter));
      run.later();
      run.visitor.see("");
      assertThat(run.visitor.see("request/" + Fingerprints.hex(shorter.request().hash())))
          .contains("a ledger of 9 entries; an earlier request named 17");
    }
  }

  @Test
  void no_secret_is_in_any_page_or_file_but_the_key_file() throws Exception {
    try (var run = PageRun.usual(dir, 82)) {
      var pages = run.visitor.post("look", WHILE) + run.visitor.see(run.request());
      pages += run.visitor.post(run.approve(), "read=yes");
      assertThat(pages).doesNotContain(PageRun.PASSPHRASE);
      var sealed = Files.readAllLines(run.keys).getLast().split(" ", 2)[1];
      assertThat(pages).doesNotContain(sealed);
      try (var files = Files.list(dir)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("custodian.keys", "custodian.keys.set");
      }
    }
  }
}
