package org.vigie.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Nearest;
import org.vigie.model.CameraId;
import org.vigie.model.Point;

/// Reads one camera's entry of a rules file: its drawing here, its rules in [RuleReader].
final class RuleBookReader {

  private static final Set<String> KEYS =
      Set.of("camera", "zones", "rules", "size", "ground", "time_zone");

  /// What files with ground truth say besides: no business of a rule book.
  private static final Set<String> PASSED_OVER =
      Set.of(
          "clip",
          "shows",
          "frame_rate",
          "duration_s",
          "expect",
          "counts",
          "never",
          "doubts",
          "name",
          "place",
          "seed");

  /// Of which only the shape, [RuleBook#USUAL_ASPECT], is ever used.
  private static final Size USUAL_SIZE = new Size(16, 9);

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._'-]{0,63}");

  private RuleBookReader() {}

  static RuleReading read(Document entry, CameraId camera) throws BadInput {
    checkKeys(entry);
    var places = new LinkedHashMap<String, Place>();
    var presets = new LinkedHashMap<String, String>();
    if (entry.find("zones").isPresent()) {
      for (var drawn : entry.get("zones").list()) {
        var place = place(drawn);
        if (places.put(place.id(), place) != null) {
          throw drawn
              .get("id")
              .wrong("'" + place.id() + "' is drawn twice; ids are unique, over presets too");
        }
        if (!Presets.read(drawn).equals(Presets.HOME)) {
          presets.put(place.id(), Presets.read(drawn));
        }
      }
    }
    var size = size(entry);
    var grounds = new LinkedHashMap<>(GroundReader.read(entry, size.aspect()));
    var reader = new RuleReader(places, presets, grounds, size.width(), entry.find("time_zone"));
    if (entry.find("rules").isPresent()) {
      for (var rule : entry.get("rules").list()) {
        reader.read(rule);
      }
    }
    var home = Optional.ofNullable(grounds.remove(Presets.HOME));
    var book =
        new RuleBook(
            camera,
            size.aspect(),
            home,
            List.copyOf(places.values()),
            reader.rules(),
            reader.warnings(),
            new Presets(presets, reader.presets(), grounds));
    return new RuleReading(book, reader.outcomes(), DrawingReader.read(entry, reader.outcomes()));
  }

  private static void checkKeys(Document entry) throws BadInput {
    for (var field : entry.entries().entrySet()) {
      var key = field.getKey();
      if (!KEYS.contains(key) && !PASSED_OVER.contains(key)) {
        throw field
            .getValue()
            .wrong(
                Nearest.to(key, KEYS)
                    .map(nearest -> "is not a known key; did you mean " + nearest + "?")
                    .orElse(
                        "is not a known key; known: zones, rules, camera, size, ground, time_zone"));
      }
    }
  }

  /// Of the picture, in pixels.
  private record Size(int width, int height) {

    double aspect() {
      return (double) width / height;
    }
  }

  private static Size size(Document entry) throws BadInput {
    var size = entry.find("size");
    if (size.isEmpty()) {
      return USUAL_SIZE;
    }
    var numbers = size.get().list();
    if (numbers.size() != 2) {
      throw size.get().wrong("should be [width, height] in pixels, such as [1920, 1080]");
    }
    return new Size(numbers.get(0).integer(16, 20_000), numbers.get(1).integer(16, 20_000));
  }

  private static Place place(Document drawn) throws BadInput {
    var fields = drawn.fields(Set.of("id", "kind", "points", "direction", "preset"));
    var id = id(drawn.get("id"));
    var kind = drawn.get("kind");
    var points = points(drawn.get("points"));
    if (fields.containsKey("direction") && !kind.text().equals("lane")) {
      throw drawn.get("direction").wrong("only a lane has a direction; this is a " + kind.text());
    }
    try {
      return switch (kind.text()) {
        case "zone" -> new Place.Zone(id, new Area(points));
        case "line" -> new Place.Line(id, points);
        case "lane" -> {
          var direction = pair(drawn.get("direction"), -1e6, 1e6);
          yield new Place.Lane(id, new Area(points), direction.x(), direction.y());
        }
        default -> throw kind.wrong("'" + kind.text() + "' should be zone, line or lane");
      };
    } catch (IllegalArgumentException e) {
      throw drawn.wrong("'" + id + "': " + e.getMessage());
    }
  }

  private static List<Point> points(Document list) throws BadInput {
    var points = new ArrayList<Point>();
    for (var point : list.list()) {
      points.add(pair(point, 0, 1));
    }
    return points;
  }

  static Point pair(Document pair, double least, double most) throws BadInput {
    var numbers = pair.list();
    if (numbers.size() != 2) {
      throw pair.wrong("should be two numbers, [x, y]");
    }
    return new Point(numbers.get(0).number(least, most), numbers.get(1).number(least, most));
  }

  /// An id of a place or rule: it is shown to people and stands in acts and alerts.
  static String id(Document text) throws BadInput {
    if (!ID.matcher(text.text()).matches()) {
      throw text.wrong(
          "'%s' should be 1 to 64 letters, digits, spaces or . _ ' -, beginning with a letter or digit"
              .formatted(text.text()));
    }
    return text.text();
  }

  /// What a wrong word probably meant, or else what there is.
  static String hint(String word, Map<String, ?> known) {
    return Nearest.to(word, known.keySet())
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse(
            known.isEmpty()
                ? "; nothing is drawn"
                : "; drawn: " + String.join(", ", known.keySet()));
  }
}
