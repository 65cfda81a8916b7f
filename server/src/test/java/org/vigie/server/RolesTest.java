package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.desk.AlertQuery;
import org.vigie.governance.Role;

/// design/roles.md and the server say the same of who may do what, in a town where nobody may be
/// all.
class RolesTest {

  private static final Map<String, Object> WHY = Map.of("reason", "a test of roles");
  private static final Map<String, Object> STOP =
      Map.of("scope", "TOWN", "reason", "a test of roles");
  private static final Map<String, Object> ACT =
      Map.of("number", "2026-115", "reason", "a test of roles");
  private static final Map<String, Object> TRIAL =
      Map.of(
          "base",
          "none",
          "drawing",
          Map.of("ground", List.of(), "zones", List.of(), "rules", List.of()));
  private static final Map<String, Object> DRAWING =
      Map.of("base", "none", "drawing", TRIAL.get("drawing"), "reason", "a test of roles");
  private static final String RULE = "POST /api/cameras/{camera}/rules/{rule}/";

  /// What is sent where an empty object would be refused for itself before much is asked.
  private static final Map<String, Object> BODIES =
      Map.ofEntries(
          Map.entry("POST /api/clock/confirm", WHY),
          Map.entry("POST /api/stops", STOP),
          Map.entry("POST /api/stops/resume", STOP),
          Map.entry("POST /api/acts/suspend", ACT),
          Map.entry("POST /api/acts/resume", ACT),
          Map.entry("POST /api/cameras/{camera}/view", WHY),
          Map.entry("POST /api/cameras/{camera}/drawing", DRAWING),
          Map.entry("POST /api/cameras/{camera}/drawing/preview", TRIAL),
          Map.entry(
              "POST /api/alerts/{alert}/confirm", Map.of("reason", "Somebody walks", "note", "")),
          Map.entry("POST /api/alerts/{alert}/dismiss", Map.of("reason", "ANIMAL")),
          Map.entry(
              RULE + "scenes",
              Map.of("light", "DAY", "expected", true, "seconds", 20, "what", "a walk")),
          Map.entry(RULE + "arm", Map.of("floor", 0.7, "reason", "accepted")),
          Map.entry(RULE + "shadow", WHY),
          Map.entry("POST /api/me/prove", Map.of("password", TestTown.PASSWORD)),
          Map.entry("POST /api/people/{person}/end", WHY),
          Map.entry("POST /api/custody/sets cards", Map.of("cards", List.of())),
          Map.entry(
              "POST /api/notice/exemption",
              Map.of("reference", "E-1", "authority", "Préfecture", "reason", "works")));

  @TempDir static Path folder;
  private static TestTown town;
  private static RoleTable table;
  private static long alert;
  private static final Map<Role, Browser> people = new EnumMap<>(Role.class);

  @BeforeAll
  static void a_town_with_a_person_of_each_role() throws Exception {
    table = RoleTable.read();
    town = TestTown.separated(folder);
    var administrator = town.administrator();
    for (var role : Role.values()) {
      people.put(role, town.person(administrator, "Person " + role.ordinal(), role));
    }
    var start = town.record(TestTown.MARKET, 20);
    town.intrude(TestTown.MARKET, start.plusSeconds(10));
    Waiting.until(
        "the rule raised something",
        () -> !town.desk.list(AlertQuery.NEWEST.shadow(true)).isEmpty());
    alert = town.desk.list(AlertQuery.NEWEST.shadow(true)).getFirst().id();
  }

  private static Browser of(Role role) {
    return Objects.requireNonNull(people.get(role), role.name());
  }

  @AfterAll
  static void close() {
    town.close();
  }

  @Test
  void every_role_and_every_address_is_in_the_tables() {
    for (var role : Role.values()) {
      assertThat(table.roles().get(role)).as(role.name()).isEqualTo(role.rights());
    }
    var listed = new TreeSet<String>();
    table.rows().forEach(row -> listed.add(row.operation()));
    assertThat(listed).isEqualTo(ApiDocument.get().operations().keySet());
  }

  @ParameterizedTest
  @EnumSource
  void a_person_of_a_role_may_do_what_the_table_says(Role role) throws Exception {
    var browser = of(role);
    for (var row : table.rows()) {
      // Last: it ends the session.
      if (!row.address().equals("POST /api/sign-out")) {
        check(browser, row, role);
      }
    }
    assertThat(browser.outcome("POST", "/api/sign-out", Map.of())).isEqualTo("204");
    assertThat(browser.outcome("GET", "/api/me", Map.of())).isEqualTo("SIGN_IN_NEEDED");
    // For whichever test comes next.
    browser
        .post(
            "/api/sign-in",
            Map.of("name", "Person " + role.ordinal(), "password", TestTown.PASSWORD))
        .expect(200);
  }

  private static void check(Browser browser, RoleTable.Row row, Role role) throws Exception {
    var outcome = outcome(browser, row);
    var what = role + ": " + row.address();
    if (row.lets(role)) {
      assertThat(outcome).as(what).isNotIn("SIGN_IN_NEEDED", "REFUSED", "CSRF", "403");
    } else if (row.address().startsWith("GET /api/live/")) {
      // 404: of a camera for which one holds no right at all one knows nothing.
      assertThat(outcome).as(what).isIn("403", "404");
    } else {
      assertThat(outcome).as(what).isEqualTo("REFUSED");
      assertThat(newestKind(browser)).as(what).endsWith(".refused");
    }
  }

