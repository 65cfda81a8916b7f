package org.vigie.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.model.CoarseClass;
import org.vigie.simulator.draw.Lens;

class StagedSceneTest {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;

  private static StagedScene scene(Plot plot, int stage) {
    return StagedScene.of(5, stage * StagedScene.IN_A_VENUE + plot.ordinal());
  }

  private static byte[] picture(StagedScene scene, double s) {
    return picture(scene, s, 1);
  }

  private static byte[] picture(StagedScene scene, double s, int times) {
    var i420 = new byte[times * times * WIDTH * HEIGHT * 3 / 2];
    new StageFilm(scene, times * WIDTH, times * HEIGHT).draw((int) (s * StagedScene.RATE), i420);
    return i420;
  }

  @Test
  void the_same_seed_draws_the_same_bytes() {
    assertThat(picture(scene(Plot.FIRE, 1), 12)).isEqualTo(picture(scene(Plot.FIRE, 1), 12));
  }

  @Test
  void every_light_and_weather_comes_in_turn() {
    assertThat(IntStream.range(0, 10).mapToObj(n -> scene(Plot.FIRE, n).venue().setting()))
        .contains(Setting.values());
  }

  @Test
  void nights_are_darker_than_days() {
    var day = scene(Plot.INTRUSION, 0);
    var night = scene(Plot.INTRUSION, 1);
    assertThat(day.venue().setting().isNight()).isFalse();
    assertThat(night.venue().setting().isNight()).isTrue();

    assertThat(mean(picture(night, 1))).isLessThan(mean(picture(day, 1)) - 30);
  }

  private static double mean(byte[] i420) {
    return IntStream.range(0, WIDTH * HEIGHT).map(i -> i420[i] & 255).average().orElseThrow();
  }

  @Test
  void a_fire_burns_brightly_after_it_began_and_not_before() {
    var scene = scene(Plot.FIRE, 1);

    assertThat(glaring(picture(scene, 25, 3))).isGreaterThan(glaring(picture(scene, 1, 3)) + 15);
  }

  /// Orange pixels, by their chroma.
  private static long glaring(byte[] i420) {
    int plane = i420.length * 2 / 3;
    return IntStream.range(0, plane / 4)
        .filter(i -> (i420[plane + i] & 255) < 100 && (i420[plane + plane / 4 + i] & 255) > 150)
        .count();
  }

  @Test
  void who_falls_is_tall_before_and_low_after() {
    for (int stage = 0; stage < 12; stage++) {
      var scene = scene(Plot.PERSON_DOWN, stage);
      var faller = scene.cast().getFirst();
      assertThat(faller.kind()).isEqualTo(CoarseClass.PERSON);

      assertThat(height(faller, 6.5)).isBetween(1.4, 2.0);
      assertThat(height(faller, 23)).isBetween(0.1, 0.75);
    }
  }

  /// Of a body over the ground, in metres.
  private static double height(Performer one, double s) {
    return one.part().at(s).orElseThrow().limbs().stream()
        .mapToDouble(
            limb -> Math.max(limb.from().y() + limb.fromRadius(), limb.to().y() + limb.toRadius()))
        .max()
        .orElseThrow();
  }

  @Test
  void a_bag_stays_where_it_was_put_when_its_owner_is_gone() {
    for (int stage = 0; stage < 12; stage++) {
      var scene = scene(Plot.ABANDONED_OBJECT, stage);
      var bag =
          scene.cast().stream()
              .filter(one -> one.kind() == CoarseClass.OBJECT)
              .findFirst()
              .orElseThrow();

      assertThat(bag.part().at(30).orElseThrow().at())
          .isEqualTo(bag.part().at(37).orElseThrow().at());
      assertThat(scene.cast().getFirst().part().at(37)).isEmpty();
    }
  }

  @Test
  void hours_without_events_show_something_now_and_then_and_are_else_empty() {
    var scene = StagedScene.vigil(4, 0, 1200);
    var film = new StageFilm(scene, WIDTH, HEIGHT);
    var i420 = new byte[WIDTH * HEIGHT * 3 / 2];
    int quiet = 0;
    for (int s = 0; s < 1200; s += 10) {
      film.draw(s * StagedScene.RATE, i420);
      boolean somebody = false;
      for (int pixel = 0; pixel < WIDTH * HEIGHT && !somebody; pixel++) {
        somebody = !film.persons().isEmpty(pixel);
      }
      if (scene.isQuiet(s)) {
        quiet++;
        assertThat(somebody).as("somebody at %d s", s).isFalse();
      }
    }
    assertThat(quiet).isBetween(40, 110);
  }

  @Test
  void thirty_walk_at_once_before_the_camera() {
    var scene = StagedScene.crowd(1, 30, 20);
    Lens lens = scene.venue().lens();

    for (double s : new double[] {6, 12, 19}) {
      long inside =
          scene.cast().stream()
              .flatMap(one -> one.foot(s, lens).stream())
              .filter(foot -> foot.x() > 0 && foot.x() < 1 && foot.y() > 0 && foot.y() < 1)
              .count();
      assertThat(inside).isGreaterThanOrEqualTo(28);
    }
  }
}
