package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.rules.Drawing.AskedRule;
import org.vigie.rules.Drawing.DrawnPlace;
import org.vigie.rules.Drawing.Hours;
import org.vigie.rules.Drawing.Pair;

/// A rules file that is changed by a program stays the file that a person wrote.
class RulesFileTest {

  private static final CameraId YARD = new CameraId("yard");
  private static final CameraId ROAD = new CameraId("road");

  private static final DrawnPlace GATE =
      new DrawnPlace(
          "l'entrée no. 1",
          "zone",
          List.of(new Pair(0.1, 0.2), new Pair(0.9, 0.2), new Pair(0.5, 0.75)),
          Optional.empty());

  private static final Drawing NEW =
      new Drawing(
          Optional.of(new Drawing.Size(1920, 1080)),
          "Europe/Paris",
          List.of(),
          List.of(GATE),
          List.of(
              new AskedRule(
                  "night",
                  "INTRUSION",
                  "l'entrée no. 1",
                  "person",
                  List.of(new Hours("mon-fri", "21:00", "06:00"), new Hours("", "00:00", "24:00")),
                  "",
                  Map.of("patience_s", "3", "standing", "yes"))));

  @TempDir private Path folder = Path.of("");

  private RulesFile file(String text, CameraId... cameras) throws Exception {
    var path = folder.resolve("rules.yaml");
    Files.writeString(path, text);
    return RulesFile.read(path, List.of(cameras));
  }

