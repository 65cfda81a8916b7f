package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Street.person;
import static org.vigie.rules.Street.track;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Track;

/// Scenes of things left, and the hard negatives of R27, drawn by hand. People are 0.2 of the
/// picture high, so a metre is about 0.12.
class AbandonedObjectTest {

  /// Half a metre by forty centimetres, on the ground at (0.5, 0.6).
  private static final Box BAG = new Box(0.485, 0.54, 0.03, 0.06);

  private static RuleBook book(double patienceSeconds) {
    return Books.of(
        new Rule.AbandonedObject(
            "left",
            "",
            Area.wholePicture(),
            Duration.ofMillis(Math.round(patienceSeconds * 1e3)),
            3,
            1.8,
            1.2,
            Schedule.ALWAYS));
  }

  /// Somebody comes with a bag, puts it down, and goes on out of reach.
  private static Street left(double patienceSeconds) {
    return new Street(book(patienceSeconds))
        .walk("a", 0.2, 0.5, 0.6, 3)
        .hold(1, person("a", 0.5, 0.6))
        .rests(BAG)
        .hold(1, person("a", 0.5, 0.6))
        .walk("a", 0.51, 0.9, 0.6, 3);
  }

  @Test
  void a_bag_put_down_and_left_is_told_once_after_the_patience() {
    var street = left(10);
    assertThat(street.signals()).isEmpty();

    street.hold(60);

    assertThat(street.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.event()).isEqualTo(EventType.ABANDONED_OBJECT);
              assertThat(signal.kind()).isEqualTo(CoarseClass.OBJECT);
              assertThat(signal.boxes()).containsExactly(BAG);
              assertThat(signal.from()).isEqualTo(Scene.START.plusMillis(4_100));
              assertThat(Duration.between(signal.from(), signal.at()).toMillis())
                  .isBetween(10_000L, 14_500L);
            });
  }

  @Test
  void an_owner_who_stays_near_is_no_signal() {
    var street = new Street(book(5)).walk("a", 0.2, 0.5, 0.6, 3).rests(BAG);

    assertThat(street.hold(60, person("a", 0.56, 0.61)).signals()).isEmpty();
  }

  @Test
  void an_owner_who_comes_back_in_time_is_no_signal() {
    var street = left(20).hold(8).walk("a", 0.9, 0.5, 0.6, 4).clear().walk("a", 0.5, 0.2, 0.6, 3);

    assertThat(street.hold(60).signals()).isEmpty();
  }

  @Test
  void passers_by_stop_the_clock_but_do_not_set_it_back() {
    var street = left(12);
    for (int i = 0; i < 3; i++) {
      // Two seconds within reach, behind the bag.
      street.hold(2.5).walk("p" + i, 0.3, 0.7, 0.5, 2).hold(0.5);
    }
    assertThat(street.signals()).isEmpty();

    assertThat(street.hold(6).signals()).hasSize(1);
  }

  @Test
  void somebody_who_stays_sets_the_clock_back() {
    var street = left(10).hold(5).hold(6, person("b", 0.58, 0.6)).hold(8);
    assertThat(street.signals()).isEmpty();

    assertThat(street.hold(4).signals()).hasSize(1);
  }

  @Test
  void somebody_before_the_bag_sets_the_clock_back() {
    var street = left(10).hold(6).walk("b", 0.1, 0.9, 0.62, 3).hold(8);
    assertThat(street.signals()).isEmpty();

    assertThat(street.hold(4).signals()).hasSize(1);
  }

  @Test
  void nobody_brought_it_a_puddle_a_reflection_a_panel_a_shop_window() {
    var street = new Street(book(5)).walk("a", 0.1, 0.2, 0.9, 3).rests(BAG);

    assertThat(street.hold(60).signals()).isEmpty();
  }

  @Test
  void a_patch_of_light_or_a_hole_is_not_sure_enough() {
    var street =
        new Street(book(5)).walk("a", 0.2, 0.5, 0.6, 3).rests(BAG, 0.3).walk("a", 0.5, 0.9, 0.6, 3);

    assertThat(street.hold(60).signals()).isEmpty();
  }

  @Test
  void a_parked_car_is_not_portable_nor_is_a_bench_that_was_moved() {
    var parked = new Box(0.4, 0.45, 0.2, 0.15);
    var street = new Street(book(5));
    for (int i = 0; i <= 30; i++) {
      double left = 0.4 * i / 30;
      street.see(track("c", CoarseClass.CAR, new Box(left, 0.45, 0.2, 0.15)));
    }
    street.rests(parked).hold(1, track("c", CoarseClass.CAR, parked));
    street.walk("driver", 0.45, 0.9, 0.6, 3);

    assertThat(street.hold(60).signals()).isEmpty();
  }

  @Test
  void a_parked_motorcycle_is_its_own_track_not_a_thing_left() {
    var parked = new Box(0.48, 0.47, 0.05, 0.13);
    var street = new Street(book(5));
    for (int i = 0; i <= 30; i++) {
      var box = new Box(0.48 * i / 30, 0.47, 0.05, 0.13);
      street.see(track("m", CoarseClass.TWO_WHEELER, box), person("r", 0.02 + 0.48 * i / 30, 0.6));
    }
    street.rests(parked);
    for (int i = 0; i <= 30; i++) {
      street.see(track("m", CoarseClass.TWO_WHEELER, parked), person("r", 0.5 + 0.4 * i / 30, 0.6));
    }

    // The track is lost in the end; it was never seen to leave.
    assertThat(street.hold(60).signals()).isEmpty();
  }

  @Test
  void somebody_who_sits_down_and_keeps_still_is_not_a_thing() {
    var seated = new Box(0.48, 0.48, 0.05, 0.12);
    var street =
        new Street(book(5))
            .walk("a", 0.2, 0.5, 0.6, 3)
            .hold(2, track("a", CoarseClass.PERSON, seated))
            .rests(seated);

    // First still followed, then lost: in no picture did anybody leave.
    street.hold(20, track("a", CoarseClass.PERSON, seated));
    assertThat(street.hold(60).signals()).isEmpty();
  }

  @Test
  void somebody_asleep_whom_a_detector_sees_now_and_then_is_not_a_thing() {
    var asleep = new Box(0.46, 0.54, 0.07, 0.06);
    var street = new Street(book(10)).walk("x", 0.3, 0.44, 0.6, 2).rests(asleep);
    street.walk("x", 0.44, 0.1, 0.6, 3);
    for (int i = 0; i < 10; i++) {
      street.hold(8).hold(0.3, track("s" + i, CoarseClass.PERSON, asleep));
    }

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void who_was_lost_in_it_and_comes_out_again_had_only_been_hidden() {
    var street =
        new Street(book(10))
            .walk("a", 0.2, 0.5, 0.6, 3)
            .rests(BAG)
            .hold(2)
            .walk("b", 0.5, 0.9, 0.6, 3);

    assertThat(street.hold(20).signals()).hasSize(1);
  }

  @Test
  void a_bag_that_a_detector_calls_an_object_is_a_thing_all_the_same() {
    var street = left(10);

    street.hold(20, track("o", CoarseClass.OBJECT, BAG));

    assertThat(street.signals()).hasSize(1);
  }

  @Test
  void a_track_that_began_on_the_bag_and_stays_on_it_is_the_bag() {
    var street = left(10);

    street.hold(20, track("bag", CoarseClass.PERSON, BAG));

    assertThat(street.signals()).hasSize(1);
  }

  @Test
  void the_owners_own_track_that_stays_on_the_bag_while_another_goes_is_the_bag() {
    var street =
        new Street(book(10))
            .walk("a", 0.2, 0.5, 0.6, 3)
            .hold(1, person("a", 0.5, 0.6))
            .rests(BAG)
            .hold(1, person("a", 0.5, 0.6));
    for (int i = 0; i <= 30; i++) {
      street.see(track("a", CoarseClass.PERSON, BAG), person("from-a", 0.52 + 0.38 * i / 30, 0.6));
    }

    street.hold(20, track("a", CoarseClass.PERSON, BAG));

    assertThat(street.signals()).hasSize(1);
  }

  /// Whoever passes behind makes one outline with the owner, which ends where the other's feet are.
  @Test
  void the_owners_own_track_on_the_bag_is_the_bag_also_when_somebody_passed_behind_for_a_moment() {
    var street =
        new Street(book(10))
            .walk("a", 0.2, 0.5, 0.6, 3)
            .hold(1, person("a", 0.5, 0.6))
            .rests(BAG)
            .hold(1, person("a", 0.5, 0.6))
            .hold(0.6, track("a", CoarseClass.PERSON, new Box(0.47, 0.2, 0.05, 0.28)))
            .hold(0.4, person("a", 0.5, 0.6));
    for (int i = 0; i <= 30; i++) {
      street.see(track("a", CoarseClass.PERSON, BAG), person("from-a", 0.52 + 0.38 * i / 30, 0.6));
    }

    assertThat(street.hold(20, track("a", CoarseClass.PERSON, BAG)).signals()).hasSize(1);
  }

  /// Of somebody who stands only what differs from the ground is seen, and that rests.
  @Test
  void somebody_of_whom_a_part_is_seen_is_not_a_thing_when_another_passes() {
    var trunk = new Box(0.485, 0.42, 0.03, 0.07);
    var street = new Street(book(5)).walk("a", 0.2, 0.5, 0.6, 3);
    street.hold(4, track("a", CoarseClass.PERSON, trunk)).rests(trunk);
    for (int i = 0; i <= 30; i++) {
      street.see(track("a", CoarseClass.PERSON, trunk), person("b", 0.52 + 0.4 * i / 30, 0.6));
    }

    assertThat(street.hold(30, track("a", CoarseClass.PERSON, trunk)).signals()).isEmpty();
  }

  @Test
  void a_track_on_the_bag_that_ends_was_the_bag_too() {
    var street = left(10).hold(4, track("bag", CoarseClass.UNKNOWN, BAG));

    assertThat(street.hold(20).signals()).hasSize(1);
  }

  @Test
  void somebody_who_sits_and_is_followed_anew_is_not_a_thing() {
    var seated = new Box(0.48, 0.48, 0.05, 0.12);
    var street =
        new Street(book(5))
            .walk("a", 0.2, 0.5, 0.6, 3)
            .hold(2, track("a", CoarseClass.PERSON, seated))
            .rests(seated)
            .hold(3);

    street.hold(30, track("b", CoarseClass.PERSON, seated));

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void somebody_first_seen_there_who_sits_down_is_not_a_thing() {
    var seated = new Box(0.48, 0.48, 0.05, 0.12);
    var street =
        new Street(book(5))
            .hold(3, person("a", 0.5, 0.6))
            .hold(2, track("a", CoarseClass.PERSON, seated))
            .rests(seated);

    assertThat(street.hold(30, track("a", CoarseClass.PERSON, seated)).signals()).isEmpty();
  }

  @Test
  void whom_a_detector_finds_there_is_not_a_thing() {
    var asleep = new Box(0.46, 0.54, 0.07, 0.06);
    var street = new Street(book(10)).walk("x", 0.3, 0.44, 0.6, 2).rests(asleep);
    street.walk("x", 0.44, 0.1, 0.6, 3);

    street.hold(60, new Track("s", CoarseClass.PERSON, asleep, 0.8, Scene.START, 0.4));

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void what_stirs_on_the_bag_is_not_the_bag() {
    var street = left(10);
    for (int i = 0; i < 20; i++) {
      // A child's head behind it, now and then twice as high.
      street
          .hold(0.6, track("c", CoarseClass.PERSON, BAG))
          .hold(0.6, track("c", CoarseClass.PERSON, new Box(0.485, 0.44, 0.03, 0.16)));
    }

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void a_thing_hidden_for_a_moment_is_the_same_thing() {
    var street = left(5).hold(10).clear().hold(2).rests(BAG).hold(30);

    assertThat(street.signals()).hasSize(1);
  }

  @Test
  void litter_is_too_small_and_a_cleaning_cart_too_large() {
    for (var box : new Box[] {new Box(0.497, 0.592, 0.004, 0.008), new Box(0.44, 0.4, 0.12, 0.2)}) {
      var street =
          new Street(book(5)).walk("a", 0.2, 0.5, 0.6, 3).rests(box).walk("a", 0.5, 0.95, 0.6, 3);
      assertThat(street.hold(30).signals()).isEmpty();
    }
  }

  @Test
  void elsewhere_than_in_the_zone_it_may_lie() {
    var zone =
        new Rule.AbandonedObject(
            "left", "yard", Books.RIGHT_HALF, Duration.ofSeconds(5), 3, 1.8, 1.2, Schedule.ALWAYS);
    var box = new Box(0.3, 0.54, 0.03, 0.06);
    var street =
        new Street(Books.of(zone))
            .walk("a", 0.1, 0.3, 0.6, 3)
            .rests(box)
            .walk("a", 0.3, 0.9, 0.6, 3);

    assertThat(street.hold(30).signals()).isEmpty();
  }
}
