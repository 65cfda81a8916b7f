package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertFiguresTest {

  @Test
  void a_share_is_the_smallest_delay_that_so_many_do_not_exceed() {
    var delays = IntStream.rangeClosed(1, 20).boxed().toList();
    assertThat(AlertFigures.share(delays, 0.5)).isEqualTo(10);
    assertThat(AlertFigures.share(delays, 0.95)).isEqualTo(19);
    assertThat(AlertFigures.share(delays, 1)).isEqualTo(20);
    assertThat(AlertFigures.share(List.of(412), 0.5)).isEqualTo(412);
  }

  @Test
  void where_no_alert_came_nothing_is_quick_enough() {
    assertThat(AlertFigures.share(List.of(), 0.95)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_walker_of_a_street_is_due_a_patience_after_the_whole_of_them_came() {
    var epoch = Instant.parse("2031-03-30T10:00:00Z");
    // The third street is two turns further than the first, so its people come in the last turn
    // but two of the loop; the next loop but one.
    var turn = epoch.plus(Duration.ofSeconds(2 * 400 - 3 * 20));
    var decided = turn.plusMillis(4_100);

    var due = QuietStreet.find(epoch, 3, decided).orElseThrow();

    assertThat(due.quiet()).isTrue();
    assertThat(Duration.between(turn, due.began()).toMillis()).isBetween(500L, 1_000L);
    assertThat(Duration.between(due.began(), due.due())).isEqualTo(BenchTown.PATIENCE);
    assertThat(QuietStreet.find(epoch, 3, turn.minusSeconds(2))).isEmpty();
  }

  @Test
  void limits_hold_only_where_enough_alerts_came() {
    var figures = new AlertFigures();
    var at = Instant.parse("2031-03-30T10:00:00Z");
    var alert = new ShownAlert("m1", "INTRUSION", "", at, at.plusMillis(200));
    figures.take(alert, Optional.of(new AlertTruth.Due(at, at.minusMillis(700), false)));

    assertThat(figures.holds(1, 0)).isTrue();
    assertThat(figures.holds(2, 0)).isFalse();
    assertThat(figures.holds(0, 1)).isFalse();
    figures.take(alert, Optional.of(new AlertTruth.Due(at, at.minusMillis(900), false)));
    assertThat(figures.holds(2, 0)).as("1100 ms after the patience").isFalse();
  }
}
