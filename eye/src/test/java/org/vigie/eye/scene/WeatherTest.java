package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the light does to a view as a whole is neither a thing nor somebody; and whoever walks
/// through it is still found.
class WeatherTest {

  private final Shown shown = new Shown(600);
  private double since;

  private interface Weather extends Consumer<Drawing> {}

  private static Drawing street(long seed) {
    var street = Drawing.street(seed);
    var random = new Random(seed);
    // Ground has a grain, and walls have colours.
    for (int i = 0; i < street.luma.length; i++) {
      street.luma[i] = Math.clamp(street.luma[i] + random.nextInt(9) - 4, 16, 235);
      street.blue[i] = 128 + street.luma[i] % 23 - 11;
      street.red[i] = 128 + street.luma[i] % 17 - 8;
    }
    return street;
  }

  /// The share of these seconds' pictures in which somebody or something is followed.
  private double followed(Drawing street, double seconds, Weather weather) {
    int followed = 0;
    int pictures = (int) (seconds * 10);
    for (int i = 0; i < pictures; i++) {
      since = i / 10.0;
      var drawing = street.copy();
      weather.accept(drawing);
      followed += shown.show(drawing).tracks().isEmpty() ? 0 : 1;
    }
    return (double) followed / pictures;
  }

  /// The share of pictures in which someone who walks through is followed where he is.
  private double walker(Drawing street, Weather weather) {
    int found = 0;
    int asked = 0;
    for (int x = -10; x < 330; x += 2) {
      since += 0.1;
      var drawing = street.copy();
      for (int row = 70; row < 122; row += 4) {
        drawing.grey(x, row, 18, 4, 25 + row * 7 % 35);
      }
      drawing.grey(x + 5, 62, 8, 9, 170);
      weather.accept(drawing);
      var tracks = shown.show(drawing).tracks();
      if (x > 40 && x < 260) {
        asked++;
        double foot = (x + 9.0) / Drawing.WIDTH;
        found +=
            tracks.stream()
                    .anyMatch(
                        t ->
                            Math.abs(t.box().foot().x() - foot) < 0.04
                                && Math.abs(t.box().foot().y() * Drawing.HEIGHT - 122) < 12)
                ? 1
                : 0;
      }
    }
    return (double) found / asked;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_infrared_filter(long seed) {
    var street = street(seed);
    followed(street, 10, d -> {});
    Weather infrared =
        d -> {
          for (int i = 0; i < d.luma.length; i++) {
            // Leaves and cloth shine, paint darkens.
            int band = d.luma[i] / 16;
            d.luma[i] = Math.clamp(d.luma[i] + (band * 53 % 60 - 30), 16, 235);
            d.blue[i] = 128;
            d.red[i] = 128;
          }
        };
    var first = street.copy();
    infrared.accept(first);
    boolean learns = false;
    for (int i = 0; i < 20; i++) {
      learns |= shown.show(first).learning();
    }
    assertThat(learns).as("learns again").isTrue();
    assertThat(followed(street, 20, infrared)).isZero();
    assertThat(walker(street, infrared)).isGreaterThan(0.85);
  }

  /// A camera whose view has no colour of its own may still see one.
  @Test
  void a_red_lorry_in_a_grey_street_is_not_the_infrared_filter() {
    var grey = Drawing.street(5);
    followed(grey, 10, d -> {});
    for (int x = -120; x < 320; x += 8) {
      var with = grey.copy().colour(x, 40, 120, 110, 90, 105, 190);
      assertThat(shown.show(with).learning()).as("lorry at %d", x).isFalse();
    }
  }
}
