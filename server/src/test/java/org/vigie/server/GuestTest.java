package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Sha256;
import org.vigie.governance.Role;
import org.vigie.server.door.Visits;
import tools.jackson.databind.JsonNode;

/// A maintainer from outside: what they reach, how their visit ends, and what stays of it.
class GuestTest {

  private static final Map<String, Object> WHY = Map.of("reason", "a test of visits");

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

  private static Map<String, Object> order(int minutes) {
    return Map.of(
        "organisation", "Camera Works",
        "name", "J. Maintainer",
        "reference", "contract 2026-8, ticket 115",
        "minutes", minutes);
  }

  private JsonNode opened(int minutes) throws Exception {
    return administrator.post("/api/visits", order(minutes)).expect(201).json();
  }

  private Browser stranger() throws Exception {
    var browser = new Browser(town.server.url());
    browser.get("/api/welcome").expect(200);
    return browser;
  }

  private Map<String, Object> token(JsonNode opened) {
    URI link = town.server.url().resolve(opened.get("link").asString());
    return Map.of("token", TestTown.token(link));
  }

  private Browser guest(JsonNode opened) throws Exception {
    var browser = stranger();
    var me = browser.post("/api/links/spend", token(opened)).expect(200).json();
    assertThat(me.get("guest").asBoolean()).isTrue();
    assertThat(me.get("rights").valueStream().map(JsonNode::asString)).containsExactly("CONFIGURE");
    assertThat(me.get("stage").asString()).isEqualTo("OPEN");
    return browser;
  }

  private static String id(JsonNode opened) {
    return opened.get("visit").get("id").asString();
  }

  private JsonNode protocol(JsonNode opened) throws Exception {
    return administrator.get("/api/visits/" + id(opened) + "/protocol").expect(200).json();
  }

  private Map<String, Object> closing(JsonNode opened) {
    return town.entries().stream()
        .map(recorded -> recorded.entry())
        .filter(entry -> entry.kind().equals("visit.ended"))
        .filter(entry -> id(opened).equals(entry.facts().get("visit")))
        .findFirst()
        .orElseThrow()
        .facts();
  }

  private byte[] file(JsonNode opened) throws Exception {
    return Files.readAllBytes(folder.resolve("visits").resolve(id(opened) + ".jsonl"));
  }

