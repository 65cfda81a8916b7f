package org.vigie.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Nearest;
import org.vigie.model.EventType;

/// Reads the rules of one camera, one after the other.
final class RuleReader {

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(1);
  private static final double USUAL_BAND = 0.01;
  private static final double USUAL_DISTANCE = 0.1;
  private static final Set<String> COMMON =
      Set.of("id", "event", "zone", "class", "schedule", "time_zone");
  private static final Set<String> AREA = Set.of("patience_s", "rearm_s");
  private static final Set<String> FORBIDDEN_LINE = Set.of("direction", "band");
  private static final Set<String> LINE_COUNT = Set.of("band");
  private static final Set<String> WRONG_WAY = Set.of("distance", "patience_s");

  /// Every setting that a rule can have.
  static final Set<String> KEYS =
      Stream.of(COMMON, AREA, FORBIDDEN_LINE, LINE_COUNT, WRONG_WAY)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Place> places;
  private final ScheduleReader schedules;
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  RuleReader(Map<String, Place> places, Optional<Document> timeZone) {
    this.places = places;
    this.schedules = new ScheduleReader(timeZone);
  }

  List<Rule> rules() {
    return rules;
  }

  List<String> warnings() {
    return warnings;
  }

  void read(Document rule) throws BadInput {
    switch (event(rule.get("event"))) {
      case INTRUSION -> rules.add(intrusion(rule));
      case LINE_COUNT -> rules.add(lineCount(rule));
      case WRONG_WAY -> rules.add(wrongWay(rule));
      case WEAPON ->
          warnings.add(
              rule.wrong("WEAPON is reserved and not available; this rule is left out")
                  .getMessage());
      case ABANDONED_OBJECT, PERSON_DOWN, CROWD_MOVEMENT, DENSITY, FIRE ->
          warnings.add(
              rule.wrong(
                      rule.get("event").text()
                          + " is not available in this version; this rule is left out")
                  .getMessage());
    }
  }

  private static EventType event(Document word) throws BadInput {
    var names = Arrays.stream(EventType.values()).map(Enum::name).toList();
    var name = word.text().toUpperCase(Locale.ROOT).replace('-', '_');
    if (!names.contains(name)) {
      throw word.wrong(
          "there is no event '%s'%s"
              .formatted(
                  word.text(),
                  Nearest.to(name, names)
                      .map(nearest -> "; did you mean " + nearest + "?")
                      .orElse("; there are: " + String.join(", ", names))));
    }
    return EventType.valueOf(name);
  }

  private Rule intrusion(Document rule) throws BadInput {
    var place = place(rule);
    if (place.isPresent() && place.get() instanceof Place.Line line) {
      checkKeys(rule, FORBIDDEN_LINE);
      return new Rule.ForbiddenLine(
          id(rule), line, target(rule), ways(rule), band(rule), schedules.read(rule));
    }
    checkKeys(rule, AREA);
    var area =
        switch (place.orElse(null)) {
          case null -> Area.wholePicture();
          case Place.Zone zone -> zone.area();
          case Place.Lane lane -> lane.area();
          case Place.Line line -> throw new AssertionError(line);
        };
    return new Rule.Intrusion(
        id(rule),
        place.map(Place::id).orElse(""),
        area,
        target(rule),
        seconds(rule, "patience_s", USUAL_PATIENCE),
        seconds(rule, "rearm_s", RuleBook.USUAL_REARM),
        schedules.read(rule));
  }

  private Rule lineCount(Document rule) throws BadInput {
    checkKeys(rule, LINE_COUNT);
    if (place(rule).orElse(null) instanceof Place.Line line) {
      return new Rule.LineCount(id(rule), line, target(rule), band(rule), schedules.read(rule));
    }
    throw wrongPlace(rule, "LINE_COUNT counts over a line: name one with 'zone'");
  }

  private Rule wrongWay(Document rule) throws BadInput {
    checkKeys(rule, WRONG_WAY);
    if (place(rule).orElse(null) instanceof Place.Lane lane) {
      return new Rule.WrongWay(
          id(rule),
          lane,
          target(rule),
          number(rule, "distance", 0.01, 2, USUAL_DISTANCE),
          seconds(rule, "patience_s", Duration.ZERO),
          schedules.read(rule));
    }
    throw wrongPlace(rule, "WRONG_WAY needs a lane, which has a direction: name one with 'zone'");
  }

  private static BadInput wrongPlace(Document rule, String what) throws BadInput {
    return rule.find("zone").orElse(rule).wrong(what);
  }

  private Optional<Place> place(Document rule) throws BadInput {
    var name = rule.find("zone");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var place = Optional.ofNullable(places.get(name.get().text()));
    if (place.isEmpty()) {
      throw name.get()
          .wrong(
              "'%s' is not drawn on this camera%s"
                  .formatted(name.get().text(), RuleBookReader.hint(name.get().text(), places)));
    }
    return place;
  }

  /// The rule's own id, or one made of its event and place.
  private String id(Document rule) throws BadInput {
    var given = rule.find("id");
    if (given.isPresent()) {
      var id = RuleBookReader.id(given.get());
      if (!ids.add(id)) {
        throw given.get().wrong("'" + id + "' is the id of an earlier rule; ids are unique");
      }
      return id;
    }
    var base = event(rule.get("event")).name().toLowerCase(Locale.ROOT).replace('_', '-');
    var zone = rule.find("zone");
    var plain = zone.isEmpty() ? base : base + "-" + zone.get().text();
    var id = plain;
    for (int n = 2; !ids.add(id); n++) {
      id = plain + "-" + n;
    }
    return id;
  }

  private static void checkKeys(Document rule, Set<String> more) throws BadInput {
    var known = new TreeSet<>(COMMON);
    known.addAll(more);
    var unused = rule.fields(known);
  }

  private static Target target(Document rule) throws BadInput {
    var word = rule.find("class");
    if (word.isEmpty()) {
      return Target.ANY;
    }
    return switch (word.get().text()) {
      case "person" -> Target.PERSON;
      case "vehicle" -> Target.VEHICLE;
      default ->
          throw word.get()
              .wrong(
                  "'%s' should be person or vehicle; leave it out for both"
                      .formatted(word.get().text()));
    };
  }

  private static Set<Rule.Way> ways(Document rule) throws BadInput {
    var word = rule.find("direction");
    if (word.isEmpty()) {
      return Set.of(Rule.Way.values());
    }
    return switch (word.get().text()) {
      case "forward" -> Set.of(Rule.Way.FORWARD);
      case "back" -> Set.of(Rule.Way.BACK);
      case "both" -> Set.of(Rule.Way.values());
      default ->
          throw word.get()
              .wrong("should be the forbidden direction over the line: forward, back or both");
    };
  }

  private static double band(Document rule) throws BadInput {
    return number(rule, "band", 0, 0.2, USUAL_BAND);
  }

  private static Duration seconds(Document rule, String key, Duration usual) throws BadInput {
    double seconds = number(rule, key, 0, 86_400, usual.toMillis() / 1e3);
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  private static double number(Document rule, String key, double least, double most, double usual)
      throws BadInput {
    var number = rule.find(key);
    return number.isEmpty() ? usual : number.get().number(least, most);
  }
}
