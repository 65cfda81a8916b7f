package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Ground.Measured;
import org.vigie.model.Ground.Metres;

class GroundTest {

  private static final double ASPECT = 16.0 / 9;

  /// A pinhole camera on a mast, looking along y and down; the truth to compare with.
  ///
  /// @param focal in picture heights
  /// @param tilt below the horizontal, in radians
  private record Mast(double height, double focal, double tilt) {

    Point see(double x, double y, double z) {
      double down = height - z;
      double depth = y * Math.cos(tilt) + down * Math.sin(tilt);
      double below = down * Math.cos(tilt) - y * Math.sin(tilt);
      return new Point(0.5 + focal * x / depth / ASPECT, 0.5 + focal * below / depth);
    }

    Measured measured(double x, double y) {
      return new Measured(see(x, y, 0), new Metres(x, y));
    }

    Ground ground() {
      return Ground.of(
          ASPECT, List.of(measured(-3, 9), measured(3, 9), measured(-5, 20), measured(5, 20)));
    }

    /// The box of an upright thing.
    Box box(double x, double y, double width, double tall) {
      var foot = see(x, y, 0);
      var top = see(x, y, tall);
      double left = see(x - width / 2, y, 0).x();
      double right = see(x + width / 2, y, 0).x();
      return new Box(left, top.y(), right - left, foot.y() - top.y());
    }
  }

  private static final Mast MAST = new Mast(5, 1.2, 0.3);

  @Test
  void four_places_tell_metres_everywhere_below_the_horizon() {
    var ground = MAST.ground();

    for (double y = 6; y < 80; y += 7) {
      for (double x = -4; x <= 4; x += 2) {
        var metres = ground.metres(MAST.see(x, y, 0)).orElseThrow();
        assertThat(metres.x()).isCloseTo(x, within(1e-6));
        assertThat(metres.y()).isCloseTo(y, within(1e-6));
      }
    }
    assertThat(ground.error()).isCloseTo(0, within(1e-6));
  }

