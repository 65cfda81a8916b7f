package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Role;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.oidc.FakeProvider;
import org.vigie.server.oidc.OidcSettings.RoleOf;
import org.vigie.testkit.Telephone;
import tools.jackson.databind.JsonNode;

/// People of the town's directory: they come in through it, with what it says of them and no more.
class ProviderSignInTest {

  private static final List<RoleOf> ROLES =
      List.of(
          new RoleOf("operators", Role.OPERATOR, new CameraScope.Only(Set.of(TestTown.MARKET))),
          new RoleOf("inspectors", Role.INSPECTOR, CameraScope.all()),
          new RoleOf("administrators", Role.ADMINISTRATOR, CameraScope.all()));

  @TempDir private static Path shared = Path.of("");
  private static FakeProvider directory;
  private static TestTown theirs;
  private static Browser boss;

  @TempDir private Path folder = Path.of("");
  private FakeProvider provider;
  private TestTown town;
  private Browser administrator;

  /// One town serves the tests that leave it as it was: each has people of its own.
  @BeforeAll
  static void begin() throws Exception {
    directory = new FakeProvider();
    theirs = new TestTown(shared, settings(directory, false, true));
    boss = theirs.administrator();
  }

  @AfterAll
  static void end() {
    theirs.close();
    directory.close();
  }

  /// What the tests before have begun is forgotten.
  @BeforeEach
  void wait_a_minute() {
    provider = directory;
    town = theirs;
    administrator = boss;
    pass(Duration.ofMinutes(1));
  }

  /// Time passes, and the wall clock stays: the provider has none of its own to follow.
  private void pass(Duration time) {
    town.clocks.advance(time);
    town.clocks.step(time.negated());
  }

  @AfterEach
  void close() {
    if (town != theirs) {
      town.close();
    }
  }

  private void open(DoorSettings settings) throws Exception {
    town = new TestTown(folder, settings);
  }

  private static DoorSettings settings(
      FakeProvider provider, boolean factor, boolean localForAdministrators) {
    return new DoorSettings(
        factor,
        Duration.ofHours(12),
        Optional.empty(),
        Optional.of(provider.settings(ROLES, localForAdministrators)));
  }

  @Test
  void whoever_the_directory_gives_a_role_comes_in_with_it_and_no_other() throws Exception {
    assertThat(fresh().get("/api/welcome").json().get("provider").get("label").get("fr").asString())
        .isEqualTo("la mairie");
    var ana = fresh();
    var me = come(ana, claims("u-0", "Ana Bleu", "operators", "anything else")).expect(200).json();
    assertThat(me.get("name").asString()).isEqualTo("Ana Bleu");
    assertThat(me.get("way").asString()).isEqualTo("PROVIDER");
    assertThat(me.get("has_password").asBoolean()).isFalse();
    assertThat(texts(me.get("roles"))).containsExactly("OPERATOR");
    assertThat(texts(me.get("cameras"))).containsExactly("market");
    ana.get("/api/people").problem(403, ProblemCode.REFUSED);
    var person = me.get("person").asString();
    assertThat(facts("session.started")).containsEntry("by", "provider");
    assertThat(facts("account.added"))
        .containsEntry("person", person)
        .containsEntry("issuer", provider.issuer().toString());
    assertThat(facts("habilitation.granted")).containsEntry("decision", "operators");
    assertThat(town.entries().toString()).doesNotContain("Ana", "u-0");

    // The same person at the next sign-in, by whatever name; with what is said of them then.
    var again = come(fresh(), claims("u-0", "Ana Roux", "inspectors")).expect(200).json();
    assertThat(again.get("person").asString()).isEqualTo(person);
    assertThat(again.get("name").asString()).isEqualTo("Ana Roux");
    assertThat(texts(again.get("roles"))).containsExactly("INSPECTOR");
    assertThat(texts(ana.get("/api/me").json().get("roles"))).containsExactly("INSPECTOR");
    var ways = new HashMap<String, String>();
    for (var one : administrator.get("/api/people").expect(200).json().get("people")) {
      ways.put(one.get("name").asString(), one.get("way").asString());
    }
    assertThat(ways).containsEntry("Ana Roux", "PROVIDER").containsEntry("Claire Martin", "LOCAL");
  }

