package org.vigie.server.door;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.CameraId;

/// A named layout of the wall.
///
/// @param id random; names it in addresses and in the ledger
/// @param name for people; unique without case
/// @param tiles one for each tile of the shape; a camera stands in one of them at most
/// @param by pseudonymous staff id of whoever changed it last
public record WallLayout(
    String id,
    String name,
    WallShape shape,
    List<Optional<CameraId>> tiles,
    String by,
    Instant changed) {

  public WallLayout {
    tiles = List.copyOf(tiles);
  }

  /// Those that stand in it.
  public Set<CameraId> cameras() {
    return tiles.stream().flatMap(Optional::stream).collect(Collectors.toSet());
  }
}
