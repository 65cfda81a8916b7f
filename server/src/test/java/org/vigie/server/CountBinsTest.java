package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Span;

class CountBinsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void the_days_on_which_clocks_are_changed_have_23_and_25_hours() {
    var spring = LocalDate.parse("2026-03-29");
    var autumn = LocalDate.parse("2026-10-25");

    assertThat(CountBins.of(spring, spring, CountBins.By.HOUR, PARIS).size()).isEqualTo(23);
    assertThat(CountBins.of(autumn, autumn, CountBins.By.HOUR, PARIS).size()).isEqualTo(25);
    assertThat(CountBins.of(spring, spring, CountBins.By.DAY, PARIS).spans())
        .extracting(Span::length)
        .containsExactly(Duration.ofHours(23));
  }

  @Test
  void bins_join_without_a_hole_and_each_instant_is_in_its_own() {
    for (long seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var zone = ZoneId.of(random.nextBoolean() ? "Australia/Lord_Howe" : "Asia/Kathmandu");
      var from = LocalDate.parse("2026-01-01").plusDays(random.nextInt(365));
      var by = random.nextBoolean() ? CountBins.By.HOUR : CountBins.By.DAY;
      var bins = CountBins.of(from, from.plusDays(random.nextInt(30)), by, zone);
      for (int i = 1; i < bins.size(); i++) {
        assertThat(bins.spans().get(i).from()).isEqualTo(bins.spans().get(i - 1).to());
      }
      for (int i = 0; i < 50; i++) {
        long within = Duration.between(bins.from(), bins.to()).toMillis();
        Instant at = bins.from().plusMillis(random.nextLong(within));
        var span = bins.spans().get(bins.find(at).orElseThrow());
        assertThat(at).isBetween(span.from(), span.to().minusMillis(1));
      }
      assertThat(bins.find(bins.from().minusMillis(1))).isEmpty();
      assertThat(bins.find(bins.to())).isEmpty();
    }
  }
}
