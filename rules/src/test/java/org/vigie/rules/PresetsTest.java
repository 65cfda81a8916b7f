package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.Point;

/// What is drawn on the views that a turning camera has from several presets.
class PresetsTest {

  private static final CameraId YARD = Scene.CAMERA;

  private static final String TURNING =
      """
      size: [1920, 1080]
      ground:
        - {point: [0.2, 0.9], metres: [0, 0]}
        - {point: [0.8, 0.9], metres: [4, 0]}
        - {point: [0.7, 0.4], metres: [4, 8]}
        - {point: [0.3, 0.4], metres: [0, 8]}
        - {point: [0.2, 0.9], metres: [0, 0], preset: Bridge}
        - {point: [0.8, 0.9], metres: [2, 0], preset: Bridge}
        - {point: [0.7, 0.4], metres: [2, 4], preset: Bridge}
        - {point: [0.3, 0.4], metres: [0, 4], preset: Bridge}
      zones:
        - {id: gate, kind: zone, points: [[0, 0], [0.5, 0], [0.5, 1], [0, 1]]}
        - {id: deck, kind: zone, points: [[0.5, 0], [1, 0], [1, 1], [0.5, 1]], preset: Bridge}
      rules:
        - {event: INTRUSION, zone: gate, patience_s: 1}
        - {event: INTRUSION, zone: deck, patience_s: 1}
        - {id: all, event: FIRE, preset: "3"}
      """;

  private static RuleReading read(String text) throws BadInput {
    return RuleBookReader.read(Document.parse(Path.of("rules.yaml"), text), YARD);
  }

  @Test
  void each_view_has_its_own_zones_rules_and_ground() throws Exception {
    var book = read(TURNING).book();

    assertThat(book.presets().names()).containsExactly("3", "Bridge");
    assertThat(book.rules()).as("whatever it looks at").hasSize(3);
    assertThat(book.at(Presets.HOME).rules())
        .extracting(Rule::id)
        .containsExactly("intrusion-gate");
    var bridge = book.at("Bridge");
    assertThat(bridge.rules()).extracting(Rule::id).containsExactly("intrusion-deck");
    assertThat(bridge.places()).extracting(Place::id).containsExactly("deck");
    assertThat(book.at("3").rules()).extracting(Rule::id).containsExactly("all");
    assertThat(book.at("3").ground()).isEmpty();
    assertThat(book.at("Nowhere").rules()).isEmpty();
    var across = List.of(new Point(0.2, 0.9), new Point(0.8, 0.9));
    assertThat(metres(book.at(Presets.HOME), across)).isEqualTo(4.0);
    assertThat(metres(bridge, across)).isEqualTo(2.0);
  }

  private static double metres(RuleBook book, List<Point> between) {
    var ground = book.ground().orElseThrow();
    return Math.round(ground.distance(between.getFirst(), between.getLast()).orElseThrow() * 100)
        / 100.0;
  }

  @Test
  void who_stands_in_a_zone_of_another_view_is_nobody() throws Exception {
    var book = read(TURNING).book();
    var there = Scene.standing("1", CoarseClass.PERSON, 0.75, 0.6);

    assertThat(new Scene(book.at("Bridge")).hold(3, there).signals()).hasSize(1);
    assertThat(new Scene(book.at(Presets.HOME)).hold(3, there).signals()).isEmpty();
    assertThat(new Scene(book.at("3")).hold(3, there).signals()).isEmpty();
  }

  @Test
  void the_same_rule_on_another_view_is_another_rule() throws Exception {
    var rule = read(TURNING).book().rules().getFirst();

    assertThat(Set.of(Fingerprint.of(rule), Fingerprint.of(rule, "Bridge"))).hasSize(2);
    assertThat(Fingerprint.of(rule, Presets.HOME)).isEqualTo(Fingerprint.of(rule));
  }

  @Test
  void a_drawing_is_written_with_its_presets_and_read_again() throws Exception {
    var drawing = read(TURNING).drawing();

    assertThat(drawing.text("yard")).contains("preset: Bridge}", "preset: 3}");
    assertThat(read("rules: [{event: INTRUSION}]").drawing().text("yard"))
        .as("as ever of a camera that does not turn")
        .doesNotContain("preset");
  }

  @Test
  void what_cannot_be_is_said_with_its_line() {
    says(
        "zones: [{id: a, kind: zone, points: [[0, 0], [1, 0], [1, 1]], preset: "
            + "x".repeat(61)
            + "}]",
        "zones[0].preset: should be the name or token of a preset");
    says(
        TURNING.replace("zone: deck,", "zone: deck, preset: Gate,"),
        "rules[1].preset: 'deck' is drawn for preset 'Bridge'; leave this out");
    says(
        TURNING.replace("zone: gate,", "zone: gate, preset: Gate,"),
        "rules[0].preset: 'gate' is drawn for the view at home; leave this out");
    says(
        TURNING.replace("id: deck", "id: gate"),
        "'gate' is drawn twice; ids are unique, over presets");
    says(
        TURNING.replace("metres: [2, 4], preset: Bridge", "metres: [2, 4], preset: Brigde"),
        "ground: from preset 'Bridge' cannot be used");
    says(
        TURNING
            .replace("zone: deck,", "zone: deck, least_m: 1,")
            .replaceAll(" *- .*metres.*Bridge}\n", ""),
        "least_m: is in metres, and this camera's ground was not measured");
  }

  private static void says(String text, String wrong) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class).hasMessageContaining(wrong);
  }
}
