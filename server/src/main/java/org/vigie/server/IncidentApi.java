package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Alert;
import org.vigie.desk.DeskException;
import org.vigie.desk.Incident;
import org.vigie.desk.IncidentKind;
import org.vigie.desk.IncidentOrder;
import org.vigie.desk.LineKind;
import org.vigie.desk.LineOrder;
import org.vigie.desk.ShiftLog;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// Incidents and bookmarks: what people do about what they see.
final class IncidentApi {

  private static final int MOST = 100;

  private final Town town;
  private final ShiftLog log;
  private final Sights sights;

  IncidentApi(Town town) {
    this.town = town;
    this.log = town.desk().log();
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    int limit = (int) Query.whole(request, "limit", 1, MOST, MOST);
    boolean all = request.param("all").map("true"::equals).orElse(false);
    var incidents = all ? log.newest(limit) : log.open(limit);
    return Json.ok(
        new IncidentAnswer.IncidentList(
            incidents.stream()
                .filter(incident -> mayKnow(incident, person))
                .map(incident -> answer(incident, person))
                .toList()));
  }

  ServerResponse get(ServerRequest request) throws DeskException {
    var person = Asker.of(request).person();
    return Json.ok(answer(incident(request, person), person));
  }

  ServerResponse open(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var kind = Query.word(DoorApi.required(order.kind(), "kind", 40), "kind", IncidentKind.class);
    var alert = alert(order.alert(), person);
    var camera = camera(order.camera(), alert, person);
    var words = words(order.words());
    if (kind.needsWords() && words.isEmpty()) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    var moment = moment(order.moment(), alert);
    var permit = permit(person, camera, "open an incident");
    var opened =
        log.open(permit, new IncidentOrder(kind, camera, moment, alert.map(Alert::id), words));
    return Json.answer(HttpStatus.CREATED, answer(opened, person));
  }

  ServerResponse write(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, Line.class);
    var person = Asker.of(request).person();
    var kind = Query.word(DoorApi.required(order.kind(), "kind", 40), "kind", LineKind.class);
    if (!kind.isAddedToIncident()) {
      throw Problem.badRequest("kind should be a line of an incident that is there");
    }
    var incident = incident(request, person);
    var alert = alert(order.alert(), person).map(Alert::id);
    var camera =
        order.camera() == null
            ? Optional.<CameraId>empty()
            : Optional.of(sights.get(person, Query.camera(order.camera())).id());
    var permit =
        permit(
            person, judged(incident, person), "%s, incident %d".formatted(kind, incident.number()));
    var written =
        log.write(
            permit, incident.number(), new LineOrder(kind, words(order.words()), camera, alert));
    return Json.ok(answer(written, person));
  }

  ServerResponse bookmark(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, Bookmark.class);
    var person = Asker.of(request).person();
    var camera = camera(order.camera(), Optional.empty(), person);
    var words = Query.reason(words(order.words()));
    var incident = Optional.<Long>empty();
    if (order.incident() != null) {
      incident = Optional.of(incident(order.incident(), person).number());
    }
    var moment = moment(order.moment(), Optional.empty());
    var line =
        log.bookmark(permit(person, camera, "set a bookmark"), camera, moment, incident, words);
    return Json.answer(
        HttpStatus.CREATED, IncidentAnswer.LineAnswer.of(line, person, town.cameras()));
  }

  private Permit permit(String person, CameraId camera, String what) throws Refused {
    return town.governance().permit(person, Right.JUDGE, Set.of(camera), Optional.empty(), what);
  }

  /// A camera of the incident for which the person may judge; the first, for the refusal, if none.
  private CameraId judged(Incident incident, String person) {
    return incident.cameras().stream()
        .filter(camera -> town.governance().holds(person, Right.JUDGE, camera))
        .findFirst()
        .orElse(incident.cameras().getFirst());
  }

  private CameraId camera(@Nullable String given, Optional<Alert> alert, String person) {
    if (given == null && alert.isPresent()) {
      return alert.get().camera();
    }
    var camera = sights.get(person, Query.camera(DoorApi.required(given, "camera", 100))).id();
    if (alert.isPresent() && !alert.get().camera().equals(camera)) {
      throw Problem.badRequest("the alert should be of that camera");
    }
    return camera;
  }

  private Instant moment(@Nullable String given, Optional<Alert> alert) {
    if (given != null) {
      return Query.instant(given, "moment");
    }
    return alert.map(Alert::at).orElseGet(town.clocks()::wall);
  }

  private Optional<Alert> alert(@Nullable String given, String person) throws DeskException {
    if (given == null) {
      return Optional.empty();
    }
    var alert = town.desk().get(Query.number(given, ProblemCode.NO_SUCH_ALERT, "alert"));
    if (alert.shadow() || !sights.mayKnow(person, alert.camera())) {
      throw new Problem(ProblemCode.NO_SUCH_ALERT, "alert", given);
    }
    return Optional.of(alert);
  }

  private Incident incident(ServerRequest request, String person) throws DeskException {
    return incident(request.pathVariable("incident"), person);
  }

  private Incident incident(String number, String person) throws DeskException {
    var incident = log.incident(Query.number(number, ProblemCode.NO_SUCH_INCIDENT, "incident"));
    if (!mayKnow(incident, person)) {
      throw new Problem(ProblemCode.NO_SUCH_INCIDENT, "incident", number);
    }
    return incident;
  }

  private boolean mayKnow(Incident incident, String person) {
    return incident.cameras().stream().anyMatch(camera -> sights.mayKnow(person, camera));
  }

  private IncidentAnswer answer(Incident incident, String person) {
    Predicate<CameraId> known = camera -> sights.mayKnow(person, camera);
    return IncidentAnswer.of(incident, person, town.cameras(), known);
  }

  static String words(@Nullable String given) {
    if (given != null && given.length() > 500) {
      throw Problem.badRequest("words should have at most 500 characters");
    }
    return given == null ? "" : given.strip();
  }

  record Order(
      @Nullable String kind,
      @Nullable String camera,
      @Nullable String moment,
      @Nullable String alert,
      @Nullable String words) {}

  record Line(
      @Nullable String kind,
      @Nullable String words,
      @Nullable String camera,
      @Nullable String alert) {}

  record Bookmark(
      @Nullable String camera,
      @Nullable String moment,
      @Nullable String incident,
      @Nullable String words) {}
}
