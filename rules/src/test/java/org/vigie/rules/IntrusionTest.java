package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Scene.START;
import static org.vigie.rules.Scene.person;
import static org.vigie.rules.Scene.standing;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Point;

class IntrusionTest {

  @Test
  void waits_for_the_full_patience() {
    var scene = new Scene(Books.keepOut(1));

    scene.hold(1, person("a", 0.7, 0.6));
    assertThat(scene.signals()).isEmpty();

    scene.see(person("a", 0.7, 0.6));
    assertThat(scene.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.event()).isEqualTo(EventType.INTRUSION);
              assertThat(signal.rule()).isEqualTo("intrusion-yard");
              assertThat(signal.zone()).isEqualTo("yard");
              assertThat(signal.from()).isEqualTo(START);
              assertThat(signal.at()).isEqualTo(START.plusSeconds(1));
              assertThat(signal.kind()).isEqualTo(CoarseClass.PERSON);
              assertThat(signal.confidence())
                  .isEqualTo(0.8, org.assertj.core.api.Assertions.within(1e-9));
              assertThat(signal.boxes()).containsExactly(person("a", 0.7, 0.6).box());
            });
  }

  @Test
  void without_patience_the_first_picture_suffices() {
    assertThat(new Scene(Books.keepOut(0)).see(person("a", 0.7, 0.6)).signals()).hasSize(1);
  }

  @Test
  void looks_at_where_one_stands_not_at_the_box() {
    // A tall box reaches into the zone, its foot does not.
    var zone = new Area(java.util.List.of(p(0, 0), p(1, 0), p(1, 0.5), p(0, 0.5)));
    var rule =
        new Rule.Intrusion(
            "r",
            "top",
            zone,
            Target.ANY,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Schedule.ALWAYS);

    assertThat(new Scene(Books.of(rule)).hold(5, person("a", 0.5, 0.6)).signals()).isEmpty();
  }

  @Test
  void says_it_once_however_long_someone_stays() {
    assertThat(new Scene(Books.keepOut(1)).hold(60, person("a", 0.7, 0.6)).signals()).hasSize(1);
  }

  @Test
  void a_new_track_in_the_same_place_carries_the_dwell_on() {
    var scene = new Scene(Books.keepOut(2));

    scene.hold(1, person("a", 0.7, 0.6)).hold(0.7).hold(1, person("b", 0.71, 0.6));

    assertThat(scene.signals()).hasSize(1);
    assertThat(scene.signals().getFirst().from()).isEqualTo(START);
  }

  @Test
  void a_walker_found_again_further_along_carries_the_dwell_on() {
    var scene = new Scene(Books.keepOut(2));

    scene.walk("a", CoarseClass.PERSON, p(0.55, 0.6), p(0.75, 0.6), 1);
    scene.hold(0.4);
    scene.walk("b", CoarseClass.PERSON, p(0.85, 0.6), p(0.95, 0.6), 1);

    assertThat(scene.signals()).hasSize(1);
    assertThat(scene.signals().getFirst().from()).isEqualTo(START);
  }

  @Test
  void a_new_track_elsewhere_begins_its_own_dwell() {
    var scene = new Scene(Books.keepOut(2));

    scene.hold(1.5, person("a", 0.6, 0.6)).hold(0.5).hold(1.5, person("b", 0.9, 0.9));

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void whoever_is_gone_for_longer_begins_again() {
    var scene = new Scene(Books.keepOut(2));

    scene.hold(1.5, person("a", 0.7, 0.6)).hold(2).hold(1.5, person("a", 0.7, 0.6));

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void on_key_frames_only_a_change_of_id_carries_the_dwell_on_too() {
    var scene = new Scene(Books.keepOut(3));

    scene.see(person("a", 0.7, 0.6)).pass(1_900);
    scene.see(person("b", 0.7, 0.6)).pass(1_900).see(person("b", 0.7, 0.6));

    assertThat(scene.signals()).hasSize(1);
  }

  @Test
  void one_more_at_the_same_time_is_another_signal() {
    var scene = new Scene(Books.keepOut(1));

    scene.hold(3, person("a", 0.6, 0.6));
    scene.hold(3, person("a", 0.6, 0.6), person("b", 0.9, 0.6));

    assertThat(scene.signals()).hasSize(2);
    assertThat(scene.signals().getLast().boxes()).containsExactly(person("b", 0.9, 0.6).box());
  }

  @Test
  void someone_lost_for_some_seconds_and_found_again_is_the_same_presence() {
    var scene = new Scene(Books.keepOut(1));

    scene.hold(3, person("a", 0.6, 0.6)).hold(3).hold(3, person("b", 0.9, 0.6));

    assertThat(scene.signals()).hasSize(1);
  }

  @Test
  void after_the_zone_was_empty_for_a_while_someone_is_a_new_presence() {
    var scene = new Scene(Books.keepOut(1));

    scene.hold(3, person("a", 0.6, 0.6)).hold(7).hold(3, person("b", 0.6, 0.6));

    assertThat(scene.signals()).hasSize(2);
  }

  @Test
  void someone_at_the_edge_whose_box_breathes_stays_inside() {
    var scene = new Scene(Books.keepOut(2));
    for (int i = 0; i < 30; i++) {
      scene.see(person("a", i % 3 == 2 ? 0.499 : 0.501, 0.6));
    }

    assertThat(scene.signals()).hasSize(1);
  }

  @Test
  void someone_who_steps_out_begins_again() {
    var scene = new Scene(Books.keepOut(2));

    scene.hold(1.5, person("a", 0.6, 0.6)).hold(0.6, person("a", 0.4, 0.6));
    scene.hold(1.5, person("a", 0.6, 0.6));

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void a_cyclist_is_a_person_and_a_car_is_not() {
    var persons = Books.of(Books.intrusion(Target.PERSON, Duration.ofSeconds(1)));

    assertThat(hold(persons, CoarseClass.TWO_WHEELER)).hasSize(1);
    assertThat(hold(persons, CoarseClass.UNKNOWN)).hasSize(1);
    assertThat(hold(persons, CoarseClass.CAR)).isEmpty();
    assertThat(hold(persons, CoarseClass.ANIMAL)).isEmpty();
  }

  @Test
  void a_lorry_is_a_vehicle_and_a_cyclist_is_not() {
    var vehicles = Books.of(Books.intrusion(Target.VEHICLE, Duration.ofSeconds(1)));

    assertThat(hold(vehicles, CoarseClass.HEAVY_VEHICLE)).hasSize(1);
    assertThat(hold(vehicles, CoarseClass.TWO_WHEELER)).isEmpty();
    assertThat(hold(vehicles, CoarseClass.PERSON)).isEmpty();
  }

  @Test
  void goes_by_the_class_said_most_often() {
    var scene = new Scene(Books.of(Books.intrusion(Target.PERSON, Duration.ofSeconds(1))));
    for (int i = 0; i < 30; i++) {
      scene.see(standing("a", i % 5 == 4 ? CoarseClass.CAR : CoarseClass.PERSON, 0.7, 0.6));
    }

    assertThat(scene.signals()).hasSize(1);
    assertThat(scene.signals().getFirst().at()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void says_nothing_and_forgets_while_the_background_is_learnt() {
    var scene = new Scene(Books.keepOut(1));

    scene.hold(0.9, person("a", 0.7, 0.6)).learning(3).hold(0.9, person("a", 0.7, 0.6));

    assertThat(scene.signals()).isEmpty();
    assertThat(scene.hold(0.3, person("a", 0.7, 0.6)).signals()).hasSize(1);
  }

  @Test
  void goes_on_while_the_background_is_learnt_where_a_detector_follows() {
    var scene = new Scene(Books.keepOut(1));

    scene.learningTracked(0.6, person("a", 0.7, 0.6)).hold(0.5, person("a", 0.7, 0.6));

    assertThat(scene.signals()).hasSize(1);
    assertThat(scene.signals().getFirst().at()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void a_hole_in_the_pictures_is_not_time_spent_in_the_zone() {
    var scene = new Scene(Books.keepOut(5));

    scene.see(person("a", 0.7, 0.6)).pass(30_000).see(person("a", 0.7, 0.6));

    assertThat(scene.signals()).isEmpty();
  }

  @Test
  void a_clock_that_jumps_back_starts_afresh() {
    var scene = new Scene(Books.keepOut(1));

    scene.hold(0.9, person("a", 0.7, 0.6)).pass(-3_600_000).hold(0.9, person("a", 0.7, 0.6));
    assertThat(scene.signals()).isEmpty();

    assertThat(scene.hold(0.3, person("a", 0.7, 0.6)).signals()).hasSize(1);
  }

  @Test
  void a_rule_without_permission_forgets_what_it_saw() {
    var scene = new Scene(Books.keepOut(1));
    var track = java.util.List.of(person("a", 0.7, 0.6));
    scene.hold(0.9, person("a", 0.7, 0.6));

    scene.engine().observe(Scene.observation(scene.now(), false, track), rule -> false);
    scene.pass(100).hold(0.9, person("a", 0.7, 0.6));

    assertThat(scene.signals()).isEmpty();
  }

  private static java.util.List<org.vigie.model.Signal> hold(RuleBook book, CoarseClass kind) {
    return new Scene(book).hold(3, standing("a", kind, 0.7, 0.6)).signals();
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
