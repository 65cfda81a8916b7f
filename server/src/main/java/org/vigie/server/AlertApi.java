package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskException;
import org.vigie.desk.DismissReason;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.Span;
import org.vigie.server.MaskedFilms.Film;

/// Alerts and verdicts.
final class AlertApi {

  private final Town town;
  private final Desk desk;
  private final Sights sights;
  private final MaskedFilms films;
  private final Feeds feeds;

  AlertApi(Town town, MaskedFilms films, Feeds feeds) {
    this.town = town;
    this.desk = town.desk();
    this.sights = new Sights(town);
    this.films = films;
    this.feeds = feeds;
  }

  ServerResponse list(ServerRequest request) throws Refused {
    var person = Asker.of(request).person();
    var known = sights.ids(person);
    var camera = request.param("camera").map(Query::camera);
    var wanted = camera.isPresent() ? Set.of(camera.get()) : known;
    if (!known.containsAll(wanted)) {
      throw new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", camera.orElseThrow().value());
    }
    boolean shadow = request.param("shadow").map("true"::equals).orElse(false);
    if (shadow) {
      Gate.require(town.governance(), request, List.of(Right.CONFIGURE));
      wanted =
          wanted.stream()
              .filter(id -> mayCommission(person, id))
              .collect(Collectors.toUnmodifiableSet());
      if (wanted.isEmpty()) {
        throw new Problem(
            ProblemCode.REFUSED,
            "reason",
            "what rules raise in shadow is for those who may configure their cameras.");
      }
    }
    var query =
        AlertQuery.NEWEST
            .shadow(shadow)
            .events(Query.word(request, "event", EventType.class).map(Set::of).orElse(Set.of()))
            .states(Query.word(request, "state", Alert.State.class).map(Set::of).orElse(Set.of()))
            .between(
                Query.instant(request, "from").orElse(Instant.MIN),
                Query.instant(request, "to").orElse(Instant.MAX))
            .limit((int) Query.whole(request, "limit", 1, 500, 100));
    // An empty set would mean every camera.
    var alerts = wanted.isEmpty() ? List.<Alert>of() : desk.list(query.cameras(wanted));
    return Json.ok(
        new AlertAnswer.AlertList(
            alerts.stream()
                .filter(alert -> sights.mayHear(person, alert))
                .map(alert -> AlertAnswer.of(alert, town.cameras()))
                .toList(),
            town.desk().waiting()));
  }

  ServerResponse get(ServerRequest request) throws DeskException {
    return Json.ok(AlertAnswer.of(alert(request), town.cameras()));
  }

  ServerResponse stream(ServerRequest request) {
    return feeds.open(Asker.of(request));
  }

  ServerResponse clip(ServerRequest request) throws Refused, IOException, DeskException {
    var person = Asker.of(request).person();
    var before = Duration.ofSeconds(Query.whole(request, "before", 0, 60, 6));
    var after = Duration.ofSeconds(Query.whole(request, "after", 1, 60, 6));
    var alert = alert(request);
    var now = town.clocks().wall();
    var end = alert.at().plus(after);
    var span = new Span(alert.at().minus(before), end.isBefore(now) ? end : now);
    var reason = "alert " + alert.id();
    var kept = town.clips().find(alert.id(), now).filter(clip -> clip.covers(span));
    var film = kept.isEmpty() ? Optional.<Film>empty() : films.kept(person, kept.get(), reason);
    if (film.isEmpty()) {
      film = Optional.of(films.make(person, alert.camera(), span, alert.at(), reason));
    }
    var unused = desk.seen(person, alert.id());
    return film.get().answer();
  }

  ServerResponse still(ServerRequest request) throws Refused, DeskException {
    var person = Asker.of(request).person();
    var alert = alert(request);
    var kept = town.clips().find(alert.id(), town.clocks().wall());
    var film =
        kept.isEmpty()
            ? Optional.<Film>empty()
            : films.still(person, Right.PLAY_BACK, kept.get(), "still of alert " + alert.id());
    if (film.isEmpty()) {
      throw new Problem(ProblemCode.NO_STILL);
    }
    var unused = desk.seen(person, alert.id());
    return film.get().answer();
  }

  ServerResponse confirm(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, VerdictOrder.class);
    var alert = alert(request);
    var permit = permitToJudge(request, alert, "confirm alert " + alert.id());
    var judged = desk.confirm(permit, alert.id(), Query.reason(order.text()), order.noteText());
    return Json.ok(AlertAnswer.of(judged, town.cameras()));
  }

  ServerResponse dismiss(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, VerdictOrder.class);
    var reason = Query.word(Query.reason(order.text()), "reason", DismissReason.class);
    if (reason == DismissReason.OTHER && order.noteText().isBlank()) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    var alert = alert(request);
    var permit = permitToJudge(request, alert, "dismiss alert " + alert.id());
    var judged = desk.dismiss(permit, alert.id(), reason, order.noteText());
    return Json.ok(AlertAnswer.of(judged, town.cameras()));
  }

  private Permit permitToJudge(ServerRequest request, Alert alert, String what) throws Refused {
    if (!alert.isWaiting()) {
      throw new Problem(ProblemCode.ALREADY_JUDGED);
    }
    return town.governance()
        .permit(
            Asker.of(request).person(),
            Right.JUDGE,
            Set.of(alert.camera()),
            Optional.empty(),
            what);
  }

  /// The alert of the path, if it is of a camera that the person may know of.
  private Alert alert(ServerRequest request) throws DeskException {
    var text = request.pathVariable("alert");
    long id = Query.number(text, ProblemCode.NO_SUCH_ALERT, "alert");
    var alert = desk.get(id);
    var person = Asker.of(request).person();
    if (!sights.mayHear(person, alert)
        || (alert.shadow() && !mayCommission(person, alert.camera()))) {
      throw new Problem(ProblemCode.NO_SUCH_ALERT, "alert", text);
    }
    return alert;
  }

  /// Whether a person may see what a camera's rules raise in shadow.
  private boolean mayCommission(String person, CameraId camera) {
    return town.governance().holds(person, Right.CONFIGURE, camera);
  }

  record VerdictOrder(@Nullable String reason, @Nullable String note) {

    String text() {
      return reason == null ? "" : reason;
    }

    String noteText() {
      if (note != null && note.length() > 500) {
        throw Problem.badRequest("note should have at most 500 characters");
      }
      return note == null ? "" : note.strip();
    }
  }
}
