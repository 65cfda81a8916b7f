package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vigie.model.CameraId;
import org.vigie.model.Point;

/// Holds design/rules.md and its example to what the reader does.
class RulesPageTest {

  private static final Path DESIGN =
      Path.of(Objects.requireNonNull(System.getProperty("vigie.root"), "vigie.root"), "design");

  @Test
  void the_example_is_read_as_its_comments_say() throws Exception {
    var yard = new CameraId("depot-yard");
    var road = new CameraId("station-road");

    var books =
        RuleBooks.read(
            DESIGN.resolve("examples/rules.yaml"), List.of(yard, road, new CameraId("other")));

    assertThat(books).containsOnlyKeys(yard, road);
    var ground = Objects.requireNonNull(books.get(yard)).ground().orElseThrow();
    assertThat(ground.distance(new Point(0.246, 0.75), new Point(0.754, 0.75)).orElseThrow())
        .isEqualTo(6, within(0.01));
    var rules = Objects.requireNonNull(books.get(yard)).rules();
    assertThat(rules)
        .extracting(Rule::id)
        .containsExactly(
            "yard-at-night",
            "intrusion-gate",
            "line-count-gate",
            "line-count-gate-2",
            "abandoned-object-yard",
            "person-down-yard");
    assertThat(rules.getFirst())
        .isInstanceOfSatisfying(
            Rule.Intrusion.class,
            rule -> {
              assertThat(rule.patience()).isEqualTo(Duration.ofSeconds(3));
              assertThat(rule.rearm()).isEqualTo(Duration.ofSeconds(10));
              assertThat(rule.schedule().hours()).hasSize(2);
            });
    assertThat(Objects.requireNonNull(books.get(road)).rules().getFirst())
        .isInstanceOf(Rule.WrongWay.class);
  }

  @Test
  void the_page_names_every_setting() throws Exception {
    var page = Files.readString(DESIGN.resolve("rules.md"));

    for (var key : RuleReader.KEYS) {
      assertThat(page).contains("| `" + key + "` |");
    }
  }
}
