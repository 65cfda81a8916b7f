package org.vigie.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Ground;

/// What of a turning camera's book belongs to which place that the camera remembers, by that
/// place's name or token. What is not listed here belongs to the view at home, the only one that a
/// camera has which does not turn.
///
/// @param places by the ids of zones, lines and lanes
/// @param rules by their ids
/// @param grounds what was measured of the ground from each
public record Presets(
    Map<String, String> places, Map<String, String> rules, Map<String, Ground> grounds) {

  /// Everything belongs to the view at home.
  public static final Presets NONE = new Presets(Map.of(), Map.of(), Map.of());

  /// The view at home.
  public static final String HOME = "";

  static final int LONGEST_NAME = 60;

  public Presets {
    places = Map.copyOf(places);
    rules = Map.copyOf(rules);
    grounds = Map.copyOf(grounds);
  }

  /// All that something belongs to, but for the view at home.
  public Set<String> names() {
    var names = new TreeSet<>(places.values());
    names.addAll(rules.values());
    names.addAll(grounds.keySet());
    return names;
  }

  String ofPlace(String id) {
    return places.getOrDefault(id, HOME);
  }

  String ofRule(String id) {
    return rules.getOrDefault(id, HOME);
  }

  Optional<Ground> ground(String preset) {
    return Optional.ofNullable(grounds.get(preset));
  }

  /// The preset that an entry of a rules file names; [#HOME] where it names none.
  static String read(Document entry) throws BadInput {
    var named = entry.find("preset");
    if (named.isEmpty()) {
      return HOME;
    }
    var name = named.get().text().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw named
          .get()
          .wrong(
              "should be the name or token of a preset that the camera remembers, of 1 to %d characters; leave it out for the view at home"
                  .formatted(LONGEST_NAME));
    }
    return name;
  }
}
