package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The recorder's index, read with statements of its own: only what a comparison with the disk
/// needs.
record SqlIndexRows(Map<String, Row> reels, List<String> gaps) {

  /// What the index says of a reel.
  ///
  /// @param parts its list of parts, as bytes
  record Row(
      String camera,
      String path,
      long startMicros,
      long endMicros,
      long expiresMicros,
      long pictures,
      byte[] head,
      byte[] parts,
      boolean closed) {}

  /// @throws IOException with a plain message if it is no such index
  static SqlIndexRows read(Path file) throws IOException {
    var reels = new HashMap<String, Row>();
    var gaps = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      each(connection, "pragma query_only = true", row -> {});
      each(connection, "pragma busy_timeout = 5000", row -> {});
      each(
          connection,
          """
          select id, camera, path, start_us, end_us, expires_us, pictures, head, parts, closed
          from reel""",
          row -> reels.put(row.getString(1), reel(row)));
      each(
          connection,
          "select camera, from_us, reason from gap",
          row -> gaps.add(gap(row.getString(1), row.getLong(2), row.getString(3))));
    } catch (SQLException e) {
      throw new IOException(file + " cannot be read as an index: " + e.getMessage(), e);
    }
    return new SqlIndexRows(reels, gaps);
  }

  /// A gap's beginning as one word to compare by.
  static String gap(String camera, long fromMicros, String reason) {
    return camera + " " + fromMicros + " " + reason;
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Connection connection, String sql, Reader reader) throws SQLException {
    try (var statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            reader.read(rows);
          }
        }
      }
    }
  }

  private static Row reel(ResultSet row) throws SQLException {
    return new Row(
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getBytes(8),
        row.getBytes(9),
        row.getInt(10) != 0);
  }
}
