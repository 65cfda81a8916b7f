package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.model.CameraId;

/// The index of all volumes in SQLite: which reels there are, on which volumes, where their parts
/// lie; with [SqlLines] where gaps begin and what was destroyed, with [SqlCopies] the second
/// copies. A cache: everything in it stands in reels and journals.
///
/// Written by one thread, read by any. All failures of the database are [UncheckedIOException] with
/// a plain message.
final class SqlIndex implements AutoCloseable {

  private static final int VERSION = 2;
  private static final List<String> TABLES =
      Stream.of(List.of("meta", "reel"), SqlCopies.TABLES, SqlLines.TABLES)
          .flatMap(List::stream)
          .toList();
  private static final List<String> SCHEMA =
      Stream.concat(
              Stream.of(
                  "create table meta (name text primary key, value text not null) without rowid",
                  """
                  create table reel (
                    id text primary key, camera text not null, path text not null,
                    act text not null, start_us integer not null, end_us integer not null,
                    expires_us integer not null, header_length integer not null,
                    pictures integer not null, head blob not null, parts blob not null,
                    closed integer not null, volume text not null, bytes integer not null)
                    without rowid\
                  """,
                  "create index reel_camera on reel (camera, start_us, end_us, pictures, id)",
                  "create index reel_expires on reel (expires_us, volume, bytes)"),
              Stream.concat(SqlCopies.SCHEMA.stream(), SqlLines.SCHEMA.stream()))
          .toList();
  private static final String REEL_COLUMNS =
      "id, camera, path, act, start_us, end_us, expires_us, header_length, head, parts, closed,"
          + " volume";

  private final SqlFile sql;
  private final SqlLines lines;
  private final SqlCopies copies;

  private SqlIndex(SqlFile sql) {
    this.sql = sql;
    this.lines = new SqlLines(sql);
    this.copies = new SqlCopies(sql);
  }

  /// Opens the index, or begins it: when it was not there, or was damaged.
  ///
  /// @throws IOException with a plain message if it cannot be opened
  static SqlIndex open(Path file) throws IOException {
    return new SqlIndex(SqlFile.open(file, VERSION, TABLES, SCHEMA));
  }

  /// Sets a damaged index aside and begins another.
  static SqlIndex again(Path file, String why) throws IOException {
    return new SqlIndex(SqlFile.again(file, VERSION, TABLES, SCHEMA, why));
  }

  /// Whether it was begun just now and knows nothing.
  boolean isFresh() {
    return sql.isFresh();
  }

  /// What was wrong with the index that was there before.
  Optional<String> damage() {
    return sql.damage();
  }

  Path path() {
    return sql.path();
  }

  /// What [VolumeRegister#opening] was when a recorder last opened it.
  long opening() {
    return sql.number("select cast(value as integer) from meta where name = 'opening'").orElse(0);
  }

  void opened(long number) {
    sql.write("insert or replace into meta values ('opening', ?)", String.valueOf(number));
  }

  /// Several writes that become visible together.
  void inOneTransaction(Runnable writes) {
    sql.inOneTransaction(writes);
  }

  /// Adds a reel, or what is known of it now.
  void put(ReelRow row) {
    sql.write(
        """
        insert or replace into reel (id, camera, path, act, start_us, end_us, expires_us,
          header_length, head, parts, closed, pictures, volume, bytes)
          values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)\
        """,
        row.reel(),
        row.camera().value(),
        row.path(),
        row.act(),
        row.start(),
        row.end(),
        row.expires(),
        row.headerLength(),
        row.head(),
        row.parts().encode(),
        row.closed() ? 1 : 0,
        row.parts().pictures(),
        row.volume(),
        row.bytes());
  }

  /// Forgets a reel wherever it lies.
  void remove(String reel) {
    sql.write("delete from reel where id = ?", reel);
    sql.write("delete from copy where reel = ?", reel);
  }

  /// What the journals say.
  SqlLines lines() {
    return lines;
  }

  /// Second copies.
  SqlCopies copies() {
    return copies;
  }

  SqlSums sums() {
    return new SqlSums(sql);
  }

  /// What is known of every reel of a volume.
  Map<String, Known> known(String volume) {
    var known = new HashMap<String, Known>();
    sql.query(
        "select id, camera, path, start_us, end_us, closed from reel where volume = ?",
        rows ->
            known.put(
                rows.getString(1),
                new Known(
                    new CameraId(rows.getString(2)),
                    rows.getString(3),
                    rows.getLong(4),
                    rows.getLong(5),
                    rows.getInt(6) != 0)),
        volume);
    return known;
  }

