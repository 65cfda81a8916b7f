package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Street.track;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Track;

/// INTRUSION of what stands: stopped vehicles.
class StandingTest {

  private static RuleBook book(boolean standing) {
    return Books.of(
        new Rule.Intrusion(
            "stops",
            "",
            Area.wholePicture(),
            Target.VEHICLE,
            0,
            standing,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Schedule.ALWAYS));
  }

  private static Track car(double x) {
    return track("c", CoarseClass.CAR, new Box(x, 0.5, 0.15, 0.12));
  }

  private static Street drive(Street street, double from, double to, double seconds) {
    int steps = (int) Math.round(seconds * 10);
    for (int i = 0; i <= steps; i++) {
      street.see(car(from + (to - from) * i / steps));
    }
    return street;
  }

  @Test
  void a_vehicle_that_stops_is_told_once_after_the_patience() {
    var street = drive(new Street(book(true)), 0, 0.4, 4).hold(9, car(0.4));
    assertThat(street.signals()).isEmpty();

    street.hold(60, car(0.4));

    assertThat(street.signals())
        .singleElement()
        .satisfies(
            signal ->
                assertThat(signal.from())
                    .isBetween(Scene.START.plusSeconds(3), Scene.START.plusMillis(4_100)));
  }

  @Test
  void a_vehicle_that_creeps_through_has_not_stopped() {
    assertThat(drive(new Street(book(true)), 0, 0.85, 20).signals()).isEmpty();
    assertThat(drive(new Street(book(false)), 0, 0.85, 20).signals()).hasSize(1);
  }

  @Test
  void moving_on_begins_the_patience_anew() {
    var street = drive(new Street(book(true)), 0, 0.4, 4).hold(8, car(0.4));

    drive(street, 0.4, 0.6, 2).hold(8, car(0.6));

    assertThat(street.signals()).isEmpty();
    assertThat(street.hold(4, car(0.6)).signals()).hasSize(1);
  }

  @Test
  void a_box_that_breathes_stands() {
    var random = new Random(1);
    var street = new Street(book(true));
    for (int i = 0; i < 150; i++) {
      double off = 0.005 * random.nextGaussian();
      street.see(track("c", CoarseClass.CAR, new Box(0.4, 0.5, 0.15, 0.12 + off)));
    }

    assertThat(street.signals()).hasSize(1);
  }
}
