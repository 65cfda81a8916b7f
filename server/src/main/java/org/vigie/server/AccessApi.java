package org.vigie.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.access.AccessAnswer;
import org.vigie.governance.access.AccessCase;
import org.vigie.governance.access.AccessCases;
import org.vigie.governance.access.AccessHow;
import org.vigie.governance.access.ExtensionGround;
import org.vigie.governance.access.Finding;
import org.vigie.governance.access.RefusalGround;
import org.vigie.model.Span;
import org.vigie.server.access.Letters;
import org.vigie.server.access.Requester;

/// Requests of people who were filmed: receipt, search by place and time, extension, answer, the
/// register. Whoever may answer works on a case; whoever inspects sees the register without words.
final class AccessApi {

  /// What one place may ask for.
  static final Duration LONGEST_PLACE = Duration.ofDays(1);

  private final Town town;
  private final Sights sights;
  private final AccessStores stores;
  private final AccessAnswers answers;
  private final AccessCases cases;

  AccessApi(Town town, AccessStores stores) {
    this.town = town;
    this.sights = new Sights(town);
    this.stores = stores;
    this.answers = new AccessAnswers(town, stores);
    this.cases = town.governance().access();
  }

  ServerResponse list(ServerRequest request) throws IOException {
    var person = Asker.of(request).person();
    var all = new ArrayList<AccessAnswers.CaseAnswer>();
    for (var one : visible(person)) {
      all.add(answers.of(one, person, false));
    }
    return Json.ok(answers.list(all));
  }

  private List<AccessCase> visible(String person) {
    boolean inspects = town.governance().holds(person, Right.INSPECT);
    return cases.list().stream().filter(one -> inspects || cases.mayAnswer(person, one)).toList();
  }

  ServerResponse get(ServerRequest request) throws IOException {
    var person = Asker.of(request).person();
    return Json.ok(answers.of(find(request, person), person, true));
  }

  /// A case that a person may see; for anybody else it is not there.
  private AccessCase find(ServerRequest request, String person) {
    return cases
        .find(request.pathVariable("case"))
        .filter(one -> visible(person).contains(one))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  ServerResponse receive(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, CaseOrder.class);
    var person = Asker.of(request).person();
    var reference = DoorApi.required(order.reference(), "reference", 60).strip();
    var received = day(DoorApi.required(order.received(), "received", 40));
    var how = Query.word(DoorApi.required(order.how(), "how", 20), "how", AccessHow.class);
    var requester =
        new Requester(
            DoorApi.required(order.name(), "name", Requester.LONGEST_NAME).strip(),
            words(order.address(), "address"),
            words(order.note(), "note"));
    var asked = order.places();
    if (asked == null || asked.isEmpty() || asked.size() > AccessCases.MOST_PLACES) {
      throw Problem.badRequest("places should name 1 to " + AccessCases.MOST_PLACES);
    }
    var places = new ArrayList<AccessCase.Place>();
    for (var one : asked) {
      places.add(place(one, person));
    }
    var made = taken(() -> cases.receive(person, reference, received, how, places, zone()));
    stores.folder().keep(made.number(), requester);
    return Json.answer(HttpStatus.CREATED, answers.of(made, person, true));
  }

  private java.time.ZoneId zone() {
    return town.settings().zone();
  }

  private AccessCase.Place place(PlaceOrder order, String person) {
    var camera =
        sights.get(person, Query.camera(DoorApi.required(order.camera(), "camera", 40))).id();
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    return new AccessCase.Place(camera, Query.span(from, to, LONGEST_PLACE));
  }

