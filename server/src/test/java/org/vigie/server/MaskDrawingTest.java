package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.desk.masks.MaskDrawings;
import org.vigie.desk.masks.MaskPolygons;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.Query;
import org.vigie.model.Point;

/// Privacy masks that are drawn in the console.
class MaskDrawingTest {

  private static final String PATH = "/api/cameras/" + TestTown.QUAY + "/masks";
  private static final List<Map<String, Double>> WINDOW =
      List.of(at(0.1, 0.1), at(0.2, 0.1), at(0.2, 0.3), at(0.1, 0.3));
  private static final List<Map<String, Double>> LARGER =
      List.of(at(0.1, 0.1), at(0.25, 0.1), at(0.25, 0.3), at(0.1, 0.3));

  @TempDir Path folder = Path.of("");

  private static Map<String, Double> at(double x, double y) {
    return Map.of("x", x, "y", y);
  }

  private static Map<String, Object> order(String base, List<?> drawn) {
    return Map.of("base", base, "drawn", drawn, "reason", "windows of number 12");
  }

  @Test
  void who_draws_zones_covers_more_and_only_an_administrator_uncovers() throws Exception {
    try (var town = TestTown.separated(folder)) {
      var administrator = town.administrator();
      var technician = town.person(administrator, "Technician", Role.TECHNICIAN);
      var operator = town.person(administrator, "Operator", Role.OPERATOR);

      operator.post(PATH, order("", List.of(WINDOW))).expect(403);
      var first = technician.post(PATH, order("", List.of(WINDOW)));
      first.expect(200);
      var one = first.json().path("version").asString();
      var second = technician.post(PATH, order(one, List.of(LARGER)));
      second.expect(200);
      var two = second.json().path("version").asString();

      technician.post(PATH, order(one, List.of(LARGER))).expect(409);
      technician.post(PATH, order(two, List.of(WINDOW))).expect(403);
      technician.post(PATH, order(two, List.of())).expect(403);
      administrator.post(PATH, order(two, List.of(WINDOW))).expect(200);

      var entries =
          town.governance
              .ledger()
              .page(new Query(Long.MAX_VALUE, 10, "", MaskDrawings.KIND))
              .entries();
      assertThat(entries)
          .extracting(entry -> entry.entry().facts().get("uncovers"))
          .containsExactly(true, false, false);
      assertThat(entries.getFirst().entry().text("before")).isEqualTo(two);
      try (var kept = Files.walk(folder)) {
        assertThat(kept.filter(file -> file.endsWith("masks/" + TestTown.QUAY + ".yaml")))
            .hasSize(1);
      }
    }
  }

  @Test
  void what_encloses_nothing_is_refused_by_its_number() throws Exception {
    try (var town = TestTown.separated(folder)) {
      var technician = town.person(town.administrator(), "Technician", Role.TECHNICIAN);
      var flat = List.of(at(0.1, 0.1), at(0.2, 0.1), at(0.3, 0.1));

      var refused = technician.post(PATH, order("", List.of(WINDOW, flat)));

      refused.expect(400);
      assertThat(refused.json().toString()).contains("masks[1]", "on one line");
    }
  }

  @Test
  void another_shape_over_the_same_place_uncovers_nothing() {
    var before = List.of(square(0.2, 0.2, 0.4, 0.4));

    assertThat(MaskPolygons.uncovers(before, List.of(square(0.1, 0.1, 0.5, 0.5)))).isFalse();
    assertThat(
            MaskPolygons.uncovers(
                before, List.of(square(0.2, 0.2, 0.31, 0.4), square(0.3, 0.2, 0.4, 0.4))))
        .isFalse();
    assertThat(MaskPolygons.uncovers(before, List.of(square(0.2, 0.2, 0.4, 0.39)))).isTrue();
    assertThat(MaskPolygons.uncovers(before, List.of())).isTrue();
    assertThat(MaskPolygons.uncovers(List.of(square(0.2, 0.2, 0.2004, 0.4)), List.of())).isTrue();
  }

  private static List<Point> square(double left, double top, double right, double bottom) {
    return List.of(
        new Point(left, top),
        new Point(right, top),
        new Point(right, bottom),
        new Point(left, bottom));
  }
}
