package org.vigie.recording;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import org.vigie.model.CameraId;

/// How much footage there is where, from the index.
final class SqlSums {

  private final SqlFile sql;

  SqlSums(SqlFile sql) {
    this.sql = sql;
  }

  /// How many bytes of footage a volume holds, copies included.
  long bytes(String volume) {
    return sql.number("select sum(bytes) from reel where volume = ?", volume).orElse(0)
        + sql.number("select sum(bytes) from copy where volume = ?", volume).orElse(0);
  }

  /// How many bytes of a volume reach their limit until then.
  long bytesExpiring(String volume, long until) {
    return sql.number(
            "select sum(bytes) from reel where expires_us <= ? and volume = ?", until, volume)
        .orElse(0);
  }

  /// The id of the volume of a camera's last reel.
  Optional<String> lastVolume(CameraId camera) {
    var found = new ArrayList<String>();
    sql.query(
        "select volume from reel where camera = ? order by start_us desc limit 1",
        rows -> found.add(rows.getString(1)),
        camera.value());
    return found.stream().findFirst();
  }

  /// How many bytes a second a camera has written lately; empty if it has no footage.
  OptionalLong bytesPerSecond(CameraId camera) {
    return sql.number(
        """
        select sum(bytes) * 1000000 / max(sum(end_us - start_us), 1000000) from (
          select bytes, start_us, end_us from reel where camera = ?
          order by start_us desc limit 24)\
        """,
        camera.value());
  }
}
