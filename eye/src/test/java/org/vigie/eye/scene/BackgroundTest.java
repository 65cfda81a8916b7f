package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private final Random random = new Random(11);
  private final Background background = new Background(Drawing.WIDTH, Drawing.HEIGHT);

  private void see(Drawing street, double light) {
    var seen = street.copy();
    for (int i = 0; i < seen.luma.length; i++) {
      seen.luma[i] = (int) (light * seen.luma[i]);
    }
    var picture = seen.shown(random);
    if (background.isKnown()) {
      background.compare(picture, 0.1);
    } else {
      background.learn(picture, 0.1);
    }
  }

  private double light() {
    long sum = 0;
    for (int i = 0; i < Drawing.WIDTH * Drawing.HEIGHT; i++) {
      sum += background.ground(i);
    }
    return (double) sum / (Drawing.WIDTH * Drawing.HEIGHT);
  }

  @Test
  void minutes_under_another_exposure_leave_the_background_its_light() {
    var street = Drawing.street(3);
    while (!background.isKnown()) {
      see(street, 1);
    }
    double before = light();
    for (int i = 0; i < 1500; i++) {
      see(street, 0.8);
    }

    assertThat(light()).isCloseTo(before, within(1.5));
  }
}
