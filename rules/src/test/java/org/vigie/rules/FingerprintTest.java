package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.CameraId;

class FingerprintTest {

  private static final String TEXT =
      """
      zones:
        - {id: yard, kind: zone, points: [[0, 0], [1, 0], [1, 1]]}
        - {id: gate, kind: line, points: [[0, 0.5], [1, 0.5]]}
        - {id: lane, kind: lane, points: [[0, 0], [1, 0], [1, 1]], direction: [1, 0]}
      time_zone: Europe/Paris
      rules:
        - {event: INTRUSION, zone: yard, patience_s: 2, schedule: [{days: "sat,sun", from: "22:00", to: "06:00"}]}
        - {event: INTRUSION, zone: gate, direction: back}
        - {event: LINE_COUNT, zone: gate}
        - {event: WRONG_WAY, zone: lane, class: vehicle}
      """;

  @TempDir private Path dir;

  private List<String> of(String text) throws Exception {
    var file = Files.writeString(dir.resolve("rules.yaml"), text);
    var book = RuleBooks.read(file, List.of(new CameraId("yard"))).values().iterator().next();
    return book.rules().stream().map(Fingerprint::of).toList();
  }

  @Test
  void is_the_same_for_the_same_settings_and_another_for_each_rule() throws Exception {
    assertThat(of(TEXT)).isEqualTo(of(TEXT));
    assertThat(new HashSet<>(of(TEXT))).hasSize(4);
    assertThat(of(TEXT).getFirst()).matches("[0-9a-f]{16}");
  }

  @Test
  void changes_with_every_setting() throws Exception {
    for (var change :
        List.of(
            List.of("patience_s: 2", "patience_s: 3"),
            List.of("sat,sun", "sat"),
            List.of("Europe/Paris", "Europe/London"),
            List.of(
                "{id: yard, kind: zone, points: [[0, 0]",
                "{id: yard, kind: zone, points: [[0, 0.1]"))) {
      assertThat(of(TEXT.replace(change.getFirst(), change.getLast())).getFirst())
          .isNotEqualTo(of(TEXT).getFirst());
    }
  }
}
