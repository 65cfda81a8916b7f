package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;

/// Registers as tables: complete, in order, harmless in a spreadsheet, for inspectors only.
class RegisterTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private String span() {
    var now = town.clocks.wall();
    return "?from=" + now.minus(Duration.ofDays(30)) + "&to=" + now.plus(Duration.ofDays(1));
  }

  private List<String> register(String word) throws Exception {
    return administrator
        .get("/api/registers/" + word + "/csv" + span())
        .expect(200)
        .text()
        .lines()
        .toList();
  }

  @Test
  void a_line_for_each_destroyed_reel_and_each_handed_over_copy() throws Exception {
    town.governance
        .ledger()
        .append(
            new Entry(
                "footage.deleted",
                "vigie",
                Map.of(
                    "limit",
                    "2026-11-22T10:00:00Z",
                    "reels",
                    List.of(
                        Map.of("reel", "aa", "camera", "market", "act", "2026-114"),
                        Map.of("reel", "bb", "camera", "quay", "act", "2026-114")))));
    var lines = register("recordings");
    assertThat(lines.getFirst()).startsWith("entry,at,kind,actor,camera,cameras,from,to,reel,act");
    assertThat(lines).filteredOn(line -> line.contains("footage.deleted")).hasSize(2);
    assertThat(lines.get(1)).contains(",market,", ",aa,2026-114,");
  }

  @Test
  void what_looks_like_a_formula_computes_nothing() throws Exception {
    var evil = "=HYPERLINK(\"http://evil.example\",\"a, b\")";
    administrator
        .post("/api/stops", Map.of("scope", "CAMERA", "camera", "market", "reason", evil))
        .expect(200);
    var line =
        register("acts").stream()
            .filter(found -> found.contains("stop.pressed"))
            .findFirst()
            .orElseThrow();
    assertThat(line).contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"a, b\"\")\"");
    for (var word : List.of("+1", "-1", "@a", "\tx", "=1")) {
      assertThat(Csv.cell(word)).startsWith("\"'").endsWith("\"");
    }
    assertThat(Csv.cell("two\r\nlines")).isEqualTo("two lines");
    assertThat(Csv.cell("")).isEmpty();
  }

  @Test
  void a_path_in_a_reason_names_no_file() throws Exception {
    var evil = "../../../evil/../" + folder + "/evil\u0000.txt";
    administrator
        .post("/api/stops", Map.of("scope", "CAMERA", "camera", "market", "reason", evil))
        .expect(200);
    administrator
        .post("/api/acts/suspend", Map.of("number", "../evil", "reason", evil))
        .problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("act.refused");
    assertThat(town.entries())
        .filteredOn(entry -> entry.entry().kind().equals("stop.pressed"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.entry().text("reason")).isEqualTo(evil));
    assertThat(folder.resolveSibling("evil")).doesNotExist();
    try (var files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> String.valueOf(file.getFileName()).contains("evil"));
    }
  }

  @Test
  void each_register_has_its_entries_and_reading_one_is_in_the_ledger() throws Exception {
    for (var register : Register.values()) {
      register(register.word());
    }
    assertThat(register("access"))
        .anyMatch(line -> line.contains("permit.granted") && line.contains("register access"))
        .anyMatch(line -> line.contains("habilitation.granted"))
        .anyMatch(line -> line.contains("session.started"));
  }

  @Test
  void only_inspectors_read_them() throws Exception {
    var operator = town.person(administrator, "Operator", Set.of(Right.JUDGE.name()));
    operator.get("/api/registers/access/csv" + span()).problem(403, ProblemCode.REFUSED);
    administrator.get("/api/registers/nothing/csv" + span()).problem(404, ProblemCode.NOT_FOUND);
    administrator.get("/api/registers/access/csv").problem(400, ProblemCode.BAD_REQUEST);
  }
}
