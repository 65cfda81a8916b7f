package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.model.AlarmKind;
import tools.jackson.databind.JsonNode;

/// The right of access, from the receipt to the erasure.
class AccessTest {

  private static final String NAME =
      "=HYPERLINK(\"http://evil.example\") <script>alert(1)</script>";
  private static final String CASES = "/api/access-cases";

  @TempDir Path folder;
  private TestTown town;
  private Browser officer;
  private Instant start;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    officer = town.administrator();
    start = town.recordToDisk(TestTown.MARKET, 20);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private Map<String, Object> order() {
    return new HashMap<>(
        Map.of(
            "reference",
            "=1+1",
            "received",
            LocalDate.ofInstant(town.clocks.wall(), TestTown.ZONE).toString(),
            "how",
            "MAIL",
            "name",
            NAME,
            "address",
            "../../etc/passwd\n75000 Paris",
            "places",
            List.of(span("market", 0, 20))));
  }

  private Map<String, Object> span(String camera, double from, double to) {
    return Map.of(
        "camera",
        camera,
        "from",
        start.plusMillis((long) (from * 1000)).toString(),
        "to",
        start.plusMillis((long) (to * 1000)).toString());
  }

  private String received() throws Exception {
    return officer.post(CASES, order()).expect(201).json().get("number").asString();
  }

  private JsonNode post(String path, Object body) throws Exception {
    return officer.post(CASES + "/" + path, body).expect(200).json();
  }

  private Map<String, Object> draw(String kind, double from, double to, double left, double width) {
    return Map.of(
        "kind",
        kind,
        "from",
        start.plusMillis((long) (from * 1000)).toString(),
        "to",
        start.plusMillis((long) (to * 1000)).toString(),
        "left",
        left,
        "top",
        0.25,
        "width",
        width,
        "height",
        0.5);
  }

