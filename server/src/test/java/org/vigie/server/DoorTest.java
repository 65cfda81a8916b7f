package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Right;

/// Coming in and going out.
class DoorTest {

  private static final String NAME = "Claire Martin";

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
  void the_first_run_link_makes_the_first_administrator_once() throws Exception {
    var browser = new Browser(town.server.url());
    assertThat(browser.get("/api/welcome").expect(200).json().get("first_run").asBoolean())
        .isTrue();
    assertThat(town.firstLink().toString()).startsWith(town.server.url() + "first-run#token=");
    var token = TestTown.token(town.firstLink());
    assertThat(browser.post("/api/links", Map.of("token", token)).expect(200).json().get("kind"))
        .hasToString("\"FIRST_RUN\"");

    var order = Map.of("token", token, "name", NAME, "password", TestTown.PASSWORD);
    var me = browser.post("/api/links/spend", order).expect(200).json();
    assertThat(me.get("name").asString()).isEqualTo(NAME);
    // Whoever lets people in does not oversee them too.
    assertThat(me.get("rights")).hasSize(Right.values().length - 1);
    assertThat(me.get("rights").toString()).doesNotContain(Right.OVERSEE.name());
    assertThat(me.get("all_in_one").asBoolean()).isTrue();
    assertThat(town.entries())
        .anyMatch(recorded -> Boolean.TRUE.equals(recorded.entry().facts().get("all_in_one")));
    browser.get("/api/me").expect(200);

    var second = new Browser(town.server.url());
    assertThat(second.get("/api/welcome").json().get("first_run").asBoolean()).isFalse();
    second.post("/api/links/spend", order).problem(410, ProblemCode.LINK_SPENT);
    second.post("/api/links", Map.of("token", token)).problem(410, ProblemCode.LINK_SPENT);
  }

  @Test
  void a_demo_link_signs_its_operator_in_once() throws Exception {
    town.close();
    town = TestTown.demo(folder.resolve("demo"));
    assertThat(town.firstLink().getPath()).isEqualTo("/demo");
    var order = Map.of("token", TestTown.token(town.firstLink()));
    var browser = new Browser(town.server.url());
    browser.get("/api/welcome").expect(200);
    assertThat(browser.post("/api/links/spend", order).expect(200).json().get("name").asString())
        .isEqualTo("operator");
    browser.get("/api/town").expect(200);
    browser.post("/api/links/spend", order).problem(410, ProblemCode.LINK_SPENT);
  }

  @Test
  void name_and_password_sign_in_and_out() throws Exception {
    town.administrator();
    var browser = welcome();
    browser.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    signIn(browser, NAME, TestTown.PASSWORD).expect(200);
    browser.get("/api/me").expect(200);

    var thief = browser.copy();
    thief.get("/api/me").expect(200);
    browser.post("/api/sign-out").expect(204);
    browser.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    thief.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(town.entries().stream().map(r -> r.entry().kind()))
        .containsSubsequence("session.ended", "session.started");
  }

  @Test
  void a_wrong_password_and_an_unknown_name_get_the_same_answer() throws Exception {
    town.administrator();
    var wrong = signIn(welcome(), NAME, "correct horse battery stable");
    var unknown = signIn(welcome(), "Nobody Here", "correct horse battery stable");
    wrong.problem(401, ProblemCode.WRONG_PASSWORD);
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("session.refused");
  }

  @Test
  void five_failures_make_the_right_password_wait_too() throws Exception {
    town.administrator();
    var browser = welcome();
    for (int i = 0; i < 5; i++) {
      signIn(browser, NAME, "wrong password " + i).problem(401, ProblemCode.WRONG_PASSWORD);
    }
    var wait = signIn(browser, NAME, TestTown.PASSWORD);
    wait.problem(429, ProblemCode.TOO_MANY_TRIES);
    assertThat(Integer.parseInt(wait.header("retry-after"))).isBetween(1, 30);
    town.clocks.advance(Duration.ofSeconds(31));
    signIn(browser, NAME, TestTown.PASSWORD).expect(200);
  }

  @Test
  void a_request_without_the_token_of_its_page_is_refused() throws Exception {
    var administrator = town.administrator();
    var order = Map.of("scope", "TOWN", "reason", "a forged request");
    administrator.copy().withoutToken().post("/api/stops", order).problem(403, ProblemCode.CSRF);
    assertThat(town.governance.stops()).isEmpty();
    signIn(new Browser(town.server.url()), NAME, TestTown.PASSWORD).problem(403, ProblemCode.CSRF);
  }

  @Test
  void a_session_ends_after_half_an_hour_of_silence() throws Exception {
    var browser = town.administrator();
    town.clocks.advance(Duration.ofMinutes(29));
    browser.get("/api/me").expect(200);
    town.clocks.advance(Duration.ofMinutes(29));
    browser.get("/api/me").expect(200);
    town.clocks.advance(Duration.ofMinutes(31));
    browser.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
  }

  @Test
  void a_session_ends_after_twelve_hours_whatever_happens() throws Exception {
    var browser = town.administrator();
    for (int i = 0; i < 28; i++) {
      town.clocks.advance(Duration.ofMinutes(25));
      browser.get("/api/me").expect(200);
    }
    town.clocks.advance(Duration.ofMinutes(25));
    browser.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
  }

