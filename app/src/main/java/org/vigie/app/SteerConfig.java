package org.vigie.app;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.steer.Patrol;
import org.vigie.desk.steer.SteerSettings;

/// Reads a camera's `steer`: whether people may turn and zoom it.
final class SteerConfig {

  private static final Set<String> KEYS = Set.of("return_after", "patrols");
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private SteerConfig() {}

  private static final Set<String> PATROL_KEYS = Set.of("name", "presets", "dwell", "from", "to");
  private static final int MOST_PATROLS = 8;
  private static final int MOST_PLACES = 32;
  private static final int LONGEST_NAME = 60;
  private static final Duration SHORTEST_DWELL = Duration.ofSeconds(5);

  /// @param zone in which the hours of patrols are
  static Optional<SteerSettings> read(Document camera, ZoneId zone) throws BadInput {
    var says = camera.find("steer");
    if (says.isEmpty()) {
      return Optional.empty();
    }
    if (camera.find("onvif").isEmpty()) {
      throw says.get().wrong("needs `onvif`, where the camera takes orders, beside it");
    }
    says.get().fields(KEYS);
    return Optional.of(new SteerSettings(returnAfter(says.get()), patrols(says.get(), zone)));
  }

  private static Duration returnAfter(Document says) throws BadInput {
    var after = says.find("return_after");
    if (after.isEmpty()) {
      return SteerSettings.USUAL_RETURN;
    }
    var length = after.get().duration();
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw after.get().wrong("should be from 10 s to 1 h");
    }
    return length;
  }

  private static List<Patrol> patrols(Document says, ZoneId zone) throws BadInput {
    var list = says.find("patrols");
    if (list.isEmpty()) {
      return List.of();
    }
    var patrols = new ArrayList<Patrol>();
    for (var one : list.get().list()) {
      var patrol = patrol(one, zone);
      if (patrols.stream().anyMatch(other -> other.name().equals(patrol.name()))) {
        throw one.get("name").wrong("two patrols of this camera are called " + patrol.name());
      }
      patrols.add(patrol);
    }
    if (patrols.size() > MOST_PATROLS) {
      throw list.get().wrong("should be at most " + MOST_PATROLS + " patrols");
    }
    return patrols;
  }

  private static Patrol patrol(Document says, ZoneId zone) throws BadInput {
    says.fields(PATROL_KEYS);
    var name = name(says.get("name"));
    var places = new ArrayList<String>();
    for (var place : says.get("presets").list()) {
      places.add(name(place));
    }
    if (places.size() < 2 || places.size() > MOST_PLACES) {
      throw says.get("presets")
          .wrong("should name 2 to %d places that the camera remembers".formatted(MOST_PLACES));
    }
    var dwell = says.get("dwell").duration();
    if (dwell.compareTo(SHORTEST_DWELL) < 0 || dwell.compareTo(LONGEST) > 0) {
      throw says.get("dwell").wrong("should be from 5 s to 1 h");
    }
    if (says.find("from").isEmpty() && says.find("to").isEmpty()) {
      return new Patrol(name, places, dwell, Optional.empty());
    }
    var from = time(says.get("from"));
    var to = time(says.get("to"));
    if (from.equals(to)) {
      throw says.get("to").wrong("should differ from `from`");
    }
    return new Patrol(name, places, dwell, Optional.of(new Patrol.Hours(from, to, zone)));
  }

  private static String name(Document value) throws BadInput {
    var name = value.text().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw value.wrong("should be a name of 1 to " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static LocalTime time(Document value) throws BadInput {
    try {
      return LocalTime.parse(value.text());
    } catch (DateTimeParseException e) {
      throw value.wrong("should be a time of day in quotes, such as \"18:30\"");
    }
  }
}