  @Test
  void a_case_from_its_receipt_to_the_erasure_of_what_was_kept() throws Exception {
    var number = received();
    var opened = officer.get(CASES + "/" + number).expect(200).json();
    assertThat(opened.get("requester").get("name").asString()).isEqualTo(NAME);
    var place = opened.get("places").get(0);
    assertThat(place.get("recorded")).hasSize(1);
    // The act lets footage live for two days.
    assertThat(Instant.parse(place.get("first_end").asString()))
        .isBetween(start.plus(Duration.ofDays(2)).minusSeconds(1), start.plus(Duration.ofDays(2)));
    assertThat(Instant.parse(opened.get("due").asString()))
        .isAfter(town.clocks.wall().plus(Duration.ofDays(27)));

    assertThat(post(number + "/search", "").has("searched")).isTrue();
    assertThat(post(number + "/identity", Map.of("checked", true)).get("identity").asBoolean())
        .isTrue();
    officer.post(CASES + "/" + number + "/films", span("market", 4, 12)).expect(201);
    var film = number + "/films/1";

    var masked = officer.get(CASES + "/" + film + "/view").expect(200);
    assertThat(town.masks.edits.edits()).isEmpty();
    var first = Instant.parse(masked.header("x-vigie-start"));

    // The tenth to the twentieth picture, ten a second.
    var from = Duration.between(start, first).toMillis() / 1000.0;
    var drawn =
        post(
            film + "/edits",
            Map.of(
                "draw",
                List.of(
                    draw("LIFT", from + 1.0, from + 2.0, 0.25, 0.25),
                    draw("ADD", from + 1.5, from + 1.5, 0.3, 0.1),
                    draw("ADD", from, from, 0, 1))));
    assertThat(drawn.get("films").get(0).get("edits")).hasSize(3);
    post(film + "/edits", Map.of("remove", List.of(3)));
    officer.get(CASES + "/" + film + "/view").expect(200);
    var edits = town.masks.edits.edits();
    assertThat(edits).hasSize(2);
    var ticks = town.masks.asked.getFirst().ticks();
    var lifted =
        town.masks.asked.stream().filter(unit -> edits.getFirst().covers(unit.ticks())).toList();
    assertThat(lifted).hasSize(11);
    assertThat(lifted.getFirst().ticks() - ticks).isEqualTo(90_000);
    assertThat(town.masks.asked.stream().filter(unit -> edits.get(1).covers(unit.ticks())))
        .hasSize(1);

    var copied = post(film + "/copy", "").get("films").get(0).get("copy");
    assertThat(town.masks.edits.mark()).isEqualTo(number + "/1");
    assertThat(copied.get("pictures").asInt()).isEqualTo(town.masks.asked.size());
    officer.get(CASES + "/" + film + "/copy").problem(409, ProblemCode.ACCESS_NOT_SO);
    var looked = officer.get(CASES + "/" + film + "/look").expect(200);
    var hash = copied.get("sha256").asString();
    post(film + "/approve", Map.of("copy", hash));
    var fetched = officer.get(CASES + "/" + film + "/copy").expect(200);
    assertThat(fetched.header("content-disposition"))
        .contains("attachment", "access-" + number + "-1.mp4");
    assertThat(fetched.response().body()).isEqualTo(looked.response().body());
    assertThat(sha256(fetched.response().body())).isEqualTo(hash);
    assertThat(Mp4Reader.movie(ByteBuffer.wrap(fetched.response().body())).fragments())
        .isNotEmpty();
    assertSealedOnDisk(fetched.response().body());

    var answered = post(number + "/answer", Map.of("outcome", "COPY"));
    assertThat(answered.get("answer").get("outcome").asString()).isEqualTo("COPY");
    assertThat(officer.get(CASES + "/" + number + "/letter?language=fr").expect(200).text())
        .contains("CNIL", "juridiction", hash);
    assertThat(steps())
        .containsSubsequence(
            "access.received",
            "access.searched",
            "access.identity",
            "access.film",
            "access.viewed",
            "access.viewed",
            "access.copied",
            "access.viewed",
            "access.approved",
            "access.fetched",
            "access.answered");
    assertThat(town.entries().toString()).doesNotContain("HYPERLINK", "passwd");

    town.clocks.advance(Duration.ofDays(30).plusSeconds(1));
    officer = town.signIn();
    officer.get(CASES + "/" + film + "/copy").problem(409, ProblemCode.ACCESS_NOT_SO);
    town.server.keepAccess();
    assertThat(files("access-copies")).isEmpty();
    assertThat(files("keys/access")).isEmpty();
    assertThat(officer.get(CASES + "/" + number).expect(200).json().has("requester")).isTrue();
    town.clocks.advance(Duration.ofDays(150));
    town.server.keepAccess();
    assertThat(files("access")).isEmpty();
    assertThat(steps()).endsWith("access.erased");
    assertThat(town.governance.access().find(number).orElseThrow().wordsErased()).isTrue();
  }

  private List<String> steps() {
    return town.entries().reversed().stream()
        .map(recorded -> recorded.entry().kind())
        .filter(kind -> kind.startsWith("access."))
        .toList();
  }