  record Known(CameraId camera, String path, long start, long end, boolean closed) {}

  /// A camera's reels that meet a span, and the one before it, in order.
  List<ReelRow> reels(CameraId camera, long from, long to) {
    return reels(
        """
        where camera = ?1 and start_us < ?3 and (end_us > ?2 or start_us = (
          select max(start_us) from reel where camera = ?1 and start_us < ?2))
        order by start_us, id\
        """,
        camera.value(),
        from,
        to);
  }

  Optional<ReelRow> find(String reel) {
    return reels("where id = ?", reel).stream().findFirst();
  }

  /// Which reels have reached their limit.
  SqlExpiry expiry() {
    return new SqlExpiry(sql);
  }

  /// Every reel, in order of its id.
  List<ReelRow> all() {
    return reels("order by id");
  }

  private List<ReelRow> reels(String where, Object... values) {
    return reels(sql, where, values);
  }

  /// The reels that a condition names, in the order that it gives.
  static List<ReelRow> reels(SqlFile sql, String where, Object... values) {
    var found = new ArrayList<ReelRow>();
    sql.query(
        "select " + REEL_COLUMNS + " from reel " + where, rows -> found.add(row(rows)), values);
    return found;
  }

  /// A camera's footage that meets a span, and its nearest neighbours on either side.
  List<Stretch> stretches(CameraId camera, long from, long to) {
    var found = new ArrayList<Stretch>();
    sql.query(
        """
        select start_us, end_us, pictures from reel where camera = ?1 and (
          (start_us < ?3 and end_us > ?2)
          or start_us = (select max(start_us) from reel where camera = ?1 and start_us < ?2)
          or start_us = (select min(start_us) from reel where camera = ?1 and start_us >= ?3))\
        """,
        rows -> found.add(Stretch.of(rows.getLong(1), rows.getLong(2), rows.getLong(3))),
        camera.value(),
        from,
        to);
    return found;
  }

  /// Which reels of a camera meet a span, in order of their beginnings: from the index on cameras
  /// alone, so no list of parts is read.
  List<Reach> reaches(CameraId camera, long from, long to) {
    var found = new ArrayList<Reach>();
    sql.query(
        """
        select id, start_us, end_us from reel
        where camera = ?1 and start_us < ?3 and end_us > ?2 order by start_us\
        """,
        rows -> found.add(new Reach(rows.getString(1), rows.getLong(2), rows.getLong(3))),
        camera.value(),
        from,
        to);
    return found;
  }

  /// From when to when a reel lasts, see [Micros].
  record Reach(String reel, long start, long end) {}

  /// The cameras of which anything is known.
  Set<CameraId> cameras() {
    var found = new HashSet<CameraId>();
    sql.query(
        """
        select distinct camera from reel union select distinct camera from gap
        union select distinct camera from deleted\
        """,
        rows -> found.add(new CameraId(rows.getString(1))));
    return found;
  }

  /// When a camera was first heard of.
  OptionalLong firstKnown(CameraId camera) {
    return sql.number(
        """
        select min(t) from (
          select min(start_us) t from reel where camera = ?1
          union all select min(from_us) from gap where camera = ?1
          union all select min(from_us) from deleted where camera = ?1)\
        """,
        camera.value());
  }

  /// When a camera's last footage ended.
  OptionalLong lastEnd(CameraId camera) {
    return sql.number(
        """
        select max(t) from (
          select max(end_us) t from reel where camera = ?1
          union all select max(to_us) from deleted where camera = ?1)\
        """,
        camera.value());
  }

  /// Some closed reels of a volume, in the order of their ids: those after one.
  List<ReelRow> closedAfter(String volume, String reel, int most) {
    return reels(
        "where volume = ? and closed = 1 and id > ? order by id limit ?", volume, reel, most);
  }

  private static ReelRow row(ResultSet rows) throws SQLException {
    int header = rows.getInt(8);
    long start = rows.getLong(5);
    try {
      return new ReelRow(
          rows.getString(1),
          new CameraId(rows.getString(2)),
          rows.getString(3),
          rows.getString(4),
          start,
          rows.getLong(6),
          rows.getLong(7),
          header,
          PartList.decode(rows.getBytes(10), header, start),
          rows.getBytes(9),
          rows.getInt(11) != 0,
          rows.getString(12));
    } catch (Unreadable e) {
      throw new SQLException("the row of reel " + rows.getString(1) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    sql.close();
  }
}
