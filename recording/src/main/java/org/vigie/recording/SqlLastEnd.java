package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Reads from an index when the last of its footage reaches its limit. Changes nothing.
final class SqlLastEnd {

  private SqlLastEnd() {}

  static Optional<Instant> read(Path index) throws IOException {
    if (!Files.exists(index)) {
      return Optional.empty();
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:file:" + index + "?mode=ro");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(expires_us) from reel")) {
      long micros = rows.next() ? rows.getLong(1) : 0;
      return micros == 0 ? Optional.empty() : Optional.of(Micros.instant(micros));
    } catch (SQLException e) {
      throw new IOException(
          index + " cannot be read (run vigie reindex, or start Vigie): " + e.getMessage(), e);
    }
  }
}
