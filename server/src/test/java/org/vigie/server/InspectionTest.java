package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.lingala.zip4j.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.Entry;
import org.vigie.verify.VerifyMain;
import tools.jackson.databind.JsonNode;

/// The bundle that an inspector takes away, over HTTP, as whoever receives it opens and checks it.
class InspectionTest {

  private static final String INSPECTIONS = "/api/inspections";
  private static final String REASON = "yearly inspection of the commission";

  private static final String ACT =
      """
      act: RECORDING
      number: "%s"
      authority: Préfecture
      from: 2020-01-01T00:00:00Z
      until: 2099-01-01T00:00:00Z
      purposes: [SAFETY_OF_PERSONS_AND_GOODS]
      perimeter: the centre
      cameras: all
      """;

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser inspector;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder.resolve("town"));
    administrator = town.administrator();
    inspector = town.person(administrator, "Ines Bernard", Role.INSPECTOR);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private Map<String, Object> order() {
    var now = town.clocks.wall();
    return new HashMap<>(
        Map.of(
            "from", now.minus(Duration.ofDays(30)).toString(),
            "to", now.plusSeconds(60).toString(),
            "reason", REASON));
  }

  private Path unpacked(JsonNode made) throws Exception {
    var fetched = inspector.get(made.get("url").asString()).expect(200);
    assertThat(fetched.header("content-type")).startsWith("application/zip");
    var name = made.get("name").asString();
    var zip = Files.write(folder.resolve(name), fetched.response().body());
    assertThat(Files.size(zip)).isEqualTo(made.get("bytes").asLong());
    try (var file = new ZipFile(zip.toFile())) {
      file.extractAll(folder.toString());
    }
    return folder.resolve(name.replace(".zip", ""));
  }

  private Path bundle() throws Exception {
    return unpacked(inspector.post(INSPECTIONS, order()).expect(201).json());
  }

  private record Said(int status, String text) {}

  private static Said verify(String what, Path path) {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = VerifyMain.run(List.of(what, path.toString()), out, out);
    return new Said(status, said.toString(StandardCharsets.UTF_8));
  }

  private static String holds(String what, Path path) {
    var said = verify(what, path);
    assertThat(said.status()).as(said.text()).isZero();
    return said.text();
  }

  private static void fails(Path bundle, String because) {
    var said = verify("inspection", bundle);
    assertThat(said.status()).as(said.text()).isEqualTo(1);
    assertThat(said.text()).contains(because);
  }

  private static List<Path> files(Path bundle) throws IOException {
    try (var walk = Files.walk(bundle)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void an_outsider_checks_it_whole_and_its_ledger_alone() throws Exception {
    var made = inspector.post(INSPECTIONS, order()).expect(201).json();
    var bundle = unpacked(made);
    var manifest = made.get("manifest").asString();
    assertThat(holds("inspection", bundle))
        .contains(manifest, "entry " + made.get("entry").asLong(), "Val-sur-Mer", "holds:");
    assertThat(holds("ledger", bundle.resolve("ledger"))).contains("every one is what was");
    var relative = Path.of("").toAbsolutePath().relativize(bundle);
    assertThat(holds("inspection", Path.of(".").resolve(relative))).contains(manifest);

    var entry =
        town.entries().stream()
            .map(recorded -> recorded.entry())
            .filter(one -> one.kind().equals("inspection.bundle"))
            .findFirst()
            .orElseThrow();
    assertThat(entry.text("manifest")).isEqualTo(manifest);
    assertThat(entry.facts().get("files")).isEqualTo(made.get("files").asLong());
    // Beside what the manifest lists: itself, and checkpoint, key and entry.
    assertThat(files(bundle)).hasSize(made.get("files").asInt() + 4);
    // Nobody else's.
    administrator.get(made.get("url").asString()).problem(404, ProblemCode.NOT_FOUND);
  }

  @Test
  void every_register_is_in_it_as_the_page_gives_it() throws Exception {
    var order = order();
    var bundle = unpacked(inspector.post(INSPECTIONS, order).expect(201).json());
    for (var register : Register.values()) {
      var name = register.word() + ".csv";
      var lines = Files.readAllLines(bundle.resolve("registers").resolve(name));
      var page =
          inspector
              .get(
                  "/api/registers/%s/csv?from=%s&to=%s"
                      .formatted(register.word(), order.get("from"), order.get("to")))
              .expect(200)
              .text()
              .lines()
              .toList();
      // What was written since stands behind.
      assertThat(page).startsWith(lines.toArray(String[]::new));
    }
    assertThat(bundle.resolve("registers/access.csv"))
        .content()
        .contains("habilitation.granted", REASON);
    var page = inspector.get("/api/access-cases/csv").expect(200).text();
    assertThat(bundle.resolve("registers/access-cases.csv")).hasContent(page);
  }

  @Test
  void one_byte_changed_in_any_file_is_found_and_named() throws Exception {
    var bundle = bundle();
    for (var file : files(bundle)) {
      var bytes = Files.readAllBytes(file);
      var changed = bytes.clone();
      changed[bytes.length / 2] ^= 1;
      Files.write(file, changed);
      var name = bundle.relativize(file).toString();
      fails(bundle, name);
      Files.delete(file);
      fails(bundle, name.startsWith("proofs/") ? "" : name);
      Files.write(file, bytes);
    }
    assertThat(holds("inspection", bundle)).contains("there is no other");
  }

  @Test
  void a_file_added_anywhere_is_found_and_named() throws Exception {
    var bundle = bundle();
    var folders = new HashSet<Path>();
    files(bundle).forEach(file -> folders.add(file.getParent()));
    for (var into : folders) {
      var added = Files.writeString(into.resolve("extra"), "and one more\n");
      fails(bundle, bundle.relativize(added).toString());
      Files.delete(added);
    }
    var link = Files.createSymbolicLink(bundle.resolve("elsewhere"), folder);
    fails(bundle, "elsewhere is a link");
    Files.delete(link);
    var named = Files.writeString(bundle.resolve("x\u001b[2K\nvigie holds: all"), "");
    fails(bundle, "x\\u001b[2K\\u000avigie holds: all was not handed over");
    Files.delete(named);
    for (var name : List.of(".DS_Store", "registers/Thumbs.db", "proofs/desktop.ini")) {
      var left = bundle.resolve(name);
      Files.writeString(left, "how the folder is shown");
      fails(bundle, name + " was not handed over with the rest. Computers write such a file");
      Files.delete(left);
    }
    assertThat(holds("inspection", bundle)).isNotEmpty();
  }

  @Test
  void what_lies_elsewhere_is_not_in_it_whatever_it_holds() throws Exception {
    var bundle = bundle();
    for (var name : List.of("manifest.json", "registers/acts.csv", "registers", "proofs")) {
      var inside = bundle.resolve(name);
      var outside = folder.resolve("outside");
      Files.move(inside, outside);
      Files.createSymbolicLink(inside, outside);
      fails(bundle, name + " is a link");
      Files.delete(inside);
      Files.move(outside, inside);
    }
    // The folder itself may be reached as its owner likes.
    assertThat(holds("inspection", Files.createSymbolicLink(folder.resolve("here"), bundle)))
        .isNotEmpty();
  }

  @Test
  void a_command_for_something_else_says_which_one_it_takes() throws Exception {
    var said = verify("export", bundle());
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text())
        .contains("is a bundle for an inspection: check it with `vigie verify inspection`");
  }

  @Test
  void another_towns_key_is_told() throws Exception {
    var bundle = bundle();
    try (var other = new TestTown(folder.resolve("other"))) {
      var key = folder.resolve("other/ledger/public");
      try (var years = Files.list(key)) {
        key = years.findFirst().orElseThrow().resolve("verifier");
      }
      var said = new ByteArrayOutputStream();
      var out = new PrintStream(said, true, StandardCharsets.UTF_8);
      var args = List.of("inspection", bundle.toString(), "--verifier", key.toString());
      assertThat(VerifyMain.run(args, out, out)).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("not the key that you trust");
      assertThat(other.entries()).isNotEmpty();
    }
  }

  @Test
  void no_password_no_name_and_no_word_that_was_typed_but_in_the_registers() throws Exception {
    town.trouble = "rtsp://admin:hunter2@10.0.0.9/stream does not answer";
    Files.writeString(
        town.data.resolve("vigie.yaml"), "cameras: [{id: market, user: a, password: hunter2}]\n");
    var officer = town.person(administrator, "Omar", Role.DATA_PROTECTION_OFFICER);
    officer
        .post(
            "/api/access-cases",
            Map.of(
                "reference", "A-1",
                "received", town.clocks.wall().toString().substring(0, 10),
                "how", "MAIL",
                "name", "Jeanne Requester",
                "places",
                    List.of(
                        Map.of(
                            "camera", "market",
                            "from", town.clocks.wall().minusSeconds(60).toString(),
                            "to", town.clocks.wall().toString()))))
        .expect(201);
    administrator.post("/api/stops", Map.of("scope", "TOWN", "reason", "typed words")).expect(200);
    var bundle = bundle();
    assertThat(Files.readString(bundle.resolve("registers/access-cases.csv"))).contains("A-1");
    for (var file : files(bundle)) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain("hunter2", "rtsp:", "Requester", "Claire Martin", "Ines", "PRIVATE KEY");
      if (!file.startsWith(bundle.resolve("registers"))) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("typed words", REASON);
      }
    }
    assertThat(bundle.resolve("registers/acts.csv")).content().contains("typed words");
    try (var left = Files.walk(town.data.resolve("exports"))) {
      assertThat(left).noneMatch(path -> path.toString().endsWith(".csv"));
    }
  }

  @Test
  void what_the_town_has_configured_is_in_it() throws Exception {
    town.governance.note(
        "model.loaded",
        Actors.VIGIE,
        Map.of("name", "nano", "sha256", "ab".repeat(32), "licence", "Apache-2.0", "source", "x"));
    administrator.post("/api/notice/publish", "").expect(200);
    var published = administrator.get("/public/declaration.json").expect(200).text();
    var bundle = bundle();
    var cameras = json(bundle, "configuration/cameras.json");
    var market = cameras.get(0);
    assertThat(market.get("id").asString()).isEqualTo("market");
    assertThat(market.get("privacy_masks").get("zones").get(0)).hasSize(3);
    assertThat(market.get("zones").get(0).get("id").asString()).isEqualTo("yard");
    assertThat(market.get("retention_minutes").asLong()).isEqualTo(2 * 24 * 60);
    assertThat(market.get("rules").get(0).get("settings").get("patience").asString())
        .isEqualTo("1 s");
    assertThat(market.has("states")).isFalse();
    assertThat(json(bundle, "configuration/models.json").get("told").get(0).get("licence"))
        .hasToString("\"Apache-2.0\"");
    assertThat(json(bundle, "configuration/town.json").get("profile").get("sha256").asString())
        .hasSize(64);
    assertThat(json(bundle, "configuration/habilitations.json").toString())
        .contains("INSPECTOR", "\"cameras\":\"all\"");
    assertThat(bundle.resolve("profile/demo.yaml")).isRegularFile();
    assertThat(bundle.resolve("public/declaration.json")).hasContent(published);
  }

  @Test
  void acts_are_in_it_as_they_were_read_and_not_as_they_were_changed_since() throws Exception {
    var acts = Files.createDirectories(town.data.resolve("acts"));
    for (var name : List.of("2026-1", "2026-2")) {
      Files.writeString(acts.resolve(name + ".yaml"), ACT.formatted(name));
    }
    Files.writeString(acts.resolve("2026-2.yaml.sig"), "a signature\n");
    town.governance.replaceActs(Actors.VIGIE, Acts.read(acts, town.governance.profile()));
    Files.writeString(acts.resolve("2026-1.yaml"), "# changed\n");
    var bundle = bundle();
    assertThat(files(bundle.resolve("acts")))
        .extracting(file -> String.valueOf(file.getFileName()))
        .containsExactly("2026-2.yaml", "2026-2.yaml.sig");
    assertThat(bundle.resolve("acts/2026-2.yaml")).hasContent(ACT.formatted("2026-2"));
    assertThat(json(bundle, "configuration/acts.json").toString())
        .contains("\"file\":\"2026-1.yaml\"", "\"state\":\"IN_FORCE\"");
  }

  @Test
  void what_was_noticed_of_the_person_who_makes_it_is_withheld() throws Exception {
    var person = inspector.get("/api/me").expect(200).json().get("person").asString();
    for (var whom : List.of(person, "agent-0000")) {
      var facts = Map.<String, Object>of("person", whom, "what", "AT_NIGHT");
      town.governance.ledger().append(new Entry("viewing.noticed", Actors.VIGIE, facts));
    }
    var bundle = bundle();
    long about =
        town.entries().stream()
            .filter(one -> one.entry().kind().equals("viewing.noticed"))
            .filter(one -> one.entry().text("person").equals(person))
            .findFirst()
            .orElseThrow()
            .index();
    assertThat(holds("inspection", bundle))
        .contains("of 1 the hash alone is here")
        .contains("whoever it was made for: " + about + ".");
    // Elsewhere the same line is an entry that somebody has taken out.
    var alone = verify("ledger", bundle.resolve("ledger"));
    assertThat(alone.status()).isEqualTo(1);
    assertThat(alone.text()).contains("fails at entry " + about + ": it was taken out");
    assertThat(verify("deletion", bundle).text()).contains("Entry " + about + " of the log");
    try (var years = Files.list(bundle.resolve("ledger/public"))) {
      assertThat(holds("ledger", years.findFirst().orElseThrow())).contains("not the entries");
    }
    var entries = new StringBuilder();
    for (var file : files(bundle.resolve("ledger/private"))) {
      entries.append(Files.readString(file));
    }
    assertThat(entries.toString().lines().filter(line -> line.contains("viewing.noticed")))
        .hasSize(1)
        .allMatch(line -> line.contains("agent-0000"));
  }

  @Test
  void without_the_right_or_a_reason_it_is_refused_and_that_is_in_the_ledger() throws Exception {
    var operator = town.person(administrator, "Ana", Role.OPERATOR);
    operator.post(INSPECTIONS, order()).problem(403, ProblemCode.REFUSED);
    var newest = town.entries().getFirst().entry();
    assertThat(newest.kind()).isEqualTo("permit.refused");
    assertThat(newest.facts().toString()).contains("INSPECT", INSPECTIONS);
    new Browser(town.server.url()).get(INSPECTIONS).problem(401, ProblemCode.SIGN_IN_NEEDED);

    var nothing = order();
    nothing.put("reason", " ");
    inspector.post(INSPECTIONS, nothing).problem(400, ProblemCode.REASON_NEEDED);
    var backwards = order();
    backwards.put("to", "2020-01-01T00:00:00Z");
    inspector.post(INSPECTIONS, backwards).problem(400, ProblemCode.BAD_REQUEST);
    var early = order();
    early.put("from", "2001-01-01T00:00:00Z");
    inspector.post(INSPECTIONS, early).problem(400, ProblemCode.SPAN_TOO_LONG);
    assertThat(town.entries()).noneMatch(one -> one.entry().kind().equals("inspection.bundle"));
  }

  @Test
  void a_bundle_is_never_about_other_years_than_those_asked_for() throws Exception {
    var ago = order();
    ago.put("from", "2001-01-01T00:00:00Z");
    ago.put("to", "2002-01-01T00:00:00Z");
    var refused = inspector.post(INSPECTIONS, ago).problem(400, ProblemCode.NO_SUCH_YEARS);
    int year = town.clocks.wall().atOffset(ZoneOffset.UTC).getYear();
    assertThat(refused.json().get("detail").asString()).contains(": " + year + ".");
    assertThat(town.entries()).noneMatch(one -> one.entry().kind().equals("inspection.bundle"));

    assertThat(holds("inspection", bundle())).doesNotContain("is not here");
    town.clocks.advance(Duration.ofSeconds(1));
    var wide = order();
    wide.put("from", (year - 2) + "-06-01T00:00:00Z");
    // What ends with a year does not touch the next.
    wide.put("to", (year + 2) + "-01-01T00:00:00Z");
    var bundle = unpacked(inspector.post(INSPECTIONS, wide).expect(201).json());
    assertThat(json(bundle, "manifest.json").get("missing_years"))
        .hasToString("[%d,%d,%d]".formatted(year - 2, year - 1, year + 1));
    assertThat(holds("inspection", bundle).lines().filter(line -> line.contains("is not here")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("The ledger of %d is not here".formatted(year - 2));
  }

  @Test
  void whoever_inspects_no_more_cannot_fetch_it() throws Exception {
    var made = inspector.post(INSPECTIONS, order()).expect(201).json();
    var person = inspector.get("/api/me").expect(200).json().get("person").asString();
    for (var one : town.governance.habilitations(person)) {
      town.governance.end(Actors.LOCAL_ADMINISTRATOR, one.id(), "they left");
    }
    assertThat(inspector.get(made.get("url").asString()).response().statusCode())
        .isIn(401, 403, 404);
  }

  private static JsonNode json(Path bundle, String name) throws IOException {
    return Browser.JSON.readTree(Files.readAllBytes(bundle.resolve(name)));
  }

  @Test
  void five_wait_at_most_and_whoever_gives_one_up_makes_another() throws Exception {
    var made = inspector.post(INSPECTIONS, order()).expect(201).json();
    for (int more = 1; more < ExportShelf.MOST_EACH; more++) {
      inspector.post(INSPECTIONS, order()).expect(201);
    }
    int permits = permits();
    var refused = inspector.post(INSPECTIONS, order()).problem(429, ProblemCode.COPIES_WAITING);
    assertThat(refused.json().get("title").asString()).startsWith("5 copies of yours");
    assertThat(permits()).isEqualTo(permits);
    var url = made.get("url").asString();
    administrator.delete(url).problem(404, ProblemCode.NOT_FOUND);
    inspector.get(url).expect(200);
    inspector.delete(url).expect(204);
    inspector.get(url).problem(404, ProblemCode.NOT_FOUND);
    inspector.post(INSPECTIONS, order()).expect(201);
  }

  private int permits() {
    return (int)
        town.entries().stream().filter(one -> one.entry().kind().equals("permit.granted")).count();
  }
}
