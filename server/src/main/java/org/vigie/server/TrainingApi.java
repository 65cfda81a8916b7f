package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.DismissReason;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.server.door.Account;
import org.vigie.server.training.Debrief;
import org.vigie.server.training.Exercise;

/// The debrief of an exercise, for its trainer; there is none in any other town.
final class TrainingApi {

  private static final String LIFTED = "lift.granted";
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 50;

  private final Town town;

  TrainingApi(Town town) {
    this.town = town;
  }

  /// `GET /api/training`.
  ServerResponse debrief(ServerRequest request) {
    return Json.ok(
        answer(
            town,
            town.settings().exercise().orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND))));
  }

  /// What has come of it by now.
  static DebriefAnswer answer(Town town, Exercise exercise) {
    var now = town.clocks().wall();
    var alerts = town.desk().list(AlertQuery.NEWEST.between(exercise.began(), now.plusSeconds(60)));
    var debrief = Debrief.of(exercise.played(exercise.began(), now), alerts, now);
    return new DebriefAnswer(
        exercise.scenario(),
        exercise.seed(),
        exercise.began(),
        now,
        debrief.events().stream().map(row -> row(town, row)).toList(),
        debrief.unfounded().stream().map(row -> row(town, row)).toList(),
        lifts(town),
        debrief.count(Debrief.Outcome.RIGHT),
        debrief.count(Debrief.Outcome.WRONG),
        debrief.count(Debrief.Outcome.OPENED) + debrief.count(Debrief.Outcome.UNOPENED),
        debrief.count(Debrief.Outcome.NO_ALERT),
        debrief.medianTook().map(Duration::toMillis));
  }

  private static DebriefRow row(Town town, Debrief.Row row) {
    return new DebriefRow(
        row.camera(),
        camera(town, row.camera()),
        row.event(),
        row.zone(),
        row.from(),
        row.to(),
        row.alert().map(String::valueOf),
        row.came(),
        row.delay().map(Duration::toMillis),
        row.opened(),
        row.judged(),
        row.took().map(Duration::toMillis),
        row.person().map(person -> name(town, person)),
        row.dismissed(),
        row.outcome());
  }

  /// Oldest first: the ledger knows them all, running or not.
  private static List<DebriefLift> lifts(Town town) {
    var lifts = new ArrayList<DebriefLift>();
    long before = Long.MAX_VALUE;
    for (int page = 0; page < MOST_PAGES && before >= 0; page++) {
      var read = town.governance().ledger().page(new Query(before, PAGE, "", LIFTED));
      read.entries().forEach(entry -> lifts.add(lift(town, entry)));
      before = read.next();
    }
    return lifts.reversed();
  }

  private static DebriefLift lift(Town town, Recorded recorded) {
    var entry = recorded.entry();
    var note = entry.text("note");
    return new DebriefLift(
        recorded.at(),
        name(town, entry.actor()),
        camera(town, new CameraId(entry.text("camera"))),
        entry.text("ground"),
        note.isEmpty() ? Optional.empty() : Optional.of(note));
  }

  private static String camera(Town town, CameraId camera) {
    return town.cameras().find(camera).map(CameraView::name).orElse(camera.value());
  }

  private static String name(Town town, String person) {
    return town.door().find(person).map(Account::name).orElse(person);
  }

  record DebriefAnswer(
      String scenario,
      long seed,
      Instant began,
      Instant until,
      List<DebriefRow> events,
      List<DebriefRow> unfounded,
      List<DebriefLift> lifts,
      long right,
      long wrong,
      long open,
      long withoutAlert,
      Optional<Long> medianTookMs) {}

  record DebriefRow(
      CameraId camera,
      String cameraName,
      EventType event,
      String zone,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> alert,
      Optional<Instant> came,
      Optional<Long> delayMs,
      Optional<Instant> opened,
      Optional<Instant> judged,
      Optional<Long> tookMs,
      Optional<String> person,
      Optional<DismissReason> dismissed,
      Debrief.Outcome outcome) {}

  record DebriefLift(
      Instant at, String person, String cameraName, String ground, Optional<String> note) {}
}
