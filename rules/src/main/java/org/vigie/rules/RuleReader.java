package org.vigie.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  private final Map<String, String> placePresets;
  private final Map<String, Ground> grounds;
  private final int width;
  private final ScheduleReader schedules;
  private final List<Rule> rules = new ArrayList<>();
  private final List<RuleOutcome> outcomes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, String> presets = new HashMap<>();
  // Places of which it was said that they are shown very finely.
  private final Set<String> warned = new HashSet<>();

  /// @param placePresets the presets on whose view places are drawn, by the places' ids
  /// @param grounds what was measured, by the preset from which it was
  /// @param width of the picture, in pixels; of no use without a ground
  RuleReader(
      Map<String, Place> places,
      Map<String, String> placePresets,
      Map<String, Ground> grounds,
      int width,
      Optional<Document> timeZone) {
    this.places = places;
    this.placePresets = placePresets;
    this.grounds = Map.copyOf(grounds);
    this.width = width;
    this.schedules = new ScheduleReader(timeZone);
  }

  List<Rule> rules() {
    return rules;
  }

  List<String> warnings() {
    return warnings;
  }

  /// The presets at which rules judge, by the rules' ids.
  Map<String, String> presets() {
    return presets;
  }

  List<RuleOutcome> outcomes() {
    return outcomes;
  }

  void read(Document rule) throws BadInput {
    var event = event(rule.get("event"));
    var preset = preset(rule);
    var ground = Optional.ofNullable(grounds.get(preset));
    var settings = new Settings(rule, id(rule, event), places, ground, schedules);
    if (!preset.equals(Presets.HOME)) {
      presets.put(settings.id(), preset);
    }
    var asked =
        switch (event) {
          case INTRUSION -> Optional.of(IntrusionReader.read(settings));
          case LINE_COUNT -> Optional.of(LineCountReader.read(settings));
          case WRONG_WAY -> Optional.of(WrongWayReader.read(settings));
          case ABANDONED_OBJECT -> Optional.of(AbandonedObjectReader.read(settings));
          case PERSON_DOWN -> Optional.of(PersonDownReader.read(settings));
          case CROWD_MOVEMENT -> Optional.of(CrowdMovementReader.read(settings));
          case DENSITY -> Optional.of(DensityReader.read(settings));
          case FIRE -> Optional.of(FireReader.read(settings));
          case WEAPON -> Optional.<Rule>empty();
        };
    var zone = asked.map(Rule::zone).orElse("");
    var objection =
        asked.isEmpty()
            ? Optional.of(event + " is reserved and not available")
            : tooCoarse(asked.get()).map(why -> "'" + zone + "' " + why);
    if (objection.isPresent()) {
      var where = asked.isEmpty() ? rule : rule.get("zone");
      warnings.add(where.wrong(objection.get() + "; this rule is left out").getMessage());
      asked = Optional.empty();
    }
    if (asked.isPresent()) {
      rules.add(asked.get());
      warnOfFinePlace(rule, asked.get());
    }
    outcomes.add(new RuleOutcome(settings.id(), event, zone, asked, objection.orElse("")));
  }

  /// The preset at which a rule judges: its zone's, or of one for the whole picture its own.
  private String preset(Document rule) throws BadInput {
    var own = Presets.read(rule);
    var zone = rule.find("zone");
    if (zone.isEmpty()) {
      return own;
    }
    var drawn = placePresets.getOrDefault(zone.get().text(), Presets.HOME);
    if (rule.find("preset").isPresent() && !own.equals(drawn)) {
      throw rule.get("preset")
          .wrong(
              "'%s' is drawn for %s; leave this out: a rule belongs to the preset of its zone"
                  .formatted(
                      zone.get().text(),
                      drawn.isEmpty() ? "the view at home" : "preset '" + drawn + "'"));
    }
    return drawn;
  }

  /// What speaks against a rule whose place is shown too coarsely (R29).
  private Optional<String> tooCoarse(Rule rule) {
    return shown(rule).flatMap(shown -> shown.tooCoarse(Resolution.needed(rule), width));
  }

  private void warnOfFinePlace(Document document, Rule rule) throws BadInput {
    var fine = shown(rule).flatMap(Resolution::tooFine);
    if (fine.isPresent() && warned.add(rule.zone())) {
      warnings.add(
          document.get("zone").wrong("'%s' %s".formatted(rule.zone(), fine.get())).getMessage());
    }
  }

  /// How finely a rule's place is shown, where that can be told.
  private Optional<Resolution> shown(Rule rule) {
    var preset = placePresets.getOrDefault(rule.zone(), Presets.HOME);
    return Optional.ofNullable(grounds.get(preset))
        .flatMap(
            measured ->
                Optional.ofNullable(places.get(rule.zone()))
                    .map(place -> Resolution.of(measured, place.points(), width)));
  }

  static EventType event(Document word) throws BadInput {
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