  private static String words(@Nullable String text, String field) {
    if (text == null) {
      return "";
    }
    if (text.length() > Requester.LONGEST_WORDS) {
      throw Problem.badRequest(
          field + " may have at most " + Requester.LONGEST_WORDS + " characters");
    }
    return text.strip();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("received should be a day such as 2026-11-22");
    }
  }

  ServerResponse place(ServerRequest request) throws IOException {
    var order = Json.read(request, PlaceOrder.class);
    var person = Asker.of(request).person();
    var number = find(request, person).number();
    var place = place(order, person);
    return answer(person, () -> cases.place(person, number, place));
  }

  ServerResponse identity(ServerRequest request) throws IOException {
    var order = Json.read(request, IdentityOrder.class);
    var person = Asker.of(request).person();
    var number = find(request, person).number();
    return answer(person, () -> cases.identity(person, number, order.checked()));
  }

  /// Looks what there is of each place: by place and time, and by nothing else (R47).
  ServerResponse search(ServerRequest request) throws IOException {
    var person = Asker.of(request).person();
    var one = find(request, person);
    var found = new ArrayList<Map<String, Object>>();
    for (var place : one.places()) {
      var line = town.recorder().timeline(place.camera(), place.span());
      found.add(
          Map.of(
              "camera", place.camera(),
              "from", place.span().from(),
              "to", place.span().to(),
              "recorded_ms", line.recordedLength().toMillis(),
              "destroyed_ms", millis(line.deleted())));
    }
    return answer(person, () -> cases.searched(person, one.number(), found));
  }

  private static long millis(List<Span> spans) {
    return spans.stream().mapToLong(span -> span.length().toMillis()).sum();
  }

  ServerResponse extend(ServerRequest request) throws IOException {
    var order = Json.read(request, ExtensionOrder.class);
    var person = Asker.of(request).person();
    var number = find(request, person).number();
    var ground =
        Query.word(DoorApi.required(order.ground(), "ground", 40), "ground", ExtensionGround.class);
    return answer(person, () -> cases.extend(person, number, ground, zone()));
  }

  ServerResponse answer(ServerRequest request) throws IOException {
    var order = Json.read(request, AnswerOrder.class);
    var person = Asker.of(request).person();
    var one = find(request, person);
    var outcome =
        Query.word(DoorApi.required(order.outcome(), "outcome", 40), "outcome", Outcome.class);
    AccessAnswer given =
        switch (outcome) {
          case COPY -> new AccessAnswer.Copy();
          case NOTHING_FOUND -> {
            var finding =
                Query.word(
                    DoorApi.required(order.finding(), "finding", 40), "finding", Finding.class);
            yield new AccessAnswer.Nothing(finding, destroyedBefore(one, finding));
          }
          case REFUSED ->
              new AccessAnswer.Refusal(
                  Query.word(
                      DoorApi.required(order.ground(), "ground", 40),
                      "ground",
                      RefusalGround.class));
        };
    return answer(person, () -> cases.answer(person, one.number(), given));
  }

  /// Until when the footage asked for is gone: not what somebody typed, but what the index says.
  private Optional<java.time.Instant> destroyedBefore(AccessCase one, Finding finding) {
    if (finding != Finding.DESTROYED) {
      return Optional.empty();
    }
    var last =
        one.places().stream()
            .flatMap(
                place -> town.recorder().timeline(place.camera(), place.span()).deleted().stream())
            .map(Span::to)
            .max(java.util.Comparator.naturalOrder());
    if (last.isEmpty()) {
      throw new Problem(ProblemCode.ACCESS_NOT_SO, "reason", "Nothing of it was destroyed.");
    }
    return last;
  }

  ServerResponse receipt(ServerRequest request) throws IOException {
    return letter(request, true);
  }

  ServerResponse letter(ServerRequest request) throws IOException {
    return letter(request, false);
  }

  private ServerResponse letter(ServerRequest request, boolean receipt) throws IOException {
    var person = Asker.of(request).person();
    var one = find(request, person);
    if (!cases.mayAnswer(person, one)) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    if (!receipt && one.answered().isEmpty()) {
      throw new Problem(ProblemCode.ACCESS_NOT_SO, "reason", "The request is not answered yet.");
    }
    var french = !request.param("language").orElse("fr").equals("en");
    var letters =
        new Letters(
            town.settings().town(),
            town.settings().notice(),
            zone(),
            camera -> town.cameras().find(camera).map(CameraView::name).orElse(camera.value()));
    var requester = stores.folder().requester(one.number());
    var html =
        receipt ? letters.receipt(one, requester, french) : letters.answer(one, requester, french);
    return ServerResponse.ok()
        .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
        .body(html.getBytes(StandardCharsets.UTF_8));
  }

  /// The register of requests: a line each, no names.
  ServerResponse csv(ServerRequest request) throws Refused {
    var person = Asker.of(request).person();
    town.governance()
        .permit(person, Right.INSPECT, Set.of(), Optional.empty(), "register of access requests")
        .use(Right.INSPECT);
    var text = AccessRegister.csv(cases.list(), cases.now());
    return ServerResponse.ok()
        .header(HttpHeaders.CONTENT_TYPE, new MediaType("text", "csv", StandardCharsets.UTF_8) + "")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"access-requests.csv\"")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private ServerResponse answer(String person, Step step) throws IOException {
    return Json.ok(answers.of(taken(step), person, true));
  }

  /// Something that governance may refuse.
  interface Step {
    AccessCase take() throws Refused;
  }

  static AccessCase taken(Step step) {
    try {
      return step.take();
    } catch (Refused e) {
      throw new Problem(ProblemCode.ACCESS_NOT_SO, "reason", String.valueOf(e.getMessage()));
    }
  }

  enum Outcome {
    COPY,
    NOTHING_FOUND,
    REFUSED
  }

  record CaseOrder(
      @Nullable String reference,
      @Nullable String received,
      @Nullable String how,
      @Nullable String name,
      @Nullable String address,
      @Nullable String note,
      @Nullable List<PlaceOrder> places) {}

  record PlaceOrder(@Nullable String camera, @Nullable String from, @Nullable String to) {}

  record IdentityOrder(boolean checked) {}

  record ExtensionOrder(@Nullable String ground) {}

  record AnswerOrder(@Nullable String outcome, @Nullable String finding, @Nullable String ground) {}
}
