package org.vigie.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.EventType;
import org.vigie.rules.Rule;
import org.vigie.simulator.stage.Plot;
import org.vigie.simulator.stage.StagedScene;

class ScenesTest {

  @TempDir private Path folder = Path.of("");

  private Clip clip(long seed, int number) throws Exception {
    return clip(StagedScene.of(seed, number));
  }

  private Clip clip(StagedScene scene) throws Exception {
    Files.writeString(folder.resolve("clips.yaml"), scene.describe(640, 360));
    return ClipList.read(folder).getFirst();
  }

  @Test
  void what_a_scene_writes_down_is_read_as_a_clip_and_says_what_happens() throws Exception {
    Map<Plot, Integer> happens = new EnumMap<>(Plot.class);
    for (int number = 0; number < 200; number++) {
      var plot = StagedScene.plot(number);
      var clip = clip(8, number);

      int events = clip.expected().size();
      int passed = clip.passages().stream().mapToInt(one -> one.forward() + one.back()).sum();
      happens.merge(plot, events + passed, Integer::sum);
      assertThat(clip.book().ground()).isPresent();
      assertThat(clip.expected()).allMatch(one -> one.toS() > one.fromS() && one.fromS() > 1);
      assertThat(clip.expected()).noneMatch(one -> clip.never().contains(one.event()));
      switch (plot) {
        case INTRUSION, PERSON_DOWN, ABANDONED_OBJECT, CROWD_MOVEMENT, FIRE ->
            assertThat(events).as(clip.name()).isEqualTo(1);
        case WRONG_WAY -> assertThat(events).as(clip.name()).isPositive();
        case LINE_COUNT -> assertThat(passed).as(clip.name()).isPositive();
        case DENSITY -> assertThat(events).as(clip.name()).isLessThanOrEqualTo(1);
        case STILL_LIFE, LIGHTS -> assertThat(events).as(clip.name()).isZero();
      }
    }
    assertThat(happens.getOrDefault(Plot.DENSITY, 0)).isBetween(10, 19);
  }

  @Test
  void hours_without_events_arm_rules_that_must_stay_silent() throws Exception {
    var clip = clip(StagedScene.vigil(8, 0, 3600));

    assertThat(clip.expected()).isEmpty();
    assertThat(clip.book().rules().stream().map(Rule::event))
        .contains(EventType.ABANDONED_OBJECT, EventType.FIRE);
  }

  @Test
  void camera_hours_are_given_as_days_hours_or_minutes() {
    var span = new Main.Span();

    assertThat(span.convert("3d")).isEqualTo(Duration.ofDays(3));
    assertThat(span.convert("90m")).isEqualTo(Duration.ofMinutes(90));
    for (String wrong : new String[] {"3", "0d", "4m", "1.5h", "-2h", "3 d"}) {
      assertThatThrownBy(() -> span.convert(wrong)).hasMessageContaining("should be like 3d");
    }
  }

  @Test
  void the_same_seed_gives_the_same_scene_and_another_another() throws Exception {
    assertThat(StagedScene.of(8, 3).describe(640, 360))
        .isEqualTo(StagedScene.of(8, 3).describe(640, 360))
        .isNotEqualTo(StagedScene.of(9, 3).describe(640, 360));
  }
}
