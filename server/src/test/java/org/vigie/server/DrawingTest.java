package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Sha256;
import org.vigie.rules.Rule;
import tools.jackson.databind.JsonNode;

/// What is drawn on a camera, from a person into the rules file and into force.
class DrawingTest {

  private static final String AT = "/api/cameras/market/drawing";

  private TestTown town;
  private Browser technician;
  private Path file;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = TestTown.commissioning(folder);
    technician = town.administrator();
    file = folder.resolve("rules.yaml");
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static Map<String, Object> point(double x, double y) {
    return Map.of("x", x, "y", y);
  }

  private static Map<String, Object> zone(double... xy) {
    var points = new java.util.ArrayList<Object>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(point(xy[i], xy[i + 1]));
    }
    return Map.of("id", "yard", "kind", "zone", "points", points);
  }

  private static final Map<String, Object> SQUARE = zone(0.2, 0.4, 0.8, 0.4, 0.8, 0.9, 0.2, 0.9);

  private static Map<String, Object> rule(String event, Map<String, String> settings) {
    return Map.of(
        "id",
        "keep-out",
        "event",
        event,
        "zone",
        "yard",
        "class",
        "person",
        "schedule",
        List.of(Map.of("days", "mon-sun", "from", "00:00", "to", "24:00")),
        "settings",
        settings);
  }

  private static Map<String, Object> drawing(
      List<Map<String, Object>> zones, List<Map<String, Object>> rules) {
    var drawing = new HashMap<String, Object>();
    drawing.put("time_zone", "Europe/Paris");
    drawing.put("ground", List.of());
    drawing.put("zones", zones);
    drawing.put("rules", rules);
    return drawing;
  }

  private static Map<String, Object> intrusion(double patience) {
    return drawing(
        List.of(SQUARE),
        List.of(rule("INTRUSION", Map.of("patience_s", String.valueOf(patience)))));
  }

  private JsonNode state() throws Exception {
    return technician.get(AT).expect(200).json();
  }

  private String hash() throws Exception {
    return state().get("hash").asString();
  }

  private Browser.Answer preview(Map<String, Object> drawing) throws Exception {
    return technician.post(AT + "/preview", Map.of("base", hash(), "drawing", drawing));
  }

  private Browser.Answer save(Map<String, Object> drawing) throws Exception {
    return save(technician, hash(), drawing);
  }

  private static Browser.Answer save(Browser who, String base, Map<String, Object> drawing)
      throws Exception {
    return who.post(AT, Map.of("base", base, "drawing", drawing, "reason", "works in the square"));
  }

  private List<String> kinds() {
    return town.entries().stream().map(recorded -> recorded.entry().kind()).toList();
  }

  @Test
  void a_zone_and_its_rule_come_from_a_person_into_the_file_the_ledger_and_into_force()
      throws Exception {
    var before = hash();
    var told = preview(intrusion(2)).expect(200).json();
    assertThat(told.get("rules").get(0).get("change").asString()).isEqualTo("NEW");
    assertThat(told.get("rules").get(0).get("then").asString()).isEqualTo("SHADOW");
    assertThat(told.get("rules").get(0).get("act").asString()).isEqualTo("2026-115");
    assertThat(told.get("zones").get(0).get("change").asString()).isEqualTo("NEW");
    assertThat(file).doesNotExist();
    assertThat(kinds()).doesNotContain("rules.changed");

    var after = save(intrusion(2)).expect(200).json();

    assertThat(after.get("in_force").asBoolean()).isTrue();
    assertThat(after.get("drawing").get("rules").get(0).get("class").asString())
        .isEqualTo("person");
    assertThat(Files.readString(file))
        .contains("camera: market", "patience_s: 2.0", "Europe/Paris");
    assertThat(town.desk.book(TestTown.MARKET).orElseThrow().rules())
        .singleElement()
        .isInstanceOfSatisfying(
            Rule.Intrusion.class,
            rule -> assertThat(rule.patience()).isEqualTo(Duration.ofSeconds(2)));
    var entry =
        town.entries().stream()
            .filter(recorded -> recorded.entry().kind().equals("rules.changed"))
            .findFirst()
            .orElseThrow()
            .entry();
    assertThat(entry.text("before")).isEqualTo(before);
    assertThat(entry.text("after")).isEqualTo(after.get("hash").asString());
    assertThat(entry.text("file_after")).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
    assertThat(entry.text("reason")).isEqualTo("works in the square");
    assertThat(entry.actor()).startsWith("p-");
    // What the hash is of lies there, for whoever has sha256sum.
    var kept = town.data.resolve("rules-before/drawings/market/" + entry.text("after") + ".yaml");
    assertThat(Sha256.hex(Files.readAllBytes(kept))).isEqualTo(entry.text("after"));
    // The rule judges, and in shadow.
    assertThat(kinds()).contains("rule.shadow");
    var trials = technician.get("/api/commissioning").expect(200).json();
    assertThat(town.desk.commissioning().isShadow(TestTown.MARKET, "keep-out")).isTrue();
    assertThat(trials.get("asked").asBoolean()).isTrue();
  }

  @Test
  void a_rule_is_the_same_until_what_is_said_of_it_or_drawn_for_it_changes() throws Exception {
    save(intrusion(2)).expect(200);
    assertThat(change(preview(intrusion(2)))).isEqualTo("SAME");
    assertThat(change(preview(intrusion(3)))).isEqualTo("CHANGED");
    var moved = zone(0.2, 0.4, 0.8, 0.4, 0.8, 0.9, 0.2, 0.85);
    var rules = List.of(rule("INTRUSION", Map.of("patience_s", "2")));
    assertThat(change(preview(drawing(List.of(moved), rules)))).isEqualTo("CHANGED");
    assertThat(change(preview(drawing(List.of(SQUARE), List.of())))).isEqualTo("REMOVED");
  }

  private static String change(Browser.Answer answer) {
    return answer.expect(200).json().get("rules").get(0).get("change").asString();
  }

  @Test
  void an_event_that_no_act_allows_is_drawn_and_looks_for_nothing() throws Exception {
    var fire =
        Map.<String, Object>of(
            "id", "fire", "event", "FIRE", "schedule", List.of(), "settings", Map.of());
    var told = preview(drawing(List.of(), List.of(fire))).expect(200).json().get("rules").get(0);
    assertThat(told.has("act")).isFalse();
    save(drawing(List.of(), List.of(fire))).expect(200);
    assertThat(
            town.governance.mayDetect(
                TestTown.MARKET, "fire", org.vigie.model.EventType.FIRE, "", town.clocks.wall()))
        .isFalse();
  }

  @Test
  void what_makes_no_sense_names_its_key_and_changes_nothing() throws Exception {
    var rules = List.of(rule("INTRUSION", Map.of()));
    refused("zones[0].points[1][0]", drawing(List.of(zone(0, 0, 1.01, 0, 1, 1)), rules));
    refused("zones[0]", drawing(List.of(zone(0, 0, 0.5, 0.5, 1, 1)), rules));
    refused("zones[0]", drawing(List.of(zone(0, 0, 0.5, 0.5)), rules));
    refused("zones[0].points", drawing(List.of(zone(0, 0, 1, 1, 1, 0, 0, 0.9)), rules));
    refused("zones[1].id", drawing(List.of(SQUARE, SQUARE), rules));
    refused("rules[0].event", drawing(List.of(SQUARE), List.of(rule("BURGLARY", Map.of()))));
    refused("rules[0].zone", drawing(List.of(), rules));
    refused("rules[0].zone", drawing(List.of(SQUARE), List.of(rule("WRONG_WAY", Map.of()))));
    refused(
        "rules[0].patience_s",
        drawing(List.of(SQUARE), List.of(rule("INTRUSION", Map.of("patience_s", "-1")))));
    refused(
        "rules[0].patience",
        drawing(List.of(SQUARE), List.of(rule("INTRUSION", Map.of("patience", "1")))));
    refused(
        "rules[0].least_m",
        drawing(List.of(SQUARE), List.of(rule("INTRUSION", Map.of("least_m", "1")))));
    // Nothing that a person types can become another key of the file.
    refused(
        "zones[0].id",
        drawing(
            List.of(
                Map.of(
                    "id", "a\", kind: line}\nrules: [{event: FIRE}]",
                    "kind", "zone",
                    "points", SQUARE.get("points"))),
            List.of()));
    assertThat(file).doesNotExist();
    assertThat(kinds()).doesNotContain("rules.changed");
    technician
        .post(AT, Map.of("base", hash(), "drawing", intrusion(1), "reason", "x"))
        .problem(400, ProblemCode.REASON_NEEDED);
    technician
        .post(AT, Map.of("base", hash(), "reason", "works"))
        .problem(400, ProblemCode.BAD_REQUEST);
    technician
        .post(AT, Map.of("base", hash(), "drawing", Map.of("zones", List.of()), "reason", "works"))
        .problem(400, ProblemCode.BAD_REQUEST);
  }

  private void refused(String key, Map<String, Object> drawing) throws Exception {
    for (var answer : List.of(preview(drawing), save(drawing))) {
      answer.problem(400, ProblemCode.DRAWING_INVALID);
      assertThat(answer.json().get("params").get("key").asString()).as(key).isEqualTo(key);
    }
  }

  @Test
  void whoever_comes_second_loses_nothing_and_overwrites_nothing() throws Exception {
    var base = hash();
    save(technician, base, intrusion(2)).expect(200);
    var first = Files.readString(file);

    save(technician, base, intrusion(3)).problem(409, ProblemCode.DRAWING_CHANGED);

    assertThat(Files.readString(file)).isEqualTo(first);
    // Another camera of the same file is another matter.
    var other = technician.get("/api/cameras/quay/drawing").expect(200).json();
    technician
        .post(
            "/api/cameras/quay/drawing",
            Map.of(
                "base", other.get("hash").asString(),
                "drawing", intrusion(1),
                "reason", "works"))
        .expect(200);
    assertThat(
            state().get("drawing").get("rules").get(0).get("settings").get("patience_s").asString())
        .isEqualTo("2.0");
  }

  @Test
  void a_file_that_cannot_be_written_leaves_all_as_it_was() throws Exception {
    save(intrusion(2)).expect(200);
    var before = Files.readString(file);
    var entries = kinds().stream().filter("rules.changed"::equals).count();
    // In the way of what is written first, whoever Vigie's account is.
    var inTheWay = Files.createDirectories(file.resolveSibling("rules.yaml.new"));
    Files.createFile(inTheWay.resolve("something"));

    var refused = save(intrusion(3));

    refused.problem(507, ProblemCode.RULES_NOT_WRITTEN);
    assertThat(refused.text()).contains("rules.yaml");
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(kinds().stream().filter("rules.changed"::equals).count()).isEqualTo(entries);
    assertThat(state().get("in_force").asBoolean()).isTrue();
    Files.delete(inTheWay.resolve("something"));
    Files.delete(inTheWay);
    save(intrusion(3)).expect(200);
  }

  @Test
  void a_file_that_was_changed_by_hand_is_shown_as_it_is_and_saved_into_force() throws Exception {
    save(intrusion(2)).expect(200);
    var base = hash();
    Files.writeString(file, Files.readString(file).replace("patience_s: 2.0", "patience_s: 9"));
    assertThat(state().get("in_force").asBoolean()).isFalse();
    assertThat(state().get("preview").get("rules").get(0).get("change").asString())
        .isEqualTo("CHANGED");
    save(technician, base, intrusion(3)).problem(409, ProblemCode.DRAWING_CHANGED);
    save(intrusion(9)).expect(200);
    assertThat(state().get("in_force").asBoolean()).isTrue();

    Files.writeString(file, "zones: [");
    technician.get(AT).problem(409, ProblemCode.RULES_UNREADABLE);
    assertThat(town.desk.book(TestTown.MARKET).orElseThrow().rules()).hasSize(1);
  }

  @Test
  void what_was_drawn_before_is_listed_compared_and_put_back() throws Exception {
    save(intrusion(2)).expect(200);
    var second = save(intrusion(3)).expect(200).json().get("hash").asString();
    var versions = technician.get(AT + "/versions").expect(200).json().get("versions");
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).get("hash").asString()).isEqualTo(second);
    var first = versions.get(1).get("hash").asString();
    assertThat(versions.get(0).get("before").asString()).isEqualTo(first);
    technician.get("/api/ledger/" + versions.get(0).get("entry").asString() + "/proof").expect(200);

    var then = technician.get(AT + "/versions/" + first).expect(200).json();
    assertThat(then.get("rules").get(0).get("settings").get("patience_s").asString())
        .isEqualTo("2.0");
    technician
        .post(
            AT,
            Map.of(
                "base",
                second,
                "drawing",
                Browser.JSON.treeToValue(then, Map.class),
                "reason",
                "put back"))
        .expect(200);
    assertThat(hash()).isEqualTo(first);
    technician.get(AT + "/versions/" + "0".repeat(64)).problem(404, ProblemCode.NO_SUCH_VERSION);
    technician.get(AT + "/versions/nonsense").problem(404, ProblemCode.NO_SUCH_VERSION);
  }

  @Test
  void whoever_may_not_configure_the_camera_changes_nothing() throws Exception {
    var ana = town.person(technician, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    ana.get(AT).expect(200);
    ana.get("/api/cameras/quay/drawing").problem(404, ProblemCode.NO_SUCH_CAMERA);
    save(ana, hash(), intrusion(1)).problem(403, ProblemCode.REFUSED);
    ana.post(AT + "/preview", Map.of("base", hash(), "drawing", intrusion(1)))
        .problem(403, ProblemCode.REFUSED);
    ana.get(AT + "/versions").problem(403, ProblemCode.REFUSED);

    var ben = town.person(technician, "Ben", Set.of("CONFIGURE", "VIEW_LIVE"), TestTown.QUAY);
    save(ben, hash(), intrusion(1)).problem(404, ProblemCode.NO_SUCH_CAMERA);
    assertThat(file).doesNotExist();
  }
}
