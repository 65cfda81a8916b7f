package org.vigie.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.Ground;
import org.vigie.model.Point;

/// Reads `ground`: places of the picture that were measured on the street.
final class GroundReader {

  /// A town measures in its own grid, with coordinates of seven digits.
  private static final double FARTHEST_METRES = 1e7;

  private GroundReader() {}

  /// The grounds of a camera, by the preset from which each was measured.
  ///
  /// @param entry a camera's
  /// @param aspect the picture's width over its height
  static Map<String, Ground> read(Document entry, double aspect) throws BadInput {
    var list = entry.find("ground");
    if (list.isEmpty()) {
      return Map.of();
    }
    if (entry.find("size").isEmpty()) {
      throw list.get().wrong("needs the picture's shape too: give 'size: [width, height]'");
    }
    var places = new LinkedHashMap<String, List<Ground.Measured>>();
    for (var place : list.get().list()) {
      var unused = place.fields(Set.of("point", "metres", "preset"));
      var metres = RuleBookReader.pair(place.get("metres"), -FARTHEST_METRES, FARTHEST_METRES);
      var point = RuleBookReader.pair(place.get("point"), 0, 1);
      places
          .computeIfAbsent(Presets.read(place), preset -> new ArrayList<>())
          .add(
              new Ground.Measured(
                  new Point(point.x(), point.y()), new Ground.Metres(metres.x(), metres.y())));
    }
    if (places.isEmpty()) {
      places.put(Presets.HOME, List.of());
    }
    var grounds = new LinkedHashMap<String, Ground>();
    for (var measured : places.entrySet()) {
      var preset = measured.getKey();
      try {
        grounds.put(preset, Ground.of(aspect, measured.getValue()));
      } catch (IllegalArgumentException e) {
        var from = preset.equals(Presets.HOME) ? "" : "from preset '" + preset + "' ";
        throw list.get().wrong(from + "cannot be used: " + e.getMessage());
      }
    }
    return grounds;
  }
}
