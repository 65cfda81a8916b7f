package org.vigie.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Writes drawings as YAML: one line for each zone and rule, keys always in the same order.
final class DrawingText {

  /// What a drawing says, of the keys of a camera's entry; all others are left as they are.
  static final Set<String> KEYS = Set.of("size", "time_zone", "ground", "zones", "rules");

  /// Text that means itself to every reader of YAML, old ones included.
  private static final Pattern PLAIN =
      Pattern.compile("-?\\d+(\\.\\d+)?|[\\p{L}][\\p{L}\\p{N}_/-]*(?: [\\p{L}\\p{N}_/-]+)*");

  /// Words that some readers take for something else.
  private static final Set<String> TAKEN =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  private DrawingText() {}

  /// The lines of an entry, without its camera.
  static String of(Drawing drawing) {
    var text = new StringBuilder();
    drawing
        .size()
        .ifPresent(size -> text.append("size: [%d, %d]\n".formatted(size.width(), size.height())));
    if (!drawing.timeZone().isEmpty()) {
      text.append("time_zone: ").append(scalar(drawing.timeZone())).append('\n');
    }
    if (!drawing.ground().isEmpty()) {
      list(text, "ground", drawing.ground().stream().map(DrawingText::measured).toList());
    }
    list(text, "zones", drawing.places().stream().map(DrawingText::place).toList());
    list(text, "rules", drawing.rules().stream().map(DrawingText::rule).toList());
    return text.toString();
  }

  private static void list(StringBuilder text, String key, List<String> members) {
    if (members.isEmpty()) {
      text.append(key).append(": []\n");
      return;
    }
    text.append(key).append(":\n");
    members.forEach(member -> text.append("  - ").append(member).append('\n'));
  }

  private static String measured(Drawing.MeasuredPlace place) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("point", pair(place.point()));
    fields.put("metres", pair(place.metres()));
    put(fields, "preset", place.preset());
    return flow(fields);
  }

  private static String place(Drawing.DrawnPlace place) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("id", scalar(place.id()));
    fields.put("kind", scalar(place.kind()));
    fields.put(
        "points",
        place.points().stream().map(DrawingText::pair).collect(Collectors.joining(", ", "[", "]")));
    place.direction().ifPresent(direction -> fields.put("direction", pair(direction)));
    put(fields, "preset", place.preset());
    return flow(fields);
  }

  private static String rule(Drawing.AskedRule rule) {
    var fields = new LinkedHashMap<String, String>();
    put(fields, "id", rule.id());
    fields.put("event", scalar(rule.event()));
    put(fields, "zone", rule.zone());
    put(fields, "class", rule.about());
    new TreeMap<>(rule.settings()).forEach((key, value) -> fields.put(scalar(key), scalar(value)));
    if (!rule.schedule().isEmpty()) {
      fields.put(
          "schedule",
          rule.schedule().stream()
              .map(DrawingText::hours)
              .collect(Collectors.joining(", ", "[", "]")));
    }
    put(fields, "time_zone", rule.timeZone());
    put(fields, "preset", rule.preset());
    return flow(fields);
  }

  private static String hours(Drawing.Hours hours) {
    var fields = new LinkedHashMap<String, String>();
    put(fields, "days", hours.days());
    fields.put("from", scalar(hours.from()));
    fields.put("to", scalar(hours.to()));
    return flow(fields);
  }

  private static void put(Map<String, String> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.put(key, scalar(value));
    }
  }

  private static String flow(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String pair(Drawing.Pair pair) {
    return "[" + number(pair.x()) + ", " + number(pair.y()) + "]";
  }

  private static String number(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number + 0.0).stripTrailingZeros().toPlainString()
        : scalar(String.valueOf(number));
  }

  /// A scalar, in quotes where it needs them.
  static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !TAKEN.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return text;
    }
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  /// Whatever was read, in braces and brackets.
  static String any(Document value) throws BadInput {
    if (value.isMapping()) {
      var fields = new LinkedHashMap<String, String>();
      for (var field : value.entries().entrySet()) {
        fields.put(scalar(field.getKey()), any(field.getValue()));
      }
      return flow(fields);
    }
    if (value.isList()) {
      var members = new ArrayList<String>();
      for (var member : value.list()) {
        members.add(any(member));
      }
      return "[" + String.join(", ", members) + "]";
    }
    return scalar(value.text());
  }

  /// The keys of a camera's entry that are no part of its drawing, a line each.
  static String others(Document entry) throws BadInput {
    var text = new StringBuilder();
    for (var field : entry.entries().entrySet()) {
      if (!KEYS.contains(field.getKey())) {
        text.append(scalar(field.getKey())).append(": ").append(any(field.getValue())).append('\n');
      }
    }
    return text.toString();
  }

  /// Lines, each moved to the right, but for the first.
  static String hanging(String lines, int columns) {
    return lines.strip().replace("\n", "\n" + " ".repeat(columns));
  }
}
