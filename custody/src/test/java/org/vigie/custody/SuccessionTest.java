package org.vigie.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two custodians name the next set, and nobody else does: one lost and replaced, and a set that
/// somebody else put in its place.
class SuccessionTest {

  private final Rehearsal town = rehearsal(40);
  private final CustodianKeys newcomer = keys("dpo-2");
  private final CustodianSet next = next(town.set, 2, "Testville");

  @Test
  void two_members_replace_a_third_who_lost_their_keys() throws Exception {
    var draft = Succession.draft(town.set, next);
    var one = Succession.read(draft.text()).sign(town.custodians.get(2), town.set);
    assertThatThrownBy(() -> one.check(town.set))
        .isInstanceOf(CustodyRefused.class)
        .hasMessageContaining("signatures of 2 members of set 1; it has 1");
    var two = Succession.read(one.text()).sign(town.custodians.get(0), town.set);
    assertThat(Succession.read(two.text())).isEqualTo(two);
    assertThat(Succession.read(two.text()).check(town.set))
        .containsExactly(town.set.member(1), town.set.member(3));
  }

  @Test
  void a_signature_twice_and_one_of_a_stranger_are_none() throws Exception {
    var one = Succession.draft(town.set, next).sign(town.custodians.get(0), town.set);
    assertThatThrownBy(() -> one.sign(town.custodians.get(0), town.set))
        .hasMessageContaining("has signed already");
    assertThatThrownBy(() -> one.sign(newcomer, town.set)).hasMessageContaining("is not of set 1");
    var lines = one.text();
    var signature = lines.substring(lines.indexOf("signature "));
    assertThatThrownBy(() -> Succession.read(lines + signature)).hasMessageContaining("each once");
    // Whoever leaves the check out of their own program:
    var body = lines.substring(0, lines.indexOf("signature "));
    var forged =
        "signature %s %s\n"
            .formatted(newcomer.custodian().id(), Texts.base64(newcomer.sign(Texts.utf8(body))));
    var both = body + (forged.compareTo(signature) < 0 ? forged + signature : signature + forged);
    assertThatThrownBy(() -> Succession.read(both).check(town.set))
        .hasMessageContaining("is not of set 1");
  }

  @Test
  void a_set_that_somebody_else_put_in_its_place_does_not_follow() throws Exception {
    var root = rehearsal(41);
    var swapped = Succession.draft(root.set, next(root.set, 2, "Testville"));
    var signed =
        swapped.sign(root.custodians.get(0), root.set).sign(root.custodians.get(1), root.set);
    assertThat(signed.check(root.set)).hasSize(2);
    assertThatThrownBy(() -> signed.check(town.set)).hasMessageContaining("follows another set");
    var pretended = new Succession(town.set.hash(), signed.next(), signed.signatures());
    assertThatThrownBy(() -> pretended.check(town.set)).isInstanceOf(CustodyRefused.class);
  }

  @Test
  void the_number_goes_up_by_one_and_the_town_stays() {
    for (var bad : List.of(next(town.set, 1, "Testville"), next(town.set, 3, "Testville"))) {
      var draft = Succession.draft(town.set, bad);
      assertThatThrownBy(() -> draft.sign(town.custodians.get(0), town.set))
          .hasMessageContaining("After set 1 comes set 2");
      assertThatThrownBy(() -> draft.check(town.set)).hasMessageContaining("comes set 2");
    }
    var elsewhere = Succession.draft(town.set, next(town.set, 2, "Otherville"));
    assertThatThrownBy(() -> elsewhere.check(town.set)).hasMessageContaining("Otherville");
  }

  @Test
  void of_which_one_character_changed_it_does_not_count() throws Exception {
    var good =
        Succession.draft(town.set, next)
            .sign(town.custodians.get(0), town.set)
            .sign(town.custodians.get(1), town.set)
            .text();
    var random = new Random(42);
    for (int i = 0; i < 500; i++) {
      var bad = new StringBuilder(good);
      bad.setCharAt(random.nextInt(good.length()), (char) (10 + random.nextInt(120)));
      if (!bad.toString().equals(good)) {
        assertThatThrownBy(() -> Succession.read(bad.toString()).check(town.set))
            .as(bad.toString())
            .isInstanceOf(CustodyRefused.class);
      }
    }
  }

  private CustodianSet next(CustodianSet before, int number, String name) {
    var members = new ArrayList<>(before.members());
    members.set(1, newcomer.custodian());
    return new CustodianSet(name, number, members);
  }

  private static CustodianKeys keys(String person) {
    try {
      return CustodianKeys.create(person);
    } catch (CustodyRefused e) {
      throw new AssertionError(e);
    }
  }

  private static Rehearsal rehearsal(long seed) {
    try {
      return new Rehearsal(3, 1, seed);
    } catch (CustodyRefused e) {
      throw new AssertionError(e);
    }
  }
}
