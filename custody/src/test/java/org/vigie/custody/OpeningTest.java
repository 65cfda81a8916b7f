package org.vigie.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two custodians of a set open a request; nobody else, nothing else, and not for longer.
class OpeningTest {

  @Test
  void any_two_custodians_of_a_set_open_all_reels_of_a_request() throws Exception {
    var town = new Rehearsal(5, 3, 1);
    for (int first = 1; first <= 5; first++) {
      for (int second = 1; second <= 5; second++) {
        if (first != second) {
          try (var opening = town.begin()) {
            opening.accept(town.approval(first, opening));
            assertThat(opening.isOpen()).isFalse();
            assertThat(opening.key(Rehearsal.reel(0))).isEmpty();
            opening.accept(town.approval(second, opening));
            assertThat(opening.isOpen()).isTrue();
            for (int i = 0; i < 3; i++) {
              assertThat(opening.key(Rehearsal.reel(i))).contains(town.keys.get(i));
            }
          }
        }
      }
    }
  }

  @Test
  void approvals_go_through_text_unchanged() throws Exception {
    var town = new Rehearsal(3, 2, 2);
    try (var opening = town.begin()) {
      var request = OpeningRequest.read(opening.request().text());
      assertThat(request).isEqualTo(opening.request());
      for (int custodian : List.of(3, 1)) {
        var keys = town.custodians.get(custodian - 1);
        var approval = keys.approve(request, town.envelopes, town.clocks.wall());
        assertThat(Approval.read(approval.text())).isEqualTo(approval);
        assertThat(opening.accept(Approval.read(approval.text()))).isEqualTo(keys.custodian());
      }
      assertThat(opening.approvers()).hasSize(2);
      assertThat(opening.isOpen()).isTrue();
    }
  }

  @Test
  void an_approval_of_one_request_is_none_of_another() throws Exception {
    var town = new Rehearsal(3, 1, 3);
    try (var one = town.begin();
        var other = town.begin()) {
      var approval = town.approval(1, one);
      assertRefused(other, approval, "another request");
      one.accept(approval);
      assertRefused(one, approval, "has approved already");
      assertRefused(one, town.approval(1, one), "has approved already");
      assertThat(one.isOpen()).isFalse();
    }
  }

  @Test
  void nobody_approves_what_they_asked_for() throws Exception {
    var town = new Rehearsal(3, 1, 4);
    var asking = CustodianKeys.create("officer-4");
    var cards = new ArrayList<>(town.set.members());
    cards.set(0, asking.custodian());
    var set = new CustodianSet("Testville", 2, cards);
    var envelope =
        Envelope.seal(town.keys.getFirst(), Rehearsal.hash(town.headers.getFirst()), set);
    try (var opening = Opening.begin(key -> requestOf(town, key, set), set, town.clocks)) {
      assertThatThrownBy(
              () -> asking.approve(opening.request(), List.of(envelope), town.clocks.wall()))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("asked for this yourself");
      // Whoever leaves that check out of the program on their own machine:
      var share = envelope.open(1, firstHalf(asking)).orElseThrow();
      var info = opening.request().passingOn(envelope.headerHash(), 1);
      var forced =
          Approval.sign(
              opening.request().hash(),
              asking.custodian().id(),
              List.of(Hpke.seal(opening.request().key(), info, share)),
              secondHalf(asking));
      assertRefused(opening, forced, "cannot approve");
    }
  }

  @Test
  void a_signature_that_does_not_hold_and_a_stranger_are_refused() throws Exception {
    var town = new Rehearsal(3, 1, 5);
    var stranger = new Rehearsal(3, 1, 6);
    try (var opening = town.begin()) {
      var good = town.approval(2, opening);
      var random = new Random(7);
      for (int i = 0; i < 50; i++) {
        var text = good.text();
        int at = random.nextInt(text.length());
        char changed = (char) (text.charAt(at) ^ 1);
        var bad = text.substring(0, at) + changed + text.substring(at + 1);
        assertThatThrownBy(() -> opening.accept(Approval.read(bad)))
            .as(bad)
            .isInstanceOf(CustodyRefused.class);
      }
      var other = stranger.custodians.getFirst();
      var forged =
          Approval.sign(good.request(), other.custodian().id(), good.shares(), secondHalf(other));
      assertRefused(opening, forged, "nobody of the set");
      opening.accept(good);
    }
  }

  @Test
  void a_wrong_share_spoils_only_the_pairs_that_it_is_in() throws Exception {
    var town = new Rehearsal(4, 2, 8);
    try (var opening = town.begin()) {
      var keys = town.custodians.getFirst();
      var shares = new ArrayList<byte[]>();
      for (var envelope : town.envelopes) {
        var info = opening.request().passingOn(envelope.headerHash(), 1);
        shares.add(Hpke.seal(opening.request().key(), info, new byte[32]));
      }
      opening.accept(
          Approval.sign(opening.request().hash(), keys.custodian().id(), shares, secondHalf(keys)));
      opening.accept(town.approval(3, opening));
      assertThat(opening.isOpen()).isFalse();
      assertThat(opening.isSpoiled()).isTrue();
      opening.accept(town.approval(4, opening));
      assertThat(opening.isOpen()).isTrue();
      assertThat(opening.key(Rehearsal.reel(1))).contains(town.keys.get(1));
    }
  }

