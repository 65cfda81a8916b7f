package org.vigie.bench.evaluate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.simulator.stage.StagedScene;

/// What came of scripted scenes: together, by day and by night, and in each light and weather. One
/// thread only.
final class SceneOutcome {

  private static final double SECONDS_AN_HOUR = 3600;

  private final Outcome all = new Outcome();
  private final Map<String, Outcome> lights = new TreeMap<>();
  private final Map<String, Outcome> settings = new TreeMap<>();

  void add(StagedScene scene, Evaluated evaluated) {
    var setting = scene.venue().setting();
    all.add(evaluated);
    lights
        .computeIfAbsent(setting.isNight() ? "night" : "day", light -> new Outcome())
        .add(evaluated);
    settings
        .computeIfAbsent(setting.name().toLowerCase(Locale.ROOT), name -> new Outcome())
        .add(evaluated);
  }

  void failed(String scene, String sentence) {
    all.failed(scene, sentence);
  }

  Outcome all() {
    return all;
  }

  private double cameraHours() {
    return all.pictures() / (StagedScene.RATE * SECONDS_AN_HOUR);
  }

  String text(String configuration) {
    var report = new Report(all, configuration);
    var text = new StringBuilder(report.table()).append(report.passages());
    lights.forEach(
        (light, outcome) -> {
          var part = new Report(outcome, configuration);
          text.append("%n%s%n".formatted(light)).append(part.table()).append(part.passages());
        });
    return text.append(report.wrongs())
        .append(report.summary())
        .append(String.format(Locale.ROOT, "%.2f camera hours%n", cameraHours()))
        .toString();
  }

  Map<String, @Nullable Object> fields(String configuration) {
    var fields = new Report(all, configuration).fields();
    fields.put("camera_hours", cameraHours());
    fields.put("by_light", parts(lights, configuration));
    fields.put("by_setting", parts(settings, configuration));
    return fields;
  }

  private static Map<String, Map<String, @Nullable Object>> parts(
      Map<String, Outcome> parts, String configuration) {
    var fields = new LinkedHashMap<String, Map<String, @Nullable Object>>();
    parts.forEach(
        (name, outcome) -> {
          var report = new Report(outcome, configuration);
          var part = new LinkedHashMap<String, @Nullable Object>();
          part.put("events", report.events());
          part.put("line_count", report.passed());
          part.put("clips", outcome.clips().size());
          fields.put(name, part);
        });
    return fields;
  }
}
