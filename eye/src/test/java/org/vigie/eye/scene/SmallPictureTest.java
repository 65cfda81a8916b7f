package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPictureTest {

  @ParameterizedTest
  @CsvSource({"640, 360", "646, 362", "320, 180", "704, 576", "960, 540", "1920, 1080"})
  void every_pixel_is_the_mean_of_four_samples_and_the_colour_beside_them(int width, int height) {
    var random = new Random(7);
    var luma = new byte[width * height];
    var blue = new byte[width / 2 * (height / 2)];
    var red = new byte[blue.length];
    random.nextBytes(luma);
    random.nextBytes(blue);
    random.nextBytes(red);
    var small = SmallPicture.of(width, height);

    small.shrink(luma, blue, red, width, height);

    int factor = small.factor();
    for (int y = 0; y < small.height; y++) {
      for (int x = 0; x < small.width; x++) {
        int sum = 2;
        for (int part = 0; part < 4; part++) {
          int column = x * factor + (part % 2 == 0 ? factor / 4 : 3 * factor / 4);
          int row = y * factor + (part < 2 ? factor / 4 : 3 * factor / 4);
          sum += luma[row * width + column] & 255;
        }
        int i = y * small.width + x;
        assertThat(small.y[i]).isEqualTo((byte) (sum >> 2));
        int chroma =
            Math.min((y * factor + factor / 2) / 2, height / 2 - 1) * (width / 2)
                + (x * factor + factor / 2) / 2;
        assertThat(small.u[i]).isEqualTo(blue[chroma]);
        assertThat(small.v[i]).isEqualTo(red[chroma]);
      }
    }
  }
}
