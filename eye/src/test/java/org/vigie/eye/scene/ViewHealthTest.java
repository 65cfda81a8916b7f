package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.ViewTrouble;

class ViewHealthTest {

  private final Random noise = new Random(3);
  private double now;

  private ViewHealth health = new ViewHealth(Drawing.WIDTH, Drawing.HEIGHT);

  private Set<ViewTrouble> show(Drawing drawing, double seconds) {
    var said = EnumSet.noneOf(ViewTrouble.class);
    for (int i = 0; i < seconds * 10; i++) {
      now += 0.1;
      said.clear();
      said.addAll(health.look(drawing.shown(noise), now));
    }
    return said;
  }

  /// A camera that has seen this street for a while.
  private Drawing street(long seed) {
    health = new ViewHealth(Drawing.WIDTH, Drawing.HEIGHT);
    var street = Drawing.street(seed);
    assertThat(show(street, 12)).isEmpty();
    return street;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_lens_out_of_focus_is_said_and_forgotten_once_it_is_sharp(long seed) {
    var street = street(seed);
    assertThat(show(street.blurred(4), 5)).isEmpty();
    assertThat(show(street.blurred(4), 3)).containsExactly(ViewTrouble.DEFOCUSED);
    assertThat(show(street, 5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_camera_that_was_turned_is_said(long seed) {
    var street = street(seed);
    assertThat(show(street.turned(24, 8), 8)).as("a little").containsExactly(ViewTrouble.MOVED);
    assertThat(show(street, 6)).as("turned back").isEmpty();
    assertThat(show(Drawing.street(seed + 100), 8))
        .as("far away")
        .containsExactly(ViewTrouble.MOVED);
  }

  @Test
  void a_view_is_known_again_after_another_one_was_looked_at() {
    var street = street(1);
    var kept = health;
    assertThat(show(street.turned(24, 8), 4)).isEmpty();
    kept.again();
    // Another view was looked at meanwhile, whose pictures this one never saw.
    now = 0;
    assertThat(show(street, 10)).as("the same").isEmpty();
    kept.again();
    now = 0;
    assertThat(show(street.turned(24, 8), 8)).as("nearly").containsExactly(ViewTrouble.MOVED);
  }

  @Test
  void where_a_turned_camera_looks_for_long_becomes_its_view() {
    var street = street(1);
    assertThat(show(street.turned(24, 8), 620)).isEmpty();
    assertThat(show(street, 8)).containsExactly(ViewTrouble.MOVED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_hand_over_the_lens_is_said_whole_or_half(long seed) {
    var street = street(seed);
    var hand = new Drawing(70).grey(90, 0, 200, 180, 84).blurred(12);
    assertThat(show(hand, 8)).as("whole").containsExactly(ViewTrouble.COVERED);
    assertThat(show(street, 5)).as("taken away").isEmpty();
    var half = street.copy().grey(0, 0, 190, 180, 60);
    assertThat(show(half, 8)).as("half").containsExactly(ViewTrouble.COVERED);
    assertThat(show(street, 6)).as("taken away").isEmpty();
    assertThat(show(new Drawing(90), 8)).as("one grey").containsExactly(ViewTrouble.COVERED);
  }

  @ParameterizedTest
  @CsvSource({"235", "17"})
  void a_picture_of_one_level_is_blinded(int level) {
    var street = street(4);
    assertThat(show(new Drawing(level), 3)).isEmpty();
    assertThat(show(new Drawing(level), 3)).containsExactly(ViewTrouble.BLINDED);
    assertThat(show(street, 4)).isEmpty();
  }

  @Test
  void a_camera_that_begins_blind_is_said_before_any_view_is_known() {
    assertThat(show(new Drawing(120), 6)).containsExactly(ViewTrouble.BLINDED);
  }

  @Test
  void fog_that_comes_slowly_blinds_and_covers_nothing() {
    var street = street(2);
    for (int step = 0; step < 60; step++) {
      var fog = street.copy();
      for (int i = 0; i < fog.luma.length; i++) {
        fog.luma[i] += (150 - fog.luma[i]) * step / 60;
      }
      assertThat(show(fog, 2)).doesNotContain(ViewTrouble.COVERED, ViewTrouble.MOVED);
    }
    assertThat(show(new Drawing(150), 6)).contains(ViewTrouble.BLINDED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void lamps_dusk_and_dawn_are_no_trouble(long seed) {
    var street = street(seed);
    assertThat(show(street.lit(0.4), 10)).as("a lamp goes out").isEmpty();
    assertThat(show(street.lit(1.15), 10)).as("and on").isEmpty();
    for (double light = 1; light > 0.15; light -= 0.01) {
      assertThat(show(street.lit(light), 4)).as("dusk %.2f", light).isEmpty();
    }
    for (double light = 0.15; light < 1; light += 0.01) {
      assertThat(show(street.lit(light), 4)).as("dawn %.2f", light).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void traffic_and_crowds_are_no_trouble(long seed) {
    var street = street(seed);
    for (int i = 0; i < 300; i++) {
      var busy = street.copy();
      for (int person = 0; person < 40; person++) {
        int x = (person * 41 + i * (person % 5 - 2)) % Drawing.WIDTH;
        busy.grey(x, 60 + person * 2, 12, 34, 30 + person * 5)
            .grey(x + 3, 52 + person * 2, 6, 8, 150);
      }
      if (i % 100 < 30) {
        // A lorry passes close by.
        busy.grey(i % 100 * 20 - 260, 20, 260, 160, 200);
      }
      assertThat(show(busy, 0.1)).as("picture %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "car-from-above.mp4, 640, 360",
    "road-day.mp4, 640, 360",
    "shop-floor-hevc.mp4, 640, 360",
    "shelf-bottles.mp4, 640, 360",
    "fire-house.mp4, 426, 240",
    "fall-S2_Fall_14.mp4, 640, 480"
  })
  void a_real_camera_that_sees_well_has_no_trouble(String name, int width, int height)
      throws IOException, InterruptedException {
    RealClip.of(name, width, height)
        .show(
            Duration.ofSeconds(20),
            (seconds, sighting) ->
                assertThat(sighting.signs().troubles()).as("at %.1f s", seconds).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "car-from-above.mp4, DEFOCUSED, 'gblur=sigma=8:enable=gte(t\\,9)'",
    "road-day.mp4, DEFOCUSED, 'gblur=sigma=8:enable=gte(t\\,9)'",
    "shop-floor-hevc.mp4, DEFOCUSED, 'gblur=sigma=8:enable=gte(t\\,9)'",
    "road-day.mp4, COVERED, 'drawbox=w=380:h=360:t=fill:color=0x605850:enable=gte(t\\,9)'",
    "shop-floor-hevc.mp4, COVERED, 'drawbox=w=380:h=360:t=fill:color=0x605850:enable=gte(t\\,9)'",
    "road-day.mp4, MOVED, 'rotate=0.2*gte(t\\,9)'",
    "shop-floor-hevc.mp4, MOVED, 'rotate=0.2*gte(t\\,9)'"
  })
  void what_happens_to_a_real_camera_is_said(String name, ViewTrouble trouble, String filters)
      throws IOException, InterruptedException {
    var said = EnumSet.noneOf(ViewTrouble.class);
    new RealClip(name, 640, 360, filters)
        .show(
            Duration.ofSeconds(20),
            (seconds, sighting) -> {
              if (seconds < 9) {
                assertThat(sighting.signs().troubles()).as("at %.1f s", seconds).isEmpty();
              }
              said.addAll(sighting.signs().troubles());
            });
    assertThat(said).containsExactly(trouble);
  }
}
