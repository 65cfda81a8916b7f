package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;

/// A program that reads the API with a key: what it may, what it never may, and how it ends.
class ProgramKeyTest {

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
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
    http.close();
  }

  private JsonNode made(String name, List<String> rights, List<String> cameras) throws Exception {
    return administrator
        .post(
            "/api/program-keys",
            Map.of(
                "name",
                name,
                "rights",
                rights,
                "cameras",
                cameras,
                "until",
                town.clocks.wall().plus(Duration.ofDays(30)).toString(),
                "reason",
                "the wall of the fire brigade"))
        .expect(201)
        .json();
  }

  private HttpResponse<String> ask(String method, String path, String key) throws Exception {
    return http.send(
        HttpRequest.newBuilder(town.server.url().resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void reads_what_its_rights_let_it_of_its_cameras_and_nothing_else() throws Exception {
    var made = made("Fire brigade", List.of("VIEW_LIVE"), List.of("quay"));
    var secret = made.get("secret").asString();
    assertThat(secret).startsWith("vigie-key-").hasSizeGreaterThan(50);

    var cameras = Browser.JSON.readTree(ask("GET", "/api/cameras", secret).body()).get("cameras");
    assertThat(cameras.valueStream().map(camera -> camera.get("id").asString()))
        .containsExactly("quay");
    assertThat(ask("GET", "/api/town", secret).statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/api/people", secret).statusCode()).isEqualTo(403);
    var own = made.get("key").get("person").asString();
    var entries = Browser.JSON.readTree(ask("GET", "/api/ledger", secret).body()).get("entries");
    assertThat(entries.valueStream().map(entry -> entry.get("actor").asString()))
        .as("its own acts, as everybody sees theirs")
        .containsOnly(own);
    for (var path :
        List.of("/api/stops", "/api/lifts", "/api/alerts/1/confirm", "/api/me/password")) {
      var refused = ask("POST", path, secret);
      assertThat(refused.statusCode()).as(path).isEqualTo(403);
      assertThat(refused.body()).as(path).contains("PROGRAM_READS");
    }
    assertThat(ask("GET", "/api/cameras", secret + "x").statusCode()).isEqualTo(401);
    assertThat(ask("GET", "/api/cameras", "other").statusCode()).isEqualTo(401);

    var listed = administrator.get("/api/program-keys").expect(200).json().get("keys");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("good").asBoolean()).isTrue();
    assertThat(listed.get(0).has("used")).isTrue();
    assertThat(listed.toString()).doesNotContain(secret);
    // It is no person: nobody can send it a link, and it is not among them.
    var person = made.get("key").get("person").asString();
    assertThat(administrator.get("/api/people").json().toString()).doesNotContain(person);
    administrator.post("/api/people/" + person + "/link").problem(404, ProblemCode.NO_SUCH_PERSON);
  }

  @Test
  void what_decides_is_never_a_program_s() throws Exception {
    for (var right : List.of("JUDGE", "SEE_CLEAR", "ADMINISTER", "EXPORT", "STEER", "CONFIGURE")) {
      administrator
          .post(
              "/api/program-keys",
              Map.of(
                  "name",
                  "Robot",
                  "rights",
                  List.of("VIEW_LIVE", right),
                  "until",
                  town.clocks.wall().plus(Duration.ofDays(1)).toString(),
                  "reason",
                  "to save a person"))
          .problem(400, ProblemCode.BAD_REQUEST);
    }
    administrator
        .post(
            "/api/program-keys",
            Map.of(
                "name",
                "For ever",
                "rights",
                List.of("VIEW_LIVE"),
                "until",
                town.clocks.wall().plus(Duration.ofDays(4000)).toString(),
                "reason",
                "to have peace"))
        .problem(400, ProblemCode.BAD_REQUEST);
    town.person(administrator, "Ana", Set.of("VIEW_LIVE"))
        .get("/api/program-keys")
        .problem(403, ProblemCode.REFUSED);
  }

  @Test
  void it_ends_by_itself_and_when_somebody_ends_it() throws Exception {
    var first = made("Old wall", List.of("VIEW_LIVE", "ATTEND"), List.of());
    var second = made("Data platform", List.of("INSPECT"), List.of());
    var secret = first.get("secret").asString();
    var other = second.get("secret").asString();
    assertThat(ask("GET", "/api/cameras", secret).statusCode()).isEqualTo(200);
    var id = first.get("key").get("id").asString();
    administrator
        .post("/api/program-keys/" + id + "/end", Map.of("reason", "the wall was taken down"))
        .expect(200);
    assertThat(ask("GET", "/api/cameras", secret).statusCode()).isEqualTo(401);
    administrator
        .post("/api/program-keys/nothing/end", Map.of("reason", "what is this"))
        .problem(404, ProblemCode.NO_SUCH_KEY);

    assertThat(ask("GET", "/api/cameras", other).statusCode()).isEqualTo(200);
    town.clocks.step(Duration.ofDays(31));
    assertThat(ask("GET", "/api/cameras", other).statusCode()).isEqualTo(401);
    town.clocks.step(Duration.ofDays(-31));

    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("program-key.made", "program-key.ended");
    // What opens is stored nowhere.
    for (var file : List.of("users.db", "users.db-wal")) {
      var path = folder.resolve(file);
      if (Files.exists(path)) {
        assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
            .doesNotContain(secret.substring("vigie-key-".length()));
      }
    }
  }
}
