package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.model.EventType;
import org.vigie.rules.Area;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.Schedule;

class FlowTest {

  private Town town;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new Town(folder);
    // To the beginning of the next quarter of an hour.
    var next = SqlFlows.quarter(town.clocks.wall()).plus(Duration.ofMinutes(15));
    town.clocks.advance(Duration.between(town.clocks.wall(), next));
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private void pass(Duration length, double... feet) {
    for (long i = 0; i < length.toSeconds() * 2; i++) {
      town.desk.observed(Town.observation(Town.YARD, town.clocks.wall(), feet));
      town.clocks.advance(Duration.ofMillis(500));
    }
  }

  private Flow flow(Instant from) {
    return town.desk.flow(Town.YARD, from, from.plus(Duration.ofHours(2)));
  }

  @Test
  void passages_are_added_up_by_quarters_and_what_was_watched_is_told_from_what_was_not() {
    var from = town.clocks.wall();
    pass(Duration.ofMinutes(10));
    for (int i = 0; i < 6; i++) {
      pass(Duration.ofSeconds(1), 0.2);
      pass(Duration.ofSeconds(1), 0.3);
    }
    town.clocks.advance(Duration.ofMinutes(20));
    pass(Duration.ofSeconds(90), 0.2);
    town.desk.tidy();

    var flow = flow(from);
    assertThat(flow.passages()).extracting(Flow.Passages::quarter).containsOnly(from);
    assertThat(flow.passages().stream().mapToInt(Flow.Passages::number).sum()).isEqualTo(11);
    assertThat(flow.watched()).hasSize(2);
    assertThat(flow.watched().getFirst())
        .isEqualTo(
            new Flow.Watched(
                from, "passages", "line", 11, OptionalInt.empty(), OptionalDouble.empty()));
    assertThat(flow.watched().getLast().quarter()).isEqualTo(from.plus(Duration.ofMinutes(30)));
    assertThat(flow.watched().getLast().minutes()).isBetween(2, 3);
    assertThat(town.desk.flow(Town.GATE, from, from.plusSeconds(7_200)).watched()).isEmpty();
  }

  @Test
  void people_in_a_zone_are_the_most_and_the_mean_however_often_they_are_written() {
    var act = town.act(Duration.ofDays(20));
    town.acts(
        new DetectionAct(
            act.number(),
            act.authority(),
            act.from(),
            act.until(),
            Set.of(EventType.DENSITY),
            CameraScope.all(),
            Set.of()));
    var rule =
        new Rule.Density(
            "people",
            "",
            Area.wholePicture(),
            50,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Schedule.ALWAYS);
    town.desk.arm(
        new RuleBook(Town.YARD, RuleBook.USUAL_ASPECT, List.of(), List.of(rule), List.of()));
    var from = town.clocks.wall();

    pass(Duration.ofMinutes(1), 0.1, 0.3);
    town.desk.tidy();
    pass(Duration.ofMinutes(1), 0.1, 0.3, 0.6, 0.8);
    town.desk.tidy();
    town.desk.tidy();

    assertThat(flow(from).watched())
        .singleElement()
        .satisfies(
            watched -> {
              assertThat(watched.minutes()).isEqualTo(2);
              assertThat(watched.most()).hasValue(4);
              assertThat(watched.mean().orElseThrow()).isBetween(2.9, 3.1);
            });
    assertThat(town.desk.waiting()).isZero();
  }

  @Test
  void what_was_counted_is_kept_over_a_stop() throws Exception {
    var from = town.clocks.wall();
    pass(Duration.ofMinutes(3));
    town.restart();

    assertThat(flow(from).watched()).singleElement().extracting(Flow.Watched::minutes).isEqualTo(3);
  }
}
