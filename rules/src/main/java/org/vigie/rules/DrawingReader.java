package org.vigie.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Reads a camera's entry as it is written, after [RuleBookReader] has found nothing wrong with it.
final class DrawingReader {

  private static final Set<String> OWN =
      Set.of("id", "event", "zone", "class", "schedule", "time_zone", "preset");

  private DrawingReader() {}

  /// @param outcomes of the entry's rules, in their order: they say the ids that were made
  static Drawing read(Document entry, List<RuleOutcome> outcomes) throws BadInput {
    var ground = new ArrayList<Drawing.MeasuredPlace>();
    for (var place : members(entry, "ground")) {
      ground.add(
          new Drawing.MeasuredPlace(
              pair(place.get("point")), pair(place.get("metres")), Presets.read(place)));
    }
    var places = new ArrayList<Drawing.DrawnPlace>();
    for (var drawn : members(entry, "zones")) {
      places.add(place(drawn));
    }
    var rules = new ArrayList<Drawing.AskedRule>();
    for (var rule : members(entry, "rules")) {
      rules.add(rule(rule, outcomes.get(rules.size()).id()));
    }
    return new Drawing(size(entry), text(entry, "time_zone"), ground, places, rules);
  }

  private static Optional<Drawing.Size> size(Document entry) throws BadInput {
    var size = entry.find("size");
    if (size.isEmpty()) {
      return Optional.empty();
    }
    var numbers = size.get().list();
    return Optional.of(
        new Drawing.Size(
            numbers.getFirst().integer(0, Integer.MAX_VALUE),
            numbers.getLast().integer(0, Integer.MAX_VALUE)));
  }

  private static Drawing.DrawnPlace place(Document drawn) throws BadInput {
    var points = new ArrayList<Drawing.Pair>();
    for (var point : drawn.get("points").list()) {
      points.add(pair(point));
    }
    var direction = drawn.find("direction");
    return new Drawing.DrawnPlace(
        drawn.get("id").text(),
        drawn.get("kind").text(),
        points,
        direction.isEmpty() ? Optional.empty() : Optional.of(pair(direction.get())),
        Presets.read(drawn));
  }

  private static Drawing.AskedRule rule(Document rule, String id) throws BadInput {
    var settings = new LinkedHashMap<String, String>();
    for (var field : rule.entries().entrySet()) {
      if (!OWN.contains(field.getKey()) && rule.find(field.getKey()).isPresent()) {
        settings.put(field.getKey(), field.getValue().text());
      }
    }
    var schedule = new ArrayList<Drawing.Hours>();
    for (var hours : members(rule, "schedule")) {
      schedule.add(
          new Drawing.Hours(days(hours), hours.get("from").text(), hours.get("to").text()));
    }
    return new Drawing.AskedRule(
        id,
        RuleReader.event(rule.get("event")).name(),
        text(rule, "zone"),
        text(rule, "class"),
        schedule,
        text(rule, "time_zone"),
        settings,
        Presets.read(rule));
  }

  /// A list of words is the same as the words with commas between them.
  private static String days(Document hours) throws BadInput {
    var days = hours.find("days");
    if (days.isEmpty()) {
      return "";
    }
    var words = new ArrayList<String>();
    for (var word : days.get().isList() ? days.get().list() : List.of(days.get())) {
      words.add(word.text());
    }
    return String.join(",", words);
  }

  private static List<Document> members(Document mapping, String key) throws BadInput {
    var list = mapping.find(key);
    return list.isEmpty() ? List.of() : list.get().list();
  }

  private static String text(Document mapping, String key) throws BadInput {
    var value = mapping.find(key);
    return value.isEmpty() ? "" : value.get().text();
  }

  private static Drawing.Pair pair(Document pair) throws BadInput {
    var numbers = pair.list();
    return new Drawing.Pair(
        numbers.getFirst().number(-1e9, 1e9), numbers.getLast().number(-1e9, 1e9));
  }
}
