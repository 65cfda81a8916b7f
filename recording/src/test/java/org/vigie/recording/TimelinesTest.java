package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;

class TimelinesTest {

  private static final long S = Micros.PER_SECOND;

  private static Stretch seconds(double from, double to) {
    return Stretch.of((long) (from * S), (long) (to * S), 0);
  }

  private static Journal.Line.GapFrom begin(double from, GapReason reason) {
    return new Journal.Line.GapFrom(
        Town.QUAY, Micros.instant((long) (from * S)), reason, reason + ".");
  }

  private static Timeline of(
      double from, double to, List<Stretch> recorded, Journal.Line.GapFrom... begins) {
    return Timelines.of(
        Town.QUAY, (long) (from * S), (long) (to * S), recorded, List.of(), List.of(begins));
  }

  private static List<String> told(Timeline timeline) {
    return timeline.gaps().stream()
        .map(g -> g.from().toEpochMilli() + "-" + g.to().toEpochMilli() + " " + g.reason())
        .toList();
  }

  @Test
  void a_gap_lasts_from_footage_to_footage_whatever_instant_its_line_names() {
    var footage = List.of(seconds(0, 10), seconds(30, 40));
    assertThat(told(of(0, 40, footage, begin(18, GapReason.CAMERA_LOST))))
        .containsExactly("10000-30000 CAMERA_LOST");
    assertThat(told(of(0, 40, footage, begin(9.9, GapReason.CAMERA_LOST))))
        .containsExactly("10000-30000 CAMERA_LOST");
  }

  @Test
  void a_gap_whose_reason_changes_is_two() {
    var footage = List.of(seconds(0, 10), seconds(30, 40));
    assertThat(
            told(
                of(
                    0,
                    40,
                    footage,
                    begin(10, GapReason.CAMERA_LOST),
                    begin(20, GapReason.CAMERA_REFUSED))))
        .containsExactly("10000-20000 CAMERA_LOST", "20000-30000 CAMERA_REFUSED");
  }

  @Test
  void a_hole_that_nobody_explained_was_a_crash() {
    assertThat(told(of(0, 40, List.of(seconds(0, 10), seconds(30, 40)))))
        .containsExactly("10000-30000 RESTART");
  }

  @Test
  void two_runs_that_follow_on_directly_have_no_gap_between_them() {
    var timeline = of(0, 20, List.of(seconds(0, 10), seconds(10.15, 20)));
    assertThat(timeline.gaps()).isEmpty();
    assertThat(timeline.recorded()).hasSize(1);
  }

  @Test
  void a_reason_given_before_the_last_footage_does_not_explain_the_hole_after_it() {
    assertThat(
            told(
                of(
                    0,
                    50,
                    List.of(seconds(0, 10), seconds(30, 40)),
                    begin(10, GapReason.CAMERA_LOST))))
        .containsExactly("10000-30000 CAMERA_LOST", "40000-50000 RESTART");
  }

  @Test
  void a_span_inside_a_gap_knows_its_reason() {
    assertThat(
            told(of(20, 25, List.of(seconds(0, 10), seconds(30, 40)), begin(10, GapReason.DISK))))
        .containsExactly("20000-25000 DISK");
  }

  @Test
  void a_camera_that_was_never_recorded_keeps_the_reason_given_long_before_the_span() {
    assertThat(told(of(90_000, 90_010, List.of(), begin(0, GapReason.NO_ACT))))
        .containsExactly("90000000-90010000 NO_ACT");
    assertThat(
            told(
                of(
                    90_000,
                    90_010,
                    List.of(),
                    begin(0, GapReason.NO_ACT),
                    begin(90_004, GapReason.CAMERA_LOST))))
        .containsExactly("90000000-90004000 NO_ACT", "90004000-90010000 CAMERA_LOST");
  }

  @Test
  void every_microsecond_is_recorded_or_deleted_or_a_gap_and_only_one_of_them() {
    for (long seed = 1; seed <= 2_000; seed++) {
      var random = new Random(seed);
      var recorded = new ArrayList<Stretch>();
      var deleted = new ArrayList<Stretch>();
      var begins = new ArrayList<Journal.Line.GapFrom>();
      long at = random.nextInt(1_000_000);
      for (int i = random.nextInt(8); i > 0; i--) {
        long end = at + 1 + random.nextInt(5_000_000);
        (recorded.isEmpty() && random.nextBoolean() ? deleted : recorded)
            .add(Stretch.of(at, end, random.nextInt(100)));
        // Now and then the clock is put back.
        at = end + random.nextInt(3_000_000) - (random.nextInt(5) == 0 ? 2_000_000 : 0);
        if (random.nextBoolean()) {
          begins.add(begin((end + random.nextInt(900_000)) / 1e6, GapReason.CAMERA_LOST));
        }
      }
      long from = random.nextInt(3_000_000);
      long to = from + random.nextInt(20_000_000);
      var timeline = Timelines.of(Town.QUAY, from, to, recorded, deleted, begins);
      var all = new ArrayList<Span>(timeline.recorded());
      all.addAll(timeline.deleted());
      timeline.gaps().stream().map(TimelinesTest::span).forEach(all::add);
      all.sort(Comparator.comparing(Span::from));
      var cursor = Micros.instant(from);
      for (var span : all) {
        assertThat(span.from()).as("seed %d: %s", seed, timeline).isEqualTo(cursor);
        assertThat(span.length()).as("seed %d", seed).isGreaterThan(Duration.ZERO);
        cursor = span.to();
      }
      assertThat(cursor).as("seed %d: %s", seed, timeline).isEqualTo(Micros.instant(to));
    }
  }

  private static Span span(Gap gap) {
    return new Span(gap.from(), gap.to());
  }
}
