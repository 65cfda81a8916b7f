package org.vigie.server.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigie.model.CameraId;

/// The layouts of the wall, in users.db: they are the town's, as its people are. Safe for any
/// thread.
public final class SqlWallLayouts {

  /// So many a town keeps; each is of some 3 kB at most.
  public static final int MOST = 100;

  private final SqlStore store;

  SqlWallLayouts(SqlStore store) {
    this.store = store;
  }

  /// All of them, by name.
  public List<WallLayout> list() {
    return store.transact(
        connection -> {
          try (var statement =
                  connection.prepareStatement(
                      "SELECT id, name, shape, tiles, by, changed FROM wall_layout ORDER BY name");
              var rows = statement.executeQuery()) {
            var layouts = new ArrayList<WallLayout>();
            while (rows.next()) {
              layouts.add(layout(rows));
            }
            return layouts;
          }
        });
  }

  public Optional<WallLayout> find(String id) {
    return list().stream().filter(layout -> layout.id().equals(id)).findFirst();
  }

  /// Adds a layout, or puts it in the place of the one with its id. The caller has seen to name and
  /// number.
  public void save(WallLayout layout) {
    store.update(
        "INSERT INTO wall_layout (id, name, shape, tiles, by, changed) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, shape = excluded.shape,"
            + " tiles = excluded.tiles, by = excluded.by, changed = excluded.changed",
        layout.id(),
        layout.name(),
        layout.shape().name(),
        layout.tiles().stream()
            .map(tile -> tile.map(CameraId::value).orElse(""))
            .collect(Collectors.joining(",")),
        layout.by(),
        layout.changed());
  }

  public void remove(String id) {
    store.update("DELETE FROM wall_layout WHERE id = ?", id);
  }

  private static WallLayout layout(ResultSet row) throws SQLException {
    return new WallLayout(
        row.getString(1),
        row.getString(2),
        WallShape.valueOf(row.getString(3)),
        Arrays.stream(row.getString(4).split(",", -1))
            .map(id -> id.isEmpty() ? Optional.<CameraId>empty() : Optional.of(new CameraId(id)))
            .toList(),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
