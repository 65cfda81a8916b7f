package org.vigie.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.Sha256;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Ledger;
import org.vigie.server.LedgerApi.EntryAnswer;
import org.vigie.server.door.Account;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.Visit;
import org.vigie.server.door.Visits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Maintenance visits from outside: who opens, accompanies, ends and reads them.
final class VisitApi {

  /// More kinds of requests than these are left off a protocol; the record has all.
  private static final int MOST_STEPS = 1_000;

  private static final int MOST_ENTRIES = 500;
  private static final int MOST_CALLS = 50;
  private static final JsonMapper LINES = JsonMapper.builder().build();

  private final Town town;
  private final Governance governance;
  private final Visits visits;

  VisitApi(Town town) {
    this.town = town;
    this.governance = town.governance();
    this.visits = town.door().visits();
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(
        new VisitList(
            !governance.profile().onePersonMayBeAll(),
            visits.list().stream().map(this::answer).toList()));
  }

  ServerResponse open(ServerRequest request) throws IOException, Refused, DoorRefused {
    var order = Json.read(request, VisitOrder.class);
    var organisation = DoorApi.required(order.organisation(), "organisation", 100).strip();
    var name = DoorApi.required(order.name(), "name", 100).strip();
    var reference = DoorApi.required(order.reference(), "reference", 200).strip();
    var length = Duration.ofMinutes(order.minutes() == null ? 0 : order.minutes());
    if (length.compareTo(Visits.SHORTEST) < 0 || length.compareTo(Visits.LONGEST) > 0) {
      throw Problem.badRequest("minutes should be from 15 to 480");
    }
    var companion = Optional.ofNullable(order.companion()).filter(some -> !some.isBlank());
    var actor = Asker.of(request).person();
    governance
        .permit(
            actor,
            Right.ADMINISTER,
            Set.of(),
            Optional.empty(),
            "open a maintenance visit: " + reference)
        .use(Right.ADMINISTER);
    var made =
        visits.open(actor, new Visits.Order(organisation, name, reference, companion, length));
    return Json.answer(
        HttpStatus.CREATED, new VisitOpened(answer(made.visit()), made.path(), made.expires()));
  }

  /// What everybody sees while somebody from outside is in, or about to come.
  ServerResponse now(ServerRequest request) {
    var person = Asker.of(request).person();
    boolean ends =
        governance.holds(person, Right.ADMINISTER) || governance.holds(person, Right.STOP);
    return Json.ok(
        new VisitsNow(
            visits.open().stream()
                .filter(visit -> !Visits.isGuest(person) || visit.person().equals(person))
                .filter(visit -> !isAwaited(visit) || ends || visit.companion().equals(person))
                .map(
                    visit ->
                        new VisitNow(
                            visit.id(),
                            visit.organisation(),
                            visit.name(),
                            visit.until(),
                            visit.state(),
                            visit.state() == Visit.State.UNCONFIRMED
                                && visit.companion().equals(person),
                            ends))
                .toList()));
  }

  private static boolean isAwaited(Visit visit) {
    return visit.state() != Visit.State.RUNNING;
  }

  ServerResponse confirm(ServerRequest request) throws Refused, DoorRefused {
    return Json.ok(
        answer(visits.confirm(Asker.of(request).person(), request.pathVariable("visit"))));
  }

  ServerResponse end(ServerRequest request) throws IOException, Refused, DoorRefused {
    var given = Json.read(request, PeopleApi.ReasonOnly.class).reason();
    var reason = Query.reason(given == null ? "" : given);
    return Json.ok(
        answer(visits.end(Asker.of(request).person(), request.pathVariable("visit"), reason)));
  }

  ServerResponse protocol(ServerRequest request) throws IOException {
    var visit = known(request);
    var bytes = bytes(visit);
    var steps = steps(bytes);
    var sha256 = Sha256.hex(bytes);
    var entries = entries(visit);
    var kept = steps.subList(0, Math.min(steps.size(), MOST_STEPS));
    return Json.ok(
        new Protocol(
            answer(visit),
            sha256,
            closing(visit).map(sha256::equals),
            kept,
            steps.size() - kept.size(),
            entries));
  }

  /// The hash that the ledger holds, which is not what users.db says.
  private Optional<String> closing(Visit visit) {
    var found = new ArrayList<String>();
    pages(
        "",
        "visit.ended",
        visit.opened(),
        entry -> {
          if (visit.id().equals(entry.facts().get("visit"))) {
            found.add(String.valueOf(entry.facts().get("sha256")));
          }
        });
    return found.stream().findFirst();
  }