  private static String text(RulesFile file) {
    return new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void what_is_not_about_the_camera_stays_to_the_byte() throws Exception {
    var before =
        file(
            """
            # The town's rules, as decided on 4 May.
            cameras:
              road:   # towards the bridge
                zones:
                  - {id: lane, kind: lane, points: [[0.4, 0.3], [0.6, 0.3], [0.8, 1.0]], direction: [0, 1]}
                rules:
                  - {event: WRONG_WAY, zone: lane}   # lorries only at first

              yard:
                name: the yard
                zones: []
                rules:
                  - event: INTRUSION     # everywhere
                    patience_s: 2

            # The end.
            """,
            YARD,
            ROAD);

    var after = before.with(YARD, NEW);

    assertThat(text(after))
        .isEqualTo(
            """
            # The town's rules, as decided on 4 May.
            cameras:
              road:   # towards the bridge
                zones:
                  - {id: lane, kind: lane, points: [[0.4, 0.3], [0.6, 0.3], [0.8, 1.0]], direction: [0, 1]}
                rules:
                  - {event: WRONG_WAY, zone: lane}   # lorries only at first

              yard:
                name: the yard
                size: [1920, 1080]
                time_zone: Europe/Paris
                zones:
                  - {id: "l'entrée no. 1", kind: zone, points: [[0.1, 0.2], [0.9, 0.2], [0.5, 0.75]]}
                rules:
                  - {id: night, event: INTRUSION, zone: "l'entrée no. 1", class: person, patience_s: 3, standing: "yes", schedule: [{days: mon-fri, from: "21:00", to: "06:00"}, {from: "00:00", to: "24:00"}]}

            # The end.
            """);
    assertThat(after.keepsTextOf(before, YARD)).isTrue();
    assertThat(after.of(YARD).drawing()).isEqualTo(NEW);
    assertThat(after.of(ROAD)).isEqualTo(before.of(ROAD));
  }

  @Test
  void a_file_for_every_camera_is_taken_apart_when_one_of_them_changes() throws Exception {
    var before = file("# Same everywhere.\nrules: [{event: INTRUSION}]\n", YARD, ROAD);

    var after = before.with(YARD, NEW);

    assertThat(after.of(YARD).drawing()).isEqualTo(NEW);
    assertThat(after.of(ROAD).drawing()).isEqualTo(before.of(ROAD).drawing());
    assertThat(text(after)).startsWith("# Same everywhere.\ncameras:\n  yard:\n");
    assertThat(after.keepsTextOf(before, YARD)).isFalse();
  }

  @Test
  void one_camera_of_its_own_file_keeps_the_files_form() throws Exception {
    var before = file("# Ours.\nzones: []\nrules: []\n", YARD);
    assertThat(text(before.with(YARD, NEW))).startsWith("# Ours.\nsize: [1920, 1080]\n");
  }

  @Test
  void braces_anchors_lists_and_cameras_of_which_nothing_is_said_are_no_hindrance()
      throws Exception {
    for (var form :
        List.of(
            "yard: {rules: [{event: FIRE}]}\nroad: {rules: [{event: INTRUSION}]}\n",
            "yard: &a\n  rules: [{event: FIRE}]\nroad: *a\n",
            "road: &a\n  rules: [{event: FIRE}]\nyard: *a\n",
            "- camera: road\n  rules: []\n- camera: yard\n  rules: [{event: FIRE}]\n",
            "- rules: [{event: FIRE}]\n- rules: []\n",
            "camera: road\nrules: [{event: FIRE}]\n",
            "cameras:\n  - camera: road\n    rules: [{event: FIRE}]\n",
            "cameras:\n- camera: road\n  rules: [{event: FIRE}]\n",
            "road:\n    rules:\n    - event: FIRE\n",
            "{road: {rules: []}}",
            "cameras: {road: {rules: [{event: FIRE}]}}",
            "cameras: [{camera: road, rules: [{event: FIRE}]}]",
            "")) {
      var before = file(form, YARD, ROAD);
      var after = before.with(YARD, NEW);
      assertThat(after.of(YARD).drawing()).as(form).isEqualTo(NEW);
      assertThat(after.of(ROAD).drawing()).as(form).isEqualTo(before.of(ROAD).drawing());
      // And once more, on what was written.
      var again = after.with(ROAD, NEW).with(YARD, Drawing.NONE);
      assertThat(again.of(ROAD).drawing()).as(form).isEqualTo(NEW);
      assertThat(again.of(YARD).drawing()).as(form).isEqualTo(Drawing.NONE);
    }
  }

  @Test
  void a_file_that_is_not_there_begins_with_the_camera() throws Exception {
    var none = RulesFile.read(folder.resolve("none.yaml"), List.of(YARD));
    assertThat(none.of(YARD).drawing()).isEqualTo(Drawing.NONE);
    assertThat(text(none.with(YARD, NEW))).isEqualTo(NEW.text("yard"));
  }

  @Test
  void rules_without_an_id_keep_the_one_that_was_made_for_them() throws Exception {
    var before = file("rules: [{event: FIRE}, {event: FIRE}]\n", YARD);
    assertThat(before.of(YARD).drawing().rules())
        .extracting(AskedRule::id)
        .containsExactly("fire", "fire-2");
    var after = before.with(YARD, before.of(YARD).drawing());
    assertThat(after.of(YARD).book()).isEqualTo(before.of(YARD).book());
  }

  @Test
  void what_the_reader_refuses_is_not_written_and_names_the_key() throws Exception {
    var before = file("rules: []\n", YARD);
    var wrong =
        new Drawing(
            Optional.empty(),
            "",
            List.of(),
            List.of(GATE),
            List.of(
                new AskedRule("a", "INTRUSION", "gate", "", List.of(), "", Map.of()),
                new AskedRule("b", "BURGLARY", "", "", List.of(), "", Map.of())));
    assertThatThrownBy(() -> before.with(YARD, wrong))
        .isInstanceOfSatisfying(
            BadInput.class,
            e -> {
              assertThat(e.key()).isEqualTo("rules[0].zone");
              assertThat(e.what()).contains("'gate' is not drawn on this camera");
            });
  }

  @Test
  void whatever_is_drawn_is_read_back_as_it_was() throws Exception {
    var random = new Random(7);
    for (int n = 0; n < 300; n++) {
      var drawing = any(random);
      var before = file("road: {rules: [{event: FIRE}]}\n", YARD, ROAD);
      var after = before.with(YARD, drawing);
      assertThat(after.of(YARD).drawing()).isEqualTo(drawing);
      assertThat(after.with(YARD, Drawing.NONE).of(ROAD)).isEqualTo(before.of(ROAD));
    }
  }

  private static Drawing any(Random random) {
    var places = new ArrayList<DrawnPlace>();
    var rules = new ArrayList<AskedRule>();
    for (int n = random.nextInt(4); n > 0; n--) {
      var points = new ArrayList<Pair>();
      for (int p = 3 + random.nextInt(5); p > 0; p--) {
        points.add(new Pair(random.nextDouble(), random.nextInt(1001) / 1000.0));
      }
      var id = new String[] {"yes", "no-", "été_", "1.", "- x".strip() + "é", "A b "}[n] + n;
      var name = Character.isLetterOrDigit(id.charAt(0)) ? id : "z" + id;
      places.add(new DrawnPlace(name, "zone", points, Optional.empty()));
      rules.add(
          new AskedRule(
              "r" + n,
              "INTRUSION",
              name,
              "",
              List.of(),
              "",
              Map.of("patience_s", String.valueOf(random.nextInt(100) / 10.0))));
    }
    return new Drawing(Optional.empty(), "", List.of(), places, rules);
  }

  @Test
  void an_areas_sides_cross_or_they_do_not() {
    assertThat(area(0, 0, 1, 0, 1, 1, 0, 1).crossesItself()).isFalse();
    assertThat(area(0, 0, 1, 1, 1, 0, 0, 0.9).crossesItself()).isTrue();
    assertThat(area(0, 0, 1, 0, 0.5, 0.8).crossesItself()).isFalse();
    // A corner that lies on another side.
    assertThat(area(0, 0, 1, 0, 1, 1, 0.5, 0, 0, 1).crossesItself()).isTrue();
    // Hollow, but whole.
    assertThat(area(0, 0, 1, 0, 1, 1, 0.5, 0.1, 0, 1).crossesItself()).isFalse();
  }

  private static Area area(double... xy) {
    var points = new ArrayList<org.vigie.model.Point>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new org.vigie.model.Point(xy[i], xy[i + 1]));
    }
    return new Area(points);
  }

  @Test
  void two_drawings_that_differ_have_different_names() {
    assertThat(NEW.hash("yard")).isNotEqualTo(NEW.hash("road")).hasSize(64);
    assertThat(Objects.requireNonNull(Drawing.NONE.hash("yard"))).isNotEqualTo(NEW.hash("yard"));
  }
}
