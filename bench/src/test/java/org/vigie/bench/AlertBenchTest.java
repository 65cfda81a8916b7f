package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertBenchTest {

  @Test
  void a_share_is_the_smallest_delay_that_so_many_do_not_exceed() {
    var delays = IntStream.rangeClosed(1, 20).boxed().toList();
    assertThat(AlertBench.share(delays, 0.5)).isEqualTo(10);
    assertThat(AlertBench.share(delays, 0.95)).isEqualTo(19);
    assertThat(AlertBench.share(delays, 1)).isEqualTo(20);
    assertThat(AlertBench.share(List.of(412), 0.5)).isEqualTo(412);
  }

  @Test
  void where_no_alert_came_nothing_is_quick_enough() {
    assertThat(AlertBench.share(List.of(), 0.95)).isEqualTo(Integer.MAX_VALUE);
  }
}
