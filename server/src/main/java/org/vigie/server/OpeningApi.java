package org.vigie.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.custody.Approval;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.SealedReel;
import org.vigie.governance.openings.OpeningOrder;
import org.vigie.governance.openings.OpeningState;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.server.CustodyApi.CustodianAnswer;
import org.vigie.server.door.Account;

/// Requests to open sealed footage, and what has become of them.
final class OpeningApi {

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration USUAL_LIFE = Duration.ofHours(2);
  private static final int LEAST_MINUTES = 1;
  private static final int MOST_CAMERAS = 20;
  private static final int LONGEST_APPROVAL = 2_000_000;

  private final Town town;
  private final Sights sights;

  OpeningApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
  }

  /// All of them for custodians and whoever inspects or administers; else one's own.
  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    boolean all = seesAll(person);
    var openings =
        town.governance().custody().openings().list().stream()
            .filter(state -> all || state.request().person().equals(person))
            .map(state -> answer(state, person))
            .toList();
    return Json.ok(new OpeningList(openings));
  }

  private boolean seesAll(String person) {
    var governance = town.governance();
    return governance.custody().custodians().isCustodian(person)
        || governance.holds(person, Right.INSPECT)
        || governance.holds(person, Right.ADMINISTER);
  }

  ServerResponse ask(ServerRequest request) throws IOException {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    var span = Query.span(from, to, LONGEST);
    var use = Query.word(DoorApi.required(order.use(), "use", 20), "use", OpeningRequest.Use.class);
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    var reels = new ArrayList<SealedReel>();
    for (var camera : cameras(order, person)) {
      reels.addAll(town.recorder().sealed(camera, span));
    }
    if (reels.isEmpty()) {
      throw new Problem(ProblemCode.NOT_SEALED);
    }
    var asked = new OpeningOrder(person, span, use, reason, life(order), reels);
    var state = taken(() -> town.governance().custody().ask(asked));
    return Json.answer(HttpStatus.CREATED, answer(state, person));
  }

  private List<CameraId> cameras(Order order, String person) {
    var named = order.cameras();
    if (named == null || named.isEmpty() || named.size() > MOST_CAMERAS) {
      throw Problem.badRequest("cameras should name 1 to " + MOST_CAMERAS);
    }
    return new TreeSet<>(named)
        .stream().map(id -> sights.get(person, Query.camera(id)).id()).toList();
  }

  private static Duration life(Order order) {
    var minutes = order.minutes();
    if (minutes == null) {
      return USUAL_LIFE;
    }
    var longest = OpeningRequest.LONGEST.toMinutes();
    if (minutes < LEAST_MINUTES || minutes > longest) {
      throw Problem.badRequest("minutes should be from %d to %d".formatted(LEAST_MINUTES, longest));
    }
    return Duration.ofMinutes(minutes);
  }

  ServerResponse end(ServerRequest request) {
    long number = number(request);
    var openings = town.governance().custody().openings();
    var unused = taken(() -> openings.end(number, Asker.of(request).person()));
    return ServerResponse.noContent().build();
  }

  /// What a custodian's program reads from a file: for machines that reach this server not at all.
  ServerResponse bundle(ServerRequest request) {
    long number = number(request);
    var person = Asker.of(request).person();
    var bundle =
        town.governance()
            .custody()
            .openings()
            .bundle(number)
            .filter(found -> seesAll(person) || found.request().person().equals(person))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    var name = ContentDisposition.attachment().filename("opening-" + number + ".vigie").build();
    return ServerResponse.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .body(bundle.text().getBytes(StandardCharsets.UTF_8));
  }

  /// An approval that came as a file; whose it is, it says and proves by itself.
  ServerResponse approve(ServerRequest request) throws IOException {
    var person = Asker.of(request).person();
    return Json.ok(answer(approve(town, Texts.body(request, LONGEST_APPROVAL), person), person));
  }

  static OpeningState approve(Town town, String text, String bringer) {
    Approval approval;
    try {
      approval = Approval.read(text);
    } catch (CustodyRefused e) {
      throw Problem.badRequest(e.getMessage() + "");
    }
    return taken(() -> town.governance().custody().openings().approve(approval, bringer));
  }

  /// What custody decides, with its refusal as an answer that says why.
  interface Decision<T> {
    T decide() throws Refused;
  }

  static <T> T taken(Decision<T> decision) {
    try {
      return decision.decide();
    } catch (Refused e) {
      throw new Problem(ProblemCode.OPENING_REFUSED, "reason", e.getMessage() + "");
    }
  }

  private static long number(ServerRequest request) {
    return Query.number(request.pathVariable("number"), ProblemCode.NOT_FOUND, "number");
  }

  private OpeningAnswer answer(OpeningState state, String person) {
    var asked = state.request();
    return new OpeningAnswer(
        asked.number(),
        asked.cameras().stream().sorted().map(CameraId::new).toList(),
        asked.from(),
        asked.to(),
        asked.use(),
        asked.reason(),
        asked.person(),
        town.door().find(asked.person()).map(Account::name).orElse(asked.person()),
        asked.person().equals(person),
        asked.asked(),
        asked.until(),
        asked.headers().size(),
        state.stage(),
        state.opened(),
        state.set(),
        state.approvers().stream().map(who -> CustodianAnswer.of(town, who)).toList());
  }

  record OpeningList(List<OpeningAnswer> openings) {}

  record OpeningAnswer(
      String number,
      List<CameraId> cameras,
      Instant from,
      Instant to,
      OpeningRequest.Use use,
      String reason,
      String person,
      String name,
      boolean own,
      Instant asked,
      Instant until,
      int reels,
      OpeningState.Stage stage,
      Optional<Instant> opened,
      int set,
      List<CustodianAnswer> approvers) {}

  record Order(
      @Nullable List<String> cameras,
      @Nullable String from,
      @Nullable String to,
      @Nullable String use,
      @Nullable String reason,
      @Nullable Integer minutes) {}

  /// Joins what touches, for time lines.
  static List<Span> joined(List<SealedReel> reels) {
    var spans = new ArrayList<Span>();
    for (var reel : reels) {
      var last = spans.isEmpty() ? null : spans.getLast();
      if (last != null && !reel.span().from().isAfter(last.to().plusMillis(200))) {
        var to = reel.span().to().isAfter(last.to()) ? reel.span().to() : last.to();
        spans.set(spans.size() - 1, new Span(last.from(), to));
      } else {
        spans.add(reel.span());
      }
    }
    return spans;
  }
}
