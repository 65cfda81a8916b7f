package org.vigie.server.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.base.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a layer of the map: GeoJSON (RFC 7946), checked, and reduced to shapes and four texts.
///
/// Everything else that a file says of its features is left out, so that a list of works exported
/// with its contacts does not bring people onto the map.
public final class LayerFile {

  /// The properties that are handed out: what it is, a remark, since when and until when.
  static final List<String> PROPERTIES = List.of("name", "note", "from", "until");

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int MOST_FEATURES = 5_000;
  private static final int MOST_POSITIONS = 100_000;
  private static final int LONGEST_TEXT = 200;

  /// How deep positions lie in the coordinates of each kind of shape.
  private static final Map<String, Integer> DEPTHS =
      Map.of(
          "Point", 0,
          "MultiPoint", 1,
          "LineString", 1,
          "MultiLineString", 2,
          "Polygon", 2,
          "MultiPolygon", 3);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private int positions;

  private LayerFile(Path file) {
    this.file = file;
  }

  /// The layer as it may go out: a GeoJSON FeatureCollection.
  ///
  /// @throws BadInput with the file, the feature and what would be right
  public static Map<String, Object> read(Path file) throws BadInput {
    return new LayerFile(file).collection(parse(file));
  }

  private static JsonNode parse(Path file) throws BadInput {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInput(
            file + ": should be of at most 4 MiB; leave out what the map need not show");
      }
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      // What nests too deep has no place.
      var at = e.getLocation();
      throw new BadInput(
          file
              + ": is no JSON"
              + (at == null ? "" : ", at line " + at.getLineNr())
              + "; export it again");
    }
  }

  private Map<String, Object> collection(JsonNode root) throws BadInput {
    var features = root.path("features");
    if (!"FeatureCollection".equals(root.path("type").asString("")) || !features.isArray()) {
      throw wrong("should be a GeoJSON FeatureCollection");
    }
    if (features.size() > MOST_FEATURES) {
      throw wrong("should have at most %d features, has %d", MOST_FEATURES, features.size());
    }
    var out = new ArrayList<Map<String, Object>>();
    for (int n = 0; n < features.size(); n++) {
      out.add(feature(features.get(n), n));
    }
    return Map.of("type", "FeatureCollection", "features", out);
  }

  private Map<String, Object> feature(JsonNode feature, int n) throws BadInput {
    var geometry = feature.path("geometry");
    var kind = geometry.path("type").asString("");
    var depth = DEPTHS.get(kind);
    if (!"Feature".equals(feature.path("type").asString("")) || depth == null) {
      throw wrong("feature %d: should be a Feature with one of the shapes %s", n + 1, kinds());
    }
    var shape = new LinkedHashMap<String, Object>();
    shape.put("type", kind);
    shape.put("coordinates", coordinates(geometry.path("coordinates"), depth, n));
    var out = new LinkedHashMap<String, Object>();
    out.put("type", "Feature");
    out.put("geometry", shape);
    out.put("properties", properties(feature.path("properties"), n));
    return out;
  }

  private static String kinds() {
    return String.join(", ", DEPTHS.keySet().stream().sorted().toList());
  }

  private List<?> coordinates(JsonNode value, int depth, int n) throws BadInput {
    if (depth == 0) {
      return position(value, n);
    }
    if (!value.isArray() || value.isEmpty()) {
      throw wrong("feature %d: its coordinates should be a list of lists of positions", n + 1);
    }
    var out = new ArrayList<Object>();
    for (var part : value) {
      out.add(coordinates(part, depth - 1, n));
    }
    return out;
  }

  /// Heights are left out.
  private List<Double> position(JsonNode value, int n) throws BadInput {
    if (++positions > MOST_POSITIONS) {
      throw wrong("should have at most %d positions; simplify its shapes", MOST_POSITIONS);
    }
    if (value.isArray()
        && value.size() >= 2
        && value.get(0).isNumber()
        && value.get(1).isNumber()) {
      double longitude = value.get(0).asDouble();
      double latitude = value.get(1).asDouble();
      if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) {
        return List.of(longitude, latitude);
      }
    }
    throw wrong(
        "feature %d: positions should be [longitude, latitude] in degrees, such as"
            + " [5.36918, 43.30062]; export it in WGS 84 (EPSG:4326)",
        n + 1);
  }

  private Map<String, Object> properties(JsonNode given, int n) throws BadInput {
    var out = new LinkedHashMap<String, Object>();
    for (var name : PROPERTIES) {
      var text = given.path(name).asString("").strip();
      if (text.length() > LONGEST_TEXT) {
        throw wrong("feature %d: %s should have at most %d characters", n + 1, name, LONGEST_TEXT);
      }
      if (!text.isEmpty()) {
        out.put(name, text);
      }
    }
    return out;
  }

  private BadInput wrong(String format, Object... values) {
    return new BadInput(file + ": " + format.formatted(values));
  }
}