  @Test
  void a_changed_password_ends_the_other_sessions() throws Exception {
    var browser = town.administrator();
    var other = welcome();
    signIn(other, NAME, TestTown.PASSWORD).expect(200);
    change(browser, "not my password at all", "another long password")
        .problem(401, ProblemCode.WRONG_PASSWORD);
    change(browser, TestTown.PASSWORD, "short").problem(400, ProblemCode.PASSWORD_TOO_WEAK);
    change(browser, TestTown.PASSWORD, "another long password").expect(204);
    browser.get("/api/me").expect(200);
    other.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    signIn(welcome(), NAME, TestTown.PASSWORD).problem(401, ProblemCode.WRONG_PASSWORD);
    signIn(welcome(), NAME, "another long password").expect(200);
  }

  @Test
  void an_easy_password_does_not_spend_the_link() throws Exception {
    var browser = welcome();
    var token = TestTown.token(town.firstLink());
    for (var easy : Set.of("aaaaaaaaaaaaaaaa", "short", "I am claire martin")) {
      browser
          .post("/api/links/spend", Map.of("token", token, "name", NAME, "password", easy))
          .problem(400, ProblemCode.PASSWORD_TOO_WEAK);
    }
    browser
        .post(
            "/api/links/spend", Map.of("token", token, "name", NAME, "password", TestTown.PASSWORD))
        .expect(200);
  }

  @Test
  void an_invitation_lets_a_new_person_in_and_an_end_lets_them_out() throws Exception {
    var administrator = town.administrator();
    var operator = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var me = operator.get("/api/me").expect(200).json();
    assertThat(me.get("all_cameras").asBoolean()).isFalse();
    assertThat(me.get("cameras")).hasSize(1);

    administrator
        .post(
            "/api/people",
            Map.of(
                "name",
                "ana",
                "rights",
                java.util.List.of("JUDGE"),
                "cameras",
                java.util.List.of(),
                "from",
                "2026-01-01T00:00:00Z",
                "until",
                "2036-01-01T00:00:00Z",
                "reason",
                "decision 2026-18"))
        .problem(409, ProblemCode.NAME_TAKEN);
    var person = me.get("person").asString();
    administrator
        .post("/api/people/" + person + "/end", Map.of("reason", "has left the town"))
        .expect(200);
    operator.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    signIn(welcome(), "Ana", TestTown.PASSWORD).problem(403, ProblemCode.REFUSED);
    assertThat(administrator.get("/api/people").expect(200).json().get("people")).hasSize(2);
  }

  @Test
  void whose_link_was_made_by_somebody_else_is_told_of_it() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var me = ana.get("/api/me").expect(200).json();
    assertThat(me.get("links_made")).isEmpty();
    var renewed =
        administrator
            .post("/api/people/" + me.get("person").asString() + "/link")
            .expect(200)
            .json()
            .get("link")
            .asString();
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("account.link-renewed");
    var told = ana.get("/api/me").expect(200).json().get("links_made").get(0);
    assertThat(told.get("name").asString()).isEqualTo(NAME);
    assertThat(told.has("used")).isFalse();

    // The administrator uses it themselves: Ana learns that, too.
    var other = "another fine battery staple";
    var token = TestTown.token(town.server.url().resolve(renewed));
    welcome().post("/api/links/spend", Map.of("token", token, "password", other)).expect(200);
    signIn(welcome(), "Ana", TestTown.PASSWORD).problem(401, ProblemCode.WRONG_PASSWORD);
    var later = signIn(welcome(), "Ana", other).expect(200).json().get("links_made").get(0);
    assertThat(later.has("used")).isTrue();
    town.clocks.advance(Duration.ofDays(29));
    assertThat(signIn(welcome(), "Ana", other).expect(200).json().get("links_made")).hasSize(1);
  }

  @Test
  void people_survive_a_restart_and_names_stay_out_of_the_ledger() throws Exception {
    town.administrator();
    assertThat(town.entries().toString()).doesNotContain("Claire").doesNotContain("Martin");
    town.close();
    town = new TestTown(folder);
    assertThat(town.server.oneTimeLink()).isEmpty();
    signIn(welcome(), NAME, TestTown.PASSWORD).expect(200);
  }

  @Test
  void no_password_is_ever_logged_or_answered() throws Exception {
    var lines = new ConcurrentLinkedQueue<String>();
    var root = Logger.getLogger("");
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage() + record.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    var own = Logger.getLogger("org.vigie");
    own.setLevel(Level.ALL);
    try {
      town.administrator();
      var browser = welcome();
      var secret = "hunter2-hunter2-hunter2";
      var answers =
          java.util.List.of(
              signIn(browser, NAME, secret),
              browser.post("/api/sign-in", "{\"name\": \"x\", \"password\": " + secret + "}"),
              browser.post("/api/sign-in", "{\"name\": 3, \"passwort\": \"" + secret + "\"}"),
              browser.get("/api/nothing?password=" + secret));
      assertThat(answers).allSatisfy(answer -> assertThat(answer.text()).doesNotContain(secret));
      assertThat(lines).noneMatch(line -> line.contains(secret));
      assertThat(lines).noneMatch(line -> line.contains(TestTown.PASSWORD));
      var users =
          new String(
              java.nio.file.Files.readAllBytes(folder.resolve("users.db")),
              java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(users).doesNotContain(TestTown.PASSWORD);
    } finally {
      root.setLevel(Level.INFO);
      own.setLevel(null);
      root.removeHandler(handler);
    }
  }

  private Browser welcome() throws Exception {
    var browser = new Browser(town.server.url());
    browser.get("/api/welcome").expect(200);
    return browser;
  }

  private static Browser.Answer signIn(Browser browser, String name, String password)
      throws Exception {
    return browser.post("/api/sign-in", Map.of("name", name, "password", password));
  }

  private static Browser.Answer change(Browser browser, String current, String next)
      throws Exception {
    return browser.post("/api/me/password", Map.of("current", current, "next", next));
  }
}
