package org.vigie.server.map;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the configuration says of the map (`map` in vigie.yaml).
///
/// @param layers in the order in which they are listed
/// @param tiles the town's own base map, a PMTiles file; absent for a plain grid
/// @param units the names of the town's teams, never of people, as which those on duty show where
///     they are
public record MapSettings(List<Layer> layers, Optional<Path> tiles, List<String> units) {

  /// Cameras on a plain grid.
  public static final MapSettings NONE = new MapSettings(List.of(), Optional.empty(), List.of());

  public MapSettings {
    layers = List.copyOf(layers);
    units = List.copyOf(units);
  }

  /// Works, events, closed roads: things of the town, never of people.
  ///
  /// @param name for people
  /// @param file GeoJSON; read again when it has changed
  public record Layer(String name, Path file) {}
}
