package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.rules.Body.ON_THE_BACK;
import static org.vigie.rules.Body.ON_THE_FACE;
import static org.vigie.rules.Body.SITTING_ON_THE_GROUND;
import static org.vigie.rules.Body.STANDING;
import static org.vigie.rules.Body.drop;
import static org.vigie.rules.Body.keep;
import static org.vigie.rules.Body.move;
import static org.vigie.rules.Street.track;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;

class PersonDownTest {

  private static final Random NONE = new Random(0);

  /// Looks down at some 13 degrees at somebody 9 m away.
  private static final Body.Camera CAMERA = new Body.Camera(3, 1.2, 0.2);

  private static final List<Body.Move> FALL =
      List.of(keep(2, STANDING), drop(0.8, ON_THE_BACK), keep(20, ON_THE_BACK));

  static RuleBook book(double patienceSeconds) {
    return Books.of(
        new Rule.PersonDown(
            "down",
            "",
            Area.wholePicture(),
            Duration.ofMillis(Math.round(patienceSeconds * 1e3)),
            Schedule.ALWAYS));
  }

  private static List<Box> boxes(List<Body.Move> moves) {
    return Body.boxes(moves, CAMERA, 0, 0, 9, 0, NONE);
  }

  static Street play(RuleBook book, List<Box> boxes) {
    var street = new Street(book);
    boxes.forEach(box -> street.see(track("a", CoarseClass.PERSON, box)));
    return street;
  }

