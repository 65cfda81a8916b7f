package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Stop;
import org.vigie.governance.StopScope;
import org.vigie.server.Answers.ActAnswer;
import org.vigie.server.Answers.CheckpointAnswer;

/// The status bar, and the stop buttons.
final class TownApi {

  private final Town town;
  private final Governance governance;
  private final Sights sights;

  TownApi(Town town) {
    this.town = town;
    this.governance = town.governance();
    this.sights = new Sights(town);
  }

  ServerResponse status(ServerRequest request) {
    var person = Asker.of(request).person();
    var now = town.clocks().wall();
    var cameras = sights.list(person);
    var acts = governance.actsInForce();
    return Json.ok(
        new TownAnswer(
            town.settings().town(),
            town.settings().demo(),
            town.settings().exercise().isPresent(),
            governance.profile().name(),
            town.governance().custody().custodians().current().isPresent()
                ? "SEALED"
                : "ENCRYPTED_NOT_SEALED",
            acts.recording().stream()
                .min(Comparator.comparing(RecordingAct::until))
                .map(act -> ActAnswer.of(act, now)),
            acts.detection().stream()
                .min(Comparator.comparing(DetectionAct::until))
                .map(act -> ActAnswer.of(act, now)),
            // Of what flies or is worn, what films now.
            (int)
                cameras.stream()
                    .filter(camera -> !governance.sources().isShut(camera.id()))
                    .count(),
            cameras.stream().filter(camera -> CameraApi.isRecording(town, camera, now)).count(),
            town.desk().waiting(),
            AlarmApi.known(town, cameras).count(),
            isStopped(governance, new StopScope.Town()),
            CheckpointAnswer.of(governance.ledger().checkpoint()),
            town.settings().version(),
            town.settings().zone().getId(),
            now));
  }

  ServerResponse stops(ServerRequest request) {
    return Json.ok(list());
  }

  ServerResponse stop(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, StopOrder.class);
    governance.stop(Asker.of(request).person(), scope(order), reason(order));
    return Json.ok(list());
  }

  ServerResponse resume(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, StopOrder.class);
    governance.resume(Asker.of(request).person(), scope(order), reason(order));
    return Json.ok(list());
  }

  static boolean isStopped(Governance governance, StopScope scope) {
    return governance.stops().stream().anyMatch(stop -> stop.scope().equals(scope));
  }

  private StopScope scope(StopOrder order) {
    return switch (Query.word(String.valueOf(order.scope()), "scope", Scope.class)) {
      case TOWN -> new StopScope.Town();
      case CLEAR -> new StopScope.Clear();
      case CAMERA -> new StopScope.Camera(camera(order).id());
      case RULE -> {
        var camera = camera(order);
        var rule = DoorApi.required(order.rule(), "rule", 100);
        if (camera.rules().stream().noneMatch(known -> known.id().equals(rule))) {
          throw Problem.badRequest("camera " + camera.id() + " has no such rule");
        }
        yield new StopScope.Rule(camera.id(), rule);
      }
    };
  }

  private CameraView camera(StopOrder order) {
    var id = Query.camera(DoorApi.required(order.camera(), "camera", 100));
    return town.cameras()
        .find(id)
        .orElseThrow(() -> new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", id.value()));
  }

  private static String reason(StopOrder order) {
    var reason = order.reason();
    return Query.reason(reason == null ? "" : reason);
  }

  private StopList list() {
    return new StopList(
        governance.stops().stream().flatMap(s -> StopAnswer.of(s).stream()).toList());
  }

  enum Scope {
    TOWN,
    CAMERA,
    RULE,
    CLEAR
  }

  record StopOrder(
      @Nullable String scope,
      @Nullable String camera,
      @Nullable String rule,
      @Nullable String reason) {}

  record StopList(List<StopAnswer> stops) {}

  record StopAnswer(
      Scope scope,
      Optional<String> camera,
      Optional<String> rule,
      String person,
      String reason,
      Instant since) {

    /// Nothing for the stop of one event in the whole town, which the console does not offer.
    static Optional<StopAnswer> of(Stop stop) {
      return switch (stop.scope()) {
        case StopScope.Town() -> Optional.of(of(Scope.TOWN, null, null, stop));
        case StopScope.Camera(var camera) ->
            Optional.of(of(Scope.CAMERA, camera.value(), null, stop));
        case StopScope.Rule(var camera, var rule) ->
            Optional.of(of(Scope.RULE, camera.value(), rule, stop));
        case StopScope.Clear() -> Optional.of(of(Scope.CLEAR, null, null, stop));
        case StopScope.Event event -> Optional.empty();
      };
    }

    private static StopAnswer of(
        Scope scope, @Nullable String camera, @Nullable String rule, Stop stop) {
      return new StopAnswer(
          scope,
          Optional.ofNullable(camera),
          Optional.ofNullable(rule),
          stop.person(),
          stop.reason(),
          stop.since());
    }
  }

  record TownAnswer(
      String town,
      boolean demo,
      boolean training,
      String profile,
      String seal,
      Optional<ActAnswer> recordingAct,
      Optional<ActAnswer> detectionAct,
      int cameras,
      long recording,
      long waiting,
      long alarms,
      boolean stopped,
      CheckpointAnswer checkpoint,
      String version,
      String zone,
      Instant now) {}
}
