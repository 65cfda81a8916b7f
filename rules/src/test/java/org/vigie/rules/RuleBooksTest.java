package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CameraId;
import org.vigie.model.Point;

class RuleBooksTest {

  private static final CameraId ONE = new CameraId("camera-1");
  private static final CameraId TWO = new CameraId("camera-2");
  private static final Path FILE = Path.of("rules.yaml");

  private static final String YARD =
      """
      zones:
        - {id: yard, kind: zone, points: [[0.5, 0], [1, 0], [1, 1], [0.5, 1]]}
        - {id: gate, kind: line, points: [[0.1, 0.5], [0.9, 0.5]]}
        - {id: lane, kind: lane, points: [[0, 0], [0.5, 0], [0.5, 1]], direction: [0, -1]}
      rules:
      """;

  private static final String GROUND =
      """
      size: [1920, 1080]
      ground:
        - {point: [0.2, 0.9], metres: [0, 0]}
        - {point: [0.8, 0.9], metres: [4, 0]}
        - {point: [0.4, 0.4], metres: [0, 9]}
        - {point: [0.6, 0.4], metres: [4, 9]}
      """;

  @Test
  void one_mapping_is_for_every_camera() throws Exception {
    var books = read(YARD + "  - {event: INTRUSION, zone: yard, class: person, patience_s: 1.5}\n");

    assertThat(books).containsOnlyKeys(ONE, TWO);
    assertThat(of(books, TWO).camera()).isEqualTo(TWO);
    assertThat(of(books, TWO).rules())
        .singleElement()
        .isInstanceOfSatisfying(
            Rule.Intrusion.class,
            rule -> {
              assertThat(rule.id()).isEqualTo("intrusion-yard");
              assertThat(rule.zone()).isEqualTo("yard");
              assertThat(rule.target()).isEqualTo(Target.PERSON);
              assertThat(rule.patience()).isEqualTo(Duration.ofMillis(1500));
              assertThat(rule.rearm()).isEqualTo(Duration.ofSeconds(5));
            });
  }

  @Test
  void cameras_are_named_in_a_mapping_or_in_a_list() throws Exception {
    var rules = "{rules: [{event: INTRUSION}]}";

    assertThat(read("camera-2: " + rules)).containsOnlyKeys(TWO);
    assertThat(read("cameras: {camera-2: " + rules + "}")).containsOnlyKeys(TWO);
    assertThat(read("cameras: [{camera: camera-2, rules: [{event: INTRUSION}]}]"))
        .containsOnlyKeys(TWO);
    assertThat(read("[{camera: camera-2, rules: [{event: INTRUSION}]}]")).containsOnlyKeys(TWO);
    assertThat(read("{camera: camera-2, rules: [{event: INTRUSION}]}")).containsOnlyKeys(TWO);
  }

  @Test
  void entries_without_a_name_are_for_the_cameras_left_in_their_order() throws Exception {
    var books =
        read(
            """
            - {rules: [{event: INTRUSION, id: second}]}
            - {camera: camera-1, rules: [{event: INTRUSION, id: first}]}
            """);

    assertThat(of(books, ONE).rules().getFirst().id()).isEqualTo("first");
    assertThat(of(books, TWO).rules().getFirst().id()).isEqualTo("second");
  }

