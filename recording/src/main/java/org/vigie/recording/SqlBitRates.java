package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.model.CameraId;

/// Reads from an index how much its cameras write, whether or not a recorder runs on it. Changes
/// nothing.
final class SqlBitRates {

  private SqlBitRates() {}

  static Map<CameraId, BitRate> read(Path index) throws IOException {
    var measuring = new TreeMap<CameraId, BitRate.Measuring>();
    if (!Files.exists(index)) {
      return Map.of();
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:file:" + index + "?mode=ro");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select camera, start_us, end_us, bytes from reel where end_us > start_us")) {
      while (rows.next()) {
        measuring
            .computeIfAbsent(new CameraId(rows.getString(1)), c -> new BitRate.Measuring())
            .add(rows.getLong(2), rows.getLong(3), rows.getLong(4));
      }
    } catch (SQLException e) {
      throw new IOException(
          index + " cannot be read (run vigie reindex, or start Vigie): " + e.getMessage(), e);
    }
    var rates = new TreeMap<CameraId, BitRate>();
    measuring.forEach((camera, m) -> m.rate().ifPresent(rate -> rates.put(camera, rate)));
    return rates;
  }
}
