package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Commissioning;
import org.vigie.desk.DeskException;
import org.vigie.desk.Light;
import org.vigie.governance.CommissioningTerms;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// How rules come out of shadow: what each lacks, scenes staged for it, and a person's word.
final class CommissioningApi {

  private static final int LONGEST_SCENE_SECONDS = 1_800;

  private final Town town;
  private final Commissioning commissioning;
  private final Sights sights;

  CommissioningApi(Town town) {
    this.town = town;
    this.commissioning = town.desk().commissioning();
    this.sights = new Sights(town);
  }

  /// Every rule that raises alerts, of the cameras that the person may know of.
  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    var terms = town.governance().profile().commissioning();
    var rules =
        sights.list(person).stream()
            .flatMap(
                camera ->
                    camera.rules().stream()
                        .filter(rule -> rule.event().raisesAlerts())
                        .map(rule -> answer(camera, rule)))
            .toList();
    return Json.ok(
        new RuleTrials(
            terms.isPresent(),
            terms.map(CommissioningTerms::shadow).map(Duration::toDays),
            terms.map(CommissioningTerms::floor),
            commissioning.lightNow(),
            rules));
  }

  /// Says that a scene is played before a camera from now on.
  ServerResponse stage(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, SceneOrder.class);
    var light = Query.word(order.light() == null ? "" : order.light(), "light", Light.class);
    if (order.seconds() < 1 || order.seconds() > LONGEST_SCENE_SECONDS) {
      throw Problem.badRequest(
          "seconds should be a whole number from 1 to " + LONGEST_SCENE_SECONDS);
    }
    var expected = order.expected();
    if (expected == null) {
      throw Problem.badRequest("expected should say whether the rule should raise something");
    }
    var what = Query.reason(order.what() == null ? "" : order.what());
    var asked = asked(request);
    var unused =
        commissioning.stage(
            permit(request, asked, "stage a scene for "),
            asked.camera().id(),
            asked.rule().id(),
            light,
            expected,
            Duration.ofSeconds(order.seconds()),
            what);
    return Json.ok(answer(asked.camera(), asked.rule()));
  }

  /// Lets a rule's signals reach operators.
  ServerResponse arm(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, ArmOrder.class);
    var why = Query.reason(order.reason() == null ? "" : order.reason());
    var asked = asked(request);
    var unused =
        commissioning.arm(
            permit(request, asked, "arm "),
            asked.camera().id(),
            asked.rule().id(),
            order.floor(),
            why);
    return Json.ok(answer(asked.camera(), asked.rule()));
  }

  /// Takes a rule back into shadow.
  ServerResponse shadow(ServerRequest request) throws IOException, Refused, DeskException {
    var given = Json.read(request, ShadowOrder.class).reason();
    var why = Query.reason(given == null ? "" : given);
    var asked = asked(request);
    var unused =
        commissioning.disarm(
            permit(request, asked, "take back into shadow "),
            asked.camera().id(),
            asked.rule().id(),
            why);
    return Json.ok(answer(asked.camera(), asked.rule()));
  }

  private record Asked(CameraView camera, CameraView.Rule rule) {}

  /// The rule of the path, if it is subject to commissioning: else nothing needs a permit.
  private Asked asked(ServerRequest request) throws DeskException {
    var camera = sights.get(Asker.of(request).person(), Query.camera(request));
    var rule = request.pathVariable("rule");
    var report = commissioning.report(camera.id(), rule);
    return camera.rules().stream()
        .filter(drawn -> drawn.id().equals(report.standing().rule()))
        .findFirst()
        .map(drawn -> new Asked(camera, drawn))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private Permit permit(ServerRequest request, Asked asked, String what) throws Refused {
    return town.governance()
        .permit(
            Asker.of(request).person(),
            Right.CONFIGURE,
            Set.of(asked.camera().id()),
            Optional.empty(),
            what + asked.rule().id());
  }

  private RuleTrialAnswer answer(CameraView camera, CameraView.Rule rule) {
    CameraId id = camera.id();
    return commissioning
        .find(id, rule.id())
        .map(report -> RuleTrialAnswer.of(camera, rule, report))
        .orElseGet(
            () -> RuleTrialAnswer.unasked(camera, rule, commissioning.measured(id, rule.id())));
  }

  /// The schema `Commissioning`.
  record RuleTrials(
      boolean asked,
      Optional<Long> shadowDays,
      Optional<Double> floor,
      Light light,
      List<RuleTrialAnswer> rules) {}

  record SceneOrder(
      @Nullable String light, @Nullable Boolean expected, int seconds, @Nullable String what) {}

  record ArmOrder(double floor, @Nullable String reason) {}

  record ShadowOrder(@Nullable String reason) {}
}
