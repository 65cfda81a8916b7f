package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExposureTest {

  private final Exposure exposure = new Exposure();

  private void add(int pixels, int ratio) {
    for (int i = 0; i < pixels; i++) {
      exposure.add(ratio + i % 7 - 3);
    }
  }

  @Test
  void things_of_many_ratios_do_not_count() {
    add(300, 256);
    for (int i = 0; i < 600; i++) {
      exposure.add(160 + i * 280 / 600);
    }
    assertThat(exposure.mostUsual()).isBetween(250, 262);
  }

  @Test
  void of_the_two_lights_of_a_cloud_the_brighter_counts_while_a_third_of_the_view_has_it() {
    add(400, 256);
    add(600, 366);
    assertThat(exposure.mostUsual()).isBetween(253, 259);
  }

  @Test
  void when_a_cloud_has_covered_most_its_light_is_that_of_the_view() {
    add(200, 256);
    add(800, 366);
    assertThat(exposure.mostUsual()).isBetween(363, 369);
  }

  @Test
  void another_light_is_no_exposure() {
    add(500, 853);
    add(500, 90);
    assertThat(exposure.counted()).isZero();
  }
}
