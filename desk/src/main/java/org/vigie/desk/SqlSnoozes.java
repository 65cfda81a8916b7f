package org.vigie.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.CameraId;

/// Rules that rest, over one connection of [SqlState]: so that the next start knows which were cut
/// off.
final class SqlSnoozes {

  private final Connection connection;

  SqlSnoozes(Connection connection) {
    this.connection = connection;
  }

  /// Which rule rests on which camera.
  record Row(CameraId camera, String rule) {}

  void put(Snooze snooze) throws SQLException {
    update(
        "insert or replace into snoozes values (?, ?, ?, ?, ?)",
        snooze.camera().value(),
        snooze.rule(),
        snooze.person(),
        Stored.micros(snooze.since()),
        Stored.micros(snooze.until()));
  }

  void remove(CameraId camera, String rule) throws SQLException {
    update("delete from snoozes where camera = ? and rule = ?", camera.value(), rule);
  }

  List<Row> list() throws SQLException {
    try (var select = connection.prepareStatement("select camera, rule from snoozes");
        var row = select.executeQuery()) {
      var rows = new ArrayList<Row>();
      while (row.next()) {
        rows.add(new Row(new CameraId(row.getString("camera")), row.getString("rule")));
      }
      return rows;
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      SqlAlerts.set(update, values);
      update.executeUpdate();
    }
  }
}
