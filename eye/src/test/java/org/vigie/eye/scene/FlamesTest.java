package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Drawn fires, and what others have taken for fire.
class FlamesTest {

  private static final int SECONDS = 12;

  private final Flames flames = new Flames(Drawing.WIDTH, Drawing.HEIGHT);
  private final Random noise = new Random(5);
  private int pictures;

  /// How many pictures of these seconds had fire.
  private int show(Drawing ground, Consumer<Drawing> then) {
    int burning = 0;
    for (int i = 0; i < SECONDS * 10; i++) {
      var drawing = ground.copy();
      then.accept(drawing);
      pictures++;
      flames.look(
          drawing.shown(noise), 0.1, pictures / 10.0, Instant.EPOCH.plusMillis(pictures * 100L));
      burning += flames.said().isEmpty() ? 0 : 1;
    }
    return burning;
  }

  private double now() {
    return pictures / 10.0;
  }

  private static Drawing night(long seed) {
    return Drawing.street(seed).lit(0.25);
  }

  /// Tongues of flame side by side: each licks up and falls back by itself, white at the heart.
  private static final class Fire {
    private final Random random = new Random(9);
    private final int left;
    private final int foot;
    private final double[] tongues;
    private final double size;

    Fire(int left, int foot, int width, double size) {
      this.left = left;
      this.foot = foot;
      this.size = size;
      this.tongues = new double[width];
    }

    void draw(Drawing on) {
      for (int k = 0; k < tongues.length; k++) {
        tongues[k] += 0.45 * (random.nextGaussian() * 0.5 - tongues[k]);
      }
      for (int x = 0; x < tongues.length; x++) {
        double beside = tongues[Math.max(0, x - 1)] + tongues[Math.min(tongues.length - 1, x + 1)];
        double arch = Math.sin(Math.PI * (x + 0.5) / tongues.length);
        int height = (int) (size * arch * (1 + tongues[x] + beside / 2));
        for (int y = 0; y < height; y++) {
          double up = (double) y / height;
          int luma = (int) (230 - 90 * up);
          on.set(left + x, foot - y, luma, (int) (105 - 45 * up), (int) (145 + 35 * up));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"14, 16", "24, 30", "40, 50"})
  void a_fire_is_found_by_day_and_by_night_within_seconds(int width, double size) {
    assertThat(show(Drawing.street(2), d -> {})).isZero();
    var fire = new Fire(150, 130, width, size);
    assertThat(show(Drawing.street(2), fire::draw)).isGreaterThan((SECONDS - 7) * 10);
    var box = flames.said().getFirst().box();
    assertThat(box.left() * Drawing.WIDTH).isBetween(135.0, 155.0);
    assertThat(box.foot().y() * Drawing.HEIGHT).isBetween(120.0, 145.0);
    assertThat(flames.said().getFirst().since())
        .isBetween(Instant.EPOCH.plusSeconds(SECONDS), Instant.EPOCH.plusSeconds(SECONDS + 2));

    assertThat(show(Drawing.street(2), d -> {})).as("put out").isLessThan(60);
    assertThat(flames.said()).isEmpty();
    assertThat(show(night(3), fire::draw)).as("night").isGreaterThan((SECONDS - 7) * 10);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 1, 1.5, 2, 3.3})
  void a_lamp_that_blinks_is_no_fire(double hertz) {
    for (var street : new Drawing[] {Drawing.street(2), night(3)}) {
      int burning =
          show(
              street,
              d -> {
                if (now() * hertz % 1 < 0.5) {
                  halo(d, 150, 90, 14, 210, 80, 165);
                }
              });
      assertThat(burning).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 2.7})
  void an_amber_beacon_that_turns_and_what_it_lights_are_no_fire(double turns) {
    int burning =
        show(
            night(4),
            d -> {
              double angle = 2 * Math.PI * turns * now();
              halo(d, 150, 70, 6 + (int) (6 * Math.abs(Math.cos(angle / 2))), 220, 80, 165);
              // Its beam sweeps over the walls around.
              int x = 150 + (int) (60 * Math.sin(angle));
              halo(d, x, 95, 18, 150, 90, 160);
            });
    assertThat(burning).isZero();
  }

  @Test
  void a_traffic_light_a_shop_window_and_a_sign_are_no_fire() {
    int burning =
        show(
            night(5),
            d -> {
              halo(d, 60, 50, 5, 220, 70, 180);
              d.colour(150, 70, 60, 40, 180, 90, 160).colour(165, 80, 12, 20, 220, 100, 150);
              d.colour(250, 30, 40, 10, (int) (now() / 4) % 2 == 0 ? 200 : 90, 70, 180);
            });
    assertThat(burning).isZero();
  }