  @Test
  void any_camera_any_origin_any_axes() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var mast =
          new Mast(random.nextDouble(2.5, 12), random.nextDouble(0.6, 2.5), random.nextDouble(1.2));
      double turn = random.nextDouble(6);
      double east = random.nextDouble(-1e4, 1e4);
      int mirror = random.nextBoolean() ? 1 : -1;
      // Where the middle of the view meets the ground, or 40 m where it meets none.
      double y = Math.min(40, mast.height / Math.tan(mast.tilt + 0.05));
      var places = new ArrayList<Measured>();
      for (double[] d : new double[][] {{-2, -0.2}, {2, -0.2}, {-3, 0.3}, {3, 0.3}}) {
        places.add(turned(mast, d[0], y * (1 + d[1]), turn, east, mirror));
      }
      var ground = Ground.of(ASPECT, places);
      var a = mast.see(-1, y * 0.9, 0);
      var b = mast.see(1.5, y * 1.2, 0);
      assertThat(ground.distance(a, b).orElseThrow())
          .as("seed %d", seed)
          .isCloseTo(Math.hypot(2.5, y * 0.3), within(1e-4));
    }
  }

  private static Measured turned(
      Mast mast, double x, double y, double turn, double east, int mirror) {
    return new Measured(
        mast.see(x, y, 0),
        new Metres(
            mirror * (x * Math.cos(turn) - y * Math.sin(turn)) + east,
            x * Math.sin(turn) + y * Math.cos(turn)));
  }

  @Test
  void above_the_horizon_there_is_no_ground() {
    var ground = MAST.ground();
    double horizon = 0.5 - 1.2 * Math.tan(0.3);

    assertThat(ground.metres(new Point(0.5, horizon - 0.01))).isEmpty();
    assertThat(ground.metres(new Point(0.2, horizon))).isEmpty();
    assertThat(ground.metres(new Point(0.5, 0))).isEmpty();
    assertThat(ground.distance(new Point(0.5, 0.9), new Point(0.5, 0))).isEmpty();
    assertThat(ground.pixelsPerMetre(new Point(0.5, 0), 1920)).isEmpty();
    assertThat(ground.height(new Box(0.4, 0, 0.1, horizon / 2))).isEmpty();
    assertThat(ground.metres(new Point(0.5, 0.9))).isPresent();
  }

  @Test
  void a_polygon_has_the_area_of_its_ground() {
    var ground = MAST.ground();
    var field =
        List.of(MAST.see(-3, 8, 0), MAST.see(3, 8, 0), MAST.see(3, 18, 0), MAST.see(-3, 18, 0));

    assertThat(ground.squareMetres(field).orElseThrow()).isCloseTo(60, within(1e-6));
    assertThat(ground.squareMetres(List.of(p(0, 0), p(1, 0), p(1, 1), p(0, 1)))).isEmpty();
  }

  @Test
  void a_metre_across_takes_the_pixels_that_the_lens_says() {
    var ground = MAST.ground();
    double depth = 12 * Math.cos(0.3) + 5 * Math.sin(0.3);

    assertThat(ground.pixelsPerMetre(MAST.see(0, 12, 0), 1920).orElseThrow())
        .isCloseTo(1.2 * 1080 / depth, within(0.5));
  }

  @Test
  void upright_things_have_their_height_within_a_tenth() {
    for (double tilt : new double[] {0.1, 0.3, 0.5, 0.7}) {
      var mast = new Mast(5, 1.2, tilt);
      double y = 5 / Math.tan(tilt);
      var ground =
          Ground.of(
              ASPECT,
              List.of(
                  mast.measured(-2, y * 0.8),
                  mast.measured(2, y * 0.8),
                  mast.measured(-2, y * 1.3),
                  mast.measured(2, y * 1.3)));
      for (double x : new double[] {-2, 0, 2}) {
        var box = mast.box(x, y, 0.6, 1);
        assertThat(ground.height(box).orElseThrow()).as("tilt %s", tilt).isCloseTo(1, within(0.1));
        assertThat(ground.width(box).orElseThrow()).isCloseTo(0.6, within(0.06));
      }
    }
  }

  @Test
  void from_straight_above_nothing_is_said_of_heights() {
    var ground = square(p(0.2, 0.2), p(0.8, 0.2), p(0.8, 0.8), p(0.2, 0.8));

    assertThat(ground.height(new Box(0.4, 0.4, 0.1, 0.1))).isEmpty();
    assertThat(ground.distance(p(0.2, 0.2), p(0.8, 0.8)).orElseThrow())
        .isCloseTo(10 * Math.sqrt(2), within(1e-6));
  }

  @Test
  void more_places_even_out_what_was_measured_badly() {
    var random = new Random(3);
    var places = new ArrayList<Measured>();
    for (double y : new double[] {8, 11, 15, 20}) {
      for (double x : new double[] {-3, 0, 3}) {
        var there = MAST.see(x, y, 0);
        places.add(
            new Measured(
                new Point(there.x() + random.nextGaussian() * 0.002, there.y()), new Metres(x, y)));
      }
    }
    var ground = Ground.of(ASPECT, places);

    assertThat(ground.error()).isBetween(0.001, 0.3);
    assertThat(ground.distance(MAST.see(-2, 10, 0), MAST.see(2, 14, 0)).orElseThrow())
        .isCloseTo(Math.hypot(4, 4), within(0.15));
  }

  @Test
  void places_that_say_nothing_are_refused_with_the_reason() {
    assertThatThrownBy(() -> Ground.of(ASPECT, List.of(MAST.measured(0, 9))))
        .hasMessage("a ground is measured at 4 to 40 places, not 1");
    assertThatThrownBy(() -> square(p(0.2, 0.5), p(0.4, 0.5), p(0.8, 0.5), p(0.2, 0.8)))
        .hasMessageContaining("on one line in the picture");
    assertThatThrownBy(() -> square(p(0.2, 0.2), p(0.2, 0.2), p(0.8, 0.8), p(0.2, 0.8)))
        .hasMessageContaining("or two are one");
    assertThatThrownBy(
            () ->
                Ground.of(
                    ASPECT,
                    List.of(
                        new Measured(p(0.2, 0.2), new Metres(0, 0)),
                        new Measured(p(0.8, 0.2), new Metres(5, 0)),
                        new Measured(p(0.8, 0.8), new Metres(10, 0)),
                        new Measured(p(0.2, 0.8), new Metres(0, 9)))))
        .hasMessageContaining("on one line on the ground");
  }

  @Test
  void two_places_swapped_are_noticed() {
    assertThatThrownBy(() -> square(p(0.2, 0.2), p(0.8, 0.2), p(0.2, 0.8), p(0.8, 0.8)))
        .hasMessage("the horizon would pass between these places; are two of them swapped?");
  }

  @Test
  void one_place_out_of_many_that_contradicts_the_others_is_named() {
    var places = new ArrayList<Measured>();
    for (double y : new double[] {8, 11, 15, 20}) {
      places.add(MAST.measured(-3, y));
      places.add(MAST.measured(3, y));
    }
    places.set(2, new Measured(places.get(2).inPicture(), new Metres(3, 15)));

    assertThatThrownBy(() -> Ground.of(ASPECT, places))
        .hasMessageMatching(
            "place \\d lies \\d+[.]\\d m from where the others say; measure it again|the horizon would pass .*");
  }

  /// Ten metres by ten.
  private static Ground square(Point a, Point b, Point c, Point d) {
    return Ground.of(
        1,
        List.of(
            new Measured(a, new Metres(0, 0)),
            new Measured(b, new Metres(10, 0)),
            new Measured(c, new Metres(10, 10)),
            new Measured(d, new Metres(0, 10))));
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