  private List<Path> files(String name) throws IOException {
    try (var walk = Files.walk(folder.resolve(name))) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /// Not a piece of the film lies in plain on the disk, and nobody else reads what is there.
  private void assertSealedOnDisk(byte[] film) throws IOException {
    var piece = HexFormat.of().formatHex(film, film.length / 2, film.length / 2 + 64);
    var kept = new java.util.ArrayList<>(files("access-copies"));
    kept.addAll(files("access"));
    kept.addAll(files("keys/access"));
    assertThat(kept).hasSize(4);
    for (var file : kept) {
      assertThat(HexFormat.of().formatHex(Files.readAllBytes(file))).doesNotContain(piece);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("access"))))
        .isEqualTo("rwx------");
  }

  @Test
  void a_formula_a_path_and_markup_in_free_text_do_nothing() throws Exception {
    var number = received();
    assertThat(number).matches("[0-9]{4}-[0-9]{4}");
    assertThat(files("access")).allMatch(file -> file.startsWith(folder.resolve("access")));
    var csv = officer.get(CASES + "/csv").expect(200).text();
    assertThat(csv).contains("\"'=1+1\"").doesNotContain("HYPERLINK", "passwd");
    var receipt = officer.get(CASES + "/" + number + "/receipt?language=en").expect(200);
    assertThat(receipt.header("content-type")).startsWith("text/html");
    assertThat(receipt.header("content-security-policy")).contains("default-src 'self'");
    assertThat(receipt.text())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "everybody else in it is masked")
        .doesNotContain("<script>");
    for (var other : List.of("..%2F" + number, "..%2F..%2Fetc", "%2e%2e", "2026-00001", "x")) {
      var answer =
          officer.http.send(
              officer.request(CASES + "/" + other).GET().build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(other).isIn(400, 404);
    }
    var tooLong = order();
    tooLong.put("name", "x".repeat(201));
    officer.post(CASES, tooLong).problem(400, ProblemCode.BAD_REQUEST);
    var formula =
        officer
            .get(
                "/api/registers/access-requests/csv?from="
                    + town.clocks.wall().minus(Duration.ofDays(1))
                    + "&to="
                    + town.clocks.wall().plusSeconds(60))
            .expect(200)
            .text();
    assertThat(formula).contains("access.received", "\"'=1+1\"");
  }

  @Test
  void whoever_lacks_the_right_neither_opens_a_case_nor_learns_of_one() throws Exception {
    var number = received();
    officer.post(CASES + "/" + number + "/films", span("market", 4, 12)).expect(201);
    post(number + "/films/1/copy", "");
    var player =
        town.person(officer, "Ana", Set.of("PLAY_BACK", "EXPORT", "ADMINISTER"), TestTown.MARKET);
    player.post(CASES, order()).problem(403, ProblemCode.REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("permit.refused");
    player.get(CASES).problem(403, ProblemCode.REFUSED);
    player.get(CASES + "/csv").problem(403, ProblemCode.REFUSED);
    for (var known : List.of(number, "no-such")) {
      var path = CASES + "/" + known;
      player.get(path).problem(403, ProblemCode.REFUSED);
      for (var film : List.of("view", "look", "copy")) {
        player.get(path + "/films/1/" + film).problem(403, ProblemCode.REFUSED);
      }
      player.post(path + "/films/1/approve", Map.of("copy", "x")).problem(403, ProblemCode.REFUSED);
    }

    // Of another camera: as good as none.
    var other = town.person(officer, "Bea", Set.of("ANSWER_ACCESS"), TestTown.QUAY);
    assertThat(other.get(CASES).expect(200).json().get("cases")).isEmpty();
    other.get(CASES + "/" + number + "/films/1/copy").problem(404, ProblemCode.NOT_FOUND);

    // An inspector reads the register, and neither words nor pictures.
    var inspector = town.person(officer, "Cleo", Set.of("INSPECT"));
    var seen = inspector.get(CASES + "/" + number).expect(200).json();
    assertThat(seen.has("requester")).isFalse();
    assertThat(seen.get("may_answer").asBoolean()).isFalse();
    inspector.get(CASES + "/" + number + "/receipt").problem(403, ProblemCode.REFUSED);
    inspector.get(CASES + "/" + number + "/films/1/look").problem(403, ProblemCode.REFUSED);
    inspector
        .post(CASES + "/" + number + "/identity", Map.of("checked", true))
        .problem(403, ProblemCode.REFUSED);
    assertThat(inspector.get(CASES + "/csv").expect(200).text()).doesNotContain("HYPERLINK");
  }

  @Test
  void a_region_outside_the_picture_or_the_film_draws_nothing() throws Exception {
    var number = received();
    officer.post(CASES + "/" + number + "/films", span("market", 4, 12)).expect(201);
    var edits = CASES + "/" + number + "/films/1/edits";
    for (var wrong :
        List.of(
            draw("LIFT", 5, 6, -0.1, 0.2),
            draw("LIFT", 5, 6, 0.9, 0.2),
            draw("LIFT", 5, 6, 0.5, 0),
            draw("LIFT", 6, 5, 0.5, 0.1),
            draw("LIFT", 5, 6_000, 0.5, 0.1),
            draw("SEE", 5, 6, 0.5, 0.1))) {
      officer
          .post(edits, Map.of("draw", List.of(draw("LIFT", 5, 6, 0.1, 0.1), wrong)))
          .problem(400, ProblemCode.BAD_REQUEST);
    }
    officer
        .post(edits, "{\"draw\":[{\"kind\":\"LIFT\",\"left\":\"NaN\"}]}")
        .problem(400, ProblemCode.BAD_REQUEST);
    var one = officer.get(CASES + "/" + number).expect(200).json();
    assertThat(one.get("films").get(0).get("edits")).isEmpty();
    officer.post(CASES + "/" + number + "/films", span("market", -30, 12)).expect(409);
    officer.post(CASES + "/" + number + "/films", span("quay", 4, 12)).expect(409);
  }

  @Test
  void an_alarm_comes_before_footage_dies_and_before_the_month_is_over() throws Exception {
    var number = received();
    town.server.keepAccess();
    assertThat(alarms()).isEmpty();
    town.clocks.advance(Duration.ofHours(25));
    town.server.keepAccess();
    assertThat(alarms()).containsExactly(AlarmKind.ACCESS_FOOTAGE);
    officer = town.signIn();
    officer.post(CASES + "/" + number + "/films", span("market", 4, 12)).expect(201);
    // Sealed by nobody: the town has no custodians, so its keys last as long as the footage.
    post(number + "/films/1/copy", "");
    town.server.keepAccess();
    assertThat(alarms()).isEmpty();

    town.clocks.advance(Duration.ofDays(23));
    town.server.keepAccess();
    assertThat(alarms()).containsExactly(AlarmKind.ACCESS_DUE);
    town.clocks.advance(Duration.ofDays(10));
    officer = town.signIn();
    var listed = officer.get(CASES).expect(200).json().get("cases").get(0);
    assertThat(listed.get("late").asBoolean()).isTrue();
    post(number + "/answer", Map.of("outcome", "REFUSED", "ground", "IDENTITY_NOT_ESTABLISHED"));
    town.server.keepAccess();
    assertThat(alarms()).isEmpty();
    assertThat(officer.get(CASES + "/csv").expect(200).text())
        .contains("REFUSED,IDENTITY_NOT_ESTABLISHED,")
        .contains(",yes\r\n");
    officer.post("/api/notice/publish").expect(200);
    town.server.keepNoticeUp();
    assertThat(officer.get("/public/vigie.json").expect(200).text())
        .contains("\"access_received\":1,\"access_answered\":1,\"access_late\":1");
  }

  private List<AlarmKind> alarms() {
    return town.alarms.current().stream()
        .map(alarm -> alarm.kind())
        .filter(kind -> kind == AlarmKind.ACCESS_DUE || kind == AlarmKind.ACCESS_FOOTAGE)
        .toList();
  }

  @Test
  void footage_that_is_gone_is_said_to_be_gone_from_when() throws Exception {
    var number = received();
    officer
        .post(
            CASES + "/" + number + "/answer",
            Map.of("outcome", "NOTHING_FOUND", "finding", "DESTROYED"))
        .problem(409, ProblemCode.ACCESS_NOT_SO);
    town.clocks.advance(Duration.ofDays(2).plusMinutes(5));
    town.recorder.confirmClock();
    assertThat(town.recorder.deleteExpired(town.clocks.wall(), (c, f, t) -> false).reels())
        .isPositive();
    officer = town.signIn();
    var answered =
        post(number + "/answer", Map.of("outcome", "NOTHING_FOUND", "finding", "DESTROYED"));
    assertThat(Instant.parse(answered.get("answer").get("destroyed_before").asString()))
        .isBetween(start.plusSeconds(19), start.plusSeconds(21));
    var letter = officer.get(CASES + "/" + number + "/letter?language=en").expect(200).text();
    assertThat(letter).contains("have been destroyed", "CNIL");
    assertThat(letter.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }

  @Test
  void what_was_drawn_outlives_a_restart_and_a_line_cut_short_is_dropped() throws Exception {
    var number = received();
    officer.post(CASES + "/" + number + "/films", span("market", 4, 12)).expect(201);
    post(
        number + "/films/1/edits",
        Map.of("draw", List.of(draw("LIFT", 5, 6, 0.1, 0.1), draw("ADD", 5, 6, 0.1, 0.1))));
    var file = folder.resolve("access").resolve(number).resolve("film-1.edits");
    var all = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(all, all.length - 20));
    var one = officer.get(CASES + "/" + number).expect(200).json();
    assertThat(one.get("films").get(0).get("edits")).hasSize(1);
    var two = post(number + "/films/1/edits", Map.of("draw", List.of(draw("ADD", 5, 6, 0.2, 0.1))));
    assertThat(two.get("films").get(0).get("edits")).hasSize(2);
    assertThat(two.get("films").get(0).get("edits").get(1).get("id").asLong()).isEqualTo(2);
  }
}
