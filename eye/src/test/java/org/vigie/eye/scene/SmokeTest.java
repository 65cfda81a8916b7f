package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Drawn smoke, and what veils or darkens a view without being any.
class SmokeTest {

  private static final int SECONDS = 25;

  private final Shown shown = new Shown(600);
  private double since;

  /// Walls and ground have a grain.
  private static Drawing street(long seed) {
    var street = Drawing.street(seed);
    var random = new Random(seed);
    for (int i = 0; i < street.luma.length; i++) {
      street.luma[i] = Math.clamp(street.luma[i] + random.nextInt(17) - 8, 16, 235);
    }
    return street;
  }

  /// How many pictures of these seconds had smoke.
  private int show(Drawing street, Consumer<Drawing> then) {
    shown.show(street, 6);
    int smoking = 0;
    for (int i = 0; i < SECONDS * 10; i++) {
      since = i / 10.0;
      var drawing = street.copy();
      then.accept(drawing);
      boolean is = shown.show(drawing).signs().fires().stream().anyMatch(sign -> sign.smoke());
      smoking += is ? 1 : 0;
    }
    return smoking;
  }

  /// What is drawn shows through by a share: 1 - thick.
  private static void veil(Drawing on, int x, int y, double across, double up, double thick) {
    for (int row = 0; row < Drawing.HEIGHT; row++) {
      for (int column = 0; column < Drawing.WIDTH; column++) {
        double far = Math.hypot((column - x) / across, (row - y) / up);
        double share = thick * Math.clamp(2 * (1 - far), 0, 1);
        if (share > 0) {
          int i = row * Drawing.WIDTH + column;
          on.luma[i] += (int) ((165 - on.luma[i]) * share);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void smoke_that_spreads_over_some_seconds_is_said_and_where(long seed) {
    int smoking =
        show(
            street(seed),
            d -> {
              double waft = 4 * Math.sin(since * 2);
              veil(d, 160 + (int) waft, 110 - (int) since, 14 + 2.2 * since, 10 + 3 * since, 0.75);
            });
    assertThat(smoking).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_shadow_that_grows_is_no_smoke(long seed) {
    var street = street(seed);
    int smoking =
        show(
            street,
            d -> {
              for (int row = 60; row < 150; row++) {
                for (int column = 60; column < 80 + 6 * since; column++) {
                  d.luma[row * Drawing.WIDTH + column] *= 6;
                  d.luma[row * Drawing.WIDTH + column] /= 10;
                }
              }
            });
    assertThat(smoking).isZero();
  }

  @Test
  void fog_over_the_whole_view_is_no_smoke() {
    int smoking = show(street(2), d -> veil(d, 160, 90, 2000, 2000, since / SECONDS / 2));
    assertThat(smoking).isZero();
  }

  @Test
  void headlights_in_mist_come_at_once_and_are_no_smoke() {
    int smoking =
        show(
            street(3),
            d -> {
              if (since > 3) {
                veil(d, 160, 100, 60, 40, 0.6);
              }
            });
    assertThat(smoking).isZero();
  }

  @Test
  void people_who_gather_are_no_smoke() {
    int smoking =
        show(
            street(4),
            d -> {
              for (int person = 0; person < since; person++) {
                int x = 60 + person * 8 + (int) (2 * Math.sin(since + person));
                d.grey(x, 70 + person % 3 * 8, 10, 40, 40 + person * 37 % 120);
                d.grey(x + 2, 62 + person % 3 * 8, 6, 8, 150);
              }
            });
    assertThat(smoking).isZero();
  }
}