  private long answers(JsonNode opened) {
    try {
      return new String(file(opened), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("\"status\":"))
          .count();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void of_all_addresses_only_those_that_are_named_open_and_none_of_them_shows_a_picture()
      throws Exception {
    var guest = guest(opened(60));
    var operations = ApiDocument.get().operations().keySet();
    assertThat(operations).containsAll(GuestGate.OPEN);
    int shut = 0;
    for (var operation : operations) {
      var method = operation.substring(0, operation.indexOf(' '));
      var path =
          operation
              .substring(method.length() + 1)
              .replace("{camera}", "market")
              .replace("{rule}", "intrusion")
              .replace("{date}", "2026-11-22")
              .replace("{month}", "2026-11")
              .replaceAll("\\{[a-z]+}", "1");
      if (path.startsWith("/public") || path.equals("/api/sign-out")) {
        continue;
      }
      if (path.startsWith("/api/live/")) {
        assertThat(watched(guest, path)).isEqualTo(403);
        shut++;
      } else if (!GuestGate.OPEN.contains(operation)) {
        assertThat(guest.outcome(method, path, Map.of())).as(operation).isEqualTo("GUEST_SHUT");
        shut++;
      } else if (method.equals("GET")) {
        assertThat(guest.get(path).expect(200).header("content-type"))
            .as(operation)
            .matches("application/(json|yaml).*");
      } else {
        assertThat(guest.outcome(method, path, Map.of())).as(operation).isEqualTo("BAD_REQUEST");
      }
    }
    assertThat(shut).isGreaterThan(100);
    // Not even with the right, were somebody to give it to them.
    var person = guest.get("/api/me").json().get("person").asString();
    town.governance.grant(
        "local-administrator",
        person,
        Set.of(org.vigie.governance.Right.PLAY_BACK, org.vigie.governance.Right.VIEW_LIVE),
        org.vigie.governance.CameraScope.all(),
        town.clocks.wall(),
        town.clocks.wall().plusSeconds(600));
    guest.get("/api/cameras/market/glimpses").problem(403, ProblemCode.GUEST_SHUT);
    assertThat(watched(guest, "/api/live/market")).isEqualTo(403);
  }

  private static int watched(Browser browser, String path) {
    try {
      browser.watch(path, new WebSocket.Listener() {}).abort();
      return 101;
    } catch (CompletionException e) {
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? refused.getResponse().statusCode()
          : -1;
    }
  }

  @Test
  void ends_by_itself_and_the_ledger_holds_the_hash_of_its_record() throws Exception {
    var opened = opened(15);
    var guest = guest(opened);
    guest.get("/api/machine").expect(200);
    guest.get("/api/machine").expect(200);
    guest.get("/api/ledger?kind=habilitation.granted").problem(403, ProblemCode.GUEST_SHUT);
    guest.post("/api/me/password", Map.of("current", "hush", "next", "hush hush"));
    assertThat(protocol(opened).has("intact")).isFalse();

    town.clocks.step(Duration.ofMinutes(15).minusSeconds(1));
    guest.get("/api/town").expect(200);
    // The browser has its answer before that is on record.
    Waiting.until("all answers are on record", () -> answers(opened) == 5);
    town.clocks.step(Duration.ofSeconds(1));
    guest.get("/api/town").problem(401, ProblemCode.SIGN_IN_NEEDED);

    var read = protocol(opened);
    assertThat(read.get("visit").get("state").asString()).isEqualTo("ENDED");
    assertThat(read.get("visit").get("why").asString()).isEqualTo("TIME");
    var hash = Sha256.hex(file(opened));
    assertThat(closing(opened)).containsEntry("sha256", hash).containsEntry("requests", 5L);
    assertThat(read.get("sha256").asString()).isEqualTo(hash);
    assertThat(read.get("intact").asBoolean()).isTrue();
    assertThat(
            read.get("steps")
                .valueStream()
                .map(
                    step ->
                        "%s %s %d x%d"
                            .formatted(
                                step.get("method").asString(),
                                step.get("path").asString(),
                                step.get("status").asInt(),
                                step.get("times").asInt())))
        .containsExactly(
            "GET /api/machine 200 x2",
            "GET /api/ledger?kind=habilitation.granted 403 x1",
            "POST /api/me/password 403 x1",
            "GET /api/town 200 x1");
    assertThat(new String(file(opened), StandardCharsets.UTF_8)).doesNotContain("hush");
    assertThat(read.get("entries").valueStream().map(entry -> entry.get("kind").asString()))
        .containsExactly("visit.began", "session.started", "visit.ordered");
    assertThat(administrator.get("/api/visits/" + id(opened) + "/record").response().body())
        .isEqualTo(file(opened));

    Files.writeString(
        folder.resolve("visits").resolve(id(opened) + ".jsonl"), "\n", StandardOpenOption.APPEND);
    assertThat(protocol(opened).get("intact").asBoolean()).isFalse();

    town.clocks.step(Visits.KEPT.plusSeconds(1));
    town.server.door().visits().round();
    assertThat(folder.resolve("visits").resolve(id(opened) + ".jsonl")).doesNotExist();
    assertThat(town.server.door().visits().list().getFirst().name()).isEmpty();
  }

  @Test
  void is_ended_at_once_by_whoever_may_stop_and_its_link_is_good_once() throws Exception {
    var opened = opened(480);
    var guest = guest(opened);
    stranger().post("/api/links/spend", token(opened)).problem(410, ProblemCode.LINK_SPENT);
    guest.post("/api/visits", order(60)).problem(403, ProblemCode.GUEST_SHUT);
    var id = id(opened);
    var person = opened.get("visit").get("person").asString();
    var operator = town.person(administrator, "Ana", Set.of("VIEW_LIVE"));
    var supervisor = town.person(administrator, "Ben", Set.of("VIEW_LIVE", "STOP"));

    // No account that could be kept, and no way to be asked back.
    assertThat(administrator.get("/api/people").json().toString()).doesNotContain(person);
    administrator.post("/api/people/" + person + "/link").problem(404, ProblemCode.NO_SUCH_PERSON);

    var seen = operator.get("/api/visits/now").expect(200).json().get("visits").get(0);
    assertThat(seen.get("name").asString()).isEqualTo("J. Maintainer");
    assertThat(seen.get("may_end").asBoolean()).isFalse();
    operator.post("/api/visits/" + id + "/end", WHY).problem(403, ProblemCode.REFUSED);
    operator.get("/api/visits").problem(403, ProblemCode.REFUSED);
    operator.get("/api/visits/" + id + "/protocol").problem(403, ProblemCode.REFUSED);

    guest.get("/api/town").expect(200);
    supervisor.post("/api/visits/" + id + "/end", WHY).expect(200);
    guest.get("/api/town").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(operator.get("/api/visits/now").json().get("visits")).isEmpty();
    assertThat(closing(opened)).containsEntry("why", "ENDED");
    // To end it again changes nothing.
    administrator.post("/api/visits/" + id + "/end", WHY).expect(200);
    administrator.post("/api/visits/none/end", WHY).problem(404, ProblemCode.NO_SUCH_VISIT);

    // Who signs out does not come back either.
    var other = opened(30);
    var leaving = guest(other);
    leaving.post("/api/sign-out").expect(204);
    assertThat(closing(other)).containsEntry("why", "LEFT").containsEntry("requests", 1L);
    stranger().post("/api/links/spend", token(other)).problem(410, ProblemCode.LINK_SPENT);
  }

  @Test
  void two_are_open_at_most_and_none_is_longer_than_eight_hours_or_waits_for_long()
      throws Exception {
    for (var minutes : List.of(0, 14, 481)) {
      administrator.post("/api/visits", order(minutes)).problem(400, ProblemCode.BAD_REQUEST);
    }
    town.person(administrator, "Ana", Set.of("VIEW_LIVE"))
        .post("/api/visits", order(60))
        .problem(403, ProblemCode.REFUSED);
    opened(15);
    var late = opened(480);
    administrator.post("/api/visits", order(60)).problem(409, ProblemCode.TOO_MANY_VISITS);
    town.clocks.step(Visits.LINK_LIFE);
    stranger().post("/api/links/spend", token(late)).problem(410, ProblemCode.LINK_SPENT);
    // The first is over.
    administrator = town.signIn();
    opened(60);
  }

  @Test
  void what_cannot_be_put_on_record_is_not_done() throws Exception {
    var opened = opened(60);
    Files.writeString(folder.resolve("visits"), "no folder");
    var guest = guest(opened);
    guest.get("/api/town").problem(401, ProblemCode.SIGN_IN_NEEDED);
    assertThat(closing(opened)).containsEntry("why", "RECORD").containsEntry("requests", 0L);
  }

  @Test
  void where_one_person_may_not_be_all_a_colleague_confirms_it_in_their_own_session(
      @TempDir Path elsewhere) throws Exception {
    town.close();
    folder = elsewhere;
    town = TestTown.separated(elsewhere);
    administrator = town.administrator();
    var colleague = town.person(administrator, "Chief", Role.SUPERVISOR);
    var inspector = town.person(administrator, "Reader", Role.DATA_PROTECTION_OFFICER);
    administrator.post("/api/visits", order(60)).problem(409, ProblemCode.NO_COMPANION);
    var named = new HashMap<>(order(60));
    named.put("companion", "p-nobody");
    administrator.post("/api/visits", named).problem(409, ProblemCode.NO_COMPANION);
    named.put("companion", colleague.get("/api/me").json().get("person").asString());
    var opened = administrator.post("/api/visits", named).expect(201).json();

    stranger().post("/api/links/spend", token(opened)).problem(409, ProblemCode.VISIT_UNCONFIRMED);
    var confirm = "/api/visits/" + id(opened) + "/confirm";
    administrator.post(confirm).problem(403, ProblemCode.REFUSED);
    assertThat(inspector.get("/api/visits/now").json().get("visits")).isEmpty();
    var asked = colleague.get("/api/visits/now").expect(200).json().get("visits").get(0);
    assertThat(asked.get("may_confirm").asBoolean()).isTrue();
    colleague.post(confirm).expect(200);
    var guest = guest(opened);
    guest.get("/api/cameras").expect(200);
    assertThat(
            inspector
                .get("/api/visits/" + id(opened) + "/protocol")
                .expect(200)
                .json()
                .get("steps"))
        .hasSize(1);
    assertThat(town.entries())
        .extracting(recorded -> recorded.entry().kind())
        .contains("visit.opened", "visit.refused", "visit.confirmed", "visit.began");
  }
}
