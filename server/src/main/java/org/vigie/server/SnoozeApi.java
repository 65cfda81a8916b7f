package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.DeskException;
import org.vigie.desk.Snooze;
import org.vigie.desk.Snoozes;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.server.door.Account;

/// Rules whose alerts wait quietly on a camera for a while.
final class SnoozeApi {

  private final Town town;
  private final Snoozes snoozes;
  private final Sights sights;

  SnoozeApi(Town town) {
    this.town = town;
    this.snoozes = town.desk().snoozes();
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer(Asker.of(request).person()));
  }

  ServerResponse begin(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var camera = sights.get(person, Query.camera(request)).id();
    var rule = request.pathVariable("rule");
    var reason = Query.reason(order.reason() == null ? "" : order.reason());
    long longest = Snoozes.LONGEST.toMinutes();
    if (order.minutes() == null || order.minutes() < 1 || order.minutes() > longest) {
      throw Problem.badRequest("minutes should be a whole number from 1 to " + longest);
    }
    var unused =
        snoozes.begin(
            permit(person, camera, "make rule %s quiet".formatted(rule)),
            camera,
            rule,
            Duration.ofMinutes(order.minutes()),
            reason);
    return Json.answer(HttpStatus.CREATED, answer(person));
  }

  ServerResponse end(ServerRequest request) throws Refused, DeskException {
    var person = Asker.of(request).person();
    var camera = sights.get(person, Query.camera(request)).id();
    var rule = request.pathVariable("rule");
    snoozes.end(permit(person, camera, "end the quiet of rule " + rule), camera, rule);
    return Json.ok(answer(person));
  }

  private Permit permit(String person, CameraId camera, String what) throws Refused {
    return town.governance().permit(person, Right.JUDGE, Set.of(camera), Optional.empty(), what);
  }

  private SnoozeList answer(String person) {
    return new SnoozeList(
        snoozes.list().stream()
            .filter(snooze -> sights.mayKnow(person, snooze.camera()))
            .map(snooze -> answer(snooze, person))
            .toList(),
        Snoozes.LONGEST.toMinutes());
  }

  private SnoozeAnswer answer(Snooze snooze, String person) {
    var camera = snooze.camera();
    return new SnoozeAnswer(
        camera,
        town.cameras().find(camera).map(CameraView::name).orElse(camera.value()),
        snooze.rule(),
        snooze.event(),
        snooze.person(),
        town.door().find(snooze.person()).map(Account::name).orElse(snooze.person()),
        snooze.person().equals(person),
        town.governance().holds(person, Right.JUDGE, camera),
        snooze.since(),
        snooze.until(),
        snooze.left().toMillis());
  }

  record Order(@Nullable Integer minutes, @Nullable String reason) {}

  record SnoozeList(List<SnoozeAnswer> snoozes, long longestMinutes) {}

  record SnoozeAnswer(
      CameraId camera,
      String cameraName,
      String rule,
      EventType event,
      String person,
      String name,
      boolean mine,
      boolean mayEnd,
      Instant since,
      Instant until,
      long leftMs) {}
}
