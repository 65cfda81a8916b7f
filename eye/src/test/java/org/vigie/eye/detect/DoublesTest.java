package org.vigie.eye.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.eye.scene.Detection;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

class DoublesTest {

  private static Detection one(
      CoarseClass kind, double score, double left, double top, double width, double height) {
    return new Detection(kind, new Box(left, top, width, height), score, false);
  }

  private static List<CoarseClass> kinds(Detection... found) {
    return Doubles.without(List.of(found)).stream().map(Detection::kind).toList();
  }

  @Test
  void of_two_boxes_for_one_person_the_surer_is_left() {
    var left =
        Doubles.without(
            List.of(
                one(CoarseClass.PERSON, 0.5, 0.41, 0.4, 0.1, 0.3),
                one(CoarseClass.PERSON, 0.8, 0.4, 0.4, 0.1, 0.3)));
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().score()).isEqualTo(0.8);
  }

  @Test
  void two_people_side_by_side_stay_two() {
    assertThat(
            kinds(
                one(CoarseClass.PERSON, 0.8, 0.4, 0.4, 0.1, 0.3),
                one(CoarseClass.PERSON, 0.8, 0.47, 0.4, 0.1, 0.3)))
        .hasSize(2);
  }

  @Test
  void a_car_that_is_also_called_a_lorry_is_one_vehicle() {
    assertThat(
            kinds(
                one(CoarseClass.CAR, 0.8, 0.4, 0.4, 0.2, 0.2),
                one(CoarseClass.HEAVY_VEHICLE, 0.6, 0.41, 0.4, 0.2, 0.2)))
        .containsExactly(CoarseClass.CAR);
  }

  @Test
  void a_driver_is_part_of_the_car_and_whoever_stands_before_it_is_not() {
    var car = one(CoarseClass.CAR, 0.9, 0.3, 0.4, 0.4, 0.3);
    assertThat(kinds(car, one(CoarseClass.PERSON, 0.6, 0.4, 0.42, 0.06, 0.1)))
        .containsExactly(CoarseClass.CAR);
    assertThat(kinds(car, one(CoarseClass.PERSON, 0.6, 0.4, 0.45, 0.08, 0.24)))
        .containsExactlyInAnyOrder(CoarseClass.CAR, CoarseClass.PERSON);
  }

  @Test
  void whoever_may_be_a_person_is_no_animal() {
    var left =
        Doubles.without(
            List.of(
                one(CoarseClass.ANIMAL, 0.6, 0.4, 0.6, 0.3, 0.1),
                one(CoarseClass.PERSON, 0.35, 0.41, 0.6, 0.3, 0.1)));
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().kind()).isEqualTo(CoarseClass.PERSON);
    assertThat(left.getFirst().score()).isEqualTo(0.6);
  }

  @Test
  void a_dog_beside_its_owner_stays_a_dog() {
    assertThat(
            kinds(
                one(CoarseClass.ANIMAL, 0.6, 0.5, 0.6, 0.1, 0.08),
                one(CoarseClass.PERSON, 0.9, 0.4, 0.3, 0.12, 0.4)))
        .containsExactlyInAnyOrder(CoarseClass.ANIMAL, CoarseClass.PERSON);
  }

  @Test
  void a_rider_and_the_cycle_are_one_and_a_bag_that_is_carried_is_none() {
    assertThat(
            kinds(
                one(CoarseClass.TWO_WHEELER, 0.7, 0.4, 0.5, 0.12, 0.2),
                one(CoarseClass.PERSON, 0.8, 0.42, 0.35, 0.08, 0.28)))
        .containsExactly(CoarseClass.TWO_WHEELER);
    assertThat(
            kinds(
                one(CoarseClass.OBJECT, 0.7, 0.41, 0.5, 0.04, 0.06),
                one(CoarseClass.PERSON, 0.8, 0.4, 0.4, 0.1, 0.3)))
        .containsExactly(CoarseClass.PERSON);
  }
}