  @Test
  void the_same_roles_are_not_given_twice() throws Exception {
    open(settings(provider, false, true));
    come(fresh(), claims("u-1", "Ana", "operators")).expect(200);
    come(fresh(), claims("u-1", "Ana", "operators")).expect(200);
    assertThat(kinds()).containsOnlyOnce("account.added", "habilitation.granted");
    town.clocks.advance(Duration.ofHours(30));
    // What is left would not outlast the session: given anew, and nothing is taken meanwhile.
    comeLater(fresh(), "u-1", Duration.ofHours(30)).expect(200);
    assertThat(kinds().stream().filter("habilitation.granted"::equals)).hasSize(2);
    assertThat(kinds()).doesNotContain("habilitation.ended");
    // Whom the directory never names again holds nothing two days later.
    town.clocks.advance(Duration.ofHours(37));
    var now = town.clocks.wall();
    assertThat(town.governance.habilitations()).noneMatch(one -> one.isValid(now));
  }

  @Test
  void whoever_it_gives_no_role_is_refused_and_leaves_no_trace_of_a_person() throws Exception {
    var people = administrator.get("/api/people").json().get("people").size();
    var refused = come(fresh(), claims("u-9", "Bob", "gardeners"));
    refused.problem(403, ProblemCode.NO_ROLE_FROM_PROVIDER);
    assertThat(refused.json().get("detail").asString()).contains("groups");
    assertThat(administrator.get("/api/people").json().get("people")).hasSize(people);
    assertThat(facts("session.refused")).containsEntry("by", "provider");

    var ana = fresh();
    come(ana, claims("t0-1", "Ana", "operators")).expect(200);
    come(fresh(), claims("t0-1", "Ana")).problem(403, ProblemCode.NO_ROLE_FROM_PROVIDER);
    ana.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(kinds()).contains("habilitation.ended");
  }

  @Test
  void whoever_has_somebodys_name_is_somebody_else() throws Exception {
    var me = come(fresh(), claims("t1-1", "claire martin", "operators")).expect(200).json();
    assertThat(me.get("name").asString()).isEqualTo("claire martin (2)");
    assertThat(texts(me.get("roles"))).containsExactly("OPERATOR");
    var third = come(fresh(), claims("t1-2", "Claire Martin", "operators")).expect(200).json();
    assertThat(third.get("name").asString()).isEqualTo("Claire Martin (3)");
    assertThat(third.get("person")).isNotEqualTo(me.get("person"));
    // Nor do their names change at the next sign-in.
    assertThat(
            come(fresh(), claims("t1-1", "claire martin", "operators"))
                .json()
                .get("name")
                .asString())
        .isEqualTo("claire martin (2)");
    assertThat(town.signIn().get("/api/me").json().get("way").asString()).isEqualTo("LOCAL");
    fresh()
        .post("/api/sign-in", Map.of("name", "claire martin (2)", "password", TestTown.PASSWORD))
        .problem(401, ProblemCode.WRONG_PASSWORD);
  }

  @Test
  void what_comes_back_is_taken_once_and_from_the_browser_that_was_sent() throws Exception {
    var ana = fresh();
    var brought = provider.signIn(begin(ana, "SIGN_IN"), claims("t2-1", "Ana", "operators"));
    finish(fresh(), brought).problem(410, ProblemCode.SIGN_IN_OVER);
    var thief = fresh();
    begin(thief, "SIGN_IN");
    var refused = finish(thief, brought);
    refused.problem(401, ProblemCode.PROVIDER_NOT_BELIEVED);
    assertThat(refused.json().get("params").get("fault").asString()).isEqualTo("OTHER_STATE");
    finish(ana, brought).expect(200);
    finish(ana, brought).problem(410, ProblemCode.SIGN_IN_OVER);
    // A wrong answer uses the sign-in up: nobody tries states one after the other.
    begin(ana, "SIGN_IN");
    finish(ana, Map.of("code", "x", "state", "y")).expect(401);
    finish(ana, Map.of("code", "x", "state", "y")).problem(410, ProblemCode.SIGN_IN_OVER);
  }

  @Test
  void it_is_over_after_ten_minutes_and_needs_the_token_against_forgery() throws Exception {
    var ana = fresh();
    var brought = provider.signIn(begin(ana, "SIGN_IN"), claims("t3-1", "Ana", "operators"));
    pass(Duration.ofMinutes(10));
    finish(ana, brought).problem(410, ProblemCode.SIGN_IN_OVER);
    fresh()
        .withoutToken()
        .post("/api/sign-in/provider/begin", Map.of("purpose", "SIGN_IN"))
        .problem(403, ProblemCode.CSRF);
  }

  @Test
  void one_sign_in_at_the_provider_opens_one_session() throws Exception {
    var at = java.time.Instant.now().getEpochSecond();
    var ana = new HashMap<>(claims("t4-1", "Ana", "operators"));
    ana.put("auth_time", at);
    come(fresh(), ana).expect(200);
    // The provider let them through without asking, whatever it was told.
    come(fresh(), ana).problem(410, ProblemCode.SIGN_IN_OVER);
  }

