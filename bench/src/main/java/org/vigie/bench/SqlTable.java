package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Asks a database which tables it has.
final class SqlTable {

  private SqlTable() {}

  /// @throws IOException with a plain message if it cannot be read
  static boolean exists(Path database, String name) throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var asking =
            connection.prepareStatement(
                "select 1 from sqlite_schema where type = 'table' and name = ?")) {
      asking.setString(1, name);
      try (var row = asking.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IOException(database + " cannot be read: " + e.getMessage(), e);
    }
  }
}
