package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// A copy of a SQLite database as it was at one moment, whether or not a program writes to it.
final class SqlSnapshot {

  private SqlSnapshot() {}

  /// Takes one.
  ///
  /// @param to a new file, in a folder that only Vigie enters
  /// @param without tables that are empty in the copy
  /// @return whether there was such a database
  static boolean take(Path database, Path to, List<String> without) throws IOException {
    if (!Files.exists(database)) {
      return false;
    }
    try {
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
          var copying = connection.prepareStatement("VACUUM INTO ?")) {
        copying.setString(1, to.toString());
        copying.execute();
      }
      if (!without.isEmpty()) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + to);
            var emptying = connection.createStatement()) {
          emptying.execute("PRAGMA secure_delete=ON");
          for (var table : without) {
            emptying.execute("DELETE FROM " + table);
          }
        }
      }
      return true;
    } catch (SQLException e) {
      throw new IOException(database + " cannot be copied: " + e.getMessage(), e);
    }
  }
}
