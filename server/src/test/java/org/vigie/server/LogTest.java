package org.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Sha256;
import org.vigie.governance.Role;
import tools.jackson.databind.JsonNode;

/// The shift log over the API: incidents, bookmarks, handovers and their printout.
class LogTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser first;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    first = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  private JsonNode opened(Map<String, Object> order) throws Exception {
    return first.post("/api/incidents", order).expect(201).json();
  }

  private Browser.Answer line(JsonNode incident, Map<String, Object> line) throws Exception {
    return first.post("/api/incidents/" + incident.get("number").asLong() + "/lines", line);
  }

  @Test
  void an_incident_is_opened_from_an_alert_and_led_to_its_end() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var alert = first.get("/api/alerts").json().get("alerts").get(0).get("id").asString();
    var incident = opened(Map.of("kind", "INTRUSION", "alert", alert, "words", "gate forced"));
    assertThat(incident.get("cameras").get(0).get("name").asString()).isEqualTo("Place du Marché");
    assertThat(incident.get("cameras").get(0).get("place").asString()).contains("rue Basse");
    assertThat(incident.get("title").asString()).isEqualTo("gate forced");

    line(incident, Map.of("kind", "TEAM_SENT", "words", "patrol 2")).expect(200);
    line(incident, Map.of("kind", "ON_SITE")).expect(200);
    line(incident, Map.of("kind", "CAMERA_ADDED", "camera", "quay")).expect(200);
    var closed = line(incident, Map.of("kind", "CLOSED", "words", "lock replaced")).expect(200);
    assertThat(closed.json().get("status").asString()).isEqualTo("CLOSED");
    assertThat(closed.json().get("teams").toString()).isEqualTo("[\"patrol 2\"]");
    assertThat(closed.json().get("timeline")).hasSize(5);
    line(incident, Map.of("kind", "ON_SITE")).problem(409, ProblemCode.DESK_NOT_SO);

    assertThat(first.get("/api/incidents").expect(200).json().get("incidents")).isEmpty();
    var all = first.get("/api/incidents?all=true").expect(200).json().get("incidents");
    assertThat(all).hasSize(1);
    var kinds = town.entries().stream().map(recorded -> recorded.entry().kind()).toList();
    assertThat(kinds)
        .contains("incident.opened", "incident.team-sent", "incident.on-site", "incident.closed");
  }

  @Test
  void what_cannot_be_written_says_what_would_be_right() throws Exception {
    first
        .post("/api/incidents", Map.of("kind", "OTHER", "camera", "quay"))
        .problem(400, ProblemCode.REASON_NEEDED);
    first
        .post("/api/incidents", Map.of("kind", "PARTY", "camera", "quay"))
        .problem(400, ProblemCode.BAD_REQUEST);
    first
        .post("/api/incidents", Map.of("kind", "FIRE", "camera", "nowhere"))
        .problem(404, ProblemCode.NO_SUCH_CAMERA);
    first
        .post("/api/incidents", Map.of("kind", "FIRE", "camera", "quay", "alert", "7"))
        .problem(404, ProblemCode.NO_SUCH_ALERT);
    first.get("/api/incidents/7").problem(404, ProblemCode.NO_SUCH_INCIDENT);
    var incident = opened(Map.of("kind", "FIRE", "camera", "quay"));
    line(incident, Map.of("kind", "OPENED")).problem(400, ProblemCode.BAD_REQUEST);
    line(incident, Map.of("kind", "NOTED")).problem(400, ProblemCode.BAD_REQUEST);
    first
        .post("/api/bookmarks", Map.of("camera", "quay", "words", ""))
        .problem(400, ProblemCode.REASON_NEEDED);
    first.get("/api/shifts/9").problem(404, ProblemCode.NO_SUCH_SHIFT);
  }

  @Test
  void who_knows_one_camera_reads_what_is_about_it() throws Exception {
    opened(Map.of("kind", "FIRE", "camera", "quay"));
    opened(Map.of("kind", "CROWD", "camera", "market"));
    first.post("/api/bookmarks", Map.of("camera", "quay", "words", "smoke")).expect(201);
    var other = town.person(first, "Ana", Set.of("JUDGE"), TestTown.MARKET);
    var incidents = other.get("/api/incidents").expect(200).json().get("incidents");
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).get("kind").asString()).isEqualTo("CROWD");
    other.get("/api/incidents/1").problem(404, ProblemCode.NO_SUCH_INCIDENT);
    var shift = other.get("/api/shifts/present").expect(200).json();
    assertThat(shift.get("lines")).hasSize(1);
    assertThat(shift.get("incidents")).hasSize(1);
  }

  @Test
  void a_shift_is_handed_over_acknowledged_and_printed_so_that_it_can_be_checked()
      throws Exception {
    var incident = opened(Map.of("kind", "ACCIDENT", "camera", "quay", "words", "two bicycles"));
    line(incident, Map.of("kind", "TEAM_SENT", "words", "patrol 2")).expect(200);
    var ended = first.post("/api/shifts/hand-over", Map.of("words", "watch the quay")).expect(200);
    assertThat(ended.json().get("number").asLong()).isEqualTo(1);
    first.post("/api/shifts/1/acknowledge").problem(409, ProblemCode.DESK_NOT_SO);
    var next = town.person(first, "Next", Role.OPERATOR);
    var read = next.post("/api/shifts/1/acknowledge").expect(200).json();
    assertThat(read.get("acknowledged").get("mine").asBoolean()).isTrue();

    var answer = next.get("/api/shifts/1/paper?language=fr").expect(200);
    assertThat(answer.header("content-type")).isEqualTo("application/pdf");
    try (var document = Loader.loadPDF(answer.response().body())) {
      var text = attached(document, "log.txt");
      var sha256 = HexFormat.of().formatHex(Sha256.digest().digest(text));
      assertThat(new String(text, UTF_8))
          .contains("incident\t1\tACCIDENT\tOPEN", "two bicycles", "patrol 2", "watch the quay");
      var printed = new PDFTextStripper().getText(document);
      assertThat(printed)
          .contains("Main courante, service n° 1", "two bicycles", "Équipe envoyée", sha256);
      var proof = Browser.JSON.readTree(attached(document, "proof.json"));
      assertThat(proof.get("body").asString()).contains("shift.printed", sha256);
      assertThat(proof.get("checkpoint").get("note").asString())
          .isEqualTo(new String(attached(document, "checkpoint.txt"), UTF_8));
    }
    assertThat(first.get("/api/registers/incidents/csv" + span()).expect(200).text())
        .contains("shift.printed", "two bicycles");
  }

  private static byte[] attached(PDDocument document, String name) throws IOException {
    var names = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
    return Objects.requireNonNull(names.get(name), name).getEmbeddedFile().toByteArray();
  }

  private String span() {
    var now = town.clocks.wall();
    return "?from=" + now.minusSeconds(3600) + "&to=" + now.plusSeconds(3600);
  }
}
