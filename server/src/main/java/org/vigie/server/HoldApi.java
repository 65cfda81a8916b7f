package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Hold;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;

/// Judicial holds: listed for everybody who is signed in, placed, reviewed and released by whoever
/// may hand the footage over.
final class HoldApi {

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int MOST_CAMERAS = 50;
  private static final int LONGEST_WORDS = 200;

  private final Town town;
  private final Sights sights;

  HoldApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer());
  }

  ServerResponse place(ServerRequest request) throws IOException {
    var order = Json.read(request, HoldOrder.class);
    var person = Asker.of(request).person();
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    var span = Query.span(from, to, LONGEST);
    var cameras = cameras(order.cameras(), person);
    var reference = DoorApi.required(order.reference(), "reference", LONGEST_WORDS);
    var authority = DoorApi.required(order.authority(), "authority", LONGEST_WORDS);
    var decided = day(DoorApi.required(order.decided(), "decided", 40));
    var review = Query.instant(DoorApi.required(order.review(), "review", 40), "review");
    var unused =
        OpeningApi.taken(
            () ->
                town.governance()
                    .holds()
                    .place(person, reference, authority, decided, cameras, span, review));
    return Json.answer(HttpStatus.CREATED, answer());
  }

  private Set<CameraId> cameras(@Nullable List<String> named, String person) {
    if (named == null || named.isEmpty() || named.size() > MOST_CAMERAS) {
      throw Problem.badRequest("cameras should name 1 to " + MOST_CAMERAS);
    }
    var cameras = new HashSet<CameraId>();
    named.forEach(id -> cameras.add(sights.get(person, Query.camera(id)).id()));
    return cameras;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("decided should be a day such as 2026-11-22");
    }
  }

  ServerResponse review(ServerRequest request) throws IOException {
    var order = Json.read(request, ReviewOrder.class);
    var person = Asker.of(request).person();
    var next = Query.instant(DoorApi.required(order.review(), "review", 40), "review");
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    var id = request.pathVariable("hold");
    var unused = OpeningApi.taken(() -> town.governance().holds().review(person, id, next, reason));
    return Json.ok(answer());
  }

  ServerResponse release(ServerRequest request) throws IOException {
    var order = Json.read(request, ReviewOrder.class);
    var person = Asker.of(request).person();
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    var id = request.pathVariable("hold");
    var unused = OpeningApi.taken(() -> town.governance().holds().release(person, id, reason));
    return Json.ok(answer());
  }

  private HoldList answer() {
    var now = town.clocks().wall();
    return new HoldList(
        town.governance().holds().list().stream().map(hold -> answer(hold, now)).toList());
  }

  private HoldAnswer answer(Hold hold, Instant now) {
    return new HoldAnswer(
        hold.id(),
        hold.reference(),
        hold.authority(),
        hold.decided().toString(),
        hold.cameras().stream().sorted().toList(),
        hold.span().from(),
        hold.span().to(),
        hold.review(),
        !hold.review().isAfter(now),
        town.door().find(hold.person()).map(Account::name).orElse(hold.person()),
        hold.placed());
  }

  record HoldList(List<HoldAnswer> holds) {}

  record HoldAnswer(
      String hold,
      String reference,
      String authority,
      String decided,
      List<CameraId> cameras,
      Instant from,
      Instant to,
      Instant review,
      boolean overdue,
      String name,
      Instant placed) {}

  record HoldOrder(
      @Nullable List<String> cameras,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reference,
      @Nullable String authority,
      @Nullable String decided,
      @Nullable String review) {}

  record ReviewOrder(@Nullable String review, @Nullable String reason) {}
}
