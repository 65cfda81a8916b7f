package org.vigie.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.model.CameraId;

/// Which reels have reached their limit, in the index: what retention needs of them, without their
/// lists of parts.
final class SqlExpiry {

  private static final String COLUMNS =
      """
      select id, camera, act, path, start_us, end_us, expires_us, bytes,
        exists (select 1 from deleted where deleted.reel = reel.id) from reel\
      """;

  private final SqlFile sql;

  SqlExpiry(SqlFile sql) {
    this.sql = sql;
  }

  /// A reel that has reached its limit; times as in [Micros].
  ///
  /// @param told whether a journal says already that it is destroyed
  record Reel(
      String reel,
      CameraId camera,
      String act,
      String path,
      long start,
      long end,
      long expires,
      long bytes,
      boolean told) {}

  /// How many reels of a volume are past their limit.
  ///
  /// @param oldest when the first of them reached it
  record Late(long reels, long oldest) {}

  /// The ids of the volumes that have such reels.
  List<String> volumes(long now) {
    var found = new ArrayList<String>();
    sql.query(
        "select distinct volume from reel where expires_us <= ? order by volume",
        rows -> found.add(rows.getString(1)),
        now);
    return found;
  }

  /// A volume's reels that reached their limit by `now`, in order of their limits: the first ones,
  /// or those after one.
  List<Reel> reels(String volume, long now, Optional<Reel> after, int most) {
    var found = new ArrayList<Reel>();
    sql.query(
        COLUMNS
            + " where volume = ? and expires_us <= ? and (expires_us, id) > (?, ?)"
            + " order by expires_us, id limit ?",
        rows ->
            found.add(
                new Reel(
                    rows.getString(1),
                    new CameraId(rows.getString(2)),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getLong(5),
                    rows.getLong(6),
                    rows.getLong(7),
                    rows.getLong(8),
                    rows.getInt(9) != 0)),
        volume,
        now,
        after.map(Reel::expires).orElse(Long.MIN_VALUE),
        after.map(Reel::reel).orElse(""),
        most);
    return found;
  }
}
