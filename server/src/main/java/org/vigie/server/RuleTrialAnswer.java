package org.vigie.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.desk.Commissioning;
import org.vigie.desk.Light;
import org.vigie.desk.Missing;
import org.vigie.desk.Precision;
import org.vigie.desk.RouteStep;
import org.vigie.desk.RuleReport;
import org.vigie.desk.StagedScene;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// How a rule stands and how it does on its camera, as the API says it: the schema `RuleTrial`.
///
/// @param standing the name of its mode, or NOT_ASKED
/// @param trial absent where the legal profile asks for no commissioning
record RuleTrialAnswer(
    CameraId camera,
    String cameraName,
    String rule,
    EventType event,
    boolean experimental,
    String standing,
    List<LightAnswer> measured,
    Optional<TrialAnswer> trial) {

  static RuleTrialAnswer of(CameraView camera, CameraView.Rule rule, RuleReport report) {
    return answer(
        camera,
        rule,
        report.standing().mode().name(),
        report.byLight(),
        Optional.of(TrialAnswer.of(report)));
  }

  /// Where the legal profile asks for no commissioning.
  static RuleTrialAnswer unasked(
      CameraView camera, CameraView.Rule rule, Map<Light, RuleReport.Measured> measured) {
    return answer(camera, rule, "NOT_ASKED", measured, Optional.empty());
  }

  private static RuleTrialAnswer answer(
      CameraView camera,
      CameraView.Rule rule,
      String standing,
      Map<Light, RuleReport.Measured> measured,
      Optional<TrialAnswer> trial) {
    return new RuleTrialAnswer(
        camera.id(),
        camera.name(),
        rule.id(),
        rule.event(),
        Commissioning.isExperimental(rule.event()),
        standing,
        LightAnswer.list(measured),
        trial);
  }

  /// What was raised by one light, and what people said of it.
  record LightAnswer(Light light, int alerts, int confirmed, int dismissed) {

    /// In the order of the day.
    static List<LightAnswer> list(Map<Light, RuleReport.Measured> measured) {
      return measured.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(
              entry ->
                  new LightAnswer(
                      entry.getKey(),
                      entry.getValue().alerts(),
                      entry.getValue().confirmed(),
                      entry.getValue().dismissed()))
          .toList();
    }
  }

  /// How far a rule has come.
  record TrialAnswer(
      Instant since,
      String person,
      Optional<Double> floor,
      String why,
      int watchedDays,
      Precision lastWeek,
      List<StepAnswer> route,
      List<SceneAnswer> scenes,
      List<Missing> missing) {

    static TrialAnswer of(RuleReport report) {
      var standing = report.standing();
      return new TrialAnswer(
          standing.since(),
          standing.person(),
          standing.floor(),
          standing.why(),
          report.watchedDays(),
          report.lastWeek(),
          report.route().stream().map(StepAnswer::of).toList(),
          report.scenes().stream().map(SceneAnswer::of).toList(),
          report.missing());
    }
  }

  record StepAnswer(Light light, boolean expected, int staged, int passed, boolean done) {

    static StepAnswer of(RouteStep step) {
      return new StepAnswer(
          step.light(), step.expected(), step.staged(), step.passed(), step.isDone());
    }
  }

  record SceneAnswer(
      Light light, boolean expected, String what, Instant from, Instant to, boolean raised) {

    static SceneAnswer of(StagedScene scene) {
      return new SceneAnswer(
          scene.light(), scene.expected(), scene.what(), scene.from(), scene.to(), scene.raised());
    }
  }
}