  @Test
  void a_fall_followed_by_lying_is_told_once_after_the_patience() {
    var street = play(book(5), boxes(FALL));

    assertThat(street.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.event()).isEqualTo(EventType.PERSON_DOWN);
              assertThat(signal.kind()).isEqualTo(CoarseClass.PERSON);
              assertThat(signal.from())
                  .isBetween(Scene.START.plusMillis(2_200), Scene.START.plusMillis(2_900));
              assertThat(Duration.between(signal.from(), signal.at())).hasSeconds(5);
            });
  }

  @Test
  void who_gets_up_within_the_patience_is_no_signal() {
    var up = List.of(keep(2, STANDING), drop(0.8, ON_THE_BACK), keep(3, ON_THE_BACK));
    var street = play(book(5), boxes(up));
    boxes(List.of(keep(20, STANDING)))
        .forEach(box -> street.see(track("a", CoarseClass.PERSON, box)));

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void who_gets_up_and_falls_again_is_two_signals() {
    var twice =
        List.of(
            keep(2, STANDING),
            drop(0.8, ON_THE_BACK),
            keep(8, ON_THE_BACK),
            move(3, STANDING),
            keep(5, STANDING),
            drop(0.8, ON_THE_FACE),
            keep(8, ON_THE_FACE));

    assertThat(play(book(5), boxes(twice)).signals()).hasSize(2);
  }

  /// Bearer and bag are one track; it stays with the bag, and a second one begins on the bearer.
  private static Street putsDown(double goesTo) {
    var bag = new Box(0.48, 0.545, 0.05, 0.055);
    var street = new Street(book(5));
    for (int i = 0; i < 20; i++) {
      street.see(track("a", CoarseClass.PERSON, new Box(0.48, 0.4, 0.05, 0.2)));
    }
    for (int i = 0; i < 4; i++) {
      double top = 0.4 + 0.145 * i / 4;
      street.see(track("a", CoarseClass.PERSON, new Box(0.48, top, 0.05, 0.6 - top)));
    }
    for (int i = 0; i <= 100; i++) {
      double x = 0.52 + (goesTo - 0.52) * Math.min(1, i / 40.0);
      street.see(track("a", CoarseClass.PERSON, bag), Street.person("b", x, 0.6));
    }
    return street;
  }

  @Test
  void who_puts_down_what_keeps_their_track_and_walks_on_has_not_fallen() {
    assertThat(putsDown(0.9).signals()).isEmpty();
  }

  @Test
  void who_falls_beside_somebody_that_stays_is_told() {
    assertThat(putsDown(0.54).signals()).hasSize(1);
  }

  @Test
  void who_falls_and_is_passed_by_is_told() {
    var street = new Street(book(5));
    var boxes = boxes(FALL);
    for (int i = 0; i < boxes.size(); i++) {
      street.see(
          track("a", CoarseClass.PERSON, boxes.get(i)),
          Street.person("b", Math.min(1.2, 0.02 * i), boxes.get(i).foot().y()));
    }

    assertThat(street.signals()).hasSize(1);
  }

  @Test
  void who_lies_from_the_first_picture_is_never_a_signal() {
    assertThat(play(book(1), boxes(List.of(keep(60, ON_THE_BACK)))).signals()).isEmpty();
  }

  @Test
  void who_lies_sits_up_and_lies_down_again_is_no_signal() {
    var moves =
        List.of(
            keep(5, ON_THE_BACK),
            move(1, SITTING_ON_THE_GROUND),
            keep(5, SITTING_ON_THE_GROUND),
            move(0.8, ON_THE_BACK),
            keep(20, ON_THE_BACK));

    for (double azimuth = 0; azimuth < 6.2; azimuth += 0.3) {
      var boxes = Body.boxes(moves, CAMERA, azimuth, 0, 9, 0, NONE);
      assertThat(play(book(1), boxes).signals()).as("azimuth %s", azimuth).isEmpty();
    }
  }

  @Test
  void a_vehicle_that_turns_is_no_signal() {
    var street = new Street(book(1));
    boxes(FALL).forEach(box -> street.see(track("a", CoarseClass.CAR, box)));

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void whose_feet_are_hidden_has_not_fallen() {
    // Somebody walks behind a low wall: the box ends higher up, the head stays where it was.
    var box = boxes(List.of(keep(0.1, STANDING))).getFirst();
    var hidden = new Box(box.left(), box.top(), box.width() * 1.5, box.height() * 0.35);
    var street = new Street(book(1));
    street.hold(2, track("a", CoarseClass.PERSON, box));

    assertThat(street.hold(20, track("a", CoarseClass.PERSON, hidden)).signals()).isEmpty();
  }

  @Test
  void who_leaves_below_the_picture_has_not_fallen() {
    var street = new Street(book(1));
    for (int i = 0; i < 60; i++) {
      double top = Math.min(0.93, 0.2 + i * 0.04);
      double bottom = Math.min(1, top + 0.5);
      street.see(track("a", CoarseClass.PERSON, new Box(0.45, top, 0.09, bottom - top)));
    }

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void a_box_that_jumps_to_something_lying_has_not_fallen() {
    var standing = boxes(List.of(keep(0.1, STANDING))).getFirst();
    var lying = boxes(List.of(keep(0.1, ON_THE_BACK))).getFirst();
    var street = new Street(book(1)).hold(2, track("a", CoarseClass.PERSON, standing));

    assertThat(street.hold(20, track("a", CoarseClass.PERSON, lying)).signals()).isEmpty();
  }

  @Test
  void who_is_lost_while_lying_goes_on_lying_as_long_as_something_rests_there() {
    var seen = boxes(List.of(keep(2, STANDING), drop(0.8, ON_THE_BACK), keep(1, ON_THE_BACK)));
    var street = play(book(10), seen);
    assertThat(play(book(10), seen).hold(20).signals()).isEmpty();

    street.rests(seen.getLast());

    assertThat(street.hold(20).signals()).hasSize(1);
  }

  @Test
  void who_is_lost_and_found_while_lying_is_the_same_fall() {
    var seen = boxes(List.of(keep(2, STANDING), drop(0.8, ON_THE_BACK), keep(2, ON_THE_BACK)));
    var street = play(book(5), seen).hold(2.5);
    var again = track("b", CoarseClass.PERSON, seen.getLast());

    assertThat(street.hold(20, again).signals()).hasSize(1);
  }

  /// The second track begins while the first one is still there.
  @Test
  void who_lies_and_is_followed_by_another_track_is_the_same_fall() {
    var street = new Street(book(5));
    var boxes = boxes(FALL);
    for (int i = 0; i < boxes.size(); i++) {
      var before = track("a", CoarseClass.PERSON, boxes.get(i));
      var after = track("b", CoarseClass.UNKNOWN, boxes.get(i));
      if (i < 35) {
        street.see(before);
      } else if (i < 40) {
        street.see(before, after);
      } else {
        street.see(after);
      }
    }
    assertThat(street.signals()).hasSize(1);
  }

  @Test
  void a_helper_who_stands_there_when_the_fallen_one_is_lost_is_nobody_who_lies() {
    var street = new Street(book(5));
    var boxes = boxes(FALL);
    for (int i = 0; i < boxes.size(); i++) {
      var fallen = track("a", CoarseClass.PERSON, boxes.get(i));
      var helper = track("b", CoarseClass.PERSON, boxes.getFirst());
      if (i < 35) {
        street.see(fallen);
      } else if (i < 40) {
        street.see(fallen, helper);
      } else {
        street.see(helper);
      }
    }
    assertThat(street.signals()).isEmpty();
  }

  @Test
  void who_is_lost_and_found_upright_is_up_again() {
    var seen = boxes(List.of(keep(2, STANDING), drop(0.8, ON_THE_BACK), keep(2, ON_THE_BACK)));
    var street = play(book(5), seen).rests(seen.getLast()).hold(1.5).clear();
    var up = boxes(List.of(keep(0.1, STANDING))).getFirst();
    // The feet stand where the body lay.
    street.hold(20, track("b", CoarseClass.PERSON, up));

    assertThat(street.signals()).isEmpty();
  }

  @Test
  void what_is_no_higher_than_a_dog_is_nobody_where_the_ground_was_measured() {
    var metres =
        new org.vigie.model.Ground.Metres[] {
          new org.vigie.model.Ground.Metres(-3, 6),
          new org.vigie.model.Ground.Metres(3, 6),
          new org.vigie.model.Ground.Metres(5, 16),
          new org.vigie.model.Ground.Metres(-5, 16)
        };
    var places =
        java.util.Arrays.stream(metres)
            .map(m -> new org.vigie.model.Ground.Measured(onGround(m.x(), m.y()), m))
            .toList();
    var ground = org.vigie.model.Ground.of(RuleBook.USUAL_ASPECT, places);
    var rule = book(2).rules().getFirst();
    var book =
        new RuleBook(
            Scene.CAMERA,
            RuleBook.USUAL_ASPECT,
            java.util.Optional.of(ground),
            List.of(),
            List.of(rule),
            List.of());
    var small = boxes(FALL).stream().map(PersonDownTest::aThird).toList();

    assertThat(play(book, boxes(FALL)).signals()).hasSize(1);
    assertThat(play(book, small).signals()).isEmpty();
    assertThat(play(book(2), small).signals()).hasSize(1);
  }

  @Test
  void what_has_too_few_pixels_to_tell_a_posture_has_not_fallen() {
    double fits = 0;
    for (double share = 1; share > 0.02; share *= 0.9) {
      double scale = share;
      var small = boxes(FALL).stream().map(box -> around(box, scale)).toList();
      double pixels = small.getFirst().height() * 320 / RuleBook.USUAL_ASPECT;
      var signals = play(book(5), small).signals();
      if (pixels < 10) {
        assertThat(signals).as("%.1f pixels high", pixels).isEmpty();
      } else if (pixels > 16) {
        assertThat(signals).as("%.1f pixels high", pixels).hasSize(1);
        fits = pixels;
      }
    }
    assertThat(fits).isBetween(16.0, 20.0);
  }

  @Test
  void a_box_that_runs_down_to_nothing_is_nobody_who_lies() {
    var random = new Random(11);
    for (int i = 0; i < 400; i++) {
      double pixel = RuleBook.USUAL_ASPECT / 320;
      // Higher than twenty pixels, two are less than a tenth; and of six in a row there
      // are fewer than a lying body covers.
      double high = pixel * (4 + random.nextInt(60));
      double wide = high < 20.5 * pixel ? 6 * pixel : high * (0.3 + 0.5 * random.nextDouble());
      double left = 0.1 + 0.6 * random.nextDouble();
      double foot = 0.4 + 0.4 * random.nextDouble();
      double each = 0.5 + 0.4 * random.nextDouble();
      boolean fromBelow = random.nextBoolean();
      var street = new Street(book(3));
      street.hold(2, track("a", CoarseClass.UNKNOWN, box(left, foot - high, wide, high)));
      double now = high;
      for (int step = 0; step < 60; step++) {
        now = Math.max(2 * pixel, now * each);
        double top = fromBelow ? foot - high : foot - now;
        street.see(track("a", CoarseClass.UNKNOWN, box(left, top, wide, now)));
      }
      assertThat(street.signals()).as("thing %d", i).isEmpty();
    }
  }

  private static Box box(double left, double top, double wide, double high) {
    return new Box(left, top, wide / RuleBook.USUAL_ASPECT, high);
  }

  private static Box around(Box box, double scale) {
    double bottom = box.top() + box.height();
    double middle = box.left() + box.width() / 2;
    double width = box.width() * scale;
    double height = box.height() * scale;
    return new Box(middle - width / 2, bottom - height, width, height);
  }

  /// Around the same foot.
  private static Box aThird(Box box) {
    double bottom = box.top() + box.height();
    return new Box(
        box.left() + box.width() / 3, bottom - box.height() / 3, box.width() / 3, box.height() / 3);
  }

  private static org.vigie.model.Point onGround(double x, double y) {
    double depth = y * Math.cos(0.2) + 3 * Math.sin(0.2);
    double below = 3 * Math.cos(0.2) - y * Math.sin(0.2);
    return new org.vigie.model.Point(
        0.5 + 1.2 * x / depth / RuleBook.USUAL_ASPECT, 0.5 + 1.2 * below / depth);
  }
}
