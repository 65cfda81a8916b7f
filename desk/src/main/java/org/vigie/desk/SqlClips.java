package org.vigie.desk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What became of alerts' clips, in the database, over one connection of [SqlState].
final class SqlClips {

  private final Connection connection;

  SqlClips(Connection connection) {
    this.connection = connection;
  }

  static AlertClip read(ResultSet row) throws SQLException {
    return switch (row.getString("clip")) {
      case "OWED" -> new AlertClip.Owed();
      case "KEPT" -> new AlertClip.Kept(Stored.instant(row.getLong("clip_until_us")));
      case "ENDED" -> new AlertClip.Ended();
      case "NONE" -> new AlertClip.None(NoClip.valueOf(row.getString("no_clip")));
      case String other -> throw new SQLException("no such state of a clip: " + other);
    };
  }

  void set(long alert, AlertClip clip) throws SQLException {
    switch (clip) {
      case AlertClip.Owed() -> set(alert, "OWED", "", 0);
      case AlertClip.Kept(var until) -> set(alert, "KEPT", "", Stored.micros(until));
      case AlertClip.None(var why) -> set(alert, "NONE", why.name(), 0);
      case AlertClip.Ended() -> set(alert, "ENDED", "", 0);
    }
  }

  private void set(long alert, String clip, String why, long untilMicros) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "update alerts set clip = ?, no_clip = ?, clip_until_us = ? where id = ?")) {
      SqlAlerts.set(update, clip, why, untilMicros, alert);
      update.executeUpdate();
    }
  }

  /// The alerts whose clip is in a state, oldest first.
  List<Long> in(String clip) throws SQLException {
    // The state is part of the text, so that its partial index serves.
    try (var select =
            connection.prepareStatement(
                "select id from alerts where clip = '" + clip + "' order by id");
        var rows = select.executeQuery()) {
      var alerts = new ArrayList<Long>();
      while (rows.next()) {
        alerts.add(rows.getLong(1));
      }
      return alerts;
    }
  }
}
