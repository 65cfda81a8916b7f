package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.server.door.DoorSettings;

/// A workstation that nobody sits at.
class LockTest {

  private static final Duration AFTER = Duration.ofMinutes(10);

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder, new DoorSettings(false, AFTER, Optional.empty()));
    administrator = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void locked_it_shows_masked_live_pictures_and_opens_nothing() throws Exception {
    administrator.post("/api/me/lock").expect(204);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("session.locked");
    assertThat(administrator.get("/api/me").expect(200).json().get("stage").asString())
        .isEqualTo("LOCKED");
    administrator.get("/api/cameras").expect(200);
    administrator.get("/api/town").expect(200);
    administrator.watch("/api/live/market", new WebSocket.Listener() {}).abort();
    var facts = administrator.get("/api/me/lock").expect(200).json();
    assertThat(facts.get("name").asString()).isEqualTo("Claire Martin");
    assertThat(facts.get("waiting").asInt()).isZero();

    for (var address :
        Set.of("/api/alerts", "/api/alerts/stream", "/api/ledger", "/api/people", "/api/lifts")) {
      administrator.get(address).problem(423, ProblemCode.LOCKED);
    }
    assertThat(administrator.outcome("GET", "/api/live/market?lift=1", Map.of()))
        .isEqualTo("LOCKED");
    administrator
        .post("/api/stops", Map.of("scope", "TOWN", "reason", "from a locked workstation"))
        .problem(423, ProblemCode.LOCKED);
    administrator
        .post("/api/me/password", Map.of("current", TestTown.PASSWORD, "next", "another password"))
        .problem(423, ProblemCode.LOCKED);

    administrator
        .post("/api/me/prove", Map.of("password", "not my password at all"))
        .problem(401, ProblemCode.WRONG_PASSWORD);
    administrator.get("/api/people").problem(423, ProblemCode.LOCKED);
    var me = administrator.post("/api/me/prove", Map.of("password", TestTown.PASSWORD));
    assertThat(me.expect(200).json().get("stage").asString()).isEqualTo("OPEN");
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("session.unlocked");
    administrator.get("/api/people").expect(200);
  }

  @Test
  void to_lock_masks_what_is_seen_clear() throws Exception {
    administrator
        .post("/api/lifts", Map.of("camera", "market", "ground", "PERSON_IN_DANGER"))
        .expect(201);
    assertThat(town.governance.lifts().list()).hasSize(1);
    administrator.post("/api/me/lock").expect(204);
    assertThat(town.governance.lifts().list()).isEmpty();
    assertThat(town.entries().stream().map(r -> r.entry().facts().get("why")))
        .contains("AWAY", "ASKED");
  }

  @Test
  void untouched_it_locks_by_itself_however_often_its_pages_ask() throws Exception {
    assertThat(administrator.get("/api/me").json().get("lock_after_s").asInt()).isEqualTo(600);
    town.clocks.advance(Duration.ofMinutes(6));
    // A slow machine's own time passes too.
    assertThat(present(administrator, 360)).isBetween(180, 240);
    town.clocks.advance(Duration.ofMinutes(3));
    administrator.get("/api/cameras").expect(200);
    // Another window of the same browser was touched a minute ago.
    assertThat(present(administrator, 60)).isBetween(480, 540);
    assertThat(present(administrator, 540)).isBetween(480, 540);
    town.clocks.advance(Duration.ofMinutes(9));
    assertThat(present(administrator, 600)).isEqualTo(-1);
    administrator.get("/api/people").problem(423, ProblemCode.LOCKED);
    assertThat(town.entries().getFirst().entry().facts()).containsEntry("why", "IDLE");
  }

  @Test
  void a_page_that_says_nothing_is_locked_a_minute_later() throws Exception {
    town.clocks.advance(AFTER);
    administrator.get("/api/cameras").expect(200);
    town.clocks.advance(Duration.ofMinutes(1));
    administrator.get("/api/people").problem(423, ProblemCode.LOCKED);
  }

  @Test
  void what_somebody_sends_is_a_touch() throws Exception {
    town.clocks.advance(Duration.ofMinutes(9));
    administrator.post("/api/me/password", Map.of("current", "wrong", "next", "short")).expect(401);
    town.clocks.advance(Duration.ofMinutes(9));
    administrator.get("/api/people").expect(200);
  }

  @Test
  void somebody_else_takes_over_on_the_locked_wall() throws Exception {
    town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    administrator.post("/api/me/lock").expect(204);
    var before = administrator.copy();
    administrator
        .post("/api/sign-in", Map.of("name", "Ana", "password", "wrong wrong wrong"))
        .problem(401, ProblemCode.WRONG_PASSWORD);
    administrator.get("/api/cameras").expect(200);
    var me =
        administrator
            .post("/api/sign-in", Map.of("name", "Ana", "password", TestTown.PASSWORD))
            .expect(200)
            .json();
    assertThat(me.get("stage").asString()).isEqualTo("OPEN");
    assertThat(me.get("name").asString()).isEqualTo("Ana");
    before.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(town.entries().getFirst().entry().facts()).containsEntry("why", "REPLACED");
  }

  @Test
  void who_has_nothing_to_unlock_with_is_not_locked_out() throws Exception {
    town.close();
    town = TestTown.demo(folder.resolve("demo"));
    var operator = new Browser(town.server.url());
    operator.get("/api/welcome").expect(200);
    operator
        .post("/api/links/spend", Map.of("token", TestTown.token(town.firstLink())))
        .expect(200);
    operator.post("/api/me/lock").problem(409, ProblemCode.CANNOT_LOCK);
    assertThat(operator.get("/api/me").json().has("lock_after_s")).isFalse();
    operator.post("/api/me/password", Map.of("next", "a first password")).expect(204);
    operator.post("/api/me/lock").expect(204);
    operator.post("/api/me/prove", Map.of("password", "a first password")).expect(200);
  }

  /// Seconds until it locks; -1 once it has.
  private static int present(Browser browser, int idle) throws Exception {
    var answer = browser.post("/api/me/presence", Map.of("idle_s", idle)).expect(200).json();
    return answer.get("locked").asBoolean() ? -1 : answer.get("left_s").asInt();
  }
}
