package org.vigie.desk.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Point;

/// Masks for the presets of a camera that turns.
class MaskSetTest {

  private static final List<Point> LEFT = box(0, 0.5);
  private static final List<Point> RIGHT = box(0.5, 1);
  private static final List<Point> WHOLE = box(0, 1);

  private static List<Point> box(double from, double to) {
    return List.of(new Point(from, 0), new Point(to, 0), new Point(to, 1), new Point(from, 1));
  }

  private static MaskSet at(Map<String, List<List<Point>>> presets) {
    return new MaskSet(List.of(), presets);
  }

  private static MaskSet read(String text) throws BadInput {
    return MaskSet.read(
        Document.parse(Path.of("masks.yaml"), text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void are_read_as_they_were_written() throws Exception {
    var set =
        at(Map.of("The \"bridge\"", List.of(LEFT, RIGHT), "a: b", List.of(), "3", List.of(LEFT)));
    assertThat(read(set.write())).isEqualTo(set);
    assertThat(read(MaskSet.of(List.of(LEFT)).write())).isEqualTo(MaskSet.of(List.of(LEFT)));
    assertThat(read(MaskSet.NONE.write())).isEqualTo(MaskSet.NONE);
  }

  @Test
  void a_name_that_can_be_none_is_said_with_its_line() {
    assertThatThrownBy(() -> read("x" + "y".repeat(60) + ": []"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("masks.yaml:1")
        .hasMessageContaining("name or token of a preset");
  }

  @Test
  void belong_to_presets_where_people_steer_and_to_none_elsewhere() {
    assertThat(MaskSet.of(List.of(LEFT)).fault(true)).isPresent();
    assertThat(at(Map.of("A", List.of(LEFT))).fault(false)).isPresent();
    assertThat(at(Map.of("A", List.of(LEFT), "B", List.of())).fault(true)).isEmpty();
    assertThat(MaskSet.of(List.of(LEFT)).fault(false)).isEmpty();
    assertThat(at(Map.of("A", List.of(LEFT, LEFT.subList(0, 2)))).fault(true).orElseThrow().key())
        .isEqualTo("masks.A[1]");
  }

  @Test
  void what_was_not_named_was_covered_whole() {
    var before = at(Map.of("A", List.of(LEFT)));
    assertThat(before.uncoversOf(MaskSet.NONE)).as("the first ones only cover").isFalse();
    assertThat(at(Map.of("A", List.of(WHOLE))).uncoversOf(before)).isFalse();
    assertThat(at(Map.of("A", List.of(RIGHT))).uncoversOf(before)).isTrue();
    assertThat(at(Map.of("A", List.of(LEFT), "B", List.of(WHOLE))).uncoversOf(before)).isFalse();
    assertThat(at(Map.of("A", List.of(LEFT), "B", List.of(LEFT))).uncoversOf(before))
        .as("B was covered whole")
        .isTrue();
    assertThat(MaskSet.NONE.uncoversOf(before)).isTrue();
    assertThat(at(Map.of("B", List.of(WHOLE))).uncoversOf(before))
        .as("A is covered whole now")
        .isFalse();
  }

  @Test
  void the_configuration_s_and_what_was_drawn_hold_together() {
    var both =
        at(Map.of("A", List.of(LEFT), "B", List.of()))
            .and(at(Map.of("A", List.of(RIGHT), "C", List.of(LEFT))));
    assertThat(both.presets())
        .isEqualTo(Map.of("A", List.of(LEFT, RIGHT), "B", List.of(), "C", List.of(LEFT)));
    assertThat(both.inForce().orElseThrow().version())
        .isNotEqualTo(at(Map.of("A", List.of(LEFT, RIGHT))).inForce().orElseThrow().version());
    assertThat(MaskSet.NONE.inForce()).isEmpty();
  }
}
