package org.vigie.rules;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Ground;

/// What a file says of one rule, with what is drawn on its camera: the words that readers of
/// several events share.
///
/// @param id the rule's own id, or one made for it
/// @param drawn zones, lines and lanes of its camera, by id
/// @param ground of its camera from where the rule judges, where it was measured
record Settings(
    Document rule,
    String id,
    Map<String, Place> drawn,
    Optional<Ground> ground,
    ScheduleReader schedules) {

  /// Settings of every rule.
  static final Set<String> COMMON =
      Set.of("id", "event", "zone", "class", "schedule", "time_zone", "preset");

  /// Refuses every setting but these and the common ones.
  void allow(Set<String> more) throws BadInput {
    var known = new TreeSet<>(COMMON);
    known.addAll(more);
    var unused = rule.fields(known);
  }

  /// Where the rule applies, as drawn; empty for the whole picture.
  Optional<Place> place() throws BadInput {
    var name = rule.find("zone");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var place = Optional.ofNullable(drawn.get(name.get().text()));
    if (place.isEmpty()) {
      throw name.get()
          .wrong(
              "'%s' is not drawn on this camera%s"
                  .formatted(name.get().text(), RuleBookReader.hint(name.get().text(), drawn)));
    }
    return place;
  }

  /// The area of a zone or lane, or the whole picture, for an event that needs an area.
  Area area() throws BadInput {
    return switch (place().orElse(null)) {
      case null -> Area.wholePicture();
      case Place.Zone zone -> zone.area();
      case Place.Lane lane -> lane.area();
      case Place.Line line ->
          throw wrongPlace("'" + line.id() + "' is a line; this event needs a zone or lane");
    };
  }

  /// The id of the zone, line or lane; empty for the whole picture.
  String zone() throws BadInput {
    return place().map(Place::id).orElse("");
  }

  BadInput wrongPlace(String what) throws BadInput {
    return rule.find("zone").orElse(rule).wrong(what);
  }

  Target target() throws BadInput {
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

  Schedule schedule() throws BadInput {
    return schedules.read(rule);
  }

  /// A duration in seconds, up to a day.
  Duration seconds(String key, Duration usual) throws BadInput {
    double seconds = number(key, 0, 86_400, usual.toMillis() / 1e3);
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  double number(String key, double least, double most, double usual) throws BadInput {
    var number = rule.find(key);
    return number.isEmpty() ? usual : number.get().number(least, most);
  }

  /// A setting in metres; absent where the file says nothing.
  ///
  /// @throws BadInput also if the camera's ground was not measured
  Optional<Double> metres(String key, double least, double most) throws BadInput {
    var metres = rule.find(key);
    if (metres.isEmpty()) {
      return Optional.empty();
    }
    if (ground.isEmpty()) {
      throw metres
          .get()
          .wrong("is in metres, and this camera's ground was not measured: give it with 'ground'");
    }
    return Optional.of(metres.get().number(least, most));
  }

  /// Whether a setting is switched on; off where the file says nothing.
  boolean yes(String key) throws BadInput {
    var word = rule.find(key);
    return word.isPresent() && word.get().yes();
  }

  /// The least height in metres of what a rule is about; 0 where the file says nothing.
  double leastMetres() throws BadInput {
    return metres("least_m", 0, 5).orElse(0.0);
  }
}