  ServerResponse record(ServerRequest request) throws IOException {
    var visit = known(request);
    return ServerResponse.ok()
        .contentType(MediaType.parseMediaType("application/x-ndjson"))
        .header("Content-Disposition", "attachment; filename=\"visit-" + visit.id() + ".jsonl\"")
        .body(bytes(visit));
  }

  private byte[] bytes(Visit visit) throws IOException {
    var path = visits.record(visit);
    return Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
  }

  private Visit known(ServerRequest request) {
    return visits
        .find(request.pathVariable("visit"))
        .orElseThrow(() -> new Problem(ProblemCode.NO_SUCH_VISIT));
  }

  /// The same request with the same answer stands once, where it was first asked.
  private static List<Step> steps(byte[] record) {
    var statuses = new LinkedHashMap<Long, Integer>();
    var asked = new ArrayList<JsonNode>();
    for (var line : new String(record, StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith("{") && line.endsWith("}")) {
        var facts = LINES.readTree(line);
        if (facts.has("method")) {
          asked.add(facts);
        } else {
          statuses.put(facts.get("n").asLong(), facts.get("status").asInt());
        }
      }
    }
    var steps = new LinkedHashMap<String, Step>();
    for (var facts : asked) {
      long number = facts.get("n").asLong();
      var method = facts.get("method").asString();
      var path = facts.get("path").asString();
      var at = Instant.parse(facts.get("at").asString());
      var status = Optional.ofNullable(statuses.get(number));
      // Each change stands for itself.
      var key = method.equals("GET") ? method + path + status : String.valueOf(number);
      steps.merge(
          key,
          new Step(number, at, at, 1, method, path, status),
          (before, one) ->
              new Step(
                  before.number(), before.first(), at, before.times() + 1, method, path, status));
    }
    return List.copyOf(steps.values());
  }

  /// What the ledger says of a visit, oldest first.
  private List<EntryAnswer> entries(Visit visit) {
    var found = new ArrayList<EntryAnswer>();
    pages(
        visit.person(),
        "",
        visit.opened(),
        entry -> {
          if (found.size() < MOST_ENTRIES) {
            found.add(entry);
          }
        });
    return found.reversed();
  }

  private void pages(String actor, String kind, Instant since, Consumer<EntryAnswer> taker) {
    Ledger ledger = governance.ledger();
    long before = Long.MAX_VALUE;
    for (int calls = 0; calls < MOST_CALLS && before > 0; calls++) {
      var page = ledger.page(new org.vigie.governance.ledger.Query(before, 200, actor, kind));
      for (var recorded : page.entries()) {
        if (recorded.at().isBefore(since)) {
          return;
        }
        taker.accept(EntryAnswer.of(recorded, ""));
      }
      before = page.next();
    }
  }

  private VisitAnswer answer(Visit visit) {
    return new VisitAnswer(
        visit.id(),
        visit.person(),
        visit.organisation(),
        visit.name(),
        visit.reference(),
        name(visit.by()),
        name(visit.companion()),
        visit.opened(),
        visit.until(),
        visit.state(),
        visit.confirmed(),
        visit.began(),
        visit.ended(),
        visit.why(),
        visit.endedBy().map(this::name),
        visit.requests(),
        visit.sha256());
  }

  private String name(String person) {
    return town.door().find(person).map(Account::name).orElse(person);
  }

  record VisitOrder(
      @Nullable String organisation,
      @Nullable String name,
      @Nullable String reference,
      @Nullable String companion,
      @Nullable Integer minutes) {}

  record VisitList(boolean needsCompanion, List<VisitAnswer> visits) {}

  record VisitOpened(VisitAnswer visit, String link, Instant expires) {}

  record VisitAnswer(
      String id,
      String person,
      String organisation,
      String name,
      String reference,
      String by,
      String companion,
      Instant opened,
      Instant until,
      Visit.State state,
      Optional<Instant> confirmed,
      Optional<Instant> began,
      Optional<Instant> ended,
      Optional<Visit.Why> why,
      Optional<String> endedBy,
      long requests,
      Optional<String> sha256) {}

  record VisitsNow(List<VisitNow> visits) {}

  record VisitNow(
      String id,
      String organisation,
      String name,
      Instant until,
      Visit.State state,
      boolean mayConfirm,
      boolean mayEnd) {}

  record Step(
      long number,
      Instant first,
      Instant last,
      int times,
      String method,
      String path,
      Optional<Integer> status) {}

  /// @param intact whether the record is the one whose hash the ledger holds; absent while it lasts
  record Protocol(
      VisitAnswer visit,
      String sha256,
      Optional<Boolean> intact,
      List<Step> steps,
      int leftOff,
      List<EntryAnswer> entries) {}
}
