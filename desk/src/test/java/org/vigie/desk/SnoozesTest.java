package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.desk.Town.GATE;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.rules.Area;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.Schedule;

/// Rules that rest for a while, and alerts that nobody opens.
class SnoozesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Town town;

  @BeforeEach
  void open() throws Exception {
    town = new Town(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Snooze quiet(Duration length) throws Exception {
    return town.desk
        .snoozes()
        .begin(town.permit(Right.JUDGE, YARD), YARD, "keep-out", length, "fair on the square");
  }

  private void pass(Duration time) {
    town.clocks.advance(time);
    town.desk.look();
  }

  private List<Entry> escalated() {
    return town.ledger("alert.escalated");
  }

  @Test
  void an_alert_of_a_quiet_rule_is_registered_as_ever() throws Exception {
    quiet(MINUTE.multipliedBy(20));
    var alert = town.alert(YARD);
    assertThat(alert.isWaiting()).isTrue();
    assertThat(town.ledger("alert.raised")).hasSize(1);
    assertThat(town.desk.snoozes().holds(YARD, "keep-out")).isTrue();
    assertThat(town.desk.snoozes().holds(GATE, "keep-out")).isFalse();
    assertThat(town.ledger("snooze.begun").getFirst().facts())
        .containsEntry("reason", "fair on the square")
        .containsEntry("rule", "keep-out");
  }

  @Test
  void it_ends_by_elapsed_time_whatever_the_wall_clock_does() throws Exception {
    quiet(MINUTE.multipliedBy(10));
    town.clocks.stepWall(Duration.ofHours(-2));
    pass(MINUTE.multipliedBy(10).minusMillis(1));
    assertThat(town.desk.snoozes().list()).hasSize(1);
    assertThat(town.desk.snoozes().list().getFirst().left()).isEqualTo(Duration.ofMillis(1));

    pass(Duration.ofMillis(1));
    assertThat(town.desk.snoozes().list()).isEmpty();
    assertThat(town.ledger("snooze.ended").getFirst().facts()).containsEntry("why", "EXPIRED");
    pass(MINUTE);
    assertThat(town.ledger("snooze.ended")).hasSize(1);
  }

  @Test
  void it_is_ended_by_a_person_or_a_restart() throws Exception {
    quiet(MINUTE);
    town.desk.snoozes().end(town.permit(Right.JUDGE, YARD), YARD, "keep-out");
    assertThat(town.desk.snoozes().list()).isEmpty();
    assertThatThrownBy(
            () -> town.desk.snoozes().end(town.permit(Right.JUDGE, YARD), YARD, "keep-out"))
        .isInstanceOf(DeskException.NotSo.class);
    quiet(MINUTE);
    town.restart();
    assertThat(town.desk.snoozes().list()).isEmpty();
    assertThat(town.ledger("snooze.ended"))
        .extracting(entry -> entry.text("why"))
        .containsExactly("PERSON", "RESTART");
  }

  @Test
  void nobody_makes_quiet_for_longer_without_a_reason_or_what_a_life_may_hang_on()
      throws Exception {
    var lying =
        new Rule.PersonDown(
            "lying", "", Area.wholePicture(), Duration.ofSeconds(8), Schedule.ALWAYS);
    town.desk.arm(new RuleBook(GATE, RuleBook.USUAL_ASPECT, List.of(), List.of(lying), List.of()));
    var snoozes = town.desk.snoozes();
    var gate = town.permit(Right.JUDGE, GATE);
    assertThatThrownBy(() -> snoozes.begin(gate, GATE, "lying", MINUTE, "wrong all day"))
        .isInstanceOf(DeskException.NotSo.class)
        .hasMessageContaining("a life may hang on it");
    assertThatThrownBy(() -> snoozes.begin(gate, GATE, "nothing", MINUTE, "wrong all day"))
        .isInstanceOf(DeskException.NoRule.class);
    assertThatThrownBy(() -> snoozes.begin(gate, YARD, "keep-out", MINUTE, "wrong all day"))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> quiet(Snoozes.LONGEST.plusSeconds(1)))
        .isInstanceOf(DeskException.Incomplete.class);
    var yard = town.permit(Right.JUDGE, YARD);
    assertThatThrownBy(() -> snoozes.begin(yard, YARD, "keep-out", MINUTE, " "))
        .isInstanceOf(DeskException.Incomplete.class);
    assertThat(snoozes.list()).isEmpty();
  }

  @Test
  void an_alert_that_nobody_opens_is_brought_to_the_supervisors_once() {
    var alert = town.alert(YARD);
    town.desk.look();
    pass(DeskSettings.USUAL_PATIENCE.minusMillis(1));
    assertThat(escalated()).isEmpty();

    pass(Duration.ofMillis(1));
    assertThat(escalated())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.facts())
                    .containsEntry("alert", alert.id())
                    .containsEntry("waited_seconds", 120L));
    assertThat(town.desk.list(AlertQuery.NEWEST).getFirst().escalated()).isPresent();
    pass(MINUTE.multipliedBy(10));
    assertThat(escalated()).hasSize(1);
  }

  @Test
  void one_that_was_opened_or_judged_is_left_alone() throws Exception {
    var opened = town.alert(YARD);
    town.desk.look();
    town.desk.seen(Town.OPERATOR, opened.id());
    var judged = town.alert(GATE);
    town.desk.look();
    town.desk.dismiss(town.permit(Right.JUDGE, GATE), judged.id(), DismissReason.ANIMAL, "");
    pass(MINUTE.multipliedBy(10));
    assertThat(escalated()).isEmpty();
  }

  @Test
  void one_of_a_quiet_rule_has_its_time_from_the_end_of_the_snooze_on() throws Exception {
    quiet(MINUTE.multipliedBy(20));
    var unused = town.alert(YARD);
    pass(MINUTE.multipliedBy(5));
    assertThat(escalated()).isEmpty();
    town.desk.snoozes().end(town.permit(Right.JUDGE, YARD), YARD, "keep-out");
    town.desk.look();
    pass(DeskSettings.USUAL_PATIENCE.minusMillis(1));
    assertThat(escalated()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(escalated()).hasSize(1);
  }
}
