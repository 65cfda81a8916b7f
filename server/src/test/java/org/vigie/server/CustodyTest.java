package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.custody.Bundle;
import org.vigie.custody.BundleList;
import org.vigie.custody.CustodianCall;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.Succession;
import org.vigie.model.Span;
import tools.jackson.databind.JsonNode;

/// Sealed footage over the API: custodians named, a request, two custodians' programs, playback,
/// the end.
class CustodyTest {

  private static final String WHY = "&reason=complaint%202026-31";

  @TempDir Path folder;
  private TestTown town;
  private Browser administrator;
  private Browser officer;
  private final List<CustodianKeys> custodians = new ArrayList<>();
  private Instant start;

  @BeforeEach
  void a_town_with_custodians_and_sealed_footage() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    officer = town.person(administrator, "Officer", Set.of("PLAY_BACK", "EXPORT"));
    for (var person : List.of("dpo-1", "judge-2", "clerk-3")) {
      custodians.add(CustodianKeys.create(person));
    }
    assertThat(custody(officer).get("sealed").asBoolean()).isFalse();
    var cards = custodians.stream().map(keys -> keys.custodian().card()).toList();
    officer.post("/api/custody/sets", Map.of("cards", cards)).problem(403, ProblemCode.REFUSED);
    administrator
        .post("/api/custody/sets", Map.of("cards", cards.subList(0, 2)))
        .problem(409, ProblemCode.OPENING_REFUSED);
    administrator.post("/api/custody/sets", Map.of("cards", cards)).expect(201);
    start = town.recordToDisk(TestTown.MARKET, 20);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static JsonNode custody(Browser browser) throws Exception {
    return browser.get("/api/custody").expect(200).json();
  }

  private String span(int from, int to) {
    return "?from=" + start.plusSeconds(from) + "&to=" + start.plusSeconds(to);
  }

  private Map<String, Object> order(int from, int to, String use) {
    return Map.of(
        "cameras",
        List.of("market"),
        "from",
        start.plusSeconds(from).toString(),
        "to",
        start.plusSeconds(to).toString(),
        "use",
        use,
        "reason",
        "An accident at the market",
        "minutes",
        30);
  }

