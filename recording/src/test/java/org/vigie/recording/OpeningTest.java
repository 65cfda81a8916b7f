package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.Forced;
import org.vigie.custody.OpeningRequest.Use;
import org.vigie.custody.Succession;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.openings.OpeningState;
import org.vigie.model.Span;

/// Sealed footage, from request over two custodians to playback and its end; and what is refused.
class OpeningTest {

  private static final String OFFICER = "officer-5";

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private CustodyTown town;
  private Span span;

  @BeforeEach
  void sealed_footage() throws Exception {
    town = new CustodyTown(dir, clocks);
    town.nameCustodians();
    for (var person : List.of(OFFICER, "dpo-1")) {
      town.enable(person, Right.PLAY_BACK, Right.EXPORT);
    }
    town.enable("operator-9", Right.PLAY_BACK, Right.EXPORT);
    span = CustodyTown.span(town.record(Town.QUAY, 100));
    clocks.advance(CustodyTown.WINDOW);
    town.governance.keys().endWindows();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private Span half() {
    return new Span(span.from(), span.from().plusSeconds(2));
  }

  private String refusal(ThrowingCallable asking) {
    assertThatThrownBy(asking).isInstanceOf(Refused.class);
    return town.whyRefused();
  }

  @Test
  void two_custodians_open_it_for_the_one_who_asked_until_the_end() throws Exception {
    var asked = town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    assertThat(asked.stage()).isEqualTo(OpeningState.Stage.WAITING);
    assertThat(town.approve(0).stage()).isEqualTo(OpeningState.Stage.WAITING);
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isZero();
    assertThat(town.approve(2).stage()).isEqualTo(OpeningState.Stage.OPEN);

    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isEqualTo(50);
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, half())).isZero();
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, span)).as("more").isZero();
    assertThat(town.sees(OFFICER, Right.EXPORT, Town.QUAY, half())).as("taken away").isZero();

    clocks.advance(Duration.ofHours(1));
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isZero();
    town.governance.custody().openings().end();
    assertThat(town.governance.custody().openings().list()).isEmpty();
    assertThat(town.entries("opening.asked")).hasSize(1);
    assertThat(town.entries("opening.approved"))
        .extracting(entry -> entry.entry().actor())
        .containsExactly("clerk-3", "dpo-1");
    assertThat(town.entries("opening.opened")).hasSize(1);
    assertThat(town.entries("opening.ended").getFirst().entry().facts())
        .containsEntry("why", "EXPIRED");
  }

  @Test
  void a_clock_set_back_prolongs_no_opening() throws Exception {
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    town.approve(0);
    town.approve(1);
    clocks.stepWall(Duration.ofHours(-3));
    clocks.advance(Duration.ofHours(1));
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isZero();
  }

  @Test
  void one_opened_for_export_is_handed_over_and_seen() throws Exception {
    town.ask(OFFICER, Town.QUAY, half(), Use.EXPORT);
    town.approve(1);
    town.approve(2);
    assertThat(town.sees(OFFICER, Right.EXPORT, Town.QUAY, half())).isEqualTo(50);
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isEqualTo(50);
  }

  @Test
  void who_asked_and_custodians_end_it_before_its_time() throws Exception {
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    town.approve(0);
    town.approve(1);
    assertThat(refusal(() -> town.governance.custody().openings().end(1, "operator-9")))
        .contains("Only who asked");
    town.governance.custody().openings().end(1, "clerk-3");
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isZero();
    assertThat(town.entries("opening.ended").getFirst().entry().facts())
        .containsEntry("why", "STOPPED");
  }

  @Test
  void a_restart_ends_it_and_says_so() throws Exception {
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    town.approve(0);
    town.approve(1);
    town.restart();
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isZero();
    assertThat(town.entries("opening.ended").getFirst().entry().facts())
        .containsEntry("why", "RESTART");
    town.restart();
    assertThat(town.entries("opening.ended")).hasSize(1);
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    assertThat(town.governance.custody().openings().list().getFirst().request().number())
        .isEqualTo("2");
  }

  @Test
  void an_approval_counts_once_and_for_its_request_alone() throws Exception {
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    var approval = town.approval(0);
    var openings = town.governance.custody().openings();
    var bundle = openings.waitingFor(town.custodians.get(0).custodian()).getFirst();
    openings.approve(approval, OFFICER);
    assertThat(refusal(() -> openings.approve(approval, OFFICER))).contains("has approved already");
    // The same share once more, encrypted and signed anew.
    var again = Forced.approval(town.custodians.get(0), bundle);
    assertThat(again).isNotEqualTo(approval);
    assertThat(refusal(() -> openings.approve(again, OFFICER))).contains("has approved already");
    assertThat(openings.list().getFirst().stage()).isEqualTo(OpeningState.Stage.WAITING);
    assertThat(town.entries("opening.refused")).hasSize(2);
    openings.end(1, OFFICER);
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    assertThat(refusal(() -> openings.approve(approval, OFFICER))).contains("of no request");
    assertThat(openings.list().getFirst().approvers()).isEmpty();
  }

  @Test
  void a_refusal_stands_under_who_brought_the_approval_not_under_the_custodian_it_names()
      throws Exception {
    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    var approval = town.approval(0);
    var openings = town.governance.custody().openings();
    openings.end(1, OFFICER);
    assertThat(refusal(() -> openings.approve(approval, "operator-9"))).contains("of no request");
    var refused = town.entries("opening.refused").getFirst().entry();
    assertThat(refused.actor()).isEqualTo("operator-9");
    assertThat(refused.facts()).containsEntry("custodian", approval.custodian());
  }

  @Test
  void nobody_approves_what_they_asked_for() throws Exception {
    town.ask("dpo-1", Town.QUAY, half(), Use.PLAYBACK);
    var own = town.custodians.get(0);
    var openings = town.governance.custody().openings();
    assertThat(openings.waitingFor(own.custodian())).isEmpty();
    var bundle = openings.waitingFor(town.custodians.get(1).custodian()).getFirst();
    assertThatThrownBy(() -> own.approve(bundle.request(), bundle.envelopes(), clocks.wall()))
        .hasMessageContaining("asked for this yourself");
    // Whoever leaves that check out of the program on their own machine:
    var forced = Forced.approval(own, bundle);
    assertThat(refusal(() -> openings.approve(forced, "dpo-1"))).contains("cannot approve it");
    assertThat(town.entries("opening.refused").getFirst().entry().actor()).isEqualTo("dpo-1");
  }

  @Test
  void who_may_not_see_it_and_who_administers_the_machine_ask_in_vain() {
    assertThat(refusal(() -> town.ask("stranger-7", Town.QUAY, half(), Use.PLAYBACK)))
        .contains("do not hold the right PLAY_BACK");
    assertThat(refusal(() -> town.ask(Actors.LOCAL_ADMINISTRATOR, Town.QUAY, half(), Use.PLAYBACK)))
        .contains("do not hold the right");
  }

  @Test
  void what_is_not_sealed_is_not_asked_for() throws Exception {
    var fresh = CustodyTown.span(town.record(Town.QUAY, 50));
    assertThat(refusal(() -> town.ask(OFFICER, Town.QUAY, fresh, Use.PLAYBACK)))
        .contains("Nothing there is sealed");
  }

  @Test
  void a_set_that_root_writes_into_the_ledger_counts_for_nothing() throws Exception {
    var custodians = town.governance.custody().custodians();
    var before = custodians.current().orElseThrow();
    var mine =
        List.of(
            CustodianKeys.create("root-1").custodian(),
            CustodianKeys.create("root-2").custodian(),
            CustodianKeys.create("root-3").custodian());
    var swapped = new CustodianSet("testville", 2, mine);
    town.governance
        .ledger()
        .append(new Entry("custody.set", "vigie", Map.of("number", 2, "set", swapped.text())));
    town.restart();
    assertThat(town.governance.custody().custodians().current()).contains(before);
    var refused = town.entries("custody.refused").getFirst().entry();
    assertThat(refused.text("why")).startsWith("This set of custodians counts for nothing: ");
    assertThat(refused.facts().get("entry"))
        .isEqualTo(town.entries("custody.set").getFirst().index());
    town.restart();
    assertThat(town.entries("custody.refused")).as("told once").hasSize(1);
    assertThatThrownBy(
            () ->
                town.governance
                    .custody()
                    .name(Actors.LOCAL_ADMINISTRATOR, mine.stream().map(c -> c.card()).toList()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("two of them sign the next set");
    assertThat(town.entries("custody.refused")).hasSize(2);
  }

  @Test
  void two_custodians_replace_a_third_who_lost_their_keys_and_old_reels_still_open()
      throws Exception {
    var custodians = town.governance.custody().custodians();
    var before = custodians.current().orElseThrow();
    var next =
        new CustodianSet(
            "testville",
            2,
            List.of(before.member(1), before.member(2), town.custodians.get(3).custodian()));
    var once = Succession.draft(before, next).sign(town.custodians.get(0), before);
    assertThatThrownBy(() -> custodians.succeed("dpo-1", once.text())).isInstanceOf(Refused.class);
    var twice = once.sign(town.custodians.get(1), before);
    assertThat(custodians.succeed("dpo-1", twice.text())).isEqualTo(next);
    var fresh = CustodyTown.span(town.record(Town.QUAY, 100));
    town.restart();
    assertThat(town.governance.custody().custodians().all()).containsExactly(before, next);
    clocks.advance(CustodyTown.WINDOW);

    town.ask(OFFICER, Town.QUAY, half(), Use.PLAYBACK);
    assertThat(town.governance.custody().openings().waitingFor(town.custodians.get(3).custodian()))
        .as("sealed before they were named")
        .isEmpty();
    town.approve(0);
    town.approve(1);
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, half())).isEqualTo(50);
    town.ask(OFFICER, Town.QUAY, fresh, Use.PLAYBACK);
    town.approve(1);
    town.approve(3);
    assertThat(town.sees(OFFICER, Right.PLAY_BACK, Town.QUAY, fresh)).isEqualTo(100);
    assertThat(
            refusal(
                () ->
                    town.ask(OFFICER, Town.QUAY, new Span(span.from(), fresh.to()), Use.PLAYBACK)))
        .contains("custodians changed within this time");
  }
}
