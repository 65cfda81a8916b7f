package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Point;

class GeometryTest {

  @Test
  void downwards_over_a_line_drawn_from_left_to_right_is_forward() {
    var line = Books.MIDDLE;

    assertThat(line.crossings(new Point(0.5, 0.4), new Point(0.5, 0.6))).isEqualTo(1);
    assertThat(line.crossings(new Point(0.5, 0.6), new Point(0.5, 0.4))).isEqualTo(-1);
  }

  @Test
  void forward_is_from_left_to_right_along_a_line_drawn_upwards() {
    var line = new Place.Line("door", List.of(new Point(0.62, 1.0), new Point(0.62, 0.7)));

    assertThat(line.crossings(new Point(0.5, 0.8), new Point(0.7, 0.8))).isEqualTo(1);
    assertThat(line.crossings(new Point(0.7, 0.8), new Point(0.5, 0.8))).isEqualTo(-1);
  }

  @Test
  void past_the_end_of_a_line_is_not_over_it() {
    assertThat(Books.MIDDLE.crossings(new Point(0.9, 0.4), new Point(0.9, 0.6))).isZero();
    assertThat(Books.MIDDLE.crossings(new Point(0.1, 0.4), new Point(0.1, 0.6))).isZero();
  }

  @Test
  void a_path_through_the_joint_of_two_stretches_counts_once() {
    var bent =
        new Place.Line(
            "bent", List.of(new Point(0.2, 0.5), new Point(0.5, 0.5), new Point(0.8, 0.6)));

    assertThat(bent.crossings(new Point(0.5, 0.4), new Point(0.5, 0.7))).isEqualTo(1);
    assertThat(bent.crossings(new Point(0.5, 0.7), new Point(0.5, 0.4))).isEqualTo(-1);
  }

  @Test
  void a_path_that_rests_on_the_line_counts_once() {
    var line = Books.MIDDLE;
    var on = new Point(0.5, 0.5);

    int net = line.crossings(new Point(0.5, 0.4), on) + line.crossings(on, new Point(0.5, 0.6));
    int touch = line.crossings(new Point(0.5, 0.4), on) + line.crossings(on, new Point(0.5, 0.4));

    assertThat(net).isEqualTo(1);
    assertThat(touch).isZero();
  }

  @Test
  void around_a_closed_line_every_path_back_to_its_start_adds_up_to_nothing() {
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var line =
          new Place.Line(
              "ring",
              List.of(p(0.25, 0.25), p(0.75, 0.25), p(0.75, 0.75), p(0.25, 0.75), p(0.25, 0.25)));
      var start = p(random.nextInt(9) / 8.0, random.nextInt(9) / 8.0);
      var last = start;
      int net = 0;
      for (int i = 0; i < 20; i++) {
        // A coarse grid puts many points exactly on the line and its corners.
        var next = p(random.nextInt(9) / 8.0, random.nextInt(9) / 8.0);
        net += line.crossings(last, next);
        last = next;
      }
      net += line.crossings(last, start);
      assertThat(net).as("seed %d", seed).isZero();
    }
  }

  @Test
  void two_areas_that_share_a_side_hold_each_point_once() {
    var left = new Area(List.of(p(0, 0), p(0.5, 0), p(0.6, 1), p(0, 1)));
    var right = new Area(List.of(p(0.5, 0), p(1, 0), p(1, 1), p(0.6, 1)));
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      double y = random.nextDouble(0.01, 0.99);
      var point = random.nextBoolean() ? p(0.5 + 0.1 * y, y) : p(random.nextDouble(0.01, 0.99), y);
      assertThat(left.contains(point) ^ right.contains(point)).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void a_bay_of_an_area_is_outside_it() {
    var horseshoe =
        new Area(
            List.of(
                p(0, 0),
                p(1, 0),
                p(1, 1),
                p(0.7, 1),
                p(0.7, 0.3),
                p(0.3, 0.3),
                p(0.3, 1),
                p(0, 1)));

    assertThat(horseshoe.contains(p(0.5, 0.8))).isFalse();
    assertThat(horseshoe.contains(p(0.1, 0.8))).isTrue();
    assertThat(horseshoe.contains(p(0.9, 0.8))).isTrue();
  }

  @Test
  void what_stands_on_the_lower_edge_is_in_a_zone_drawn_down_to_it() {
    var zone = new Area(List.of(p(0, 0.5), p(1, 0.5), p(1, 1), p(0, 1)));

    assertThat(zone.contains(Geometry.inside(p(0.5, 1.0)))).isTrue();
    assertThat(zone.contains(Geometry.inside(p(1.2, 1.3)))).isTrue();
  }

  @Test
  void nothing_without_a_surface_or_a_length_is_drawn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Area(List.of(p(0, 0), p(0.5, 0.5), p(1, 1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Place.Line("dot", List.of(p(0.5, 0.5), p(0.5, 0.5))));
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
