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
/// lie; with [SqlLines] where gaps begin and what was destroyed. A cache: everything in it stands
// in
/// reels and journals.
///
/// Written by one thread, read by any. All failures of the database are [UncheckedIOException] with
/// a plain message.
final class SqlIndex implements AutoCloseable {

  private static final int VERSION = 2;
  private static final List<String> TABLES =
      Stream.concat(Stream.of("meta", "reel", "copy"), SqlLines.TABLES.stream()).toList();
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
                  "create index reel_expires on reel (expires_us, volume, bytes)",
                  """
                  create table copy (
                    reel text not null, volume text not null, bytes integer not null,
                    closed integer not null, primary key (reel, volume)) without rowid\
                  """),
              SqlLines.SCHEMA.stream())
          .toList();
  private static final String REEL_COLUMNS =
      "id, camera, path, act, start_us, end_us, expires_us, header_length, head, parts, closed,"
          + " volume";

  private final SqlFile sql;
  private final SqlLines lines;

  private SqlIndex(SqlFile sql) {
    this.sql = sql;
    this.lines = new SqlLines(sql);
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

  /// @param volume the id of the volume whose journal says it
  void add(String volume, Journal.Line line) {
    lines.add(volume, line);
  }

  /// Puts a journal's lines in the place of those that are here of its volume.
  void replaceLines(String volume, List<Journal.Line> journal) {
    lines.replace(volume, journal);
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

  /// Reels that have reached their limit, oldest first.
  List<ReelRow> expired(long now, int most) {
    return reels("where expires_us <= ? order by expires_us limit ?", now, most);
  }

  /// Every reel, in order of its id.
  List<ReelRow> all() {
    return reels("order by id");
  }

  private List<ReelRow> reels(String where, Object... values) {
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

  /// See [SqlLines#gaps].
  List<Journal.Line.GapFrom> gaps(CameraId camera, long from, long to) {
    return lines.gaps(camera, from, to);
  }

  /// See [SqlLines#deleted].
  List<Stretch> deleted(CameraId camera, long from, long to) {
    return lines.deleted(camera, from, to);
  }

  /// See [SqlLines#isDeleted].
  boolean isDeleted(String reel) {
    return lines.isDeleted(reel);
  }

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

  /// A copy of a reel on another volume than its own, or how far it has come.
  void putCopy(String reel, String volume, long bytes, boolean closed) {
    sql.write("insert or replace into copy values (?,?,?,?)", reel, volume, bytes, closed ? 1 : 0);
  }

  void removeCopy(String reel, String volume) {
    sql.write("delete from copy where reel = ? and volume = ?", reel, volume);
  }

  /// A copy of a reel.
  ///
  /// @param bytes how far it goes
  /// @param closed whether it is whole
  record Copy(String volume, long bytes, boolean closed) {}

  List<Copy> copies(String reel) {
    var found = new ArrayList<Copy>();
    sql.query(
        "select volume, bytes, closed from copy where reel = ? order by closed desc, bytes desc",
        rows -> found.add(new Copy(rows.getString(1), rows.getLong(2), rows.getInt(3) != 0)),
        reel);
    return found;
  }

  private static final String WITHOUT_COPY =
      """
      where camera = ?1 and volume <> ?2 and not exists (
        select 1 from copy where copy.reel = reel.id and copy.volume = ?2
        and (copy.closed = 1 or (reel.closed = 0 and copy.bytes >= reel.bytes)))\
      """;

  /// A camera's reels of which a volume has no whole copy yet, oldest first.
  List<ReelRow> withoutCopy(CameraId camera, String volume, int most) {
    return reels(WITHOUT_COPY + " order by start_us limit ?3", camera.value(), volume, most);
  }

  /// How much footage that is.
  long bytesWithoutCopy(CameraId camera, String volume) {
    return sql.number(
            "select sum(bytes) from reel " + WITHOUT_COPY + " and closed = 1",
            camera.value(),
            volume)
        .orElse(0);
  }

  /// Every copy on a volume: reels that lie elsewhere.
  Set<String> copiesOn(String volume) {
    var found = new HashSet<String>();
    sql.query(
        "select reel from copy where volume = ?", rows -> found.add(rows.getString(1)), volume);
    return found;
  }

  /// Some closed reels of a volume, in the order of their ids: those after one.
  List<ReelRow> closedAfter(String volume, String reel, int most) {
    return reels(
        "where volume = ? and closed = 1 and id > ? order by id limit ?", volume, reel, most);
  }

  /// The reels of which a volume has a whole copy.
  Set<String> wholeCopies(String volume) {
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