  private void endTheWindow() {
    town.clocks.advance(Duration.ofHours(12));
    Waiting.until(
        "sealed",
        () -> {
          try {
            return !town.recorder
                .sealed(TestTown.MARKET, new Span(start, start.plusSeconds(20)))
                .isEmpty();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /// What a custodian's program says to the server.
  private HttpResponse<String> call(CustodianKeys keys, String method, String path, String body)
      throws Exception {
    var url = town.server.url();
    var host = url.getHost() + ":" + url.getPort();
    var header =
        new CustodianCall(method, path, host, body.getBytes(StandardCharsets.UTF_8))
            .sign(keys, town.clocks.wall());
    return send(url.resolve(path), method, body, header);
  }

  private static HttpResponse<String> send(URI url, String method, String body, String header)
      throws Exception {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(20))
            .header(CustodianCall.HEADER, header)
            .header("Accept-Language", "fr")
            .method(method, BodyPublishers.ofString(body));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private Bundle waiting(CustodianKeys keys) throws Exception {
    var answer = call(keys, "GET", "/api/custodian/requests", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Bundle.read(BundleList.read(answer.body()).getFirst());
  }

  private HttpResponse<String> approve(int custodian) throws Exception {
    var keys = custodians.get(custodian);
    var bundle = waiting(keys);
    var approval = keys.approve(bundle.request(), bundle.envelopes(), town.clocks.wall());
    return call(keys, "POST", "/api/custodian/approvals", approval.text());
  }

  @Test
  void a_request_two_custodians_playback_and_its_end() throws Exception {
    officer.get("/api/cameras/market/playback" + span(2, 8) + WHY).expect(200);
    officer.post("/api/openings", order(2, 8, "PLAYBACK")).problem(409, ProblemCode.NOT_SEALED);
    endTheWindow();
    officer = signedInAgain();
    var line = officer.get("/api/cameras/market/timeline" + span(0, 20)).expect(200).json();
    assertThat(line.get("sealed")).hasSize(1);
    officer.get("/api/cameras/market/playback" + span(2, 8) + WHY).problem(403, ProblemCode.SEALED);

    var asked = officer.post("/api/openings", order(2, 8, "PLAYBACK")).expect(201).json();
    assertThat(asked.get("stage").asString()).isEqualTo("WAITING");
    var first = approve(0);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.body()).contains("il faut encore un autre dépositaire");
    assertThat(approve(2).body()).contains("est en vigueur");
    var open = officer.get("/api/openings").expect(200).json().get("openings").get(0);
    assertThat(open.get("stage").asString()).isEqualTo("OPEN");
    assertThat(open.get("approvers")).hasSize(2);

    officer.get("/api/cameras/market/playback" + span(2, 8) + WHY).expect(200);
    officer
        .post(
            "/api/exports",
            Map.of(
                "camera",
                "market",
                "from",
                start.plusSeconds(2).toString(),
                "to",
                start.plusSeconds(8).toString(),
                "reason",
                "An accident"))
        .problem(403, ProblemCode.SEALED);
    officer.post("/api/openings/" + asked.get("number").asString() + "/end").expect(204);
    officer.get("/api/cameras/market/playback" + span(2, 8) + WHY).problem(403, ProblemCode.SEALED);
    assertThat(town.entries())
        .extracting(entry -> entry.entry().kind())
        .contains(
            "custody.set", "opening.asked", "opening.approved", "opening.opened", "opening.ended");
  }

  /// Half a day later a session has ended.
  private Browser signedInAgain() throws Exception {
    var browser = new Browser(town.server.url());
    browser.get("/api/welcome").expect(200);
    browser
        .post("/api/sign-in", Map.of("name", "Officer", "password", TestTown.PASSWORD))
        .expect(200);
    return browser;
  }

  @Test
  void who_is_no_custodian_or_signs_another_call_gets_nothing() throws Exception {
    endTheWindow();
    officer = signedInAgain();
    officer.post("/api/openings", order(2, 8, "EXPORT")).expect(201);
    var stranger = CustodianKeys.create("dpo-1");
    assertThat(call(stranger, "GET", "/api/custodian/requests", "").statusCode()).isEqualTo(401);
    var url = town.server.url();
    var path = "/api/custodian/requests";
    var elsewhere =
        new CustodianCall("GET", path, "evil.example", new byte[0])
            .sign(custodians.getFirst(), town.clocks.wall());
    assertThat(send(url.resolve(path), "GET", "", elsewhere).statusCode()).isEqualTo(401);
    var old =
        new CustodianCall("GET", path, url.getHost() + ":" + url.getPort(), new byte[0])
            .sign(custodians.getFirst(), town.clocks.wall().minusSeconds(600));
    assertThat(send(url.resolve(path), "GET", "", old).statusCode()).isEqualTo(401);
    try (var http = HttpClient.newHttpClient()) {
      var bare = HttpRequest.newBuilder(url.resolve(path)).build();
      assertThat(http.send(bare, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_replayed_approval_is_refused_and_in_the_ledger() throws Exception {
    endTheWindow();
    officer = signedInAgain();
    officer.post("/api/openings", order(2, 8, "EXPORT")).expect(201);
    var keys = custodians.getFirst();
    var bundle = waiting(keys);
    var approval = keys.approve(bundle.request(), bundle.envelopes(), town.clocks.wall()).text();
    assertThat(call(keys, "POST", "/api/custodian/approvals", approval).statusCode())
        .isEqualTo(200);
    var again = call(keys, "POST", "/api/custodian/approvals", approval);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("has approved already");
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("opening.refused");
    assertThat(call(keys, "POST", "/api/custodian/approvals", "nonsense").statusCode())
        .isEqualTo(400);
  }

  @Test
  void the_next_set_is_signed_by_two_of_this_one_and_programs_can_follow_it() throws Exception {
    var before = CustodianSet.read(custody(officer).get("set").get("text").asString());
    var fourth = CustodianKeys.create("deputy-4");
    var next =
        new CustodianSet(
            before.town(), 2, List.of(before.member(1), before.member(2), fourth.custodian()));
    var once = Succession.draft(before, next).sign(custodians.get(0), before);
    officer
        .post("/api/custody/sets", Map.of("succession", once.text()))
        .problem(409, ProblemCode.OPENING_REFUSED);
    var twice = once.sign(custodians.get(1), before);
    officer.post("/api/custody/sets", Map.of("succession", twice.text())).expect(201);
    assertThat(custody(officer).get("set").get("number").asInt()).isEqualTo(2);
    assertThat(officer.get("/api/custodian/set").expect(200).text()).isEqualTo(next.text());
    assertThat(officer.get("/api/custodian/successions").expect(200).text())
        .isEqualTo(twice.line() + "\n");
  }

  @Test
  void by_files_too_for_machines_that_do_not_reach_the_server() throws Exception {
    endTheWindow();
    officer = signedInAgain();
    var number =
        officer
            .post("/api/openings", order(2, 8, "EXPORT"))
            .expect(201)
            .json()
            .get("number")
            .asString();
    for (int custodian = 0; custodian < 2; custodian++) {
      var file = officer.get("/api/openings/" + number + "/bundle").expect(200).text();
      var bundle = Bundle.read(file);
      var approval =
          custodians
              .get(custodian)
              .approve(bundle.request(), bundle.envelopes(), town.clocks.wall());
      officer.post("/api/openings/approvals", approval.text()).expect(200);
    }
    officer
        .post(
            "/api/exports",
            Map.of(
                "camera",
                "market",
                "from",
                start.plusSeconds(2).toString(),
                "to",
                start.plusSeconds(8).toString(),
                "reason",
                "An accident"))
        .expect(201);
  }

  @Test
  void everybody_sees_who_the_custodians_are_and_only_some_what_others_ask() throws Exception {
    var set = custody(officer).get("set");
    assertThat(set.get("custodians")).hasSize(3);
    assertThat(set.get("number").asInt()).isEqualTo(1);
    endTheWindow();
    officer = signedInAgain();
    officer.post("/api/openings", order(2, 8, "PLAYBACK")).expect(201);
    officer
        .post("/api/openings", Map.of("cameras", List.of(), "from", "x"))
        .problem(400, ProblemCode.BAD_REQUEST);
    assertThat(officer.get("/api/openings").expect(200).json().get("openings")).hasSize(1);
  }
}
