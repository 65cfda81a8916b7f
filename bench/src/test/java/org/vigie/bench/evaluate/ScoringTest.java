package org.vigie.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.model.EventType;

class ScoringTest {

  private static Expectation span(String zone, double from, double to) {
    return new Expectation(EventType.INTRUSION, zone, from, to);
  }

  private static Said said(String zone, double at) {
    return new Said(EventType.INTRUSION, zone, at, List.of());
  }

  private static Scoring.Verdict judge(List<Expectation> expected, Said... said) {
    return Scoring.judge(expected, Set.of(), List.of(said));
  }

  private static List<Boolean> found(Scoring.Verdict verdict) {
    return verdict.outcomes().stream().map(outcome -> outcome.found().isPresent()).toList();
  }

  @Test
  void a_signal_within_its_span_finds_it() {
    var verdict = judge(List.of(span("yard", 10, 20)), said("yard", 11.5));

    assertThat(found(verdict)).containsExactly(true);
    assertThat(verdict.falseAlarms()).isEmpty();
    assertThat(verdict.outcomes().getFirst().afterS()).contains(1.5);
  }

  @Test
  void half_a_second_before_and_a_second_after_are_within_it() {
    assertThat(found(judge(List.of(span("yard", 10, 20)), said("yard", 9.5))))
        .containsExactly(true);
    assertThat(found(judge(List.of(span("yard", 10, 20)), said("yard", 21)))).containsExactly(true);

    var early = judge(List.of(span("yard", 10, 20)), said("yard", 9.49));
    assertThat(found(early)).containsExactly(false);
    assertThat(early.falseAlarms()).hasSize(1);
    var late = judge(List.of(span("yard", 10, 20)), said("yard", 21.01));
    assertThat(found(late)).containsExactly(false);
    assertThat(late.falseAlarms()).hasSize(1);
  }

  @Test
  void several_signals_within_one_span_count_once() {
    var verdict = judge(List.of(span("yard", 10, 20)), said("yard", 17), said("yard", 11));

    assertThat(found(verdict)).containsExactly(true);
    assertThat(verdict.falseAlarms()).isEmpty();
    assertThat(verdict.outcomes().getFirst().afterS()).contains(1.0);
  }

  @Test
  void a_signal_that_fits_two_spans_goes_to_the_earlier_one_not_yet_found() {
    var spans = List.of(span("yard", 10, 20), span("yard", 15, 30));

    assertThat(found(judge(spans, said("yard", 16)))).containsExactly(true, false);
    assertThat(found(judge(spans, said("yard", 16), said("yard", 17)))).containsExactly(true, true);
    var third = judge(spans, said("yard", 16), said("yard", 17), said("yard", 18));
    assertThat(third.falseAlarms()).isEmpty();
  }

  @Test
  void a_signal_of_another_zone_or_event_finds_nothing() {
    var zone = judge(List.of(span("yard", 10, 20)), said("gate", 15));
    assertThat(found(zone)).containsExactly(false);
    assertThat(zone.falseAlarms()).hasSize(1);

    var event =
        judge(List.of(span("yard", 10, 20)), new Said(EventType.WRONG_WAY, "yard", 15, List.of()));
    assertThat(event.misses()).hasSize(1);
    assertThat(event.falseAlarms()).hasSize(1);
  }

  @Test
  void a_span_without_a_zone_is_found_by_a_signal_of_any() {
    assertThat(found(judge(List.of(span("", 10, 20)), said("yard", 15)))).containsExactly(true);
  }

  @Test
  void every_signal_of_an_event_that_must_never_come_is_false() {
    var verdict =
        Scoring.judge(
            List.of(), Set.of(EventType.INTRUSION), List.of(said("", 3), said("yard", 3)));

    assertThat(verdict.falseAlarms()).hasSize(2);
  }

  @Test
  void nothing_said_is_a_miss_and_no_false_alarm() {
    var verdict = judge(List.of(span("yard", 10, 20)));

    assertThat(verdict.misses()).hasSize(1);
    assertThat(verdict.falseAlarms()).isEmpty();
  }

  @Test
  void a_tally_adds_up_clips_and_has_no_share_of_nothing() {
    var tally = new Tally(EventType.INTRUSION);
    assertThat(tally.precision()).isEmpty();
    assertThat(tally.recall()).isEmpty();
    assertThat(tally.medianS()).isEmpty();

    tally.add(judge(List.of(span("yard", 10, 20)), said("yard", 12)), true);
    tally.add(judge(List.of(span("yard", 10, 20)), said("yard", 30)), true);
    tally.add(judge(List.of(span("yard", 10, 20)), said("yard", 14)), true);

    assertThat(tally.expected()).isEqualTo(3);
    assertThat(tally.found()).isEqualTo(2);
    assertThat(tally.falseAlarms()).isEqualTo(1);
    assertThat(tally.precision()).hasValue(2 / 3.0);
    assertThat(tally.recall()).hasValue(2 / 3.0);
    assertThat(tally.medianS()).hasValue(3);
    assertThat(tally.worstS()).hasValue(4);
    assertThat(tally.unavailable()).isZero();
  }

  @Test
  void an_event_without_a_rule_is_expected_and_not_found() {
    var tally = new Tally(EventType.INTRUSION);
    tally.add(judge(List.of(span("", 1, 2))), false);

    assertThat(tally.recall()).hasValue(0);
    assertThat(tally.unavailable()).isEqualTo(1);
  }
}
