package org.vigie.desk;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How a rule does on its camera, since it was put into shadow with its present settings (R25).
///
/// @param watchedDays calendar days (UTC) on which the camera was watched
/// @param byLight alerts and verdicts for each light of which there are any
/// @param lastWeek verdicts of the last seven days on what operators saw: an armed rule is held
///     against its floor by them
/// @param scenes that were staged, oldest first
/// @param route the staged-scene route, and how far it has been walked
/// @param missing what is not yet there to arm it; empty where it may be
public record RuleReport(
    RuleStanding standing,
    int watchedDays,
    Map<Light, Measured> byLight,
    Precision lastWeek,
    List<StagedScene> scenes,
    List<RouteStep> route,
    List<Missing> missing) {

  public RuleReport {
    byLight = Map.copyOf(byLight);
    scenes = List.copyOf(scenes);
    route = List.copyOf(route);
    missing = List.copyOf(missing);
  }

  /// The same with what is missing.
  RuleReport missing(List<Missing> things) {
    return new RuleReport(standing, watchedDays, byLight, lastWeek, scenes, route, things);
  }

  /// What was raised, and what people said of it.
  ///
  /// @param alerts all, drills included
  /// @param confirmed alerts that were real
  /// @param dismissed alerts that were not, drills left out
  public record Measured(int alerts, int confirmed, int dismissed) {

    Measured and(Measured other) {
      return new Measured(
          alerts + other.alerts, confirmed + other.confirmed, dismissed + other.dismissed);
    }

    /// Confirmed over confirmed and dismissed, 0 to 1; empty without verdicts.
    public OptionalDouble precision() {
      return new Precision(confirmed, dismissed).share();
    }

    /// The share of all alerts that turned out to be worth a look, 0 to 1: those nobody judged
    /// count against it.
    public OptionalDouble relevance() {
      return alerts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) confirmed / alerts);
    }
  }

  public Measured all() {
    return byLight.values().stream().reduce(new Measured(0, 0, 0), Measured::and);
  }

  /// Alerts for each day on which the camera was watched; empty before the first.
  public OptionalDouble alertsPerDay() {
    return watchedDays == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) all().alerts() / watchedDays);
  }

  /// The share of staged scenes that should raise something and did, 0 to 1.
  public OptionalDouble stagedRecall() {
    return scenes.stream()
        .filter(StagedScene::expected)
        .mapToInt(scene -> scene.raised() ? 1 : 0)
        .average();
  }
}
