package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Of a database that Flyway keeps: how far its tables are, without bringing them any further.
final class SqlTables {

  private SqlTables() {}

  /// How many steps its tables have taken; 0 where there is no such database.
  ///
  /// @throws IOException if it cannot be read
  static int steps(Path database) throws IOException {
    if (!Files.exists(database)) {
      return 0;
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select coalesce(max(installed_rank), 0) from flyway_schema_history where success")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IOException(database + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Brings what lies in its log into the file itself, so that the file alone is all of it.
  ///
  /// @throws IOException if it cannot be, for example because a program has it open
  static void settle(Path database) throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = delete");
    } catch (SQLException e) {
      throw new IOException(database + " cannot be settled: " + e.getMessage(), e);
    }
  }
}
