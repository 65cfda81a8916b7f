package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Right;

/// The console's files, the town, the stop buttons, the ledger, and the headers on all of them.
class PagesTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    browser = new Browser(town.server.url());
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void every_answer_carries_the_security_headers_and_none_says_what_the_server_is_made_of()
      throws Exception {
    Files.writeString(folder.resolve("console/index.html"), "<!doctype html>");
    for (var path : Set.of("/", "/api/welcome", "/api/me", "/api/no-such", "/assets/none.js")) {
      var answer = browser.get(path);
      assertThat(answer.header("content-security-policy"))
          .as(path)
          .contains("default-src 'self'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("http");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
      assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
      assertThat(answer.header("permissions-policy")).contains("camera=()");
      assertThat(answer.header("server") + answer.text()).doesNotContainIgnoringCase("tomcat");
    }
    browser.get("/api/welcome").expect(200);
    assertThat(browser.get("/api/welcome").header("cache-control")).contains("no-store");
  }

  @Test
  void a_console_that_is_not_built_says_how_to_build_it() throws Exception {
    assertThat(browser.get("/wall").expect(200).text()).contains("npm run build");
  }

  @Test
  void serves_the_manual_beside_the_console_and_nothing_in_place_of_a_page_that_it_lacks()
      throws Exception {
    var manual = folder.resolve("console/manual");
    Files.createDirectories(manual.resolve("fr"));
    Files.writeString(folder.resolve("console/index.html"), "<!doctype html><title>Vigie</title>");
    Files.writeString(manual.resolve("index.html"), "<!doctype html><title>Manual</title>");
    Files.writeString(manual.resolve("fr/operateur.html"), "<!doctype html><h1>Pour</h1>");
    Files.write(manual.resolve("wall.webp"), new byte[] {1});

    assertThat(browser.get("/manual/").expect(200).text()).contains("<title>Manual");
    assertThat(browser.get("/manual").expect(308).header("location")).isEqualTo("/manual/");
    assertThat(browser.get("/manual/fr/operateur.html").expect(200).header("content-type"))
        .startsWith("text/html");
    assertThat(browser.get("/manual/wall.webp").expect(200).header("content-type"))
        .isEqualTo("image/webp");
    for (var none : List.of("/manual/fr/none.html", "/manual/fr")) {
      browser.get(none).problem(404, ProblemCode.NOT_FOUND);
    }
  }

  @Test
  void serves_the_console_and_its_one_page_for_every_other_address() throws Exception {
    var console = folder.resolve("console");
    Files.createDirectories(console.resolve("assets"));
    Files.writeString(console.resolve("index.html"), "<!doctype html><title>Vigie</title>");
    Files.writeString(console.resolve("assets/app-1a2b3c.js"), "console.log(1)");
    Files.writeString(console.resolve(".secret"), "no");
    Files.createSymbolicLink(console.resolve("link.txt"), folder.resolve("users.db"));

    var script = browser.get("/assets/app-1a2b3c.js").expect(200);
    assertThat(script.header("content-type")).startsWith("text/javascript");
    assertThat(script.header("cache-control")).contains("immutable").contains("max-age=31536000");
    var page = browser.get("/desk/alerts/17").expect(200);
    assertThat(page.text()).contains("<title>Vigie</title>");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    var again =
        browser.http.send(
            browser.request("/").header("If-None-Match", page.header("etag")).build(),
            java.net.http.HttpResponse.BodyHandlers.discarding());
    assertThat(again.statusCode()).isEqualTo(304);

    browser.get("/assets/other.js").problem(404, ProblemCode.NOT_FOUND);
    for (var hostile :
        Set.of(
            "/.secret",
            "/link.txt",
            "/..%2fusers.db",
            "/assets/..%2f..%2fusers.db",
            "/%2e%2e/users.db",
            "/assets/%00")) {
      assertThat(browser.get(hostile).text())
          .as(hostile)
          .doesNotContain("SQLite")
          .isNotEqualTo("no");
    }
  }

  /// An address is anybody's to type: none is a failure of the server, and none fills its log.
  @Test
  void no_address_is_an_error_of_the_server() throws Exception {
    Files.writeString(folder.resolve("console/index.html"), "<!doctype html>");
    var logged = Collections.synchronizedList(new ArrayList<String>());
    var log = Logger.getLogger(Problems.class.getName());
    var listener =
        new Handler() {
          @Override
          public void publish(LogRecord one) {
            logged.add(one.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(listener);
    try {
      for (var path : List.of("/ledger", "/ledger/", "/ledger/none", "/ledger/2026/tile", "/api")) {
        assertThat(browser.get(path).response().statusCode()).as(path).isIn(401, 404);
      }
      for (var path :
          List.of(
              "/ledger?x=1",
              "/%6cedger",
              "/ledger/%20",
              "/ledger/a%00b",
              "/ledger/..%2f..",
              "/ledger/" + "a/".repeat(500),
              "/ledger/" + "a".repeat(1000),
              "/assets",
              "/assets/",
              "/assets/" + "a".repeat(1000),
              "/public/",
              "/public/none",
              "/public/plex-.woff2",
              "/public/plex-a%20b.woff2",
              "/public/sign/.pdf",
              "/public/sign/%20.pdf",
              "/api/",
              "/api/ledger/x/proof",
              "/%20",
              "/a%25b",
              "/%E0%A4",
              "/;x",
              "/a;b=c/d")) {
        assertThat(browser.get(path).response().statusCode()).as(path).isLessThan(500);
      }
    } finally {
      log.removeHandler(listener);
    }
    assertThat(logged).isEmpty();
  }

  @Test
  void errors_are_plain_sentences_in_the_asker_s_language() throws Exception {
    var french = new Browser(town.server.url()).speaking("fr-FR,fr;q=0.9").get("/api/me");
    french.problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(french.json().get("title").asString()).isEqualTo("Vous n'êtes pas connecté.");
    assertThat(browser.get("/api/me").json().get("title").asString())
        .isEqualTo("You are not signed in.");
    assertThat(town.administrator().get("/api/no-such").problem(404, ProblemCode.NOT_FOUND))
        .isNotNull();
  }

  @Test
  void the_status_bar_shows_act_cameras_and_checkpoint() throws Exception {
    var administrator = town.administrator();
    var status = administrator.get("/api/town").expect(200).json();
    assertThat(status.get("recording_act").get("number").asString()).isEqualTo("2026-114");
    assertThat(status.get("recording_act").get("days_left").asInt()).isBetween(211, 212);
    assertThat(status.get("seal").asString()).isEqualTo("ENCRYPTED_NOT_SEALED");
    assertThat(status.get("cameras").asInt()).isEqualTo(2);
    assertThat(status.get("recording").asInt()).isEqualTo(2);
    var cameras = administrator.get("/api/cameras").expect(200).json().get("cameras");
    assertThat(cameras).hasSize(2);
    assertThat(cameras.get(0).get("rights")).hasSize(Right.values().length - 1);
  }

  @Test
  void a_stop_button_stops_at_once_and_resumes_with_a_reason() throws Exception {
    var administrator = town.administrator();
    var order = Map.of("scope", "RULE", "camera", "market", "rule", "no-entry");
    administrator.post("/api/stops", order).problem(400, ProblemCode.REASON_NEEDED);
    var full =
        Map.of(
            "scope", "RULE", "camera", "market", "rule", "no-entry", "reason", "works in the yard");
    administrator
        .post(
            "/api/stops",
            Map.of("scope", "RULE", "camera", "market", "rule", "none", "reason", "works"))
        .problem(400, ProblemCode.BAD_REQUEST);
    var stops = administrator.post("/api/stops", full).expect(200).json().get("stops");
    assertThat(stops.get(0).get("reason").asString()).isEqualTo("works in the yard");
    var rule = administrator.get("/api/cameras/market").json().get("rules").get(0);
    assertThat(rule.get("stopped").asBoolean()).isTrue();
    assertThat(administrator.post("/api/stops/resume", full).json().get("stops")).isEmpty();

    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"));
    ana.post("/api/stops", Map.of("scope", "TOWN", "reason", "I want to"))
        .problem(403, ProblemCode.REFUSED);
    ana.get("/api/people").problem(403, ProblemCode.REFUSED);
    assertThat(town.governance.stops()).isEmpty();
  }

  @Test
  void everyone_reads_their_own_acts_and_inspectors_all_of_them() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"));
    var own = ana.get("/api/ledger").expect(200).json().get("entries");
    assertThat(own).isNotEmpty().allMatch(entry -> entry.get("mine").asBoolean());
    var all = administrator.get("/api/ledger?limit=3").expect(200).json();
    assertThat(all.get("entries")).hasSize(3);
    var next =
        administrator
            .get("/api/ledger?limit=3&before=" + all.get("before").asLong())
            .expect(200)
            .json();
    assertThat(next.get("entries").get(0).get("index").asLong())
        .isEqualTo(all.get("entries").get(2).get("index").asLong() - 1);
    var grants = administrator.get("/api/ledger?kind=habilitation.granted").json().get("entries");
    assertThat(grants).hasSize(2);
    long foreign = grants.get(0).get("index").asLong();
    administrator.get("/api/ledger/" + foreign + "/proof").expect(200);
    ana.get("/api/ledger/" + foreign + "/proof").problem(404, ProblemCode.NOT_FOUND);
    ana.get("/api/ledger/999999/proof").problem(404, ProblemCode.NOT_FOUND);
  }

  @Test
  void an_inclusion_proof_leads_to_the_root_of_the_public_checkpoint() throws Exception {
    var administrator = town.administrator();
    var index = town.entries().get(2).index();
    var proof = administrator.get("/api/ledger/" + index + "/proof").expect(200).json();
    var checkpoint = proof.get("checkpoint");
    var hash = decode(proof.get("leaf_hash").asString());
    long at = proof.get("leaf").asLong();
    long last = checkpoint.get("size").asLong() - 1;
    for (var step : proof.get("hashes")) {
      var sibling = decode(step.asString());
      boolean right = at % 2 == 1 || at == last;
      hash = right ? node(sibling, hash) : node(hash, sibling);
      while (right && at % 2 == 0 && at != 0) {
        at /= 2;
        last /= 2;
      }
      at /= 2;
      last /= 2;
    }
    assertThat(hash).isEqualTo(decode(checkpoint.get("root").asString()));

    var stranger = new Browser(town.server.url());
    var note = stranger.get("/ledger/checkpoint").expect(200).text();
    assertThat(note).contains("val-sur-mer");
    var year = note.lines().findFirst().orElseThrow().replaceAll(".*/", "");
    assertThat(stranger.get("/ledger/" + year + "/checkpoint").expect(200).text())
        .startsWith("vigie/val-sur-mer/" + year);
    stranger.get("/ledger/" + year + "/../../private/" + year).expect(400);
  }

  private static byte[] node(byte[] left, byte[] right) throws Exception {
    var sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((byte) 1);
    sha256.update(left);
    return sha256.digest(right);
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
