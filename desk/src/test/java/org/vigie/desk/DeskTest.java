package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vigie.desk.Town.GATE;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.StopScope;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;

class DeskTest {

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

  @Test
  void an_intrusion_becomes_an_alert_that_waits() {
    var began = town.clocks.wall();

    town.intrude(YARD);

    assertThat(town.desk.list(AlertQuery.NEWEST))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(Alert.State.WAITING);
              assertThat(alert.camera()).isEqualTo(YARD);
              assertThat(alert.event()).isEqualTo(EventType.INTRUSION);
              assertThat(alert.rule()).isEqualTo("keep-out");
              assertThat(alert.zone()).isEqualTo("half");
              assertThat(alert.kind()).isEqualTo(CoarseClass.PERSON);
              assertThat(alert.from()).isEqualTo(began);
              assertThat(alert.at()).isEqualTo(began.plusSeconds(1));
              assertThat(alert.raised()).isEqualTo(began.plusSeconds(1));
              assertThat(alert.confidence()).isEqualTo(0.75, within(1e-9));
              assertThat(alert.boxes())
                  .singleElement()
                  .satisfies(box -> assertThat(box.left()).isEqualTo(0.68, within(1e-5)));
              assertThat(alert.signals()).isEqualTo(1);
              assertThat(alert.precision().share()).isEmpty();
              assertThat(alert.seen()).isEmpty();
            });
    assertThat(town.desk.waiting()).isEqualTo(1);
  }

  @Test
  void raising_an_alert_is_in_the_ledger() {
    town.intrude(YARD);

    assertThat(town.ledger("alert.raised"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("vigie");
              assertThat(entry.text("camera")).isEqualTo("yard");
              assertThat(entry.text("event")).isEqualTo("INTRUSION");
              assertThat(entry.text("rule")).isEqualTo("keep-out");
            });
  }

  @Test
  void without_an_act_nothing_is_judged() {
    town.acts();

    town.watch(YARD, Duration.ofSeconds(10), 0.7);

    assertThat(town.desk.list(AlertQuery.NEWEST)).isEmpty();
    assertThat(town.desk.totals().observations()).isZero();
  }

  @Test
  void what_happened_before_the_act_never_counts() {
    town.acts();
    town.watch(YARD, Duration.ofSeconds(10), 0.7);
    town.acts(town.act(Duration.ofDays(1)));
    var valid = town.clocks.wall();

    town.watch(YARD, Duration.ofSeconds(2), 0.7);

    assertThat(town.desk.list(AlertQuery.NEWEST).getFirst().from()).isEqualTo(valid);
  }

  @Test
  void the_end_of_the_act_is_the_end_of_judging() {
    town.acts(town.act(Duration.ofMinutes(10)));
    town.clocks.advance(Duration.ofMinutes(10).minusMillis(500));

    town.watch(YARD, Duration.ofSeconds(10), 0.7);

    assertThat(town.desk.list(AlertQuery.NEWEST)).isEmpty();
    assertThat(town.desk.totals().observations()).isEqualTo(5);
  }

  @Test
  void a_stop_button_stops_the_next_observation() throws Exception {
    for (var scope :
        new StopScope[] {
          new StopScope.Town(),
          new StopScope.Camera(YARD),
          new StopScope.Event(EventType.INTRUSION),
          new StopScope.Rule(YARD, "keep-out")
        }) {
      town.watch(YARD, Duration.ofMillis(900), 0.7);
      town.governance.stop(Town.OPERATOR, scope, "drill");
      town.watch(YARD, Duration.ofSeconds(5), 0.7);
      assertThat(town.desk.list(AlertQuery.NEWEST)).as("%s", scope).isEmpty();

      town.governance.resume(Town.OPERATOR, scope, "drill over");
      town.watch(YARD, Duration.ofMillis(900), 0.7);
      assertThat(town.desk.list(AlertQuery.NEWEST)).as("%s", scope).isEmpty();
      town.watch(YARD, Duration.ofSeconds(7));
    }
  }

  @Test
  void the_stop_of_one_rule_leaves_the_others_alone() throws Exception {
    town.governance.stop(Town.OPERATOR, new StopScope.Rule(YARD, "keep-out"), "works");

    town.intrude(YARD);
    town.intrude(GATE);

    assertThat(town.desk.list(AlertQuery.NEWEST)).extracting(Alert::camera).containsExactly(GATE);
  }

  @Test
  void a_dismissal_takes_its_reason_and_is_in_the_ledger() throws Exception {
    var alert = town.alert(YARD);

    var judged =
        town.desk.dismiss(
            town.permit(Right.JUDGE, YARD), alert.id(), DismissReason.ANIMAL, "a fox, again");

    assertThat(judged.verdict())
        .contains(
            new Verdict.Dismissed(
                Town.OPERATOR, town.clocks.wall(), DismissReason.ANIMAL, "a fox, again"));
    assertThat(judged.state()).isEqualTo(Alert.State.DISMISSED);
    assertThat(town.desk.get(alert.id())).isEqualTo(judged);
    assertThat(town.ledger("alert.dismissed"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo(Town.OPERATOR);
              assertThat(entry.text("reason")).isEqualTo("ANIMAL");
              assertThat(entry.facts()).containsEntry("alert", alert.id());
              assertThat(entry.facts().toString()).doesNotContain("fox");
            });
  }

  @Test
  void a_confirmation_takes_a_sentence() throws Exception {
    var alert = town.alert(YARD);
    var permit = town.permit(Right.JUDGE, YARD);

    assertThatThrownBy(() -> town.desk.confirm(permit, alert.id(), " ", ""))
        .isInstanceOf(DeskException.Incomplete.class)
        .hasMessage("To confirm, say what happened, in 3 to 500 characters.");
    var judged = town.desk.confirm(permit, alert.id(), "Two people over the fence.", "");

    assertThat(judged.state()).isEqualTo(Alert.State.CONFIRMED);
    assertThat(judged.verdict())
        .contains(
            new Verdict.Confirmed(
                Town.OPERATOR, town.clocks.wall(), "Two people over the fence.", ""));
    assertThat(town.ledger("alert.confirmed")).hasSize(1);
  }

  @Test
  void a_dismissal_for_another_reason_needs_a_note() throws Exception {
    var alert = town.alert(YARD);
    var permit = town.permit(Right.JUDGE, YARD);

    assertThatThrownBy(() -> town.desk.dismiss(permit, alert.id(), DismissReason.OTHER, ""))
        .isInstanceOf(DeskException.Incomplete.class);

    assertThat(town.desk.get(alert.id()).isWaiting()).isTrue();
    assertThat(town.desk.dismiss(permit, alert.id(), DismissReason.OTHER, "a kite").isWaiting())
        .isFalse();
  }

  @Test
  void only_a_permit_to_judge_that_camera_judges() throws Exception {
    var alert = town.alert(YARD);
    var stop = town.permit(Right.STOP, YARD);
    var elsewhere = town.permit(Right.JUDGE, GATE);

    assertThatThrownBy(() -> town.desk.dismiss(stop, alert.id(), DismissReason.ANIMAL, ""))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> town.desk.dismiss(elsewhere, alert.id(), DismissReason.ANIMAL, ""))
        .isInstanceOf(Refused.class);

    assertThat(town.desk.get(alert.id()).isWaiting()).isTrue();
    assertThat(town.ledger("alert.dismissed")).isEmpty();
  }

  @Test
  void a_verdict_is_given_once() throws Exception {
    var alert = town.alert(YARD);
    town.desk.dismiss(town.permit(Right.JUDGE, YARD), alert.id(), DismissReason.WEATHER, "");
    var again = town.permit(Right.JUDGE, YARD);

    assertThatThrownBy(() -> town.desk.confirm(again, alert.id(), "It was someone.", ""))
        .isInstanceOf(DeskException.Judged.class)
        .hasMessageContaining("was dismissed already, by operator-7");

    // The refusal did not use the permit up.
    var other = town.alert(YARD);
    assertThat(town.desk.confirm(again, other.id(), "It was someone.", "").isWaiting()).isFalse();
  }

  @Test
  void there_is_no_verdict_about_nothing() throws Exception {
    var permit = town.permit(Right.JUDGE, YARD);

    assertThatThrownBy(() -> town.desk.confirm(permit, 99, "It was someone.", ""))
        .isInstanceOf(DeskException.Unknown.class)
        .hasMessage("There is no alert 99.");
  }

  @Test
  void precision_is_measured_per_rule_and_camera_without_drills() throws Exception {
    dismiss(YARD, DismissReason.LIGHT_OR_SHADOW);
    dismiss(YARD, DismissReason.DRILL);
    dismiss(GATE, DismissReason.WEATHER);
    var real = town.alert(YARD);
    town.desk.confirm(town.permit(Right.JUDGE, YARD), real.id(), "Two people.", "");

    assertThat(town.desk.precision(YARD, "keep-out")).isEqualTo(new Precision(1, 1));
    assertThat(town.desk.precision(YARD, "keep-out").share()).hasValue(0.5);
    assertThat(town.desk.precision(GATE, "keep-out")).isEqualTo(new Precision(0, 1));
    assertThat(town.alert(YARD).precision()).isEqualTo(new Precision(1, 1));
  }

  @Test
  void further_signals_join_the_alert_that_waits() throws Exception {
    town.intrude(YARD);
    var last = town.clocks.wall();
    town.intrude(YARD);
    town.intrude(GATE);

    assertThat(town.desk.list(AlertQuery.NEWEST.cameras(Set.of(YARD))))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.signals()).isEqualTo(2);
              assertThat(alert.last()).isEqualTo(last.plusSeconds(1));
              assertThat(alert.at()).isBefore(last);
            });
    assertThat(town.ledger("alert.raised")).hasSize(2);
    assertThat(town.desk.totals().signals()).isEqualTo(3);
    assertThat(town.desk.totals().alerts()).isEqualTo(2);
  }

  @Test
  void a_signal_after_a_minute_or_after_the_verdict_is_a_new_alert() throws Exception {
    town.intrude(YARD);
    town.clocks.advance(Duration.ofSeconds(60));
    town.intrude(YARD);
    assertThat(town.desk.waiting()).isEqualTo(2);

    for (var alert : town.desk.list(AlertQuery.NEWEST)) {
      town.desk.dismiss(town.permit(Right.JUDGE, YARD), alert.id(), DismissReason.ANIMAL, "");
    }
    town.intrude(YARD);

    assertThat(town.desk.waiting()).isEqualTo(1);
    assertThat(town.desk.totals().alerts()).isEqualTo(3);
  }

  @Test
  void passages_are_counted_by_minute_and_raise_nothing() {
    var minute = town.clocks.wall().truncatedTo(ChronoUnit.MINUTES);
    town.clocks.advance(Duration.between(town.clocks.wall(), minute.plusSeconds(90)));
    for (int i = 0; i < 3; i++) {
      town.desk.observed(Town.observation(YARD, town.clocks.wall(), 0.2));
      town.clocks.advance(Duration.ofMillis(100));
      town.desk.observed(Town.observation(YARD, town.clocks.wall(), 0.3));
      town.clocks.advance(Duration.ofMillis(100));
    }

    // Who walks down along the line has the left of the picture on the right hand: to the right in
    // the picture is back.
    assertThat(
            town.desk.counts(YARD, minute, minute.plusSeconds(3_600)).stream()
                .map(count -> Map.entry(count.direction(), count.passages())))
        .containsExactly(Map.entry("back", 3), Map.entry("forward", 2));
    assertThat(town.desk.counts(YARD, minute, minute.plusSeconds(3_600)))
        .allSatisfy(
            count -> {
              assertThat(count.minute()).isEqualTo(minute.plusSeconds(60));
              assertThat(count.line()).isEqualTo("line");
              assertThat(count.kind()).isEqualTo(CoarseClass.PERSON);
            });
    assertThat(town.desk.counts(GATE, minute, minute.plusSeconds(3_600))).isEmpty();
    assertThat(town.desk.waiting()).isZero();
    assertThat(town.desk.totals().signals()).isEqualTo(5);
  }

  @Test
  void alerts_are_found_by_camera_event_state_and_time() throws Exception {
    var first = town.alert(YARD);
    var second = town.alert(GATE);
    town.desk.dismiss(town.permit(Right.JUDGE, GATE), second.id(), DismissReason.WEATHER, "");
    var third = town.alert(YARD);

    assertThat(ids(AlertQuery.NEWEST)).containsExactly(third.id(), second.id(), first.id());
    assertThat(ids(AlertQuery.NEWEST.cameras(Set.of(YARD))))
        .containsExactly(third.id(), first.id());
    assertThat(ids(AlertQuery.NEWEST.cameras(Set.of(YARD, GATE)))).hasSize(3);
    assertThat(ids(AlertQuery.NEWEST.states(Set.of(Alert.State.DISMISSED))))
        .containsExactly(second.id());
    assertThat(ids(AlertQuery.NEWEST.events(Set.of(EventType.FIRE)))).isEmpty();
    assertThat(ids(AlertQuery.NEWEST.between(first.at(), third.at())))
        .containsExactly(second.id(), first.id());
    assertThat(ids(AlertQuery.NEWEST.limit(1))).containsExactly(third.id());
  }

  @Test
  void who_saw_an_alert_first_is_kept() throws Exception {
    var alert = town.alert(YARD);
    var when = town.clocks.wall();

    town.desk.seen(Town.OPERATOR, alert.id());
    town.clocks.advance(Duration.ofSeconds(5));
    var again = town.desk.seen("operator-8", alert.id());

    assertThat(again.seen()).contains(new Alert.Seen(Town.OPERATOR, when));
    assertThat(town.ledger("alert.seen")).extracting(Entry::actor).containsExactly(Town.OPERATOR);
  }

  @Test
  void the_tracks_of_a_camera_that_says_nothing_are_forgotten() {
    town.watch(YARD, Duration.ofMillis(900), 0.7);
    // Its pictures carry their own time, in which nothing has been missed.
    var resumes = town.clocks.wall();

    town.clocks.advance(Duration.ofSeconds(20));
    town.desk.tidy();
    for (int i = 0; i < 5; i++) {
      town.desk.observed(Town.observation(YARD, resumes.plusMillis(i * 100L), 0.7));
    }

    assertThat(town.desk.list(AlertQuery.NEWEST)).isEmpty();
  }

  @Test
  void a_disarmed_camera_is_judged_no_more() {
    town.desk.disarm(YARD);

    town.intrude(YARD);

    assertThat(town.desk.waiting()).isZero();
    assertThat(town.desk.book(YARD)).isEmpty();
    assertThat(town.desk.book(GATE)).isPresent();
  }

  private void dismiss(CameraId camera, DismissReason reason) throws Exception {
    var alert = town.alert(camera);
    town.desk.dismiss(town.permit(Right.JUDGE, camera), alert.id(), reason, "");
  }

  private List<Long> ids(AlertQuery query) {
    return town.desk.list(query).stream().map(Alert::id).toList();
  }
}
