package org.vigie.governance.viewing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// What is noticed is written once, over restarts too, and only the officer answers it.
class ViewingsTest {

  private static final ViewingLimits LIMITS = ViewingLimits.usual(ZoneId.of("UTC"));

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private Governance town;

  @BeforeEach
  void open() throws IOException, BadInput, Refused {
    clocks.advance(Duration.ofHours(10));
    start();
    grant("p-operator", Right.PLAY_BACK);
    grant("p-officer", Right.OVERSEE, Right.PLAY_BACK);
  }

  private void start() throws IOException, BadInput {
    town =
        Governance.open(
            dir, "Town", LegalProfile.builtIn("demo"), new Acts(List.of(), List.of()), clocks);
    town.viewings().adopt(LIMITS, town.lastEntryBefore());
  }

  private void grant(String person, Right... rights) throws Refused {
    town.grant(
        Actors.LOCAL_ADMINISTRATOR,
        person,
        Set.of(rights),
        CameraScope.all(),
        clocks.wall(),
        clocks.wall().plus(Duration.ofDays(90)));
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void restart() throws IOException, BadInput {
    town.close();
    start();
  }

  private void looks(String person, int cameras) throws Refused {
    for (int n = 0; n < cameras; n++) {
      clocks.advance(Duration.ofSeconds(1));
      var from = clocks.wall().minus(Duration.ofHours(3L * n + 1));
      town.permit(
          person,
          Right.PLAY_BACK,
          Set.of(new CameraId("c-" + n)),
          Optional.of(new Span(from, from.plusSeconds(60))),
          "incident " + clocks.wall());
    }
  }

  private List<Recorded> entries(String kind) {
    return town.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  @Test
  void what_is_noticed_is_written_once() throws Exception {
    looks("p-operator", 13);
    town.viewings().round();
    town.viewings().round();
    restart();
    town.viewings().round();
    assertThat(entries("viewing.noticed")).hasSize(1);
    assertThat(entries("viewing.limits")).hasSize(1);
    assertThat(town.viewings().list("p-officer"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.noticed().person()).isEqualTo("p-operator");
              assertThat(one.isWaiting()).isTrue();
              for (long index : one.noticed().entries()) {
                var entry = town.ledger().find(index).orElseThrow().entry();
                assertThat(entry.actor()).isEqualTo("p-operator");
                assertThat(entry.kind()).isEqualTo("permit.granted");
              }
            });
  }

  @Test
  void what_a_sudden_end_left_unwritten_is_written_after_the_start() throws Exception {
    looks("p-operator", 8);
    town.viewings().round();
    restart();
    looks("p-operator", 13);
    restart();
    town.viewings().round();
    assertThat(entries("viewing.noticed")).hasSize(1);
  }

  @Test
  void an_answer_stays_over_a_restart() throws Exception {
    looks("p-operator", 13);
    town.viewings().round();
    long entry = town.viewings().list("p-officer").getFirst().entry();
    town.viewings().answer("p-officer", entry, ViewingAnswer.ASKED, "asked on the phone");
    town.viewings()
        .answer("p-officer", entry, ViewingAnswer.EXPLAINED, "a judge's request, reference seen");
    restart();
    var answered = town.viewings().list("p-officer").getFirst();
    assertThat(answered.isWaiting()).isFalse();
    assertThat(answered.answers())
        .extracting(Viewing.Answer::answer)
        .containsExactly(ViewingAnswer.ASKED, ViewingAnswer.EXPLAINED);
    assertThat(answered.answers().getFirst().by()).isEqualTo("p-officer");
  }

  @Test
  void nobody_sees_or_answers_what_is_about_themselves_or_without_the_right() throws Exception {
    looks("p-officer", 13);
    town.viewings().round();
    long entry = entries("viewing.noticed").getFirst().index();
    assertThat(town.viewings().list("p-officer")).isEmpty();
    assertThat(town.viewings().list("p-operator")).isEmpty();
    for (var person : List.of("p-officer", "p-operator")) {
      assertThatThrownBy(
              () -> town.viewings().answer(person, entry, ViewingAnswer.EXPLAINED, "it was me"))
          .isInstanceOf(Refused.class);
    }
    assertThat(entries("viewing.refused")).hasSize(2);
    var noticed = entries("viewing.noticed").getFirst().entry();
    assertThat(Viewings.mayRead("p-officer", noticed)).isFalse();
    assertThat(Viewings.mayRead("p-inspector", noticed)).isTrue();
  }

  @Test
  void changed_limits_are_in_the_ledger_and_hold_from_then_on() throws Exception {
    looks("p-operator", 8);
    town.viewings().round();
    var strict =
        new ViewingLimits(
            4,
            LIMITS.nightFrom(),
            LIMITS.nightTo(),
            5,
            4,
            LIMITS.followedGap(),
            4,
            20,
            10,
            LIMITS.zone());
    town.viewings().adopt(strict, Optional.of(clocks.wall()));
    town.viewings().round();
    assertThat(entries("viewing.noticed")).isEmpty();
    clocks.advance(Duration.ofHours(2));
    looks("p-operator", 5);
    town.viewings().round();
    assertThat(entries("viewing.noticed")).hasSize(1);
    assertThat(entries("viewing.limits")).hasSize(2);
  }
}
