package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.DeskException;
import org.vigie.governance.Lift;
import org.vigie.governance.LiftGround;
import org.vigie.governance.LiftOrder;
import org.vigie.governance.Lifts;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.StopScope;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.server.door.Account;

/// Seeing clear: begun with a reason, extended, ended; and who does so now.
final class LiftApi {

  private static final int LONGEST_NOTE = 500;
  private static final int SHORTEST_NOTE = 3;

  private final Town town;
  private final Lifts lifts;
  private final Sights sights;

  LiftApi(Town town) {
    this.town = town;
    this.lifts = town.governance().lifts();
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer(Asker.of(request).person()));
  }

  ServerResponse begin(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var camera = Query.camera(DoorApi.required(order.camera(), "camera", 100));
    var known = sights.get(person, camera);
    var note = order.note() == null ? "" : order.note();
    if (note.length() > LONGEST_NOTE) {
      throw Problem.badRequest("note should have at most 500 characters");
    }
    var ground =
        Query.word(DoorApi.required(order.ground(), "ground", 40), "ground", LiftGround.class);
    if (ground.needsNote() && note.strip().length() < SHORTEST_NOTE) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    var lift =
        lifts.begin(
            new LiftOrder(
                person,
                known.id(),
                span(order),
                ground,
                note,
                alert(order, person, camera),
                length(order.minutes())));
    return Json.answer(HttpStatus.CREATED, answer(lift, person));
  }

  private static @Nullable Span span(Order order) {
    if (order.from() == null && order.to() == null) {
      return null;
    }
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    return Query.span(from, to, Lifts.LONGEST_FOOTAGE);
  }

  private @Nullable Long alert(Order order, String person, CameraId camera) throws DeskException {
    if (order.alert() == null) {
      return null;
    }
    long id = Query.number(order.alert(), ProblemCode.NO_SUCH_ALERT, "alert");
    var alert = town.desk().get(id);
    boolean known = !alert.shadow() || town.governance().holds(person, Right.CONFIGURE, camera);
    if (!alert.camera().equals(camera) || !known) {
      throw new Problem(ProblemCode.NO_SUCH_ALERT, "alert", order.alert());
    }
    return id;
  }

  private Duration length(@Nullable Integer minutes) {
    if (minutes == null) {
      var longest = lifts.longest();
      return longest.compareTo(Lifts.USUAL) < 0 ? longest : Lifts.USUAL;
    }
    if (minutes < 1) {
      throw Problem.badRequest("minutes should be at least 1");
    }
    return Duration.ofMinutes(minutes);
  }

  ServerResponse extend(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, Extension.class);
    var person = Asker.of(request).person();
    var lift = lifts.extend(person, running(request).id(), length(order.minutes()));
    return Json.ok(answer(lift, person));
  }

  ServerResponse end(ServerRequest request) throws Refused {
    var person = Asker.of(request).person();
    var unused = lifts.end(person, running(request).id());
    return Json.ok(answer(person));
  }

  private Lift running(ServerRequest request) {
    var id = request.pathVariable("lift");
    return lifts.list().stream()
        .filter(lift -> lift.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Problem(ProblemCode.LIFT_OVER));
  }

  private LiftList answer(String person) {
    return new LiftList(
        lifts.list().stream()
            .filter(lift -> mayKnow(person, lift))
            .map(lift -> answer(lift, person))
            .toList(),
        TownApi.isStopped(town.governance(), new StopScope.Clear()),
        length(null).toMinutes(),
        lifts.longest().toMinutes());
  }

  /// Whoever inspects or oversees is told of all, whoever may end one of those that they may end.
  private boolean mayKnow(String person, Lift lift) {
    var governance = town.governance();
    return lift.person().equals(person)
        || governance.holds(person, Right.INSPECT)
        || governance.holds(person, Right.OVERSEE)
        || governance.holds(person, Right.STOP, lift.camera());
  }

  private LiftAnswer answer(Lift lift, String person) {
    boolean mine = lift.person().equals(person);
    return new LiftAnswer(
        lift.id(),
        lift.camera(),
        town.cameras().find(lift.camera()).map(CameraView::name).orElse(lift.camera().value()),
        lift.person(),
        town.door().find(lift.person()).map(Account::name).orElse(lift.person()),
        mine,
        mine || town.governance().holds(person, Right.STOP, lift.camera()),
        lift.ground(),
        Optional.ofNullable(lift.alert()).map(String::valueOf),
        lift.isLive(),
        lift.footage().map(Span::from),
        lift.footage().map(Span::to),
        lift.since(),
        lift.until(),
        lifts.left(lift).toMillis());
  }

  record Order(
      @Nullable String camera,
      @Nullable String ground,
      @Nullable String note,
      @Nullable String alert,
      @Nullable Integer minutes,
      @Nullable String from,
      @Nullable String to) {}

  record Extension(@Nullable Integer minutes) {}

  record LiftList(
      List<LiftAnswer> lifts, boolean stopped, long usualMinutes, long longestMinutes) {}

  record LiftAnswer(
      String lift,
      CameraId camera,
      String cameraName,
      String person,
      String name,
      boolean mine,
      boolean mayEnd,
      LiftGround ground,
      Optional<String> alert,
      boolean live,
      Optional<Instant> from,
      Optional<Instant> to,
      Instant since,
      Instant until,
      long leftMs) {}
}
