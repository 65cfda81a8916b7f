package org.vigie.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.server.map.LayerFile;
import org.vigie.server.map.MapSettings;
import org.vigie.server.map.TileFile;

/// Reads the town's `map`: layers and tiles, whose files are looked at once here, so that a wrong
/// one is said at the start.
final class MapConfig {

  private static final Set<String> KEYS = Set.of("layers", "tiles", "units");
  private static final Set<String> LAYER_KEYS = Set.of("name", "file");
  private static final int MOST_LAYERS = 20;
  private static final int MOST_UNITS = 100;
  private static final int LONGEST_NAME = 60;

  private MapConfig() {}

  static MapSettings read(Document document, Path folder) throws BadInput {
    var section = document.find("map");
    if (section.isEmpty()) {
      return MapSettings.NONE;
    }
    section.get().fields(KEYS);
    return new MapSettings(
        layers(section.get(), folder), tiles(section.get(), folder), units(section.get()));
  }

  private static List<MapSettings.Layer> layers(Document map, Path folder) throws BadInput {
    var list = map.find("layers");
    if (list.isEmpty()) {
      return List.of();
    }
    var layers = new ArrayList<MapSettings.Layer>();
    for (var layer : list.get().list()) {
      layer.fields(LAYER_KEYS);
      layers.add(layer(layer, folder));
    }
    if (layers.size() > MOST_LAYERS) {
      throw list.get().wrong("should be at most " + MOST_LAYERS + " layers");
    }
    return layers;
  }

  private static MapSettings.Layer layer(Document layer, Path folder) throws BadInput {
    var name = layer.get("name").text().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw layer.get("name").wrong("should be a name of 1 to " + LONGEST_NAME + " characters");
    }
    var file = TownConfig.existing(layer, "file", folder);
    try {
      var unused = LayerFile.read(file);
    } catch (BadInput e) {
      throw layer.get("file").wrong(e.getMessage());
    }
    return new MapSettings.Layer(name, file);
  }

  private static List<String> units(Document map) throws BadInput {
    var list = map.find("units");
    if (list.isEmpty()) {
      return List.of();
    }
    var names = new ArrayList<String>();
    for (var unit : list.get().list()) {
      var name = unit.text().strip();
      if (name.isEmpty() || name.length() > LONGEST_NAME || names.contains(name)) {
        throw unit.wrong(
            "should be the name of a team, of 1 to " + LONGEST_NAME + " characters, each once");
      }
      names.add(name);
    }
    if (names.size() > MOST_UNITS) {
      throw list.get().wrong("should be at most " + MOST_UNITS + " names");
    }
    return names;
  }

  private static Optional<Path> tiles(Document map, Path folder) throws BadInput {
    if (map.find("tiles").isEmpty()) {
      return Optional.empty();
    }
    var file = TownConfig.existing(map, "tiles", folder);
    try {
      var unused = TileFile.kind(file);
    } catch (BadInput e) {
      throw map.get("tiles").wrong(e.getMessage());
    }
    return Optional.of(file);
  }
}
