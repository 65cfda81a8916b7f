package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.DeskException;
import org.vigie.desk.FieldStep;
import org.vigie.desk.FieldSteps;
import org.vigie.desk.Incident;
import org.vigie.desk.IncidentKind;
import org.vigie.desk.Verdict;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.server.door.ProgramKeys;
import org.vigie.server.notice.Position;

/// What teams on the ground get and say: confirmed alerts, one masked still of each, seen, on site,
/// done, and where they are while on duty.
final class FieldApi {

  /// How long a confirmed alert is listed and its still shown: a turn of duty.
  private static final Duration LISTED = Duration.ofHours(8);

  /// How long one look at a still lasts.
  private static final Duration LOOK = Duration.ofMinutes(5);

  private static final int MOST_LISTED = 100;

  /// Of a whole town.
  private static final int MOST_OPEN = 2_000;
  private static final long LONGEST_AGO_MS = Duration.ofDays(1).toMillis();
  private static final double WORST_ACCURACY_M = 5_000;

  private final Town town;
  private final MaskedFilms films;
  private final FieldUnits units;
  private final Sights sights;

  FieldApi(Town town, MaskedFilms films, FieldUnits units) {
    this.town = town;
    this.films = films;
    this.units = units;
    this.sights = new Sights(town);
  }

  ServerResponse get(ServerRequest request) {
    var person = Asker.of(request).person();
    var cameras =
        sights.ids(person).stream()
            .filter(camera -> holds(person, Right.ATTEND, camera) || judges(person, camera))
            .collect(Collectors.toSet());
    var query =
        AlertQuery.NEWEST
            .states(Set.of(Alert.State.CONFIRMED))
            .between(town.clocks().wall().minus(LISTED), Instant.MAX)
            .limit(MOST_LISTED);
    // An empty set would mean every camera.
    var alerts = cameras.isEmpty() ? List.<Alert>of() : town.desk().list(query.cameras(cameras));
    boolean leads = cameras.stream().anyMatch(camera -> judges(person, camera));
    return Json.ok(
        new FieldAnswer(
            alerts.stream().map(alert -> answer(alert, person)).toList(),
            ProgramKeys.isProgram(person) ? List.of() : incidents(cameras),
            town.settings().map().units(),
            leads ? units.onDuty().stream().map(OnDutyAnswer::of).toList() : List.of()));
  }

  /// Those that are not closed, as far as they are about cameras that the person attends to. What
  /// people typed about them is for people: programs get none.
  private List<FieldIncident> incidents(Set<CameraId> cameras) {
    return town.desk().log().open(MOST_OPEN).stream()
        .filter(incident -> incident.cameras().stream().anyMatch(cameras::contains))
        .limit(MOST_LISTED)
        .map(incident -> answer(incident, cameras))
        .toList();
  }

  private FieldIncident answer(Incident incident, Set<CameraId> cameras) {
    var where =
        incident.cameras().stream()
            .filter(cameras::contains)
            .flatMap(camera -> town.cameras().find(camera).stream())
            .toList();
    return new FieldIncident(
        incident.number(),
        incident.kind(),
        incident.status(),
        incident.begun(),
        incident.title(),
        incident.teams(),
        where.stream()
            .map(
                view ->
                    new FieldPlace(
                        view.id(),
                        view.name(),
                        Optional.of(view.site().place()).filter(place -> !place.isBlank()),
                        view.site().position()))
            .toList());
  }

  ServerResponse still(ServerRequest request) throws Refused, DeskException {
    var person = Asker.of(request).person();
    var alert = confirmed(request);
    var now = town.clocks().wall();
    var clip = town.clips().find(alert.id(), now).filter(kept -> isListed(alert, now));
    if (clip.isEmpty()) {
      throw new Problem(ProblemCode.NO_STILL);
    }
    var film =
        films
            .still(person, Right.ATTEND, clip.get(), "still of alert " + alert.id())
            .orElseThrow(() -> new Problem(ProblemCode.NO_STILL));
    var until = earlier(now.plus(LOOK), clip.get().until());
    return ServerResponse.ok()
        .contentType(MediaType.valueOf("video/mp4"))
        .cacheControl(CacheControl.noStore())
        .header("X-Vigie-Start", film.shown().from().toString())
        .header("X-Vigie-Until", until.toString())
        .body(film.bytes());
  }

