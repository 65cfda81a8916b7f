package org.vigie.desk.masks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Document;
import org.vigie.model.Point;

/// Whether a change of masks lets anything be seen that was covered.
class MaskPolygonsTest {

  @TempDir private Path folder = Path.of("");

  private static List<Point> zone(double... numbers) {
    var corners = new ArrayList<Point>();
    for (int i = 0; i < numbers.length; i += 2) {
      corners.add(new Point(numbers[i], numbers[i + 1]));
    }
    return List.copyOf(corners);
  }

  private static List<Point> star() {
    var corners = new ArrayList<Point>();
    for (int i = 0; i < 5; i++) {
      double angle = Math.PI * 2 * (2 * i) / 5;
      corners.add(new Point(0.5 + 0.3 * Math.sin(angle), 0.5 - 0.3 * Math.cos(angle)));
    }
    return List.copyOf(corners);
  }

  @Test
  void what_is_painted_in_the_heart_of_a_star_is_uncovered_by_its_five_points() {
    var star = star();
    var points = new ArrayList<List<Point>>();
    for (int i = 0; i < 5; i++) {
      // A tip with a triangle that ends before the heart.
      var tip = star.get(i);
      double towards = 0.45;
      double x = tip.x() + (0.5 - tip.x()) * towards;
      double y = tip.y() + (0.5 - tip.y()) * towards;
      double sideX = -(y - tip.y()) * 0.4;
      double sideY = (x - tip.x()) * 0.4;
      points.add(zone(tip.x(), tip.y(), x + sideX, y + sideY, x - sideX, y - sideY));
    }
    assertThat(MaskPolygons.uncovers(List.of(star), points)).isTrue();
    assertThat(MaskPolygons.uncovers(List.of(star), List.of(zone(0, 0, 1, 0, 1, 1, 0, 1))))
        .isFalse();
  }

  @Test
  void less_is_uncovering_and_more_is_not() {
    var small = zone(0.2, 0.2, 0.4, 0.2, 0.4, 0.4, 0.2, 0.4);
    var large = zone(0.2, 0.2, 0.5, 0.2, 0.5, 0.4, 0.2, 0.4);
    var left = zone(0.2, 0.2, 0.3, 0.2, 0.3, 0.4, 0.2, 0.4);
    var right = zone(0.4, 0.2, 0.3, 0.2, 0.3, 0.4, 0.4, 0.4);
    assertThat(MaskPolygons.uncovers(List.of(small), List.of(large))).isFalse();
    assertThat(MaskPolygons.uncovers(List.of(large), List.of(small))).isTrue();
    assertThat(MaskPolygons.uncovers(List.of(small), List.of(left, right))).isFalse();
    assertThat(MaskPolygons.uncovers(List.of(small), List.of(left))).isTrue();
    assertThat(MaskPolygons.uncovers(List.of(), List.of(small))).isFalse();
    assertThat(MaskPolygons.uncovers(List.of(small), List.of())).isTrue();
  }

  @Test
  void a_strip_thinner_than_what_is_looked_at_is_kept_by_all_of_its_corners() {
    var strip = zone(0.1, 0.50010, 0.9, 0.50010, 0.9, 0.50016, 0.1, 0.50016);
    var end = zone(0.05, 0.45, 0.15, 0.45, 0.15, 0.55, 0.05, 0.55);
    assertThat(MaskPolygons.uncovers(List.of(strip), List.of(end))).isTrue();
    assertThat(MaskPolygons.uncovers(List.of(strip), List.of(zone(0, 0.4, 1, 0.4, 1, 0.6, 0, 0.6))))
        .isFalse();
  }

  @Test
  void what_is_judged_is_what_is_read_again() throws Exception {
    // Large enough as it is said, too small with the five digits that are kept.
    var sliver = zone(0, 0.5000051, 0.99, 0.5000051, 0.99, 0.5000349);
    assertThat(MaskPolygons.fault(sliver)).isEmpty();
    assertThat(MaskPolygons.fault(MaskPolygons.rounded(List.of(sliver)).getFirst()))
        .contains("encloses nothing");
    var kept = MaskPolygons.rounded(List.of(star()));
    var file = Files.writeString(folder.resolve("m.yaml"), MaskPolygons.write(kept));
    assertThat(MaskPolygons.read(Document.read(file))).isEqualTo(kept);
  }
}