  @Test
  void rules_without_a_zone_are_for_the_whole_picture() throws Exception {
    var rule = (Rule.Intrusion) of(read("rules: [{event: INTRUSION}]"), ONE).rules().getFirst();

    assertThat(rule.zone()).isEmpty();
    assertThat(rule.id()).isEqualTo("intrusion");
    assertThat(rule.area()).isEqualTo(Area.wholePicture());
    assertThat(rule.patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(rule.target()).isEqualTo(Target.ANY);
  }

  @Test
  void an_intrusion_over_a_line_is_a_forbidden_crossing() throws Exception {
    var books = read(YARD + "  - {event: INTRUSION, zone: gate, direction: back}\n");

    assertThat(of(books, ONE).rules().getFirst())
        .isInstanceOfSatisfying(
            Rule.ForbiddenLine.class,
            rule -> assertThat(rule.forbidden()).containsExactly(Rule.Way.BACK));
  }

  @Test
  void what_a_file_says_besides_is_passed_over() throws Exception {
    var books =
        read(
            """
            camera-1:
              name: "The yard"
              place: "Depot"
              clip: video/yard.mp4
              rules: [{event: INTRUSION}]
            """);

    assertThat(of(books, ONE).rules()).hasSize(1);
  }

  @Test
  void two_rules_of_one_kind_get_different_ids() throws Exception {
    var books =
        read(
            YARD
                + """
                  - {event: LINE_COUNT, zone: gate, class: person}
                  - {event: LINE_COUNT, zone: gate, class: vehicle}
                """);

    assertThat(of(books, ONE).rules())
        .extracting(Rule::id)
        .containsExactly("line-count-gate", "line-count-gate-2");
  }

  @Test
  void what_this_version_cannot_do_is_said_and_left_out() throws Exception {
    var book =
        of(
            read(YARD + "  - {event: WEAPON, patience_s: 1}\n  - {event: INTRUSION, zone: yard}\n"),
            ONE);

    assertThat(book.rules()).hasSize(1);
    assertThat(book.warnings())
        .containsExactly(
            "rules.yaml:6: rules[0]: WEAPON is reserved and not available; this rule is left out");
  }

  @Test
  void people_to_a_square_metre_are_people_in_a_zone_that_was_measured() throws Exception {
    // Four metres wide at its lower edge; the whole of it 4 by 9.
    var zone =
        "zones:\n- {id: z, kind: zone, points: [[0.2, 0.9], [0.8, 0.9], [0.6, 0.4], [0.4, 0.4]]}\n";
    var rule = "rules:\n- {event: DENSITY, zone: z, per_m2: 0.5}\n";

    assertThat(of(read(GROUND + zone + rule), ONE).rules())
        .singleElement()
        .isInstanceOfSatisfying(
            Rule.Density.class, density -> assertThat(density.limit()).isEqualTo(18));
    says(
        zone + rule,
        "rules.yaml:4: rules[0].per_m2: is in metres, and this camera's ground was not measured: give it with 'ground'");
    says(
        GROUND + "rules:\n- {event: DENSITY, per_m2: 0.5}\n",
        "rules.yaml:8: rules[0]: per_m2 needs a zone on the ground: this one reaches the horizon, or is too far to measure");
    says(
        GROUND + zone + "rules:\n- {event: DENSITY, zone: z, per_m2: 0.5, at_least: 3}\n",
        "rules.yaml:10: rules[0].at_least: give either at_least or per_m2");
  }

  @Test
  void events_that_are_about_people_or_about_nothing_that_has_a_class_say_so() {
    says(
        "rules:\n- {event: DENSITY, class: vehicle}",
        "rules.yaml:2: rules[0].class: DENSITY is about people: person, or leave it out");
    says(
        "rules:\n- {event: CROWD_MOVEMENT, class: vehicle}",
        "rules.yaml:2: rules[0].class: CROWD_MOVEMENT is about people: person, or leave it out");
    says(
        "rules:\n- {event: FIRE, class: person}",
        "rules.yaml:2: rules[0].class: FIRE has no class; leave it out");
  }

  @Test
  void a_ground_that_was_measured_tells_metres() throws Exception {
    var book = of(read(GROUND + "rules: [{event: INTRUSION}]"), ONE);

    assertThat(book.ground().orElseThrow().distance(new Point(0.2, 0.9), new Point(0.8, 0.9)))
        .hasValueCloseTo(4.0, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(of(read("rules: [{event: INTRUSION}]"), ONE).ground()).isEmpty();
  }

  @Test
  void a_ground_that_says_nothing_is_an_error_with_its_reason() {
    says(
        GROUND.replace("size: [1920, 1080]\n", "") + "rules: []",
        "rules.yaml:2: ground: needs the picture's shape too: give 'size: [width, height]'");
    says(
        GROUND.replace("  - {point: [0.6, 0.4], metres: [4, 9]}\n", "") + "rules: []",
        "rules.yaml:3: ground: cannot be used: a ground is measured at 4 to 40 places, not 3");
    says(
        GROUND
                .replace("[4, 9]", "[0, 9]")
                .replace("[0.4, 0.4], metres: [0, 9]", "[0.4, 0.4], metres: [4, 9]")
            + "rules: []",
        "rules.yaml:3: ground: cannot be used: the horizon would pass between these places; are two of them swapped?");
    says(
        GROUND.replace("metres: [4, 9]", "meters: [4, 9]") + "rules: []",
        "rules.yaml:6: ground[3].meters: is not a known key; did you mean metres?");
  }

  @Test
  void mistakes_are_named_with_their_place_and_what_would_be_right() {
    says(
        "rules:\n  - {event: INTRUSON}",
        "rules.yaml:2: rules[0].event: there is no event 'INTRUSON'; did you mean INTRUSION?");
    says(
        YARD + "  - {event: INTRUSION, zone: yarn}",
        "rules.yaml:6: rules[0].zone: 'yarn' is not drawn on this camera; did you mean yard?");
    says(
        YARD + "  - {event: INTRUSION, patience: 3}",
        "rules.yaml:6: rules[0].patience: is not a known key; did you mean patience_s?");
    says(
        YARD + "  - {event: INTRUSION, patience_s: -1}",
        "rules.yaml:6: rules[0].patience_s: should be a number from 0.0 to 86400.0");
    says(
        YARD + "  - {event: LINE_COUNT, zone: yard}",
        "rules.yaml:6: rules[0].zone: LINE_COUNT counts over a line: name one with 'zone'");
    says(
        YARD + "  - {event: LINE_COUNT}",
        "rules.yaml:6: rules[0]: LINE_COUNT counts over a line: name one with 'zone'");
    says(
        YARD + "  - {event: WRONG_WAY, zone: gate}",
        "rules.yaml:6: rules[0].zone: WRONG_WAY needs a lane, which has a direction: name one with 'zone'");
    says(
        YARD + "  - {event: INTRUSION, class: dog}",
        "rules.yaml:6: rules[0].class: 'dog' should be person or vehicle; leave it out for both");
    says(YARD + "  - {zone: yard}", "rules.yaml:6: rules[0]: has no 'event', which is needed");
    says(
        YARD + "  - {event: INTRUSION, id: a}\n  - {event: INTRUSION, id: a}",
        "rules.yaml:7: rules[1].id: 'a' is the id of an earlier rule; ids are unique");
    says(
        "zones:\n  - {id: a, kind: zone, points: [[0, 0], [1, 0], [100, 50]]}",
        "rules.yaml:2: zones[0].points[2][0]: should be a number from 0.0 to 1.0");
    says(
        "zones:\n  - {id: a, kind: zone, points: [[0, 0], [1, 0]]}",
        "rules.yaml:2: zones[0]: 'a': an area has at least three points");
    says(
        "zones:\n  - {id: a, kind: polygon, points: [[0, 0], [1, 0], [1, 1]]}",
        "rules.yaml:2: zones[0].kind: 'polygon' should be zone, line or lane");
    says(
        "zones:\n  - {id: a, kind: lane, points: [[0, 0], [1, 0], [1, 1]]}",
        "rules.yaml:2: zones[0]: has no 'direction', which is needed");
    says(
        "zones:\n  - {id: a, kind: line, points: [[0, 0], [1, 1]], direction: [1, 0]}",
        "rules.yaml:2: zones[0].direction: only a lane has a direction; this is a line");
    says(
        "camera-3: {rules: []}",
        "rules.yaml:1: camera-3: there is no camera 'camera-3'; did you mean camera-1?");
    says("zons: []", "rules.yaml:1: zons: there is no camera 'zons'; did you mean zones?");
    says(
        "- {rules: []}\n- {rules: []}\n- {rules: []}",
        "rules.yaml:3: [2]: is one entry too many: there are 2 cameras; say which one it is for with 'camera: ID'");
    says(
        "rules:\n  - {event: INTRUSION, schedule: [{from: \"22:00\", to: \"06:00\"}]}",
        "rules.yaml:2: rules[0].schedule: hours need a time zone: add time_zone, such as time_zone: Europe/Paris");
    says(
        "time_zone: Paris\nrules:\n  - {event: INTRUSION}",
        "rules.yaml:1: time_zone: 'Paris' is not a time zone, such as Europe/Paris");
    says(
        "time_zone: Europe/Paris\nrules:\n  - {event: INTRUSION, schedule: [{days: lundi, from: \"22:00\", to: \"06:00\"}]}",
        "rules.yaml:3: rules[0].schedule[0].days: 'lundi' should be days such as mon, mon-fri or sat,sun");
    says(
        "time_zone: Europe/Paris\nrules:\n  - {event: INTRUSION, schedule: [{from: 22h, to: \"06:00\"}]}",
        "rules.yaml:3: rules[0].schedule[0].from: '22h' should be a time of day, such as \"22:00\"");
  }

  @Test
  void every_entry_of_the_ground_truth_can_be_read() throws Exception {
    var clips = Path.of(System.getProperty("vigie.shared", "/none"), "data/clips.yaml");
    assumeTrue(Files.isReadable(clips), "no test data at " + clips);
    var cameras = new ArrayList<CameraId>();
    int entries = Document.read(clips).list().size();
    for (int i = 0; i < entries; i++) {
      cameras.add(new CameraId("clip-" + i));
    }

    var books = RuleBooks.read(clips, cameras);

    assertThat(books).hasSize(entries);
    assertThat(of(books, cameras.getFirst()).rules()).hasSize(7);
    assertThat(of(books, cameras.getFirst()).places()).hasSize(7);
    assertThat(of(books, cameras.getFirst()).warnings()).isEmpty();
    assertThat(of(books, cameras.get(3)).warnings()).isEmpty();
  }

  private static Map<CameraId, RuleBook> read(String text) throws BadInput {
    return RuleBooks.read(Document.parse(FILE, text), List.of(ONE, TWO));
  }

  private static RuleBook of(Map<CameraId, RuleBook> books, CameraId camera) {
    return Objects.requireNonNull(books.get(camera), camera + " has no book");
  }

  private static void says(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class).hasMessage(message);
  }
}
