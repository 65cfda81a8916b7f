package org.vigie.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
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
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// The index of a volume in SQLite: which reels there are, where their parts lie, where gaps begin,
/// what was destroyed. A cache: everything in it stands in reels and journal, and one of another
/// version is thrown away.
///
/// One connection writes, for one thread; another reads, for any. All failures of the database are
/// [UncheckedIOException] with a plain message.
final class SqlIndex implements AutoCloseable {

  private static final int VERSION = 1;
  private static final List<String> SCHEMA =
      List.of(
          "create table meta (name text primary key, value text not null) without rowid",
          """
          create table reel (
            id text primary key, camera text not null, path text not null, act text not null,
            start_us integer not null, end_us integer not null, expires_us integer not null,
            header_length integer not null, pictures integer not null, head blob not null,
            parts blob not null, closed integer not null) without rowid""",
          "create index reel_camera on reel (camera, start_us, end_us, pictures, id)",
          "create index reel_expires on reel (expires_us)",
          """
          create table gap (
            camera text not null, from_us integer not null, number integer not null,
            reason text not null, detail text not null,
            primary key (camera, from_us, number)) without rowid""",
          """
          create table deleted (
            camera text not null, from_us integer not null, to_us integer not null,
            reel text not null, primary key (camera, from_us, reel)) without rowid""",
          "create index deleted_reel on deleted (reel)",
          "pragma user_version = " + VERSION);
  private static final String REEL_COLUMNS =
      "id, camera, path, act, start_us, end_us, expires_us, header_length, head, parts, closed";

  private final Path file;
  private final Connection writer;
  private final Connection reader;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private long lines;

