package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  /// One verdict is about alerts that were decided within such a time.
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private static final int MOST_TOGETHER = 49;

  private final Town town;
  private final Desk desk;
  private final Sights sights;
  private final MaskedFilms films;
  private final Feeds feeds;
  private final Attention attention;

  AlertApi(Town town, MaskedFilms films, Feeds feeds) {
    this.town = town;
    this.desk = town.desk();
    this.sights = new Sights(town);
    this.films = films;
    this.feeds = feeds;
    this.attention = new Attention(town);
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
    opened(person, alert);
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
    opened(person, alert);
    return film.get().answer();
  }

  /// Whoever cannot judge it has not opened it for those who can: an alert that a program or an
  /// inspector looked at still goes to the supervisors.
  private void opened(String person, Alert alert) throws DeskException {
    if (!town.governance().holds(person, Right.JUDGE, alert.camera())) {
      return;
    }
    var unused = desk.seen(person, alert.id());
    attention.opened(person, alert.id());
  }

  /// What the asker is to be reminded of, if anything.
  ServerResponse reminder(ServerRequest request) {
    return Json.ok(new ReminderAnswer(attention.reminder(Asker.of(request).person())));
  }

  ServerResponse confirm(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, VerdictOrder.class);
    var reason = Query.reason(order.text());
    var person = Asker.of(request).person();
    return judge(
        request,
        order,
        "confirm",
        (permit, alert) -> {
          var judged = desk.confirm(permit, alert.id(), reason, order.noteText());
          attention.confirmed(person, judged);
          return judged;
        });
  }

  ServerResponse dismiss(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, VerdictOrder.class);
    var reason = Query.word(Query.reason(order.text()), "reason", DismissReason.class);
    if (reason == DismissReason.OTHER && order.noteText().isBlank()) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    var person = Asker.of(request).person();
    return judge(
        request,
        order,
        "dismiss",
        (permit, alert) -> {
          var judged = desk.dismiss(permit, alert.id(), reason, order.noteText());
          attention.dismissed(person);
          return judged;
        });
  }

  /// Gives one alert its verdict.
  private interface Judging {
    Alert judge(Permit permit, Alert alert) throws Refused, DeskException;
  }

  /// Judges the alert of the path, and those that are given with it: each with a permit, an entry
  /// and a row of its own. Those of the others that somebody has judged meanwhile are left.
  private ServerResponse judge(
      ServerRequest request, VerdictOrder order, String verb, Judging judging)
      throws Refused, DeskException {
    var alert = alert(request);
    var others = together(request, alert, order);
    var judged = judging.judge(permitToJudge(request, alert, verb + " alert " + alert.id()), alert);
    for (var other : others) {
      if (other.isWaiting()) {
        try {
          var unused =
              judging.judge(permitToJudge(request, other, verb + " alert " + other.id()), other);
        } catch (DeskException.Judged e) {
          // Somebody was faster with this one; theirs holds.
        }
      }
    }
    return Json.ok(AlertAnswer.of(judged, town.cameras()));
  }

  /// The others that are judged with an alert: of its camera and zone, decided within a minute.
  private List<Alert> together(ServerRequest request, Alert alert, VerdictOrder order)
      throws DeskException {
    var others = new ArrayList<Alert>();
    var first = alert.at();
    var last = alert.at();
    for (var id : order.others()) {
      var other = alert(request, id);
      first = other.at().isBefore(first) ? other.at() : first;
      last = other.at().isAfter(last) ? other.at() : last;
      boolean sameZone = other.camera().equals(alert.camera()) && other.zone().equals(alert.zone());
      if (!sameZone || Duration.between(first, last).compareTo(TOGETHER) >= 0) {
        throw Problem.badRequest(
            "also should name alerts of the same camera and zone, decided within a minute");
      }
      if (other.id() != alert.id()) {
        others.add(other);
      }
    }
    return others;
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
    return alert(request, request.pathVariable("alert"));
  }

  private Alert alert(ServerRequest request, String text) throws DeskException {
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

  record ReminderAnswer(Optional<Attention.Reminder> reminder) {}

  record VerdictOrder(@Nullable String reason, @Nullable String note, @Nullable List<String> also) {

    List<String> others() {
      if (also != null && also.size() > MOST_TOGETHER) {
        throw Problem.badRequest("also should name at most " + MOST_TOGETHER + " alerts");
      }
      return also == null ? List.of() : also;
    }

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
