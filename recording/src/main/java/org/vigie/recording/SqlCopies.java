package org.vigie.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.model.CameraId;

/// Second copies of reels, in the index: on which volumes they lie, and how far they have come.
final class SqlCopies {

  static final List<String> TABLES = List.of("copy");
  static final List<String> SCHEMA =
      List.of(
          """
          create table copy (
            reel text not null, volume text not null, bytes integer not null,
            closed integer not null, primary key (reel, volume)) without rowid\
          """);

  private static final String WITHOUT_COPY =
      """
      where camera = ?1 and volume <> ?2 and not exists (
        select 1 from copy where copy.reel = reel.id and copy.volume = ?2
        and (copy.closed = 1 or (reel.closed = 0 and copy.bytes >= reel.bytes)))\
      """;

  private final SqlFile sql;

  SqlCopies(SqlFile sql) {
    this.sql = sql;
  }

  /// A copy of a reel on another volume than its own, or how far it has come.
  void put(String reel, String volume, long bytes, boolean closed) {
    sql.write("insert or replace into copy values (?,?,?,?)", reel, volume, bytes, closed ? 1 : 0);
  }

  void remove(String reel, String volume) {
    sql.write("delete from copy where reel = ? and volume = ?", reel, volume);
  }

  /// A copy of a reel.
  ///
  /// @param bytes how far it goes
  /// @param closed whether it is whole
  record Copy(String volume, long bytes, boolean closed) {}

  List<Copy> of(String reel) {
    var found = new ArrayList<Copy>();
    sql.query(
        "select volume, bytes, closed from copy where reel = ? order by closed desc, bytes desc",
        rows -> found.add(new Copy(rows.getString(1), rows.getLong(2), rows.getInt(3) != 0)),
        reel);
    return found;
  }

  /// A camera's reels of which a volume has no whole copy yet, oldest first.
  List<ReelRow> missing(CameraId camera, String volume, int most) {
    return SqlIndex.reels(
        sql, WITHOUT_COPY + " order by start_us limit ?3", camera.value(), volume, most);
  }

  /// How much footage that is.
  long bytesMissing(CameraId camera, String volume) {
    return sql.number(
            "select sum(bytes) from reel " + WITHOUT_COPY + " and closed = 1",
            camera.value(),
            volume)
        .orElse(0);
  }

  /// Every copy on a volume: reels that lie elsewhere.
  Set<String> on(String volume) {
    var found = new HashSet<String>();
    sql.query(
        "select reel from copy where volume = ?", rows -> found.add(rows.getString(1)), volume);
    return found;
  }

  /// The reels of which a volume has a whole copy.
  Set<String> whole(String volume) {
    var found = new HashSet<String>();
    sql.query(
        "select reel from copy where volume = ? and closed = 1",
        rows -> found.add(rows.getString(1)),
        volume);
    return found;
  }

  /// Copies on a volume whose reel is on none.
  List<String> orphans(String volume) {
    var found = new ArrayList<String>();
    sql.query(
        "select reel from copy where volume = ? and reel not in (select id from reel)",
        rows -> found.add(rows.getString(1)),
        volume);
    return found;
  }
}
