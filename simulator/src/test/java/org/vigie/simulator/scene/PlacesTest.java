package org.vigie.simulator.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.draw.Sightline;
import org.vigie.simulator.draw.Studio;

class PlacesTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int RATE = 12;

  /// Traced once: nothing draws into them.
  private static final Map<String, Backdrop> BACKDROPS = new HashMap<>();

  static List<Place> places() {
    return Places.all(7);
  }

  @ParameterizedTest
  @MethodSource("places")
  void the_same_seed_draws_the_same_bytes(Place place) {
    var again = Places.all(7).stream().filter(other -> other.id().equals(place.id())).findFirst();

    var other = again.orElseThrow();
    var retraced = new Studio(trace(other), other.lens(), other.light(), 7);

    assertThat(picture(studio(place, 7), place, 17)).isEqualTo(picture(retraced, other, 17));
  }

  @Test
  void another_seed_dresses_people_otherwise() {
    var one = Places.all(7).getFirst();
    var other = Places.all(8).getFirst();

    assertThat(one.actors().getFirst().figure()).isNotEqualTo(other.actors().getFirst().figure());
  }

  @ParameterizedTest
  @MethodSource("places")
  void nothing_jumps_where_the_loop_closes(Place place) {
    var studio = studio(place, 7);
    var last = picture(studio, place, Place.LOOP_S * RATE - 1);
    var first = picture(studio, place, 0);
    var second = picture(studio, place, 1);

    // Compared with what changes from any picture to the next: noise and a few people's legs.
    assertThat(difference(last, first)).isLessThan(difference(first, second) * 1.2 + 0.2);
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_picture_does_not_depend_on_those_before_it(Place place) {
    var busy = studio(place, 7);
    for (int i = 0; i < 40; i++) {
      picture(busy, place, i * 17);
    }

    assertThat(picture(busy, place, 200)).isEqualTo(picture(studio(place, 7), place, 200));
  }

  @ParameterizedTest
  @MethodSource("places")
  void what_the_truth_says_is_in_the_picture(Place place) {
    for (var picture : Truth.of(place, RATE).pictures()) {
      for (var seen : picture.sightings()) {
        var box = seen.box();
        assertThat(box.width()).as("%s at %s s", seen.id(), picture.s()).isBetween(0.001, 0.7);
        assertThat(box.height()).as("%s at %s s", seen.id(), picture.s()).isBetween(0.002, 0.9);
        assertThat(box.left() + box.width() / 2).isBetween(-0.1, 1.1);
        assertThat(box.top() + box.height() / 2).isBetween(-0.1, 1.1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void whoever_is_wholly_behind_something_is_not_in_the_truth(Place place) {
    var studio = studio(place, 7);
    for (var picture : Truth.of(place, 1).pictures()) {
      var bodies =
          place.actors().stream()
              .filter(actor -> actor.at(picture.s()).isPresent())
              .map(Actor::id)
              .toList();
      picture(studio, place, (int) Math.round(picture.s() * RATE));
      for (var seen : picture.sightings()) {
        int body = bodies.indexOf(seen.id());
        assertThat(pixels(studio, body)).as("%s at %s s", seen.id(), picture.s()).isPositive();
      }
    }
  }

  private static int pixels(Studio studio, int body) {
    var owners = studio.owners();
    int found = 0;
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      found += owners.body(pixel) == body ? 1 : 0;
    }
    return found;
  }

  @Test
  void a_car_behind_a_house_is_left_out_of_the_truth() {
    // The taxi of the station, and the car of the yard: they pass behind buildings.
    int hidden = 0;
    for (var place : places()) {
      var sightline = new Sightline(place.solids(), place.lens());
      for (int s = 0; s < Place.LOOP_S; s++) {
        for (var actor : place.actors()) {
          hidden += actor.at(s).filter(body -> sightline.shown(body) == 0).isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(hidden).isPositive();
  }

  @ParameterizedTest
  @MethodSource("places")
  void who_intrudes_stands_in_the_zone_meanwhile(Place place) {
    var truth = Truth.of(place, RATE);
    for (var span : truth.spans()) {
      if (span.event() != EventType.INTRUSION) {
        continue;
      }
      var inside =
          truth.pictures().stream()
              .filter(p -> p.s() >= span.fromS() && p.s() < span.toS())
              .flatMap(p -> p.sightings().stream())
              .filter(seen -> seen.id().equals(span.actor()))
              .filter(seen -> place.zone(span.zone()).contains(seen.box().foot()))
              .count();
      double pictures = (span.toS() - span.fromS()) * RATE;
      assertThat((double) inside).as("%s", span).isGreaterThanOrEqualTo(0.9 * pictures);
    }
  }

  @Test
  void two_places_show_an_intrusion_in_the_first_half_and_another_in_the_second() {
    var intruded =
        places().stream()
            .filter(place -> startsBetween(place, 8, 22) && startsBetween(place, 32, 48))
            .map(Place::id)
            .toList();

    assertThat(intruded).containsExactly("depot", "gare-est");
  }

  @Test
  void the_market_square_stays_silent() {
    assertThat(Truth.of(places().getFirst(), RATE).spans()).isEmpty();
  }

  @Test
  void a_car_goes_the_wrong_way_along_the_quay_and_only_one() {
    var wrong =
        Truth.of(places().get(1), RATE).spans().stream()
            .filter(span -> span.event() == EventType.WRONG_WAY)
            .toList();

    assertThat(wrong).hasSize(1);
    assertThat(wrong.getFirst().toS() - wrong.getFirst().fromS()).isGreaterThan(2);
  }

  @Test
  void cars_are_counted_both_ways_on_the_quay() {
    var cars = Truth.of(places().get(1), RATE).counts().getFirst();

    assertThat(cars.forward()).isEqualTo(4);
    assertThat(cars.back()).isEqualTo(6);
  }

  private static boolean startsBetween(Place place, double from, double to) {
    return Truth.of(place, RATE).spans().stream()
        .anyMatch(
            span ->
                span.event() == EventType.INTRUSION
                    && span.fromS() > from
                    && span.fromS() < to
                    && span.toS() - span.fromS() > 3);
  }

  private static Studio studio(Place place, long seed) {
    var backdrop = BACKDROPS.computeIfAbsent(place.id(), id -> trace(place));
    return new Studio(backdrop, place.lens(), place.light(), seed);
  }

  private static Backdrop trace(Place place) {
    var traced = Backdrop.trace(place.solids(), place.light(), place.lens(), WIDTH, HEIGHT);
    return Studio.furnish(traced, place.lens(), place.light(), place.still());
  }

  private static byte[] picture(Studio studio, Place place, int number) {
    var i420 = new byte[WIDTH * HEIGHT * 3 / 2];
    double s = (double) number / RATE;
    studio.draw(place.bodies(s), number, Place.gain(s), i420);
    return i420;
  }

  private static double difference(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return sum / (WIDTH * HEIGHT);
  }
}