  /// Of the entries that the person has made.
  private static String newestKind(Browser browser) throws Exception {
    var entries = browser.get("/api/ledger?mine=true&limit=1").expect(200).json().get("entries");
    return entries.get(0).get("kind").asString();
  }

  @Test
  void nobody_gets_in_without_signing_in_where_the_table_does_not_say_open() throws Exception {
    var stranger = new Browser(town.server.url());
    stranger.get("/api/welcome").expect(200);
    for (var row : table.rows()) {
      var outcome = outcome(stranger, row);
      if (row.open()) {
        assertThat(outcome).as(row.address()).isNotIn("SIGN_IN_NEEDED", "REFUSED", "CSRF");
      } else {
        assertThat(outcome).as(row.address()).isIn("SIGN_IN_NEEDED", "401");
      }
    }
  }

  private static String outcome(Browser browser, RoleTable.Row row) throws Exception {
    var path =
        row.address()
            .split(" ")[1]
            .replace("{camera}", "market")
            .replace("{rule}", "intrusion")
            .replace("{alert}", String.valueOf(alert))
            .replace("{register}", "access")
            .replace("{date}", "2026-11-22")
            .replace("{month}", "2026-11")
            .replaceAll("\\{[a-z]+}", "1");
    if (path.startsWith("/api/live/")) {
      return watched(browser, path);
    }
    return browser.outcome(row.method(), path, BODIES.getOrDefault(row.address(), Map.of()));
  }

  private static String watched(Browser browser, String path) {
    try {
      browser.watch(path, new WebSocket.Listener() {}).abort();
      return "101";
    } catch (CompletionException e) {
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? String.valueOf(refused.getResponse().statusCode())
          : String.valueOf(e.getCause());
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_does_not_inspect_reads_their_own_entries_only(Role role) throws Exception {
    var own = of(role).get("/api/me").expect(200).json().get("person").asString();
    // One of their own among the newest, whatever the others have done since.
    var unused = of(role).outcome("GET", "/api/people", Map.of());
    var actors = new HashSet<String>();
    for (var entry : of(role).get("/api/ledger?limit=200").expect(200).json().get("entries")) {
      actors.add(entry.get("actor").asString());
    }
    if (role == Role.INSPECTOR || role == Role.DATA_PROTECTION_OFFICER) {
      assertThat(actors).hasSizeGreaterThan(2).contains(own);
    } else {
      assertThat(actors).isEqualTo(Set.of(own));
    }
  }

  @Test
  void whoever_administers_is_given_no_pictures() throws Exception {
    var first = town.signIn();
    var me = first.get("/api/me").expect(200).json();
    assertThat(me.get("roles").toString()).isEqualTo("[\"ADMINISTRATOR\"]");
    assertThat(me.get("rights").toString()).isEqualTo("[\"ADMINISTER\"]");
    assertThat(me.get("all_in_one").asBoolean()).isFalse();

    refused(first, Map.of("role", "ADMINISTRATOR", "rights", List.of("ADMINISTER", "VIEW_LIVE")));
    refused(first, Map.of("rights", List.of("ADMINISTER", "PLAY_BACK")));
    refused(first, Map.of("rights", List.of("INSPECT", "STOP")));
    refused(first, Map.of("role", "OPERATOR", "rights", List.of("EXPORT")));
    first.post("/api/people", order(Map.of("role", "KING"))).problem(400, ProblemCode.BAD_REQUEST);
    first.post("/api/people", order(Map.of())).problem(400, ProblemCode.BAD_REQUEST);
  }

  private static void refused(Browser administrator, Map<String, Object> mandate) throws Exception {
    administrator.post("/api/people", order(mandate)).problem(403, ProblemCode.REFUSED);
    assertThat(newestKind(administrator)).isEqualTo("habilitation.refused");
  }

  private static Map<String, Object> order(Map<String, Object> mandate) {
    var order = new HashMap<>(mandate);
    order.put("name", "Somebody else");
    order.put("cameras", List.of());
    order.put("from", town.clocks.wall().toString());
    order.put("until", town.clocks.wall().plus(Duration.ofDays(30)).toString());
    order.put("reason", "decision 2026-17");
    return order;
  }

  @Test
  void role_training_and_decision_are_in_the_list_and_in_the_ledger() throws Exception {
    var first = town.signIn();
    var order = new HashMap<>(order(Map.of("role", "SUPERVISOR")));
    order.putAll(Map.of("decision", "arrêté 2026-41", "trained", "2026-10-02"));
    order.put("rights", List.of("VIEW_LIVE", "STOP"));
    order.put("name", "A trained person");
    var added = first.post("/api/people", order).expect(201).json().get("person");
    assertThat(added.get("roles").toString()).isEqualTo("[\"SUPERVISOR\"]");
    assertThat(added.get("rights")).hasSize(2);
    assertThat(added.get("decision").asString()).isEqualTo("arrêté 2026-41");
    assertThat(added.get("trained").asString()).isEqualTo("2026-10-02");
    var facts =
        town.entries().stream()
            .filter(recorded -> recorded.entry().kind().equals("habilitation.granted"))
            .findFirst()
            .orElseThrow()
            .entry()
            .facts();
    assertThat(facts)
        .containsEntry("role", "SUPERVISOR")
        .containsEntry("decision", "arrêté 2026-41")
        .containsEntry("trained", "2026-10-02")
        .doesNotContainKey("all_in_one");

    order.put("trained", "last spring");
    order.put("name", "Another");
    first.post("/api/people", order).problem(400, ProblemCode.BAD_REQUEST);
  }
}
