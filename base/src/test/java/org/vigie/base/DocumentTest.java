package org.vigie.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentTest {

  private static Document parse(String text) throws BadInput {
    return Document.parse(Path.of("town.yaml"), text);
  }

  @Test
  void names_file_line_and_nearest_key() {
    assertThatThrownBy(() -> parse("town: X\ncamras: []\n").fields(Set.of("town", "cameras")))
        .isInstanceOf(BadInput.class)
        .hasMessage("town.yaml:2: camras: is not a known key; did you mean cameras?");
  }

  @Test
  void says_which_key_is_missing() {
    assertThatThrownBy(() -> parse("town: X\n").get("cameras"))
        .hasMessage("town.yaml:1: has no 'cameras', which is needed");
  }

  @Test
  void refuses_a_key_that_stands_twice() {
    assertThatThrownBy(() -> parse("a: 1\na: 2\n").entries()).hasMessageContaining("town.yaml:2");
  }

  @Test
  void reads_durations_with_their_unit() throws BadInput {
    assertThat(parse("a: 12 h").get("a").duration()).isEqualTo(Duration.ofHours(12));
    assertThatThrownBy(() -> parse("a: 12").get("a").duration()).hasMessageContaining("12 h");
  }

  @Test
  void refuses_what_is_not_yaml_with_its_line() {
    assertThatThrownBy(() -> parse("a: 1\nb: [1,\n")).hasMessageContaining("town.yaml:");
  }

  @Test
  void refuses_a_tag_that_its_reader_chokes_on() {
    assertThatThrownBy(() -> parse("a: !1e1000000%-0"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("town.yaml: is not YAML");
    assertThatThrownBy(() -> parse("a: !b%20 c"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("town.yaml");
  }
}
