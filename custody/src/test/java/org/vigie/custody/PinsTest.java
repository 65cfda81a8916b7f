package org.vigie.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a custodian's program remembers, so that nobody puts something else in its place.
class PinsTest {

  private final Rehearsal town = rehearsal(50);
  private final Rehearsal root = rehearsal(51);

  @Test
  void a_first_set_is_remembered_and_another_takes_its_place_by_two_signatures_only()
      throws Exception {
    var pins = Pins.none().pin(town.set);
    assertThatThrownBy(() -> pins.pin(root.set)).hasMessageContaining("two of its members signed");
    var one = succession(town.set).sign(town.custodians.get(0), town.set);
    assertThatThrownBy(() -> pins.follow(one)).hasMessageContaining("it has 1");
    var two = one.sign(town.custodians.get(1), town.set);
    var followed = pins.follow(two);
    assertThat(followed.newest()).contains(two.next());
    assertThat(followed.find(town.set.hash())).contains(town.set);
    assertThat(followed.find(root.set.hash())).isEmpty();
    assertThat(Pins.read(followed.text())).isEqualTo(followed);
    assertThatThrownBy(() -> Pins.none().follow(two)).hasMessageContaining("No set");
  }

  @Test
  void a_town_that_changed_its_set_twice_is_followed_from_wherever_one_stands() throws Exception {
    var second = succession(town.set);
    second = second.sign(town.custodians.get(0), town.set).sign(town.custodians.get(2), town.set);
    var third =
        Succession.draft(
            second.next(), new CustodianSet("Testville", 3, town.set.members().reversed()));
    third =
        third
            .sign(town.custodians.get(0), second.next())
            .sign(town.custodians.get(1), second.next());
    var all = List.of(second, third);
    assertThat(Pins.none().pin(town.set).followAll(all).newest()).contains(third.next());
    assertThat(Pins.none().pin(second.next()).followAll(all).newest()).contains(third.next());
    assertThat(Pins.none().pin(root.set).followAll(all).newest()).contains(root.set);
    // Older footage is sealed to the set before; it is added under what is known.
    var late = Pins.none().pin(second.next()).pin(town.set);
    assertThat(late.sets()).containsExactly(town.set, second.next());
  }

  @Test
  void a_ledger_that_lost_entries_and_one_that_was_rewritten_are_told() throws Exception {
    var pins = Pins.none().see(asked("vigie/t/2031 17 abc=", 100));
    assertThat(pins.judge(asked("vigie/t/2031 17 abc=", 100))).isEqualTo(Pins.Ledger.CONTINUES);
    assertThat(pins.judge(asked("vigie/t/2031 18 xyz=", 101))).isEqualTo(Pins.Ledger.CONTINUES);
    assertThat(pins.judge(asked("vigie/t/2031 16 abc=", 101))).isEqualTo(Pins.Ledger.SHORTER);
    assertThat(pins.judge(asked("vigie/t/2031 17 xyz=", 101))).isEqualTo(Pins.Ledger.OTHER);
    // Asked before what is remembered: older by right.
    assertThat(pins.judge(asked("vigie/t/2031 16 abc=", 99))).isEqualTo(Pins.Ledger.CONTINUES);
    assertThat(pins.judge(asked("vigie/t/2032 1 abc=", 101))).isEqualTo(Pins.Ledger.CONTINUES);
    assertThat(pins.judge(asked("", 101))).isEqualTo(Pins.Ledger.NOT_NAMED);
    for (var bad :
        List.of("x", "x y", "x -1 y", "x 01 y", "x 1 ", " 1 y", "x 99999999999999999999 y")) {
      assertThat(pins.judge(asked(bad, 101))).as(bad).isEqualTo(Pins.Ledger.UNREADABLE);
      assertThat(pins.see(asked(bad, 101))).isEqualTo(pins);
    }
    assertThat(Pins.read(pins.text())).isEqualTo(pins);
  }

  @Test
  void what_is_remembered_stays_small() throws Exception {
    var pins = Pins.none();
    for (int i = 0; i < 3 * Pins.MOST_SEEN; i++) {
      pins = pins.see(asked("vigie/t/" + i + " 1 abc=", i));
    }
    assertThat(pins.seen()).hasSize(Pins.MOST_SEEN);
    assertThat(Pins.read(pins.text())).isEqualTo(pins);
  }

  @Test
  void a_file_that_is_none_is_refused() {
    var good = new Pins(List.of(town.set), List.of()).text();
    for (var bad :
        List.of(
            "",
            "vigie-custodian-pins-1",
            good + "more\n",
            good + good.substring(good.indexOf("set ")),
            good + "seen\n",
            good + "seen x y\n",
            good + "seen 2031-03-29T12:00:00Z x\n")) {
      assertThatThrownBy(() -> Pins.read(bad)).as(bad).isInstanceOf(CustodyRefused.class);
    }
  }

  private Succession succession(CustodianSet before) {
    var members = new ArrayList<>(before.members());
    members.set(2, root.set.member(1));
    members.set(0, town.set.member(1));
    var joined = new Custodian("dpo-9", members.get(2).sealing(), members.get(2).signing());
    members.set(2, joined);
    return Succession.draft(before, new CustodianSet("Testville", before.number() + 1, members));
  }

  private OpeningRequest asked(String checkpoint, long seconds) {
    var usual = town.request(new byte[32]);
    var asked = Instant.parse("2031-03-29T12:00:00Z").plusSeconds(seconds);
    return new OpeningRequest(
        usual.town(),
        usual.number(),
        usual.person(),
        usual.cameras(),
        usual.from(),
        usual.to(),
        usual.use(),
        usual.reason(),
        asked,
        asked.plusSeconds(60),
        usual.set(),
        usual.key(),
        checkpoint,
        usual.headers());
  }

  private static Rehearsal rehearsal(long seed) {
    try {
      return new Rehearsal(3, 1, seed);
    } catch (CustodyRefused e) {
      throw new AssertionError(e);
    }
  }
}
