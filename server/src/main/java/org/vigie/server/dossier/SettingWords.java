package org.vigie.server.dossier;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.server.notice.Tongue;

/// A rule's settings in words, those of the console. What has no word stands as the rules file has
/// it. Pure.
record SettingWords(Tongue tongue) {

  private record Pair(String french, String english) {}

  private static final Map<String, Pair> NAMES =
      Map.of(
          "standing", new Pair("à l’arrêt", "standing still"),
          "people", new Pair("à partir de (personnes)", "from how many people"),
          "smoke", new Pair("fumée", "smoke"),
          "patience", new Pair("patience", "patience"),
          "reach", new Pair("personne à moins de", "nobody within"),
          "forbidden", new Pair("sens interdit", "forbidden way"),
          "distance", new Pair("après", "after"),
          "class", new Pair("classe", "class"));

  private static final Map<String, Pair> VALUES =
      Map.of(
          "person", new Pair("personne", "person"),
          "vehicle", new Pair("véhicule", "vehicle"),
          "FORWARD", new Pair("aller", "forward"),
          "BACK", new Pair("retour", "back"),
          "of the height", new Pair("de la hauteur", "of the height"),
          "yes", new Pair("oui", "yes"),
          "experimental", new Pair("à l’essai", "experimental"));

  /// The longest first: one may stand in another.
  private static final List<String> KNOWN =
      VALUES.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();

  /// All of a rule, by their names, such as `classe personne, patience 1,0 s`.
  String of(Map<String, String> settings) {
    return settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(set -> name(set.getKey()) + " " + value(set.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String name(String key) {
    var known = NAMES.get(key);
    return known == null ? key : tongue.say(known.french(), known.english());
  }

  private String value(String value) {
    for (var known : KNOWN) {
      if (value.equals(known) || value.endsWith(" " + known)) {
        var pair = VALUES.getOrDefault(known, new Pair(known, known));
        return number(value.substring(0, value.length() - known.length()))
            + tongue.say(pair.french(), pair.english());
      }
    }
    return number(value);
  }

  private String number(String text) {
    return tongue.say(text.replaceAll("(?<=\\d)\\.(?=\\d)", ","), text);
  }
}