  @Test
  void it_ends_by_itself_and_what_was_secret_is_overwritten() throws Exception {
    var town = new Rehearsal(3, 1, 9);
    try (var opening = town.begin()) {
      opening.accept(town.approval(1, opening));
      var late = town.approval(2, opening);
      opening.accept(late);
      assertThat(opening.key(Rehearsal.reel(0))).isPresent();
      assertThat(opening.key(Rehearsal.reel(7))).isEmpty();
      town.clocks.advance(Duration.ofMinutes(60));
      assertThat(opening.isOpen()).isFalse();
      assertThat(opening.key(Rehearsal.reel(0))).isEmpty();
      assertRefused(opening, late, "has ended");
      assertThatThrownBy(() -> town.approval(3, opening)).hasMessageContaining("ended at");
    }
    var closed = town.begin();
    closed.close();
    closed.close();
    assertThat(closed.isOpen()).isFalse();
  }

  @Test
  void a_request_that_says_one_thing_and_asks_for_another_is_refused_by_both_sides()
      throws Exception {
    var town = new Rehearsal(3, 2, 10);
    var noon = Rehearsal.NOON;
    var custodian = town.custodians.getFirst();
    var otherCamera =
        town.request(new byte[32], "park", noon, noon.plusSeconds(7200), town.headers);
    assertThatThrownBy(() -> custodian.approve(otherCamera, town.envelopes, town.clocks.wall()))
        .hasMessageContaining("says cameras park")
        .hasMessageContaining("asks for a reel of square");
    assertThatThrownBy(() -> OpeningRequest.read(otherCamera.text()))
        .isInstanceOf(CustodyRefused.class);
    var otherTime =
        town.request(
            new byte[32],
            "square",
            noon.minusSeconds(86_400),
            noon.minusSeconds(80_000),
            town.headers);
    assertThatThrownBy(() -> custodian.approve(otherTime, town.envelopes, town.clocks.wall()))
        .hasMessageContaining("asks for a reel of square");
    assertThatThrownBy(() -> Opening.begin(key -> otherTime, town.set, town.clocks))
        .isInstanceOf(CustodyRefused.class);
    var changed = town.headers.getFirst().clone();
    changed[30] ^= 1;
    var torn = town.request(new byte[32], "square", noon, noon.plusSeconds(60), List.of(changed));
    assertThatThrownBy(torn::reels).hasMessageContaining("cannot be told");
  }

  @Test
  void envelopes_are_of_one_reel_and_one_set() throws Exception {
    var town = new Rehearsal(3, 2, 11);
    try (var opening = town.begin()) {
      var custodian = town.custodians.getFirst();
      assertThatThrownBy(
              () ->
                  custodian.approve(
                      opening.request(), town.envelopes.reversed(), town.clocks.wall()))
          .hasMessageContaining("another reel");
      assertThatThrownBy(
              () ->
                  custodian.approve(
                      opening.request(), town.envelopes.subList(0, 1), town.clocks.wall()))
          .hasMessageContaining("2 reels and came with 1");
      var swapped =
          new Envelope(
              town.envelopes.get(0).headerHash(),
              town.envelopes.get(0).setHash(),
              town.envelopes.get(1).sealed());
      assertThatThrownBy(
              () ->
                  custodian.approve(
                      opening.request(),
                      List.of(swapped, town.envelopes.get(1)),
                      town.clocks.wall()))
          .hasMessageContaining("No share");
    }
    var other = new Rehearsal(3, 2, 11);
    assertThatThrownBy(() -> Opening.begin(other::request, town.set, town.clocks))
        .hasMessageContaining("another set");
    try (var opening = town.begin()) {
      assertThatThrownBy(
              () ->
                  other
                      .custodians
                      .getFirst()
                      .approve(opening.request(), town.envelopes, town.clocks.wall()))
          .hasMessageContaining("not of its custodians");
    }
  }

  private static OpeningRequest requestOf(Rehearsal town, byte[] key, CustodianSet set) {
    var usual = town.request(key);
    return new OpeningRequest(
        usual.town(),
        usual.number(),
        usual.person(),
        usual.cameras(),
        usual.from(),
        usual.to(),
        usual.use(),
        usual.reason(),
        usual.asked(),
        usual.until(),
        set.hash(),
        key,
        usual.checkpoint(),
        usual.headers());
  }

  private static byte[] firstHalf(CustodianKeys keys) {
    return Arrays.copyOf(keys.secrets(), 32);
  }

  private static byte[] secondHalf(CustodianKeys keys) {
    return Arrays.copyOfRange(keys.secrets(), 32, 64);
  }

  private static void assertRefused(Opening opening, Approval approval, String why) {
    assertThatThrownBy(() -> opening.accept(approval))
        .isInstanceOf(CustodyRefused.class)
        .hasMessageContaining(why);
  }
}
