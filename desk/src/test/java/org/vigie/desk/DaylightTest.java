package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DaylightTest {

  private static final Daylight GREENWICH = new Daylight(51.4769, 0);

  /// At the summer solstice the sun culminates at 90 degrees less latitude plus 23.44.
  @Test
  void stands_as_high_as_geometry_says_at_noon_of_the_solstices() {
    assertThat(GREENWICH.elevation(Instant.parse("2026-06-21T12:02:00Z")))
        .isEqualTo(90 - 51.4769 + 23.44, within(0.1));
    assertThat(GREENWICH.elevation(Instant.parse("2026-12-21T11:58:00Z")))
        .isEqualTo(90 - 51.4769 - 23.44, within(0.1));
  }

  /// Sunrise and sunset at Greenwich on 20 March 2026 by the almanac: 06:05 and 18:14 UTC.
  @Test
  void rises_and_sets_when_the_almanac_says() {
    assertThat(GREENWICH.at(Instant.parse("2026-03-20T05:20:00Z"))).isEqualTo(Light.NIGHT);
    assertThat(GREENWICH.at(Instant.parse("2026-03-20T06:00:00Z"))).isEqualTo(Light.TWILIGHT);
    assertThat(GREENWICH.at(Instant.parse("2026-03-20T06:09:00Z"))).isEqualTo(Light.DAY);
    assertThat(GREENWICH.at(Instant.parse("2026-03-20T18:10:00Z"))).isEqualTo(Light.DAY);
    assertThat(GREENWICH.at(Instant.parse("2026-03-20T18:20:00Z"))).isEqualTo(Light.TWILIGHT);
    assertThat(GREENWICH.at(Instant.parse("2026-03-20T19:00:00Z"))).isEqualTo(Light.NIGHT);
  }

  @Test
  void knows_the_midnight_sun_and_the_other_side_of_the_world() {
    assertThat(new Daylight(69.65, 18.96).at(Instant.parse("2026-06-21T23:00:00Z")))
        .isEqualTo(Light.DAY);
    assertThat(new Daylight(-21.1, 55.5).at(Instant.parse("2026-06-21T20:00:00Z")))
        .isEqualTo(Light.NIGHT);
    assertThat(new Daylight(-21.1, 55.5).at(Instant.parse("2026-06-21T08:00:00Z")))
        .isEqualTo(Light.DAY);
  }
}