  private SqlIndex(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  /// Opens the index of a volume, or begins it.
  ///
  /// @throws IOException with a plain message if it cannot be opened, or is another volume's
  static SqlIndex open(Path file, String volume) throws IOException {
    try {
      return connect(file, volume);
    } catch (SQLException e) {
      throw new IOException(
          file
              + " cannot be used as the index (delete it to have it made again): "
              + e.getMessage(),
          e);
    }
  }

  private static SqlIndex connect(Path file, String volume) throws SQLException, IOException {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var writer = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      run(writer, "pragma journal_mode = wal", "pragma synchronous = normal");
      if (number(writer, "pragma user_version") != VERSION) {
        begin(writer, volume);
      }
      requireVolume(writer, file, volume);
      var reader = DriverManager.getConnection("jdbc:sqlite:" + file);
      run(reader, "pragma query_only = true");
      return new SqlIndex(file, writer, reader);
    } catch (SQLException | IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private static void begin(Connection connection, String volume) throws SQLException {
    for (var table : List.of("meta", "reel", "gap", "deleted")) {
      run(connection, "drop table if exists " + table);
    }
    run(connection, SCHEMA.toArray(String[]::new));
    try (var insert = connection.prepareStatement("insert into meta values ('volume', ?)")) {
      insert.setString(1, volume);
      insert.execute();
    }
  }

  private static void requireVolume(Connection connection, Path file, String volume)
      throws SQLException, IOException {
    try (var query = connection.createStatement();
        var rows = query.executeQuery("select value from meta where name = 'volume'")) {
      if (!rows.next() || !rows.getString(1).equals(volume)) {
        throw new IOException(
            file
                + " is the index of another volume than the one that is there: is the right disk"
                + " mounted? If so, delete the index to have it made again.");
      }
    }
  }

  /// Several writes that become visible together.
  void inOneTransaction(Runnable writes) {
    writing(
        () -> {
          run(writer, "begin immediate");
          try {
            writes.run();
            run(writer, "commit");
          } catch (SQLException | RuntimeException e) {
            run(writer, "rollback");
            throw e;
          }
        });
  }

  /// Adds a reel, or what is known of it now.
  void put(ReelRow row) {
    write(
        """
        insert or replace into reel (id, camera, path, act, start_us, end_us, expires_us,
          header_length, head, parts, closed, pictures) values (?,?,?,?,?,?,?,?,?,?,?,?)""",
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
        row.parts().pictures());
  }

  void remove(String reel) {
    write("delete from reel where id = ?", reel);
  }

  void add(Journal.Line line) {
    switch (line) {
      case Journal.Line.GapFrom(var camera, var from, var reason, var detail) ->
          write(
              "insert or replace into gap values (?,?,?,?,?)",
              camera.value(),
              Micros.of(from),
              lines++,
              reason.name(),
              detail);
      case Journal.Line.Deleted(var camera, var from, var to, var reel) ->
          write(
              "insert or replace into deleted values (?,?,?,?)",
              camera.value(),
              Micros.of(from),
              Micros.of(to),
              reel);
    }
  }

  /// Puts a journal's lines in the place of those that are here.
  void replaceLines(List<Journal.Line> journal) {
    inOneTransaction(
        () -> {
          write("delete from gap");
          write("delete from deleted");
          lines = 0;
          journal.forEach(this::add);
        });
  }

  /// The path and whether it is closed, of every reel.
  Map<String, Known> known() {
    var known = new HashMap<String, Known>();
    query(
        "select id, camera, path, start_us, end_us, closed from reel",
        rows ->
            known.put(
                rows.getString(1),
                new Known(
                    new CameraId(rows.getString(2)),
                    rows.getString(3),
                    rows.getLong(4),
                    rows.getLong(5),
                    rows.getInt(6) != 0)));
    return known;
  }

  record Known(CameraId camera, String path, long start, long end, boolean closed) {}

  /// A camera's reels that meet a span, and the one before it, in order.
  List<ReelRow> reels(CameraId camera, long from, long to) {
    return reels(
        """
        where camera = ?1 and start_us < ?3 and (end_us > ?2 or start_us = (
          select max(start_us) from reel where camera = ?1 and start_us < ?2))
        order by start_us, id""",
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
    query("select " + REEL_COLUMNS + " from reel " + where, rows -> found.add(row(rows)), values);
    return found;
  }

  /// A camera's footage that meets a span, and its nearest neighbours on either side.
  List<Stretch> stretches(CameraId camera, long from, long to) {
    var found = new ArrayList<Stretch>();
    query(
        """
        select start_us, end_us, pictures from reel where camera = ?1 and (
          (start_us < ?3 and end_us > ?2)
          or start_us = (select max(start_us) from reel where camera = ?1 and start_us < ?2)
          or start_us = (select min(start_us) from reel where camera = ?1 and start_us >= ?3))""",
        rows -> found.add(Stretch.of(rows.getLong(1), rows.getLong(2), rows.getLong(3))),
        camera.value(),
        from,
        to);
    return found;
  }

  /// What a camera's journal says up to `to`, from the last line before `from` on, in its order.
  List<Journal.Line.GapFrom> gaps(CameraId camera, long from, long to) {
    var found = new ArrayList<Journal.Line.GapFrom>();
    query(
        """
        select from_us, reason, detail from gap where camera = ?1 and from_us < ?3 and from_us >=
          coalesce((select max(from_us) from gap where camera = ?1 and from_us <= ?2), 0)
        order by from_us, number""",
        rows ->
            found.add(
                new Journal.Line.GapFrom(
                    camera,
                    Micros.instant(rows.getLong(1)),
                    GapReason.valueOf(rows.getString(2)),
                    rows.getString(3))),
        camera.value(),
        from,
        to);
    return found;
  }

  /// A camera's destroyed footage that meets a span, and its nearest neighbours.
  List<Stretch> deleted(CameraId camera, long from, long to) {
    var found = new ArrayList<Stretch>();
    query(
        """
        select from_us, to_us from deleted where camera = ?1 and (
          (from_us < ?3 and to_us > ?2)
          or from_us = (select max(from_us) from deleted where camera = ?1 and from_us < ?2)
          or from_us = (select min(from_us) from deleted where camera = ?1 and from_us >= ?3))""",
        rows -> found.add(Stretch.of(rows.getLong(1), rows.getLong(2), 0)),
        camera.value(),
        from,
        to);
    return found;
  }

  /// The reels that the journal says were destroyed.
  boolean isDeleted(String reel) {
    var found = new ArrayList<Integer>();
    query("select 1 from deleted where reel = ? limit 1", rows -> found.add(1), reel);
    return !found.isEmpty();
  }

  /// The cameras of which anything is known.
  Set<CameraId> cameras() {
    var found = new HashSet<CameraId>();
    query(
        """
        select distinct camera from reel union select distinct camera from gap
        union select distinct camera from deleted""",
        rows -> found.add(new CameraId(rows.getString(1))));
    return found;
  }

  /// When a camera was first heard of.
  OptionalLong firstKnown(CameraId camera) {
    return time(
        """
        select min(t) from (
          select min(start_us) t from reel where camera = ?1
          union all select min(from_us) from gap where camera = ?1
          union all select min(from_us) from deleted where camera = ?1)""",
        camera);
  }

  /// When a camera's last footage ended.
  OptionalLong lastEnd(CameraId camera) {
    return time(
        """
        select max(t) from (
          select max(end_us) t from reel where camera = ?1
          union all select max(to_us) from deleted where camera = ?1)""",
        camera);
  }

  private OptionalLong time(String sql, CameraId camera) {
    var found = new ArrayList<Long>();
    query(
        sql,
        rows -> {
          long time = rows.getLong(1);
          if (!rows.wasNull()) {
            found.add(time);
          }
        },
        camera.value());
    return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
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
          rows.getInt(11) != 0);
    } catch (Unreadable e) {
      throw new SQLException("the row of reel " + rows.getString(1) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try (writer;
        reader) {
      for (var statement : prepared.values()) {
        statement.close();
      }
    } catch (SQLException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private interface Sql {
    void run() throws SQLException;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void write(String sql, Object... values) {
    writing(
        () -> {
          var statement = prepared.get(sql);
          if (statement == null) {
            statement = writer.prepareStatement(sql);
            prepared.put(sql, statement);
          }
          bind(statement, values);
          statement.execute();
        });
  }

  private void writing(Sql action) {
    synchronized (writer) {
      try {
        action.run();
      } catch (SQLException e) {
        throw new UncheckedIOException(file + " cannot be written", new IOException(e));
      }
    }
  }

  private void query(String sql, RowReader each, Object... values) {
    synchronized (reader) {
      try (var statement = reader.prepareStatement(sql)) {
        bind(statement, values);
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            each.read(rows);
          }
        }
      } catch (SQLException e) {
        throw new UncheckedIOException(file + " cannot be read", new IOException(e));
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
