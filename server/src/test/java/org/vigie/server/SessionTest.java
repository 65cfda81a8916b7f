package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.server.door.BrowserWords;
import tools.jackson.databind.JsonNode;

/// Who is signed in where, and how that ends.
class SessionTest {

  @TempDir Path folder;
  private TestTown town;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void ones_own_sessions_are_listed_and_ended_one_by_one_or_all_others() throws Exception {
    var first = town.administrator();
    town.clocks.advance(Duration.ofMinutes(3));
    var second = town.signIn();
    var third = town.signIn();
    var listed = sessions(second, "/api/me/sessions");
    assertThat(listed).hasSize(3);
    assertThat(listed.get(0).get("address").asString()).isEqualTo("127.0.0.1");
    assertThat(listed.toString()).doesNotContain("\"name\"").doesNotContain("\"person\"");
    var oldest = listed.get(2).get("id").asString();
    assertThat(listed.get(2).get("own").asBoolean()).isFalse();

    second.post("/api/me/sessions/" + oldest + "/end").expect(204);
    first.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    second.post("/api/me/sessions/" + oldest + "/end").problem(404, ProblemCode.NO_SUCH_SESSION);
    assertThat(newestFacts())
        .containsEntry("session", oldest)
        .containsEntry("why", "ENDED_ELSEWHERE");

    second.post("/api/me/sessions/end-others").expect(204);
    third.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(sessions(second, "/api/me/sessions")).hasSize(1);
    assertThat(sessions(second, "/api/me/sessions").get(0).get("own").asBoolean()).isTrue();
  }

  @Test
  void the_csrf_token_stays_so_that_of_two_requests_at_once_none_bears_an_old_one()
      throws Exception {
    var browser = town.administrator();
    assertThat(browser.cookie("XSRF-TOKEN")).isPresent();
    for (var answer :
        List.of(
            browser.get("/api/me"),
            browser.post("/api/me/sessions/end-others"),
            browser.get("/api/cameras"))) {
      assertThat(answer.response().headers().allValues("set-cookie")).isEmpty();
    }
  }

  @Test
  void an_administrator_sees_and_ends_everybodys_and_others_only_their_own() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var all = sessions(administrator, "/api/sessions");
    assertThat(all).hasSize(2);
    assertThat(all.get(0).get("name").asString()).isEqualTo("Ana");
    assertThat(town.entries().getFirst().entry().facts()).containsEntry("reason", "list sessions");
    var anas = all.get(0).get("id").asString();
    var own = all.get(1).get("id").asString();
    ana.get("/api/sessions").problem(403, ProblemCode.REFUSED);
    ana.post("/api/sessions/" + own + "/end").problem(403, ProblemCode.REFUSED);
    ana.post("/api/me/sessions/" + own + "/end").problem(404, ProblemCode.NO_SUCH_SESSION);

    administrator.post("/api/sessions/" + anas + "/end").expect(204);
    ana.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(newestFacts())
        .containsEntry("session", anas)
        .containsEntry("why", "ADMINISTRATOR")
        .containsKey("person");
    administrator.post("/api/sessions/" + anas + "/end").problem(404, ProblemCode.NO_SUCH_SESSION);
  }

  @Test
  void who_signs_in_at_a_browser_takes_the_place_of_whoever_was_in_there() throws Exception {
    var administrator = town.administrator();
    town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var thief = administrator.copy();
    administrator
        .post("/api/sign-in", Map.of("name", "Ana", "password", TestTown.PASSWORD))
        .expect(200);
    assertThat(administrator.get("/api/me").json().get("name").asString()).isEqualTo("Ana");
    thief.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(newestFacts()).containsEntry("why", "REPLACED").containsKey("person");
  }

  @Test
  void looking_at_sessions_keeps_none_alive() throws Exception {
    var first = town.administrator();
    var second = town.signIn();
    town.clocks.advance(Duration.ofMinutes(20));
    assertThat(sessions(second, "/api/me/sessions")).hasSize(2);
    town.clocks.advance(Duration.ofMinutes(11));
    assertThat(sessions(second, "/api/me/sessions")).hasSize(1);
    first.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
  }

  @Test
  void a_browser_is_said_in_coarse_words() {
    assertThat(
            BrowserWords.of(
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"))
        .isEqualTo("Firefox, Linux");
    assertThat(
            BrowserWords.of(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"))
        .isEqualTo("Edge, Windows");
    assertThat(
            BrowserWords.of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"))
        .isEqualTo("Safari, iOS");
    assertThat(BrowserWords.of("curl/8.14")).isEmpty();
    assertThat(BrowserWords.of(null)).isEmpty();
  }

  private Map<String, Object> newestFacts() {
    return town.entries().getFirst().entry().facts();
  }

  private static JsonNode sessions(Browser browser, String path) throws Exception {
    return browser.get(path).expect(200).json().get("sessions");
  }
}
