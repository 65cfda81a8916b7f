package org.vigie.rules;

import java.util.ArrayList;
import java.util.Optional;
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

  /// @param entry a camera's
  /// @param aspect the picture's width over its height
  static Optional<Ground> read(Document entry, double aspect) throws BadInput {
    var list = entry.find("ground");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    if (entry.find("size").isEmpty()) {
      throw list.get().wrong("needs the picture's shape too: give 'size: [width, height]'");
    }
    var places = new ArrayList<Ground.Measured>();
    for (var place : list.get().list()) {
      var unused = place.fields(Set.of("point", "metres"));
      var metres = RuleBookReader.pair(place.get("metres"), -FARTHEST_METRES, FARTHEST_METRES);
      var point = RuleBookReader.pair(place.get("point"), 0, 1);
      places.add(
          new Ground.Measured(
              new Point(point.x(), point.y()), new Ground.Metres(metres.x(), metres.y())));
    }
    try {
      return Optional.of(Ground.of(aspect, places));
    } catch (IllegalArgumentException e) {
      throw list.get().wrong("cannot be used: " + e.getMessage());
    }
  }
}