  @Test
  void amber_words_that_run_over_a_sign_are_no_fire() {
    var letters = new Random(3);
    var lit = new boolean[400 * 10];
    for (int i = 0; i < lit.length; i++) {
      lit[i] = letters.nextInt(3) == 0;
    }
    int burning =
        show(
            night(6),
            d -> {
              int shift = (int) (now() * 15);
              for (int x = 0; x < 60; x++) {
                for (int y = 0; y < 10; y++) {
                  if (lit[y * 400 + (x + shift) % 400]) {
                    d.set(100 + x, 60 + y, 200, 75, 170);
                  }
                }
              }
            });
    assertThat(burning).isZero();
  }

  @Test
  void someone_at_work_in_an_orange_vest_is_no_fire() {
    int burning =
        show(
            Drawing.street(7),
            d -> {
              int x = 150 + (int) Math.round(3 * Math.sin(now() * 2.4));
              int y = 80 + (int) Math.round(3 * Math.sin(now() * 3.1));
              d.grey(x - 2, y - 14, 14, 60, 60);
              d.colour(x, y, 10, 16, 170, 70, 190);
              d.colour(x, y + 6, 10, 3, 220, 120, 132);
            });
    assertThat(burning).isZero();
  }

  @Test
  void cars_that_pass_with_warm_headlights_and_red_lamps_are_no_fire() {
    int burning =
        show(
            night(8),
            d -> {
              for (int car = 0; car < 4; car++) {
                int x = (int) (now() * (60 + 25 * car) + car * 90) % 420 - 50;
                d.grey(x, 90, 40, 20, 35);
                halo(d, x + 40, 102, 12, 225, 95, 150);
                halo(d, x, 102, 6, 120, 100, 200);
                // On the wet road it trembles.
                halo(d, x + 40, 118 + noise.nextInt(3), 10, 150, 100, 150);
              }
            });
    assertThat(burning).isZero();
  }

  @Test
  void a_camera_without_colour_says_nothing() {
    var fire = new Fire(150, 130, 20, 24);
    int burning =
        show(
            night(3),
            d -> {
              fire.draw(d);
              java.util.Arrays.fill(d.blue, 128);
              java.util.Arrays.fill(d.red, 128);
            });
    assertThat(burning).isZero();
  }

  private static void halo(Drawing on, int x, int y, int reach, int luma, int blue, int red) {
    for (int row = Math.max(0, y - reach); row < Math.min(Drawing.HEIGHT, y + reach); row++) {
      for (int column = Math.max(0, x - reach);
          column < Math.min(Drawing.WIDTH, x + reach);
          column++) {
        double left = 1 - Math.hypot(column - x, row - y) / reach;
        if (left > 0) {
          int was = on.luma[row * Drawing.WIDTH + column];
          on.set(
              column,
              row,
              (int) Math.min(235, was + luma * Math.min(1, 1.5 * left)),
              (int) (128 + (blue - 128) * Math.min(1, 2 * left)),
              (int) (128 + (red - 128) * Math.min(1, 2 * left)));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "car-from-above.mp4, 768, 432",
    "road-day.mp4, 640, 360",
    "road-night.mp4, 960, 540",
    "shop-floor-hevc.mp4, 960, 540",
    "shelf-bottles.mp4, 640, 360",
    "wind-grass.mp4, 640, 360",
    "fall-S1_ADL_10.mp4, 640, 360",
    "fall-S1_ADL_16.mp4, 640, 360",
    "fall-S1_Fall_13.mp4, 640, 480",
    "fall-S1_Fall_14.mp4, 640, 480",
    "fall-S1_Fall_15.mp4, 640, 480",
    "fall-S2_ADL_23.mp4, 640, 480",
    "fall-S2_Fall_12.mp4, 640, 480",
    "fall-S2_Fall_13.mp4, 640, 480",
    "fall-S2_Fall_14.mp4, 640, 480"
  })
  void where_nothing_burns_no_flame_is_said(String name, int width, int height)
      throws IOException, InterruptedException {
    RealClip.of(name, width, height)
        .show(
            Duration.ofMinutes(30),
            (seconds, sighting) ->
                assertThat(sighting.signs().fires()).as("at %.1f s", seconds).isEmpty());
  }

  @Test
  void a_house_that_burns_is_said_in_a_real_clip() throws IOException, InterruptedException {
    var first = new double[] {Double.NaN};
    RealClip.of("fire-house.mp4", 426, 240)
        .show(
            Duration.ofMinutes(30),
            (seconds, sighting) -> {
              if (!sighting.signs().fires().isEmpty() && Double.isNaN(first[0])) {
                first[0] = seconds;
              }
            });
    assertThat(first[0]).isLessThan(10);
  }
}