  @Test
  void without_an_address_only_this_machines_browser_is_sent() throws Exception {
    var server = town.server.url();
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      var request =
          """
          POST /api/sign-in/provider/begin HTTP/1.1\r
          Host: evil.example\r
          Content-Type: application/json\r
          Cookie: XSRF-TOKEN=abc\r
          X-XSRF-TOKEN: abc\r
          Content-Length: 21\r
          Connection: close\r
          \r
          {"purpose":"SIGN_IN"}""";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("sign_in.address");
    }
  }

  @Test
  void the_second_factor_is_the_providers_or_vigies() throws Exception {
    open(settings(provider, true, true));
    var ana = fresh();
    var me = come(ana, claims("u-1", "Ana", "operators")).expect(200).json();
    assertThat(me.get("stage").asString()).isEqualTo("SET_UP");
    ana.get("/api/cameras").problem(403, ProblemCode.SECOND_FACTOR_NEEDED);
    var there = new HashMap<>(claims("u-1", "Ana", "operators"));
    there.put("amr", List.of("pwd", "mfa"));
    var open = fresh();
    assertThat(come(open, later(there, 2)).expect(200).json().get("stage").asString())
        .isEqualTo("OPEN");
    assertThat(facts("session.started")).containsEntry("by", "provider-with-second-factor");
    // That session has it; the one without has not.
    assertThat(ana.get("/api/me").json().get("stage").asString()).isEqualTo("SET_UP");

    var offer = ana.post("/api/me/factors/app").expect(200).json();
    var telephone = new Telephone(offer.get("key").asString().replace(" ", ""));
    var code = telephone.code(town.clocks.wall());
    ana.post(
            "/api/me/factors/app/confirm",
            Map.of("token", offer.get("token").asString(), "code", code))
        .expect(200);
    var next = fresh();
    var asked = come(next, later(claims("u-1", "Ana", "operators"), 3)).expect(202).json();
    assertThat(asked.get("app").asBoolean()).isTrue();
    next.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    town.clocks.advance(Duration.ofSeconds(30));
    next.post("/api/sign-in/code", Map.of("code", telephone.code(town.clocks.wall()))).expect(200);
    assertThat(facts("session.started")).containsEntry("by", "provider+app");
  }

  @Test
  void their_workstation_locks_and_opens_by_the_provider_again() throws Exception {
    var ana = fresh();
    come(ana, claims("t5-1", "Ana", "operators")).expect(200);
    come(fresh(), claims("t5-2", "Bob", "operators")).expect(200);
    ana.post("/api/me/lock").expect(204);
    assertThat(ana.get("/api/me/lock").expect(200).json().get("provider").asBoolean()).isTrue();

    var other = provider.signIn(begin(ana, "PROVE"), later(claims("t5-2", "Bob", "operators"), 2));
    finish(ana, other).problem(403, ProblemCode.SOMEBODY_ELSE);
    ana.get("/api/alerts").problem(423, ProblemCode.LOCKED);
    // What was begun at another workstation opens none here.
    var elsewhere = ana.copy();
    var brought =
        provider.signIn(begin(ana, "PROVE"), later(claims("t5-1", "Ana", "operators"), 3));
    come(elsewhere, later(claims("t5-2", "Bob", "operators"), 4)).expect(200);
    finish(ana, brought).problem(410, ProblemCode.SIGN_IN_OVER);

    var back = fresh();
    come(back, later(claims("t5-1", "Ana", "operators"), 5)).expect(200);
    back.post("/api/me/lock").expect(204);
    var me =
        finish(
                back,
                provider.signIn(begin(back, "PROVE"), later(claims("t5-1", "Ana", "operators"), 6)))
            .expect(200)
            .json();
    assertThat(me.get("stage").asString()).isEqualTo("OPEN");
    assertThat(facts("session.unlocked")).containsEntry("by", "provider");
    fresh()
        .post("/api/sign-in/provider/begin", Map.of("purpose", "PROVE"))
        .problem(401, ProblemCode.SIGN_IN_NEEDED);
    administrator
        .post("/api/sign-in/provider/begin", Map.of("purpose", "PROVE"))
        .problem(409, ProblemCode.NO_PROVIDER);
  }

  @Test
  void a_passkey_of_theirs_is_their_second_factor_and_signs_in_nobody_alone() throws Exception {
    var origin = "https://vigie.val-sur-mer.example";
    town =
        new TestTown(
            folder.resolve("named"),
            new DoorSettings(
                true,
                Duration.ofHours(12),
                Optional.of(URI.create(origin)),
                Optional.of(provider.settings(ROLES, true))));
    var ana = fresh();
    come(ana, claims("u-1", "Ana", "operators")).expect(200);
    var key = new SoftKey(origin);
    var offer = ana.post("/api/me/factors/passkeys").expect(200).json();
    ana.post("/api/me/factors/passkeys/confirm", key.make(offer, "Telephone")).expect(200);
    assertThat(ana.get("/api/me").json().get("stage").asString()).isEqualTo("OPEN");

    var alone = fresh();
    byPasskey(alone, key).problem(409, ProblemCode.THROUGH_PROVIDER);
    var next = fresh();
    var asked = come(next, later(claims("u-1", "Ana", "operators"), 2)).expect(202).json();
    assertThat(asked.get("passkey").asBoolean()).isTrue();
    byPasskey(next, key).expect(200);
    assertThat(facts("session.started")).containsEntry("by", "provider+passkey");
    byPasskey(next, key).problem(409, ProblemCode.THROUGH_PROVIDER);
    ana.post("/api/me/lock").expect(204);
    var challenge = ana.post("/api/sign-in/passkey/begin").expect(200).json();
    ana.post("/api/me/prove", Map.of("passkey", key.answer(challenge))).expect(200);
  }

  private static Browser.Answer byPasskey(Browser browser, SoftKey key) throws Exception {
    var challenge = browser.post("/api/sign-in/passkey/begin").expect(200).json();
    return browser.post("/api/sign-in/passkey", key.answer(challenge));
  }

  @Test
  void somebody_of_the_directory_takes_over_on_a_locked_wall() throws Exception {
    var wall = town.signIn();
    wall.post("/api/me/lock").expect(204);
    var before = wall.copy();
    var me = come(wall, claims("t6-1", "Ana Vert", "operators")).expect(200).json();
    assertThat(me.get("name").asString()).isEqualTo("Ana Vert");
    assertThat(me.get("stage").asString()).isEqualTo("OPEN");
    before.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(facts("session.ended")).containsEntry("why", "REPLACED");
  }

  @Test
  void whom_an_administrator_ended_stays_out_until_one_lets_them_in() throws Exception {
    var ana = fresh();
    var person =
        come(ana, claims("t7-1", "Ana", "operators")).expect(200).json().get("person").asString();
    var why = Map.of("reason", "left the control room");
    var ended = administrator.post("/api/people/" + person + "/end", why).expect(200).json();
    assertThat(ended.get("kept_out").asBoolean()).isTrue();
    ana.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    come(fresh(), later(claims("t7-1", "Ana", "operators"), 2)).problem(403, ProblemCode.KEPT_OUT);
    assertThat(
            administrator
                .post("/api/people/" + person + "/readmit", why)
                .expect(200)
                .json()
                .get("kept_out")
                .asBoolean())
        .isFalse();
    assertThat(facts("account.readmitted")).containsEntry("person", person);
    come(fresh(), later(claims("t7-1", "Ana", "operators"), 3)).expect(200);
    var own = administrator.get("/api/me").json().get("person").asString();
    administrator
        .post("/api/people/" + own + "/readmit", why)
        .problem(409, ProblemCode.NO_PROVIDER);
  }

  @Test
  void they_have_no_password_and_nobody_makes_them_one() throws Exception {
    var ana = fresh();
    var person =
        come(ana, claims("t8-1", "Ana", "operators")).expect(200).json().get("person").asString();
    ana.post("/api/me/password", Map.of("next", "a password of my own"))
        .problem(409, ProblemCode.THROUGH_PROVIDER);
    administrator
        .post("/api/people/" + person + "/link")
        .problem(409, ProblemCode.THROUGH_PROVIDER);
  }

  @Test
  void passwords_are_for_administrators_unless_the_town_keeps_them_for_everybody()
      throws Exception {
    open(settings(provider, false, true));
    administrator = town.administrator();
    var order =
        Map.<String, Object>of(
            "name",
            "Dora",
            "role",
            "INSPECTOR",
            "cameras",
            List.of(),
            "from",
            town.clocks.wall().minusSeconds(60).toString(),
            "until",
            town.clocks.wall().plus(Duration.ofDays(30)).toString(),
            "reason",
            "decision 2026-17");
    var link = administrator.post("/api/people", order).expect(201).json().get("link").asString();
    var spend = Map.of("token", TestTown.token(URI.create(link)), "password", TestTown.PASSWORD);
    fresh().post("/api/links/spend", spend).problem(403, ProblemCode.LOCAL_SIGN_IN_CLOSED);
    town.signIn().get("/api/people").expect(200);

    town.close();
    town = new TestTown(folder, settings(provider, false, false));
    fresh().post("/api/links/spend", spend).expect(200);
    var dora = Map.of("name", "Dora", "password", TestTown.PASSWORD);
    fresh().post("/api/sign-in", dora).expect(200);
    town.close();
    town = new TestTown(folder, settings(provider, false, true));
    fresh().post("/api/sign-in", dora).problem(403, ProblemCode.LOCAL_SIGN_IN_CLOSED);
  }

  @Test
  void while_the_provider_is_away_the_cause_is_said_and_passwords_go_on() throws Exception {
    provider = new FakeProvider();
    open(settings(provider, false, true));
    town.administrator();
    provider.close();
    var refused =
        fresh().speaking("fr").post("/api/sign-in/provider/begin", Map.of("purpose", "SIGN_IN"));
    refused.problem(503, ProblemCode.PROVIDER_UNREACHABLE);
    assertThat(refused.json().get("detail").asString())
        .contains("il ne répond pas (" + provider.issuer().getAuthority())
        .contains("mot de passe");
    town.signIn().get("/api/people").expect(200);
  }

  @Test
  void who_begins_without_end_waits() throws Exception {
    var browser = fresh();
    for (int n = 0; n < 30; n++) {
      begin(browser, "SIGN_IN");
    }
    browser
        .post("/api/sign-in/provider/begin", Map.of("purpose", "SIGN_IN"))
        .problem(429, ProblemCode.TOO_MANY_TRIES);
  }

  @Test
  void nobody_administers_and_sees_pictures_because_the_directory_says_so() throws Exception {
    town = TestTown.separated(folder.resolve("separated"), settings(provider, false, true));
    come(fresh(), claims("u-1", "Ana", "operators", "administrators"))
        .problem(403, ProblemCode.ROLES_CLASH);
    assertThat(kinds()).doesNotContain("account.added");
    come(fresh(), claims("u-1", "Ana", "administrators")).expect(200);
    var me =
        come(fresh(), later(claims("u-1", "Ana", "operators", "inspectors"), 2)).expect(200).json();
    assertThat(texts(me.get("roles"))).containsExactly("OPERATOR", "INSPECTOR");
  }

  @Test
  void without_a_provider_nothing_is_offered() throws Exception {
    town = new TestTown(folder);
    assertThat(fresh().get("/api/welcome").json().has("provider")).isFalse();
    fresh()
        .post("/api/sign-in/provider/begin", Map.of("purpose", "SIGN_IN"))
        .problem(409, ProblemCode.NO_PROVIDER);
  }

  private int seconds;

  /// Nobody signs in twice in the same second: each sign-in there is a second after the last.
  private Map<String, Object> claims(String subject, String name, String... groups) {
    return later(Map.of("sub", subject, "name", name, "groups", List.of(groups)), seconds++);
  }

  private static Map<String, Object> later(Map<String, Object> claims, int seconds) {
    var all = new HashMap<>(claims);
    all.put("auth_time", java.time.Instant.now().getEpochSecond() + seconds);
    return all;
  }

  private Browser fresh() throws Exception {
    var browser = new Browser(town.server.url());
    browser.get("/api/welcome").expect(200);
    return browser;
  }

  private static URI begin(Browser browser, String purpose) throws Exception {
    return URI.create(
        browser
            .post("/api/sign-in/provider/begin", Map.of("purpose", purpose))
            .expect(200)
            .json()
            .get("address")
            .asString());
  }

  private static Browser.Answer finish(Browser browser, Map<String, String> brought)
      throws Exception {
    return browser.post("/api/sign-in/provider", brought);
  }

  private Browser.Answer come(Browser browser, Map<String, Object> claims) throws Exception {
    return finish(browser, provider.signIn(begin(browser, "SIGN_IN"), claims));
  }

  private Browser.Answer comeLater(Browser browser, String subject, Duration shift)
      throws Exception {
    var now = java.time.Instant.now().plus(shift).getEpochSecond();
    return come(
        browser,
        Map.of(
            "sub",
            subject,
            "name",
            "Ana",
            "groups",
            List.of("operators"),
            "iat",
            now,
            "exp",
            now + 300,
            "auth_time",
            now));
  }

  private List<String> kinds() {
    return town.entries().stream().map(r -> r.entry().kind()).toList();
  }

  private Map<String, Object> facts(String kind) {
    return town.entries().stream()
        .map(r -> r.entry())
        .filter(entry -> entry.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .facts();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
