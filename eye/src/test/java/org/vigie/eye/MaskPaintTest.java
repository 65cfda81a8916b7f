package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.model.Point;

class MaskPaintTest {

  private static I420 white(int width, int height) {
    var picture = I420.allocate(width, height);
    Arrays.fill(picture.y(), (byte) 235);
    return picture;
  }

  private static boolean painted(I420 picture, int x, int y) {
    return picture.y()[y * picture.width() + x] == MaskPaint.LUMA;
  }

  @Test
  void covers_the_polygon_and_its_margin_and_not_much_more() {
    var picture = white(320, 180);
    var square =
        List.of(
            new Point(0.25, 0.25), new Point(0.5, 0.25), new Point(0.5, 0.5), new Point(0.25, 0.5));
    MaskPaint.of(List.of(square), 320, 180).over(picture);

    for (int y = 0; y < 180; y++) {
      for (int x = 0; x < 320; x++) {
        boolean within = x >= 80 - 4 && x < 160 + 4 && y >= 45 - 4 && y < 90 + 4;
        boolean near = x >= 80 - 8 && x < 160 + 8 && y >= 45 - 8 && y < 90 + 8;
        boolean corner =
            Math.min(Math.abs(x - 80), Math.abs(x - 160)) < 9
                && Math.min(Math.abs(y - 45), Math.abs(y - 90)) < 9;
        if (within && !corner) {
          assertThat(painted(picture, x, y)).as("%d,%d", x, y).isTrue();
        } else if (!near) {
          assertThat(painted(picture, x, y)).as("%d,%d", x, y).isFalse();
        }
      }
    }
  }

  @Test
  void every_point_inside_any_triangle_is_painted() {
    var random = new Random(36);
    for (int round = 0; round < 50; round++) {
      var corners =
          IntStream.range(0, 3)
              .mapToObj(i -> new Point(random.nextDouble(), random.nextDouble()))
              .toList();
      var picture = white(128, 96);
      MaskPaint.of(List.of(corners), 128, 96).over(picture);
      for (int i = 0; i < 500; i++) {
        double a = random.nextDouble();
        double b = random.nextDouble() * (1 - a);
        double c = 1 - a - b;
        double x = a * corners.get(0).x() + b * corners.get(1).x() + c * corners.get(2).x();
        double y = a * corners.get(0).y() + b * corners.get(1).y() + c * corners.get(2).y();
        assertThat(painted(picture, (int) (x * 127.9), (int) (y * 95.9))).isTrue();
      }
    }
  }

  @Test
  void a_polygon_that_crosses_itself_or_leaves_the_picture_covers_what_it_encloses() {
    var picture = white(64, 64);
    var bow = List.of(new Point(0, 0), new Point(1, 1), new Point(1, 0), new Point(0, 1));
    MaskPaint.of(List.of(bow), 64, 64).over(picture);
    assertThat(painted(picture, 8, 32)).isTrue();
    assertThat(painted(picture, 56, 32)).isTrue();
    assertThat(painted(picture, 32, 8)).isFalse();
  }

  @Test
  void colours_go_too() {
    var picture = white(64, 64);
    Arrays.fill(picture.u(), (byte) 200);
    var all = List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1));
    MaskPaint.of(List.of(all), 64, 64).over(picture);
    assertThat(picture.u()).containsOnly((byte) 128);
    assertThat(picture.v()).containsOnly((byte) 128);
  }
}
