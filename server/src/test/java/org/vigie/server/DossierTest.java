package org.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
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
import org.vigie.model.Point;

/// The file for the authorities: what it says is what runs, and can be checked.
class DossierTest {

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

  @Test
  void says_what_runs_and_the_ledger_holds_its_hash() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var alert = administrator.get("/api/alerts").json().get("alerts").get(0).get("id").asString();
    administrator.post("/api/alerts/" + alert + "/confirm", Map.of("reason", "seen")).expect(200);
    var unused = town.person(administrator, "Somebody Unnamed", Role.OPERATOR);

    var answer = administrator.get("/api/dossier?language=en").expect(200);
    assertThat(answer.header("content-type")).isEqualTo("application/pdf");
    try (var document = Loader.loadPDF(answer.response().body())) {
      var data = attached(document, "dossier.json");
      var sha256 = HexFormat.of().formatHex(Sha256.digest().digest(data));
      var said = Browser.JSON.readTree(data);
      var acts = administrator.get("/api/acts").expect(200).json().get("acts");
      var printed = printed(document);
      for (var act : acts) {
        assertThat(printed).contains(act.get("number").asString(), act.get("authority").asString());
      }
      assertThat(printed)
          .contains("Val-sur-Mer", "Quai Nord", "1 alerts, 1 confirmed, 0 dismissed", sha256)
          .contains("What only the town can say")
          .doesNotContain("Somebody Unnamed");
      var rules =
          said.get("cameras").valueStream().mapToInt(camera -> camera.get("rules").size()).sum();
      assertThat(rules).isPositive();
      assertThat(said.get("people").valueStream().map(one -> one.path("role").asString("")))
          .contains("OPERATOR");
      var proof = Browser.JSON.readTree(attached(document, "proof.json"));
      assertThat(proof.get("body").asString()).contains("dossier.made", sha256);
      assertThat(proof.get("checkpoint").get("note").asString())
          .isEqualTo(new String(attached(document, "checkpoint.txt"), UTF_8));
      // Nothing of how cameras are reached, nothing of who people are.
      assertThat(new String(data, UTF_8)).doesNotContain("rtsp", "Somebody Unnamed");
    }
    try (var french =
        Loader.loadPDF(
            administrator.get("/api/dossier?language=fr").expect(200).response().body())) {
      assertThat(printed(french))
          .contains("Vidéoprotection : le dossier", "Contrôle humain", "1 signalés, 1 confirmés")
          .contains("patience 1 s")
          .doesNotContain("whole picture");
    }
  }

  @Test
  void only_who_inspects_or_administers_every_camera_has_it_made() throws Exception {
    new Browser(town.server.url()).get("/api/dossier").problem(401, ProblemCode.SIGN_IN_NEEDED);
    town.person(administrator, "Ana", Set.of("JUDGE"))
        .get("/api/dossier")
        .problem(403, ProblemCode.REFUSED);
    town.person(administrator, "Ben", Set.of("INSPECT"), TestTown.MARKET)
        .get("/api/dossier")
        .problem(403, ProblemCode.REFUSED);
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .doesNotContain("dossier.made");
    town.person(administrator, "Cleo", Role.INSPECTOR).get("/api/dossier").expect(200);
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("dossier.made");
  }

  @Test
  void painted_areas_that_overlap_are_counted_once() {
    var left = List.of(at(0, 0), at(0.5, 0), at(0.5, 1), at(0, 1));
    var middle = List.of(at(0.25, 0), at(0.25, 1), at(0.75, 1), at(0.75, 0));
    assertThat(DossierFacts.share(List.of(left))).isCloseTo(0.5, within(1e-9));
    assertThat(DossierFacts.share(List.of(left, middle))).isCloseTo(0.75, within(1e-9));
    var apart = List.of(at(0.9, 0.9), at(1, 0.9), at(1, 1));
    assertThat(DossierFacts.share(List.of(left, apart))).isCloseTo(0.505, within(1e-9));
    // A hole: a frame around a window that stays open.
    var frame =
        List.of(
            at(0, 0),
            at(1, 0),
            at(1, 1),
            at(0, 1),
            at(0, 0),
            at(0.2, 0.2),
            at(0.2, 0.8),
            at(0.8, 0.8),
            at(0.8, 0.2),
            at(0.2, 0.2));
    assertThat(DossierFacts.share(List.of(frame))).isCloseTo(1 - 0.36, within(1e-9));
    assertThat(DossierFacts.share(List.of())).isZero();
  }

  private static Point at(double x, double y) {
    return new Point(x, y);
  }

  /// In one line: where lines end is a matter of the sheet.
  private static String printed(PDDocument document) throws Exception {
    return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
  }

  private static byte[] attached(PDDocument document, String name) throws Exception {
    var names = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
    return Objects.requireNonNull(names.get(name), name).getEmbeddedFile().toByteArray();
  }
}
