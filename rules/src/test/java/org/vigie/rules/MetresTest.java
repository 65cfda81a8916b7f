package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.rules.Street.track;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.Ground;
import org.vigie.model.Point;

/// Rules that speak in metres, on a ground that was measured.
class MetresTest {

  private static final double ASPECT = RuleBook.USUAL_ASPECT;
  private static final Body.Camera CAMERA = new Body.Camera(5, 1.2, 0.3);
  private static final Place.Lane AWAY = new Place.Lane("lane", Area.wholePicture(), 0, -1);

  private static final String FILE =
      """
      size: [1920, 1080]
      ground:
        - {point: [0.246, 0.750], metres: [-3, 6]}
        - {point: [0.754, 0.750], metres: [3, 6]}
        - {point: [0.688, 0.338], metres: [5, 16]}
        - {point: [0.312, 0.338], metres: [-5, 16]}
      zones:
        - {id: near, kind: zone, points: [[0.3, 0.4], [0.7, 0.4], [0.7, 0.47], [0.3, 0.47]]}
        - {id: far, kind: zone, points: [[0.2, 0.15], [0.8, 0.15], [0.8, 0.7], [0.2, 0.7]]}
        - {id: below, kind: zone, points: [[0.2, 0.5], [0.8, 0.5], [0.8, 1], [0.2, 1]]}
        - {id: lane, kind: lane, points: [[0.3, 0.4], [0.7, 0.4], [0.7, 0.47]], direction: [0, 1]}
      rules:
      """;

  private static Point onGround(double x, double y) {
    double depth = y * Math.cos(CAMERA.tilt()) + CAMERA.height() * Math.sin(CAMERA.tilt());
    double below = CAMERA.height() * Math.cos(CAMERA.tilt()) - y * Math.sin(CAMERA.tilt());
    return new Point(
        0.5 + CAMERA.focal() * x / depth / ASPECT, 0.5 + CAMERA.focal() * below / depth);
  }

  private static Ground ground() {
    return Ground.of(
        ASPECT, List.of(measured(-3, 9), measured(3, 9), measured(-5, 25), measured(5, 25)));
  }

  private static Ground.Measured measured(double x, double y) {
    return new Ground.Measured(onGround(x, y), new Ground.Metres(x, y));
  }

  private static RuleBook book(Optional<Ground> ground, Rule rule) {
    return new RuleBook(Scene.CAMERA, ASPECT, ground, List.of(), List.of(rule), List.of());
  }

  /// An upright thing at a place on the ground.
  private static Box box(double x, double y, double height) {
    var foot = onGround(x, y);
    double depth = y * Math.cos(CAMERA.tilt()) + CAMERA.height() * Math.sin(CAMERA.tilt());
    double tall = CAMERA.focal() * height * Math.cos(CAMERA.tilt()) / depth;
    return new Box(foot.x() - tall / 6, foot.y() - tall, tall / 3, tall);
  }

  private static Rule.WrongWay wrongWay(double metres) {
    return new Rule.WrongWay("w", AWAY, Target.ANY, 0.1, metres, Duration.ZERO, Schedule.ALWAYS);
  }

  private static int wrongWays(RuleBook book, double from, double to) {
    var street = new Street(book);
    for (int i = 0; i <= 20; i++) {
      double y = from + (to - from) * i / 20;
      street.see(track("c", CoarseClass.CAR, box(0, y, 1.5)));
    }
    return street.signals().size();
  }

  @Test
  void a_wrong_way_of_metres_is_as_long_near_as_far() {
    var metric = book(Optional.of(ground()), wrongWay(4));
    var asItLooks = book(Optional.of(ground()), wrongWay(0));

    for (double far : new double[] {10, 20, 40}) {
      assertThat(wrongWays(metric, far, far - 5)).as("from %s m", far).isEqualTo(1);
      assertThat(wrongWays(metric, far, far - 3)).as("from %s m", far).isZero();
      assertThat(wrongWays(metric, far - 5, far)).as("with the lane").isZero();
    }
    // A tenth of the picture is less than 3 m here, and more than 5 m there.
    assertThat(wrongWays(asItLooks, 10, 7)).isEqualTo(1);
    assertThat(wrongWays(asItLooks, 40, 35)).isZero();
  }

  @Test
  void what_is_lower_than_the_least_height_is_nobody() {
    var rule =
        new Rule.Intrusion(
            "i",
            "",
            Area.wholePicture(),
            Target.ANY,
            1,
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Schedule.ALWAYS);
    for (double far : new double[] {8, 20}) {
      var book = book(Optional.of(ground()), rule);
      var person = track("a", CoarseClass.UNKNOWN, box(0.5, far, 1.7));
      var dog = track("d", CoarseClass.UNKNOWN, box(0.5, far, 0.6));

      assertThat(new Street(book).hold(3, person).signals()).hasSize(1);
      assertThat(new Street(book).hold(3, dog).signals()).isEmpty();
      assertThat(new Street(book(Optional.empty(), rule)).hold(3, dog).signals()).hasSize(1);
    }
  }

  @Test
  void metres_without_a_measured_ground_are_an_error() {
    assertThatThrownBy(() -> read("rules: [{event: INTRUSION, least_m: 1}]"))
        .hasMessage(
            "rules.yaml:1: rules[0].least_m: is in metres, and this camera's ground was not measured:"
                + " give it with 'ground'");
  }

  @Test
  void settings_in_metres_are_read() throws Exception {
    var book =
        read(
            FILE
                + """
                  - {event: INTRUSION, zone: near, least_m: 1.2}
                  - {event: WRONG_WAY, zone: lane, distance_m: 4}
                  - {event: ABANDONED_OBJECT, zone: near, distance_m: 5, largest_m: 0.8, patience_s: 30}
                """);

    assertThat(book.warnings()).isEmpty();
    assertThat(((Rule.Intrusion) book.rules().get(0)).leastMetres()).isEqualTo(1.2);
    assertThat(((Rule.WrongWay) book.rules().get(1)).metres()).isEqualTo(4);
    assertThat((Rule.AbandonedObject) book.rules().get(2))
        .satisfies(
            rule -> {
              assertThat(rule.metres()).isEqualTo(5);
              assertThat(rule.largestMetres()).isEqualTo(0.8);
              assertThat(rule.patience()).isEqualTo(Duration.ofSeconds(30));
            });
  }

  @Test
  void a_zone_shown_too_coarsely_for_a_rule_is_refused_and_one_shown_finely_warned_of()
      throws Exception {
    var book =
        read(
            FILE
                + """
                  - {event: PERSON_DOWN, zone: far}
                  - {event: INTRUSION, zone: below}
                  - {event: PERSON_DOWN, zone: near}
                """);

    assertThat(book.rules())
        .extracting(Rule::id)
        .containsExactly("intrusion-below", "person-down-near");
    assertThat(book.warnings()).hasSize(2);
    assertThat(book.warnings().getFirst())
        .matches(
            "rules.yaml:13: rules\\[0].zone: 'far' has only \\d+ pixels for a metre at its farthest"
                + " corner, and this rule needs 36; this rule is left out");
    assertThat(book.warnings().getLast())
        .matches(
            "rules.yaml:14: rules\\[1].zone: 'below' has \\d+ pixels for a metre at its nearest"
                + " corner: above 125 people can be recognised \\(EN 62676-4\\)");
  }

  private static RuleBook read(String text) throws BadInput {
    var camera = new CameraId("yard");
    var books = RuleBooks.read(Document.parse(Path.of("rules.yaml"), text), List.of(camera));
    return Objects.requireNonNull(books.get(camera));
  }
}
