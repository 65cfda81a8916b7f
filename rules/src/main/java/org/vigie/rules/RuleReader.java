package org.vigie.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Nearest;
import org.vigie.model.EventType;
import org.vigie.model.Ground;

/// Reads the rules of one camera, one after the other. Each family of events has a reader of its
/// own.
final class RuleReader {

  /// Every setting that a rule can have.
  static final Set<String> KEYS =
      Stream.of(
              Settings.COMMON,
              IntrusionReader.AREA,
              IntrusionReader.LINE,
              LineCountReader.KEYS,
              WrongWayReader.KEYS,
              DensityReader.KEYS,
              CrowdMovementReader.KEYS,
              FireReader.KEYS,
              AbandonedObjectReader.KEYS,
              PersonDownReader.KEYS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Place> places;
  private final Optional<Ground> ground;
  private final int width;
  private final ScheduleReader schedules;
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  // Places that were looked at for being shown very finely.
  private final Set<String> fine = new HashSet<>();

  /// @param ground where it was measured
  /// @param width of the picture, in pixels; of no use without a ground
  RuleReader(
      Map<String, Place> places, Optional<Ground> ground, int width, Optional<Document> timeZone) {
    this.places = places;
    this.ground = ground;
    this.width = width;
    this.schedules = new ScheduleReader(timeZone);
  }

  List<Rule> rules() {
    return rules;
  }

  List<String> warnings() {
    return warnings;
  }

  void read(Document rule) throws BadInput {
    var event = event(rule.get("event"));
    int before = rules.size();
    switch (event) {
      case INTRUSION -> rules.add(IntrusionReader.read(settings(rule, event)));
      case LINE_COUNT -> rules.add(LineCountReader.read(settings(rule, event)));
      case WRONG_WAY -> rules.add(WrongWayReader.read(settings(rule, event)));
      case ABANDONED_OBJECT -> rules.add(AbandonedObjectReader.read(settings(rule, event)));
      case PERSON_DOWN -> rules.add(PersonDownReader.read(settings(rule, event)));
      case CROWD_MOVEMENT -> rules.add(CrowdMovementReader.read(settings(rule, event)));
      case DENSITY -> rules.add(DensityReader.read(settings(rule, event)));
      case FIRE -> rules.add(FireReader.read(settings(rule, event)));
      case WEAPON -> leaveOut(rule, "reserved and not available");
    }
    if (rules.size() > before) {
      checkResolution(rule, rules.getLast());
    }
  }

  /// Leaves a rule out whose place is shown too coarsely, and warns of one shown very finely (R29).
  private void checkResolution(Document document, Rule rule) throws BadInput {
    var place = Optional.ofNullable(places.get(rule.zone()));
    if (ground.isEmpty() || place.isEmpty()) {
      return;
    }
    var shown = Resolution.of(ground.get(), place.get().points(), width);
    var where = document.get("zone");
    var coarse = shown.tooCoarse(Resolution.needed(rule), width);
    if (coarse.isPresent()) {
      rules.remove(rule);
      warnings.add(
          where
              .wrong("'%s' %s; this rule is left out".formatted(rule.zone(), coarse.get()))
              .getMessage());
    } else if (fine.add(rule.zone()) && shown.tooFine().isPresent()) {
      warnings.add(
          where.wrong("'%s' %s".formatted(rule.zone(), shown.tooFine().get())).getMessage());
    }
  }

  private void leaveOut(Document rule, String why) throws BadInput {
    warnings.add(
        rule.wrong(
                "%s is %s; this rule is left out".formatted(event(rule.get("event")).name(), why))
            .getMessage());
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

  private Settings settings(Document rule, EventType event) throws BadInput {
    return new Settings(rule, id(rule, event), places, ground, schedules);
  }

  /// The rule's own id, or one made of its event and place.
  private String id(Document rule, EventType event) throws BadInput {
    var given = rule.find("id");
    if (given.isPresent()) {
      var id = RuleBookReader.id(given.get());
      if (!ids.add(id)) {
        throw given.get().wrong("'" + id + "' is the id of an earlier rule; ids are unique");
      }
      return id;
    }
    var base = event.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var zone = rule.find("zone");
    var plain = zone.isEmpty() ? base : base + "-" + zone.get().text();
    var id = plain;
    for (int n = 2; !ids.add(id); n++) {
      id = plain + "-" + n;
    }
    return id;
  }
}