  ServerResponse step(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, StepOrder.class);
    var person = Asker.of(request).person();
    var step = Query.word(DoorApi.required(order.step(), "step", 20), "step", FieldStep.class);
    var unit = order.unit() == null ? "" : unit(order.unit());
    long ago = order.agoMs() == null ? 0 : order.agoMs();
    if (ago < 0 || ago > LONGEST_AGO_MS) {
      throw Problem.badRequest("ago_ms should be from 0 to " + LONGEST_AGO_MS + " (24 h)");
    }
    var alert = confirmed(request);
    if (!town.desk().fieldSteps().isTaken(alert.id(), person, step)) {
      var permit =
          town.governance()
              .permit(
                  person,
                  Right.ATTEND,
                  Set.of(alert.camera()),
                  Optional.empty(),
                  step + " at alert " + alert.id());
      var pressed = town.clocks().wall().minusMillis(ago);
      town.desk().fieldSteps().take(permit, alert.id(), alert.camera(), step, unit, pressed);
    }
    return Json.ok(answer(alert, person));
  }

  ServerResponse position(ServerRequest request) throws IOException {
    var report = Json.read(request, PositionReport.class);
    var unit = unit(DoorApi.required(report.unit(), "unit", 60));
    var position =
        new Position(
            number(report.latitude(), "latitude", -90, 90),
            number(report.longitude(), "longitude", -180, 180));
    double accuracy = number(report.accuracyM(), "accuracy_m", 0, WORST_ACCURACY_M);
    if (!units.report(Asker.of(request).person(), unit, position, accuracy)) {
      throw new Problem(ProblemCode.UNAVAILABLE);
    }
    return ServerResponse.noContent().build();
  }

  ServerResponse offDuty(ServerRequest request) {
    units.offDuty(Asker.of(request).person());
    return ServerResponse.noContent().build();
  }

  /// One of the town's units: a name that was typed on a telephone could be that of a person.
  private String unit(String name) {
    if (!town.settings().map().units().contains(name)) {
      throw Problem.badRequest("unit should be one of the town's (map.units in vigie.yaml)");
    }
    return name;
  }

  private static double number(@Nullable Double value, String name, double least, double most) {
    if (value == null || !(value >= least && value <= most)) {
      throw Problem.badRequest(
          "%s should be a number from %.0f to %.0f".formatted(name, least, most));
    }
    return value;
  }

  private boolean isListed(Alert alert, Instant now) {
    return alert.at().isAfter(now.minus(LISTED));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private boolean holds(String person, Right right, CameraId camera) {
    return town.governance().holds(person, right, camera);
  }

  private boolean judges(String person, CameraId camera) {
    return holds(person, Right.JUDGE, camera);
  }

  /// The alert of the path, if it was confirmed and is of a camera that the person attends to.
  private Alert confirmed(ServerRequest request) throws DeskException {
    var text = request.pathVariable("alert");
    var alert = town.desk().get(Query.number(text, ProblemCode.NO_SUCH_ALERT, "alert"));
    boolean known =
        alert.state() == Alert.State.CONFIRMED
            && !alert.shadow()
            && holds(Asker.of(request).person(), Right.ATTEND, alert.camera());
    if (!known) {
      throw new Problem(ProblemCode.NO_SUCH_ALERT, "alert", text);
    }
    return alert;
  }

  private FieldAlert answer(Alert alert, String person) {
    var camera = town.cameras().find(alert.camera());
    var now = town.clocks().wall();
    return new FieldAlert(
        String.valueOf(alert.id()),
        alert.camera(),
        camera.map(CameraView::name).orElse(alert.camera().value()),
        camera.map(view -> view.site().place()).filter(place -> !place.isBlank()),
        camera.flatMap(view -> view.site().position()),
        alert.event(),
        alert.at(),
        alert.verdict().map(Verdict::at).orElse(alert.at()),
        alert.verdict().map(Verdict::note).filter(note -> !note.isEmpty()),
        isListed(alert, now) && town.clips().find(alert.id(), now).isPresent(),
        town.desk().fieldSteps().of(alert.id()).stream()
            .map(taken -> StepTaken.of(taken, person))
            .toList());
  }

  record StepOrder(@Nullable String step, @Nullable String unit, @Nullable Long agoMs) {}

  record PositionReport(
      @Nullable String unit,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double accuracyM) {}

  /// The schema `Field`.
  record FieldAnswer(
      List<FieldAlert> alerts,
      List<FieldIncident> incidents,
      List<String> units,
      List<OnDutyAnswer> onDuty) {}

  /// The schema `FieldIncident`.
  ///
  /// @param title what was typed when it was opened
  record FieldIncident(
      long number,
      IncidentKind kind,
      Incident.Status status,
      Instant begun,
      Optional<String> title,
      List<String> teams,
      List<FieldPlace> places) {}

  /// The schema `FieldPlace`.
  record FieldPlace(
      CameraId camera, String cameraName, Optional<String> place, Optional<Position> position) {}

  /// The schema `FieldAlert`.
  record FieldAlert(
      String id,
      CameraId camera,
      String cameraName,
      Optional<String> place,
      Optional<Position> position,
      EventType event,
      Instant at,
      Instant confirmedAt,
      Optional<String> note,
      boolean still,
      List<StepTaken> steps) {}

  /// The schema `FieldStepTaken`.
  record StepTaken(FieldStep step, Instant at, Optional<String> unit, boolean mine) {

    static StepTaken of(FieldSteps.Taken taken, String person) {
      return new StepTaken(
          taken.step(),
          taken.pressed(),
          Optional.of(taken.unit()).filter(unit -> !unit.isEmpty()),
          taken.person().equals(person));
    }
  }

  /// The schema `UnitOnDuty`.
  record OnDutyAnswer(String unit, Position position, double accuracyM, long ageS) {

    static OnDutyAnswer of(FieldUnits.OnDuty onDuty) {
      return new OnDutyAnswer(
          onDuty.unit(), onDuty.position(), onDuty.accuracyM(), onDuty.age().toSeconds());
    }
  }
}
