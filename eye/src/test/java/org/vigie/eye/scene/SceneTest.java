package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
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

  @Test
  void a_view_that_was_seen_before_is_masked_whole_until_it_is_learnt_anew() {
    var before = scene(5, 2);
    for (int i = 0; i < 100; i++) {
      look(before, -1, 1);
    }
    assertThat(look(before, -1, 1).mask().whole()).isFalse();
    var again = scene(5, 2);
    again.remember(before.memory());
    assertThat(look(again, -1, 1).mask().whole()).isTrue();
    for (int i = 0; i < 60; i++) {
      look(again, -1, 1);
    }
    var seen = look(again, -1, 1);
    assertThat(seen.mask().whole()).isFalse();
    assertThat(seen.signs().troubles()).isEmpty();
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
  void the_edge_of_a_cloud_is_no_change_of_the_view() {
    var scene = scene(1800, 1);
    warmUp(scene);
    for (int i = 0; i < 200; i++) {
      // Covers the picture from the left within 7 s, stays for 6 s and leaves.
      double front = i < 130 ? i / 70.0 : 2;
      double back = (i - 130) / 70.0;
      var sighting = lookUnderCloud(scene, front, back);
      assertThat(sighting.learning()).as("%.1f s", i / 10.0).isFalse();
      assertThat(sighting.mask().whole()).as("%.1f s", i / 10.0).isFalse();
    }
    for (int i = 0; i < 60; i++) {
      look(scene, -1, 1);
    }
    assertThat(look(scene, -1, 1).mask().blocks().cardinality()).isLessThan(300);
  }

  private Sighting lookUnderCloud(Scene scene, double front, double back) {
    for (int i = 0; i < ground.length; i++) {
      double at = (double) (i % WIDTH) / WIDTH;
      double in = Math.clamp((front - at) * 8, 0, 1);
      double out = Math.clamp((back - at) * 8, 0, 1);
      int value = (int) (ground[i] * (1 - 0.3 * (in - out)));
      luma[i] = (byte) Math.clamp(value + random.nextInt(5) - 2, 0, 255);
    }
    picture.shrink(luma, grey, grey, WIDTH, HEIGHT);
    ticks += 9000;
    return scene.look(picture, ticks, START.plusNanos(ticks * 100_000 / 9));
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

  /// The background takes a second of pictures, the masks of learning take ten.
  @Test
  void with_a_detector_someone_is_followed_before_the_background_is_known() {
    var scene = scene(20, 5);
    var ids = new HashSet<String>();
    for (int i = 0; i < 40; i++) {
      var seer = new Seer(0.5);
      seer.with(CoarseClass.PERSON, 0.8, WIDTH, HEIGHT, 40 + 2 * i, 80, 16, 44);
      var sighting = look(scene, 40 + 2 * i, 1, seer);
      assertThat(sighting.tracked()).isTrue();
      assertThat(sighting.mask().whole()).as("picture %d", i).isTrue();
      if (i >= 6) {
        assertThat(sighting.tracks()).as("picture %d", i).hasSize(1);
        var track = sighting.tracks().getFirst();
        ids.add(track.id());
        assertThat(track.kind()).isEqualTo(CoarseClass.PERSON);
        assertThat(track.box().foot().x() * WIDTH).isBetween(40.0 + 2 * i, 56.0 + 2 * i);
      }
      assertThat(sighting.learning()).isEqualTo(i < 12);
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void without_a_detector_or_with_one_that_fails_nothing_is_followed_while_learning() {
    var broken = new Seer(0.5);
    broken.broken = true;
    for (var seer : Arrays.asList(null, broken)) {
      var scene = scene(20, 5);
      for (int i = 0; i < 12; i++) {
        var sighting = look(scene, 40 + 2 * i, 1, seer);
        assertThat(sighting.learning()).isTrue();
        assertThat(sighting.tracked()).isFalse();
        assertThat(sighting.tracks()).isEmpty();
      }
      assertThat(look(scene, 64, 1, seer).tracked()).isTrue();
    }
  }

  /// Ids die with the view.
  @Test
  void when_the_view_changes_as_a_whole_a_detector_follows_afresh() {
    var scene = scene(20, 5);
    var seer = new Seer(0.5);
    seer.with(CoarseClass.PERSON, 0.8, WIDTH, HEIGHT, 40, 80, 16, 44);
    for (int i = 0; i < 30; i++) {
      look(scene, 40, 1, seer);
    }
    var before = look(scene, 40, 1, seer).tracks().getFirst().id();
    boolean untracked = false;
    Sighting after = look(scene, 40, 0.3, seer);
    for (int i = 0; i < 15; i++) {
      untracked |= !after.tracked();
      after = look(scene, 40, 0.3, seer);
    }
    assertThat(untracked).isTrue();
    assertThat(after.tracked()).isTrue();
    assertThat(after.tracks()).hasSize(1);
    assertThat(after.tracks().getFirst().id()).isNotEqualTo(before);
  }

  @Test
  void a_place_that_is_seen_to_be_empty_clears_long_before_the_quiet_period() {
    var scene = scene(1800, 1);
    warmUp(scene);
    for (int x = -14; x < 290; x += 3) {
      look(scene, Math.max(0, x), 1);
      if (x > 200) {
        assertThat(isMasked(look(scene, x, 1), x + 8, 100)).isTrue();
      }
    }
    assertThat(isMasked(look(scene, 290, 1), 60, 100)).isFalse();
    for (int i = 0; i < 10; i++) {
      look(scene, 304, 1);
    }
    for (int i = 0; i < 50; i++) {
      look(scene, -1, 1);
    }
    assertThat(look(scene, -1, 1).mask().blocks().isEmpty()).isTrue();
  }

  @Test
  void who_stands_still_stays_masked_however_long_while_the_places_around_clear() {
    var scene = scene(1800, 1);
    warmUp(scene);
    for (int x = 0; x <= 150; x += 3) {
      look(scene, x, 1);
    }
    for (int i = 0; i < 600; i++) {
      var sighting = look(scene, 150, 1);
      for (int y = 80; y < 124; y += 3) {
        assertThat(isMasked(sighting, 158, y)).as("%.1f s", i / 10.0).isTrue();
      }
    }
    assertThat(isMasked(look(scene, 150, 1), 60, 100)).isFalse();
  }

  @Test
  void whoever_is_lost_from_sight_inside_the_picture_may_still_be_there() {
    var scene = scene(60, 1);
    warmUp(scene);
    for (int x = 0; x <= 150; x += 3) {
      look(scene, x, 1);
    }
    // Before a ground of nearly the same colour: no pixel differs by more than its noise.
    for (int i = 0; i < 400; i++) {
      var sighting = lookFaint(scene, 150, 5);
      for (int y = 82; y < 122; y += 3) {
        assertThat(isMasked(sighting, 158, y)).as("%.1f s", i / 10.0).isTrue();
      }
    }
    assertThat(isMasked(lookFaint(scene, 150, 5), 60, 100)).isFalse();
  }

  @Test
  void who_walks_while_the_view_is_learnt_leaves_no_place_behind() {
    var scene = scene(1800, 5);
    for (int x = 0; x < 304; x += 3) {
      look(scene, x, 1);
    }
    for (int i = 0; i < 60; i++) {
      look(scene, -1, 1);
    }
    assertThat(look(scene, -1, 1).mask().blocks().isEmpty()).isTrue();
  }

  @Test
  void a_place_where_somebody_was_lost_from_sight_clears_when_it_looks_as_before() {
    var scene = scene(1800, 1);
    warmUp(scene);
    for (int x = 0; x <= 150; x += 3) {
      look(scene, x, 1);
    }
    for (int i = 0; i < 90; i++) {
      assertThat(isMasked(look(scene, -1, 1), 158, 100)).as("%.1f s", i / 10.0).isTrue();
    }
    for (int i = 0; i < 60; i++) {
      look(scene, -1, 1);
    }
    assertThat(look(scene, -1, 1).mask().blocks().isEmpty()).isTrue();
  }

  /// Somebody who is darker than the ground by so many levels.
  private Sighting lookFaint(Scene scene, int x, int levels) {
    for (int i = 0; i < ground.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH;
      boolean body = column >= x && column < x + 16 && row >= 80 && row < 124;
      int value = body ? ground[i] - levels : ground[i];
      luma[i] = (byte) Math.clamp(value + random.nextInt(5) - 2, 0, 255);
    }
    picture.shrink(luma, grey, grey, WIDTH, HEIGHT);
    ticks += 9000;
    return scene.look(picture, ticks, START.plusNanos(ticks * 100_000 / 9));
  }

  @Test
  void who_stops_where_the_ground_is_like_half_of_them_stays_masked_all_over() {
    var scene = scene(1800, 1);
    warmUp(scene);
    for (int x = 0; x <= 150; x += 3) {
      look(scene, x, 1);
    }
    // From here on only the lower half differs from the ground.
    for (int i = 0; i < 300; i++) {
      var sighting = lookHalf(scene, 150);
      for (int y = 82; y < 122; y += 3) {
        assertThat(isMasked(sighting, 158, y)).as("%d at %.1f s", y, i / 10.0).isTrue();
      }
    }
  }

  private Sighting lookHalf(Scene scene, int x) {
    for (int i = 0; i < ground.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH;
      boolean body = column >= x && column < x + 16 && row >= 102 && row < 124;
      int value = body ? 30 + (column * 7 + row * 3) % 25 : ground[i];
      luma[i] = (byte) Math.clamp(value + random.nextInt(5) - 2, 0, 255);
    }
    picture.shrink(luma, grey, grey, WIDTH, HEIGHT);
    ticks += 9000;
    return scene.look(picture, ticks, START.plusNanos(ticks * 100_000 / 9));
  }

  @Test
  void whoever_comes_out_of_the_place_again_leaves_it_empty() {
    var scene = scene(1800, 1);
    warmUp(scene);
    for (int x = 0; x <= 150; x += 3) {
      look(scene, x, 1);
    }
    for (int i = 0; i < 30; i++) {
      look(scene, -1, 1);
    }
    for (int x = 151; x <= 260; x += 3) {
      look(scene, x, 1);
    }
    for (int i = 0; i < 30; i++) {
      look(scene, 260, 1);
    }
    assertThat(isMasked(look(scene, 260, 1), 158, 100)).isFalse();
    assertThat(isMasked(look(scene, 260, 1), 268, 100)).isTrue();
  }

  @Test
  void whoever_stands_there_while_the_view_is_learnt_anew_stays_masked() {
    var scene = scene(60, 2);
    warmUp(scene);
    for (int x = 0; x <= 150; x += 3) {
      look(scene, x, 1);
    }
    for (int i = 0; i < 50; i++) {
      look(scene, 150, 0.3);
    }
    for (int i = 0; i < 100; i++) {
      var sighting = look(scene, 150, 0.3);
      assertThat(sighting.mask().whole()).isFalse();
      assertThat(isMasked(sighting, 158, 100)).as("%.1f s", i / 10.0).isTrue();
    }
  }

  @Test
  void whoever_stands_there_from_the_first_picture_on_sways_and_is_masked() {
    var scene = scene(1800, 10);
    for (int i = 0; i < 102; i++) {
      lookSwaying(scene, standing(i));
    }
    for (int i = 102; i < 200; i++) {
      var sighting = lookSwaying(scene, standing(i));
      assertThat(sighting.mask().whole()).isFalse();
      for (int y = 84; y < 122; y += 3) {
        for (int x = 152; x < 166; x += 3) {
          assertThat(isMasked(sighting, x, y)).as("%d, %d at %.1f s", x, y, i / 10.0).isTrue();
        }
      }
    }
    int blocks = look(scene, -1, 1).mask().blocks().cardinality();
    assertThat(blocks).isLessThan(120);
  }

  /// Sways by a fraction of a pixel, and shifts the weight to the other leg every 4 s.
  private static double standing(int picture) {
    return 150 + 0.3 * Math.sin(picture / 8.0) + 0.7 * (picture / 40 % 2);
  }

  /// A place between two pixels: what of the body covers half of one shows half of both.
  private Sighting lookSwaying(Scene scene, double left) {
    for (int i = 0; i < ground.length; i++) {
      double column = i % WIDTH;
      int row = i / WIDTH;
      double cover =
          row < 80 || row >= 124
              ? 0
              : Math.clamp(column + 1 - left, 0, 1) - Math.clamp(column + 1 - left - 16, 0, 1);
      double value = cover * (36 + row * 3 % 25) + (1 - cover) * ground[i];
      luma[i] = (byte) Math.clamp((int) value + random.nextInt(5) - 2, 0, 255);
    }
    picture.shrink(luma, grey, grey, WIDTH, HEIGHT);
    ticks += 9000;
    return scene.look(picture, ticks, START.plusNanos(ticks * 100_000 / 9));
  }

  @Test
  void the_first_mask_after_learning_serves_the_pictures_of_learning_too() {
    var scene = scene(1800, 10);
    var walked = new java.util.ArrayList<Sighting>();
    for (int i = 0; i < 99; i++) {
      // In the picture from 3 s to 8 s, then gone: nothing of it is masked any more at the end.
      walked.add(look(scene, i < 30 || i >= 80 ? -1 : (i - 30) * 6, 1));
      assertThat(walked.getLast().mask().whole()).isTrue();
    }
    var mask = look(scene, -1, 1).mask();
    while (mask.whole()) {
      mask = look(scene, -1, 1).mask();
    }
    assertThat(mask.since()).isBefore(START.plusMillis(2500));
    for (int i = 30; i < 80; i++) {
      for (int y = 81; y < 124; y += 3) {
        int x = Math.min(WIDTH - 1, (i - 30) * 6 + 8);
        assertThat(mask.isMasked(x * mask.columns() / WIDTH, y * mask.rows() / HEIGHT))
            .as("%d, %d at %.1f s", x, y, i / 10.0)
            .isTrue();
      }
    }
    var next = look(scene, -1, 1).mask();
    assertThat(next.since()).isEqualTo(next.at());
  }

  @Test
  void a_mask_does_not_hold_back_over_pictures_that_nobody_judged() {
    var scene = scene(1800, 10);
    for (int i = 0; i < 50; i++) {
      look(scene, -1, 1);
    }
    ticks += 2 * 90_000;
    var gapEnd = START.plusNanos(ticks * 100_000 / 9);
    var mask = look(scene, -1, 1).mask();
    while (mask.whole()) {
      mask = look(scene, -1, 1).mask();
    }
    assertThat(mask.since()).isAfter(gapEnd);
  }

  private void warmUp(Scene scene) {
    for (int i = 0; i < 60; i++) {
      look(scene, -1, 1);
    }
  }
}
