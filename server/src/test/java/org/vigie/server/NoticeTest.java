package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.server.notice.Position;

/// The public page, as a stranger sees it, and what an administrator does about it.
class NoticeTest {

  private static final List<String> TWINS =
      List.of("/public/vigie.json", "/public/declaration.json", "/public/cameras.geojson");

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser stranger;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    stranger = new Browser(town.server.url());
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void publish() throws Exception {
    administrator.post("/api/notice/publish").expect(200);
  }

  @Test
  void nothing_is_public_before_a_person_publishes_it_with_an_entry_in_the_ledger()
      throws Exception {
    for (var path : List.of("/public", "/public/vigie.json", "/public/cameras.geojson")) {
      stranger.get(path).problem(404, ProblemCode.NOTICE_NOT_PUBLISHED);
    }
    stranger.get("/api/notice").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(administrator.get("/api/notice/preview").expect(200).text())
        .contains("Preview: this page is not published.", "Quai Nord");
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"));
    ana.get("/api/notice/preview").problem(403, ProblemCode.REFUSED);
    ana.post("/api/notice/publish").problem(403, ProblemCode.REFUSED);

    publish();

    var entries = town.entries().stream().map(recorded -> recorded.entry().kind()).toList();
    assertThat(entries).contains("notice.published", "permit.refused");
    var hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(
                        stranger.get("/public/declaration.json").expect(200).response().body()));
    var state = ana.get("/api/notice").expect(200).json();
    assertThat(state.get("publication").get("sha256").asString()).isEqualTo(hash);
    assertThat(state.get("missing").findValuesAsString("what"))
        .containsExactly("FIELD_OF_VIEW", "PURPOSE");
    assertThat(town.entries())
        .filteredOn(recorded -> recorded.entry().kind().equals("notice.published"))
        .singleElement()
        .satisfies(recorded -> assertThat(recorded.entry().text("sha256")).isEqualTo(hash));
    assertThat(stranger.get("/public").expect(200).text()).contains(hash);
  }

  @Test
  void speaks_french_and_english_by_what_the_reader_asks_for_and_by_the_switch() throws Exception {
    publish();
    var french = new Browser(town.server.url()).speaking("fr-FR,fr;q=0.9,en;q=0.5");
    assertThat(french.get("/public").text())
        .contains("<html lang=\"fr\">", "Ce qui est filmé, et pourquoi", "30 jours", "2 caméras");
    assertThat(french.get("/public?lang=en").text())
        .contains("<html lang=\"en\">", "What is filmed, and why", "30 days", "2 cameras");
    assertThat(stranger.get("/public?lang=fr").text()).contains("<html lang=\"fr\">");
    assertThat(stranger.get("/public").header("vary")).containsIgnoringCase("Accept-Language");
    var other = new Browser(town.server.url()).speaking("oc;q=1, *;q=0.1");
    assertThat(other.get("/public").expect(200).text()).contains("<html lang=\"fr\">");
  }

  @Test
  void the_page_needs_no_script_no_foreign_address_and_escapes_what_it_is_told() throws Exception {
    publish();
    for (var language : List.of("fr", "en")) {
      var page = stranger.get("/public?lang=" + language).expect(200);
      assertThat(page.header("content-security-policy"))
          .contains("default-src 'none'")
          .doesNotContain("unsafe")
          .doesNotContain("script");
      assertThat(page.text())
          .doesNotContain("<script", "style=", "http://", "https://", "<cameras@")
          .contains("&lt;cameras@val-sur-mer.example&gt;", "angle rue Basse &amp; quai");
    }
    assertThat(stranger.get("/public/notice.css").expect(200).text()).doesNotContain("http");
    stranger.get("/public/plex-400.woff2").problem(404, ProblemCode.NOT_FOUND);
    var assets = Files.createDirectories(folder.resolve("console/assets"));
    Files.write(assets.resolve("ibm-plex-sans-latin-400-normal-Ab3.woff2"), new byte[] {1});
    assertThat(stranger.get("/public/plex-400.woff2").expect(200).header("content-type"))
        .isEqualTo("font/woff2");
    stranger.get("/public/plex-..%2F.woff2").expect(400);
  }

  @Test
  void says_of_a_camera_that_it_can_be_turned() throws Exception {
    publish();
    var cameras = stranger.get("/public/declaration.json").expect(200).json().get("cameras");
    assertThat(
            cameras
                .valueStream()
                .filter(camera -> camera.get("steerable").asBoolean())
                .map(camera -> camera.get("id").asString()))
        .containsExactly("quay");
    assertThat(stranger.get("/public?lang=en").expect(200).text())
        .containsOnlyOnce("an operator may turn it");
  }

  @Test
  void the_page_and_its_twins_say_the_same() throws Exception {
    town.intrude(TestTown.MARKET, town.clocks.wall());
    var alert = administrator.get("/api/alerts").json().get("alerts").get(0).get("id").asString();
    administrator.post("/api/alerts/" + alert + "/confirm", Map.of("reason", "seen")).expect(200);
    publish();
    var page = stranger.get("/public").expect(200).text();
    var notice = stranger.get("/public/vigie.json").expect(200).json();
    var declared = notice.get("declaration");
    assertThat(declared).isEqualTo(stranger.get("/public/declaration.json").json());
    for (var camera : declared.get("cameras")) {
      assertThat(page).contains(camera.get("name").asString());
      assertThat(page).contains("id=\"camera-" + camera.get("id").asString() + "\"");
    }
    for (var acts : List.of("recording_acts", "detection_acts")) {
      for (var act : declared.get(acts)) {
        assertThat(page).contains(act.get("number").asString(), act.get("authority").asString());
      }
    }
    var market = declared.get("cameras").get(0);
    assertThat(market.get("retention_minutes").asInt()).isEqualTo(2 * 1440);
    assertThat(page).contains("48 hours", "12 hours", "43.30571° N, 5.36952° E", "south-east");
    assertThat(notice.get("figures").get("events"))
        .filteredOn(event -> event.get("camera").asString().equals("market"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.get("alerts").asInt()).isEqualTo(1);
              assertThat(event.get("precision").asDouble()).isEqualTo(1);
            });
    assertThat(page).contains("100%", "not measured yet");

    var map = stranger.get("/public/cameras.geojson").expect(200);
    assertThat(map.header("content-type")).isEqualTo("application/geo+json");
    var features = map.json().get("features");
    assertThat(features).hasSize(3);
    assertThat(features.get(0).get("geometry").get("coordinates").get(0).asDouble())
        .isEqualTo(5.36952);
    var ring = features.get(1).get("geometry").get("coordinates").get(0);
    assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
    assertThat(area(ring)).as("counter-clockwise").isPositive();
  }

  private static double area(tools.jackson.databind.JsonNode ring) {
    double sum = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      sum +=
          ring.get(i).get(0).asDouble() * ring.get(i + 1).get(1).asDouble()
              - ring.get(i + 1).get(0).asDouble() * ring.get(i).get(1).asDouble();
    }
    return sum;
  }

  @Test
  void no_twin_tells_of_people_reasons_zones_or_accounts() throws Exception {
    town.record(TestTown.MARKET, 2);
    administrator
        .post(
            "/api/stops", Map.of("scope", "CAMERA", "camera", "quay", "reason", "a private reason"))
        .expect(200);
    publish();
    for (var path :
        List.of("/public", "/public?lang=fr", TWINS.get(0), TWINS.get(1), TWINS.get(2))) {
      assertThat(stranger.get(path).expect(200).text())
          .as(path)
          .doesNotContain("Claire", "Martin", "private reason", "yard", "no-entry", "0123456789ab");
    }
    assertThat(stranger.get("/public").text()).contains("stopped at present");
  }

  @Test
  void a_change_of_what_is_declared_is_published_by_vigie_with_a_new_entry() throws Exception {
    publish();
    var before = administrator.get("/api/notice").json().get("publication");
    town.marketAt = new Position(43.30601, 5.36952);
    town.clocks.advance(Duration.ofSeconds(6));
    town.server.keepNoticeUp();
    var after = administrator.get("/api/notice").json();
    assertThat(after.get("publication").get("sha256")).isNotEqualTo(before.get("sha256"));
    assertThat(after.get("publication").get("sha256")).isEqualTo(after.get("sha256"));
    assertThat(town.entries())
        .filteredOn(recorded -> recorded.entry().kind().equals("notice.published"))
        .hasSize(2)
        .first()
        .satisfies(recorded -> assertThat(recorded.entry().actor()).isEqualTo("vigie"));
    town.server.keepNoticeUp();
    assertThat(administrator.get("/api/notice").json().get("publication"))
        .isEqualTo(after.get("publication"));
  }

  @Test
  void an_exemption_has_a_reference_and_an_authority_and_publishes_nothing() throws Exception {
    var order = Map.of("reference", "DEF-7", "authority", "Préfecture", "reason", "a closed site");
    administrator
        .post("/api/notice/exemption", Map.of("reference", "DEF-7", "reason", "a closed site"))
        .problem(400, ProblemCode.BAD_REQUEST);
    var state = administrator.post("/api/notice/exemption", order).expect(200).json();
    assertThat(state.get("may_arm").asBoolean()).isTrue();
    assertThat(state.get("exemption").get("authority").asString()).isEqualTo("Préfecture");
    stranger.get("/public").problem(404, ProblemCode.NOTICE_NOT_PUBLISHED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("notice.exempted");
  }

  @Test
  void the_sign_says_what_the_page_says_and_its_code_leads_there() throws Exception {
    stranger.get("/public/sign/market.pdf").problem(404, ProblemCode.NOTICE_NOT_PUBLISHED);
    publish();
    stranger.get("/public/sign/nowhere.pdf").problem(404, ProblemCode.NO_SUCH_CAMERA);
    for (var camera : List.of("market", "quay")) {
      for (var language : List.of("fr", "en")) {
        var answer = stranger.get("/public/sign/%s.pdf?lang=%s".formatted(camera, language));
        assertThat(answer.expect(200).header("content-type")).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(answer.response().body())) {
          assertThat(document.getNumberOfPages()).isEqualTo(1);
          var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
          assertThat(text)
              .contains(
                  "Cet espace est filmé",
                  "This place is filmed",
                  "Ville de Val-sur-Mer, 1 place de la Mairie",
                  "2026-114, Préfecture",
                  language.equals("fr") ? "après 48 heures" : "after 48 hours",
                  language.equals("fr") ? "réponse sous 30 jours" : "answered within 30 days",
                  "CNIL")
              .doesNotContain("?");
          assertThat(code(new PDFRenderer(document).renderImageWithDPI(0, 100)))
              .isEqualTo("https://cameras.val-sur-mer.example/public");
        }
      }
    }
  }

  private static String code(BufferedImage page) throws Exception {
    int width = page.getWidth();
    int height = page.getHeight();
    var pixels = page.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  @Test
  void who_published_it_and_why_is_known_to_those_who_are_signed_in_alone() throws Exception {
    administrator
        .post("/api/notice/publish", Map.of("reason", "no"))
        .problem(400, ProblemCode.REASON_NEEDED);
    var state =
        administrator
            .post("/api/notice/publish", Map.of("reason", "council decision 2026-31"))
            .expect(200)
            .json();
    assertThat(state.get("published_by").asString()).isEqualTo("Claire Martin");
    var entry = town.entries().getFirst().entry();
    assertThat(entry.kind()).isEqualTo("notice.published");
    assertThat(entry.text("reason")).isEqualTo("council decision 2026-31");
    for (var path : TWINS) {
      assertThat(stranger.get(path).expect(200).text()).doesNotContain("Claire", "2026-31");
    }

    town.marketAt = new Position(43.3, 5.3);
    town.clocks.advance(Duration.ofSeconds(6));
    town.server.keepNoticeUp();
    assertThat(administrator.get("/api/notice").expect(200).json().get("published_by").asString())
        .isEqualTo("vigie");
  }
}
