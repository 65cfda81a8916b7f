package org.vigie.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.model.EventType;
import org.vigie.rules.Rule;
import org.vigie.rules.Target;

class ClipListTest {

  @TempDir private Path folder = Path.of("");

  private List<Clip> read(String text) throws Exception {
    Files.writeString(folder.resolve("clips.yaml"), text);
    return ClipList.read(folder);
  }

  private static final String TWO =
      """
      - clip: video/a.mp4
        shows: "A yard."
        size: [640, 480]
        frame_rate: 25
        duration_s: 10
        zones:
          - {id: yard, kind: zone, points: [[0, 0], [1, 0], [1, 1], [0, 1]]}
          - {id: gate, kind: line, points: [[0, 0.5], [1, 0.5]]}
        rules:
          - {event: INTRUSION, zone: yard, patience_s: 2}
          - {event: LINE_COUNT, zone: gate, class: vehicle}
        expect:
          - {event: INTRUSION, zone: yard, from_s: 1.5, to_s: 4}
        counts:
          - {line: gate, class: vehicle, forward: 3, back: 1}
          - {zone: yard, class: person, people: [[3.0, 2]]}
        never: [INTRUSION]
        doubts: "None."
      - clip: b.mp4
        rules:
          - {event: INTRUSION}
        never: [INTRUSION, WRONG_WAY]
      """;

  @Test
  void reads_what_is_drawn_armed_and_true() throws Exception {
    var clips = read(TWO);

    assertThat(clips).hasSize(2);
    var first = clips.getFirst();
    assertThat(first.file()).isEqualTo(folder.resolve("video/a.mp4"));
    assertThat(first.book().rules()).hasSize(2);
    assertThat(first.book().aspect()).isEqualTo(4.0 / 3);
    assertThat(first.expected())
        .containsExactly(new Expectation(EventType.INTRUSION, "yard", 1.5, 4));
    assertThat(first.passages()).containsExactly(new Passages("gate", Target.VEHICLE, 3, 1));
    assertThat(first.presences())
        .containsExactly(new Presence("yard", List.of(new Presence.At(3, 2))));
    assertThat(first.judged()).containsExactly(EventType.INTRUSION);
    assertThat(clips.get(1).judged()).containsExactly(EventType.WRONG_WAY, EventType.INTRUSION);
  }

  @Test
  void what_must_never_come_is_armed_once_and_only_where_it_can_be() throws Exception {
    var clips = read(TWO);

    var first = Armed.of(clips.getFirst()).never();
    assertThat(first.rules()).hasSize(1);
    assertThat(first.rules().getFirst()).isInstanceOf(Rule.Intrusion.class);
    assertThat(first.rules().getFirst().zone()).isEmpty();
    assertThat(first.aspect()).isEqualTo(4.0 / 3);
    var second = Armed.of(clips.get(1));
    assertThat(second.never().rules()).isEmpty();
    assertThat(second.unavailable()).isEmpty();
  }

  @Test
  void what_no_rule_looks_for_is_missed_and_said() throws Exception {
    var clip =
        read("""
                - clip: a.mp4
                  rules:
                    - {event: WEAPON}
                  never: [WEAPON, LINE_COUNT]
                """)
            .getFirst();

    assertThat(Armed.of(clip).missing())
        .containsOnly(Map.entry(EventType.WEAPON, "not available in this version"));
  }

  @Test
  void what_cannot_be_right_is_named() {
    assertThatThrownBy(() -> read(TWO.replace("{line: gate", "{line: gaet")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("gaet");
    assertThatThrownBy(() -> read(TWO.replace("from_s", "from")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("from");
    assertThatThrownBy(() -> read(TWO.replace("never:", "nevre:"))).isInstanceOf(BadInput.class);
  }
}
