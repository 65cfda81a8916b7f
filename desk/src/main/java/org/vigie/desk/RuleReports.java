package org.vigie.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.governance.CommissioningTerms;
import org.vigie.model.CameraId;

/// What was measured of rules under commissioning, and what they lack. Only reads. Safe for any
/// thread.
final class RuleReports {

  private final SqlState state;
  private final Optional<Daylight> daylight;
  private final Clocks clocks;

  RuleReports(SqlState state, Optional<Daylight> daylight, Clocks clocks) {
    this.state = state;
    this.daylight = daylight;
    this.clocks = clocks;
  }

  /// How a rule stands since it was last put into shadow.
  RuleReport of(RuleStanding standing, CommissioningTerms terms, boolean told) {
    var camera = standing.camera();
    var rule = standing.rule();
    return state.read(
        c -> {
          var sql = new SqlStandings(c);
          var since = sql.find(camera, rule).orElseThrow().shadow();
          var measured = sql.measured(camera, rule, since, this::light);
          var scenes = sql.scenes(camera, rule, since);
          int watched = sql.watchedDays(camera, WatchedDays.of(since));
          var now = clocks.wall();
          var lastWeek = sql.judgedSince(camera, rule, now.minus(Commissioning.TRIAL));
          var route = RouteStep.route(scenes, now);
          var report =
              new RuleReport(standing, watched, measured, lastWeek, scenes, route, List.of());
          return report.missing(ArmingConditions.missing(report, terms, told));
        });
  }

  /// What a rule raised since ever and what people said of it, for each light of which there is
  /// any.
  Map<Light, RuleReport.Measured> measured(CameraId camera, String rule) {
    return state.read(c -> new SqlStandings(c).measured(camera, rule, Instant.EPOCH, this::light));
  }

  /// What people said of what a rule raised in the time up to now.
  Precision judged(RuleStanding standing, Duration lately) {
    var since = clocks.wall().minus(lately);
    return state.read(
        c -> new SqlStandings(c).judgedSince(standing.camera(), standing.rule(), since));
  }

  /// By which light the town's cameras see at an instant.
  Light light(Instant at) {
    return daylight.map(place -> place.at(at)).orElse(Light.UNKNOWN);
  }

  /// What a report rests on, for the ledger.
  static Map<String, Object> figures(RuleReport report) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("watched_days", report.watchedDays());
    figures.put("alerts", report.all().alerts());
    figures.put("confirmed", report.all().confirmed());
    figures.put("dismissed", report.all().dismissed());
    for (var light : List.of(Light.DAY, Light.NIGHT)) {
      var scenes = report.scenes().stream().filter(scene -> scene.light() == light).toList();
      figures.put("staged_" + light.name().toLowerCase(Locale.ROOT), scenes.size());
      figures.put(
          "passed_" + light.name().toLowerCase(Locale.ROOT),
          (int) scenes.stream().filter(StagedScene::passed).count());
    }
    return figures;
  }
}
