package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.CoarseClass;

/// Scenes drawn in the test: a textured ground with noise, and what stands on it.
class SceneTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  private final Random random = new Random(11);
  private final SmallPicture picture = SmallPicture.of(WIDTH, HEIGHT);
  private final byte[] luma = new byte[WIDTH * HEIGHT];
  private final byte[] grey = new byte[WIDTH * HEIGHT / 4];
  private final int[] ground = new int[WIDTH * HEIGHT];
  private long ticks;

  SceneTest() {
    java.util.Arrays.fill(grey, (byte) 128);
    for (int i = 0; i < ground.length; i++) {
      ground[i] = 110 + 30 * (i / WIDTH / 12 % 2) + random.nextInt(12);
    }
  }

  private static Scene scene(int quietSeconds, int learningSeconds) {
    return new Scene(
        WIDTH, HEIGHT, Duration.ofSeconds(quietSeconds), Duration.ofSeconds(learningSeconds));
  }

  /// Shows the scene with someone of 16x44 pixels whose left edge is at `x`; nobody if negative.
  private Sighting look(Scene scene, int x, double light) {
    return look(scene, x, light, null);
  }

  private Sighting look(Scene scene, int x, double light, @Nullable Looking looking) {
    for (int i = 0; i < ground.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH;
      boolean body = x >= 0 && column >= x && column < x + 16 && row >= 80 && row < 124;
      int value = body ? 30 + (column * 7 + row * 3) % 25 : ground[i];
      luma[i] = (byte) Math.clamp((int) (value * light) + random.nextInt(5) - 2, 0, 255);
    }
    picture.shrink(luma, grey, grey, WIDTH, HEIGHT);
    ticks += 9000;
    return scene.look(picture, looking, ticks, START.plusNanos(ticks * 100_000 / 9));
  }

  private static boolean isMasked(Sighting sighting, int x, int y) {
    var mask = sighting.mask();
    return mask.isMasked(x * mask.columns() / WIDTH, y * mask.rows() / HEIGHT);
  }

  @Test
  void everything_is_masked_until_the_learning_period_is_over() {
    var scene = scene(20, 5);
    for (int i = 0; i < 49; i++) {
      assertThat(look(scene, -1, 1).mask().whole()).as("picture %d", i).isTrue();
    }
    for (int i = 0; i < 5; i++) {
      look(scene, -1, 1);
    }
    var sighting = look(scene, -1, 1);
    assertThat(sighting.mask().whole()).isFalse();
    assertThat(sighting.mask().blocks().isEmpty()).isTrue();
  }

  @Test
  void someone_who_walks_is_one_track_and_masked_from_head_to_foot() {
    var scene = scene(20, 1);
    warmUp(scene);
    var id = "";
    for (int i = 0; i < 100; i++) {
      int x = 10 + 2 * i;
      var sighting = look(scene, x, 1);
      if (i >= 2) {
        for (int y = 80; y < 124; y += 2) {
          for (int column = x; column < x + 16; column += 2) {
            assertThat(isMasked(sighting, column, y)).as("picture %d", i).isTrue();
          }
        }
      }
      if (i >= 20) {
        assertThat(sighting.tracks()).as("picture %d", i).hasSize(1);
        var track = sighting.tracks().getFirst();
        id = id.isEmpty() ? track.id() : id;
        assertThat(track.id()).isEqualTo(id);
        assertThat(track.box().foot().x() * WIDTH).isBetween(x + 2.0, x + 14.0);
        assertThat(track.box().foot().y() * HEIGHT).isBetween(119.0, 129.0);
      }
    }
  }

  @Test
  void someone_who_stands_still_stays_masked_for_the_quiet_period_and_then_clears() {
    var scene = scene(20, 1);
    warmUp(scene);
    for (int i = 0; i < 50; i++) {
      look(scene, 10 + 2 * i, 1);
    }
    for (int i = 0; i < 195; i++) {
      var sighting = look(scene, 110, 1);
      assertThat(isMasked(sighting, 118, 100)).as("%.1f s", i / 10.0).isTrue();
    }
    for (int i = 0; i < 60; i++) {
      look(scene, 110, 1);
    }
    assertThat(isMasked(look(scene, 110, 1), 118, 100)).isFalse();
  }

  @Test
  void a_light_switched_off_masks_everything_and_is_learnt_again() {
    var scene = scene(20, 2);
    warmUp(scene);
    look(scene, -1, 1);

    var dark = look(scene, -1, 0.3);
    assertThat(dark.learning()).isTrue();
    assertThat(dark.mask().whole()).isTrue();
    for (int i = 0; i < 40; i++) {
      dark = look(scene, -1, 0.3);
    }

    assertThat(dark.learning()).isFalse();
    assertThat(dark.mask().whole()).isFalse();
    assertThat(dark.tracks()).isEmpty();
  }

  @Test
  void an_exposure_that_drifts_is_no_movement() {
    var scene = scene(20, 1);
    warmUp(scene);
    for (int i = 0; i < 60; i++) {
      var sighting = look(scene, -1, 1 - 0.004 * i);
      assertThat(sighting.tracks()).isEmpty();
      assertThat(sighting.learning()).isFalse();
    }
    assertThat(scene.isBusy()).isFalse();
  }

  @Test
  void whoever_was_there_from_the_start_leaves_no_ghost() {
    var scene = scene(20, 1);
    for (int i = 0; i < 15; i++) {
      look(scene, 60, 1);
    }
    for (int i = 0; i < 60; i++) {
      look(scene, 60 + 3 * i, 1);
    }
    var sighting = look(scene, -1, 1);

    assertThat(sighting.tracks())
        .noneMatch(track -> Math.abs(track.box().foot().x() * WIDTH - 68) < 20);
  }

  @Test
  void a_still_scene_is_not_busy_and_someone_new_wakes_it() {
    var scene = scene(20, 1);
    warmUp(scene);
    assertThat(scene.isBusy()).isFalse();
    look(scene, -1, 1);
    assertThat(scene.differs(picture)).isFalse();

    var other = scene(20, 1);
    look(other, 100, 1);
    assertThat(scene.differs(picture)).isTrue();
  }

  @Test
  void whoever_stands_still_from_the_start_is_masked_and_followed_with_a_detector() {
    var scene = scene(20, 5);
    var seer = new Seer(0.5).with(CoarseClass.PERSON, 0.9, WIDTH, HEIGHT, 60, 80, 16, 44);
    for (int i = 0; i < 600; i++) {
      var sighting = look(scene, 60, 1, seer);
      if (i > 60) {
        assertThat(sighting.mask().whole()).as("picture %d", i).isFalse();
        for (int y = 80; y < 124; y += 2) {
          assertThat(isMasked(sighting, 68, y)).as("picture %d", i).isTrue();
        }
        assertThat(isMasked(sighting, 200, 100)).isFalse();
        assertThat(sighting.tracks()).as("picture %d", i).hasSize(1);
      }
    }
    assertThat(scene.isBusy()).isFalse();
    // Nothing moved for a minute: the whole picture, and that one person every 2 s.
    assertThat(seer.asked.size()).isLessThan(50);
  }

  @Test
  void a_detector_that_fails_masks_the_whole_picture_and_movement_is_still_followed() {
    var scene = scene(20, 1);
    var seer = new Seer(0.5);
    for (int i = 0; i < 60; i++) {
      look(scene, -1, 1, seer);
    }
    assertThat(look(scene, -1, 1, seer).mask().whole()).isFalse();

    seer.broken = true;
    for (int i = 0; i < 50; i++) {
      var sighting = look(scene, 10 + 2 * i, 1, seer);
      assertThat(sighting.mask().whole()).as("picture %d", i).isTrue();
      assertThat(sighting.learning()).isFalse();
      assertThat(sighting.tracks().size()).isEqualTo(i > 10 ? 1 : sighting.tracks().size());
    }
    seer.broken = false;
    assertThat(look(scene, 112, 1, seer).mask().whole()).isFalse();
  }

  @Test
  void nothing_is_shown_clear_before_a_detector_has_seen_the_whole_picture() {
    var scene = scene(20, 1);
    var seer = new Seer(0.5);
    seer.most = 0;
    for (int i = 0; i < 100; i++) {
      assertThat(look(scene, -1, 1, seer).mask().whole()).as("picture %d", i).isTrue();
    }
    seer.most = 1;
    assertThat(look(scene, -1, 1, seer).mask().whole()).isFalse();
  }

  private void warmUp(Scene scene) {
    for (int i = 0; i < 60; i++) {
      look(scene, -1, 1);
    }
  }
}
