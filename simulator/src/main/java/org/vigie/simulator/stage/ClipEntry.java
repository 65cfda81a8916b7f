package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.simulator.draw.Vec;
import org.vigie.simulator.scene.Zone;

/// Writes down what is drawn and armed in a scene and what is true of it, as an entry of
/// `clips.yaml`.
///
/// @param never events that must stay silent
record ClipEntry(Script script, Set<EventType> never) {

  /// Places that a surveyor would mark: x and z in metres.
  private static final double[][] MARKS = {{-3, 10.5}, {3, 10.5}, {5, 19}, {-5, 19}};

  String write(String name, int width, int height, int rate) {
    var text = new StringBuilder();
    text.append("- clip: ").append(name).append('\n');
    line(text, "size: [%d, %d]", width, height);
    line(text, "frame_rate: %d", rate);
    line(text, "duration_s: %.1f", script.seconds);
    list(text, "ground", marks());
    list(text, "zones", script.zones.stream().map(ClipEntry::zone).toList());
    list(text, "rules", script.rules.stream().map(ClipEntry::rule).toList());
    list(text, "expect", spans());
    list(text, "counts", counts());
    line(
        text,
        "never: [%s]",
        never.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append("  ").append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static void list(StringBuilder text, String key, List<String> members) {
    if (!members.isEmpty()) {
      text.append("  ").append(key).append(":\n");
      members.forEach(member -> text.append("    - {").append(member).append("}\n"));
    }
  }

  private List<String> marks() {
    var marks = new ArrayList<String>();
    for (double[] mark : MARKS) {
      var at = new Vec(mark[0], 0, mark[1]);
      marks.add(
          String.format(
              Locale.ROOT,
              "point: [%.5f, %.5f], metres: [%.1f, %.1f]",
              script.venue.lens().across(at),
              script.venue.lens().down(at),
              mark[0],
              mark[1]));
    }
    return marks;
  }

  private static String zone(Zone zone) {
    var points =
        zone.points().stream().map(ClipEntry::point).collect(Collectors.joining(", ", "[", "]"));
    return "id: %s, kind: %s, points: %s%s"
        .formatted(
            zone.id(),
            zone.kind(),
            points,
            zone.direction().map(to -> ", direction: " + point(to)).orElse(""));
  }

  private static String point(Point point) {
    return String.format(Locale.ROOT, "[%.4f, %.4f]", point.x(), point.y());
  }

  private static String rule(Script.Armed rule) {
    var text = new StringBuilder("event: ").append(rule.event());
    if (!rule.zone().isEmpty()) {
      text.append(", zone: ").append(rule.zone());
    }
    if (!rule.kind().isEmpty()) {
      text.append(", class: ").append(rule.kind());
    }
    if (!rule.more().isEmpty()) {
      text.append(", ").append(rule.more());
    }
    return text.toString();
  }

  private List<String> spans() {
    var truth = new StagedTruth(script);
    var spans = new ArrayList<>(script.spans);
    script.rules.forEach(rule -> spans.addAll(truth.spans(rule)));
    return spans.stream().map(ClipEntry::span).toList();
  }

  private static String span(Script.Span span) {
    return String.format(
        Locale.ROOT,
        "event: %s%s, from_s: %.2f, to_s: %.2f",
        span.event(),
        span.zone().isEmpty() ? "" : ", zone: " + span.zone(),
        span.fromS(),
        span.toS());
  }

  private List<String> counts() {
    return new StagedTruth(script)
        .counts().stream()
            .map(
                count ->
                    "line: %s, class: %s, forward: %d, back: %d"
                        .formatted(count.line(), count.kind(), count.forward(), count.back()))
            .toList();
  }
}
