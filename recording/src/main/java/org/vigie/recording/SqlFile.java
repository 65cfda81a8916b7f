package org.vigie.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A SQLite file that is a cache: one that is damaged or of another version is set aside or
/// emptied, and filled again by whoever opened it.
///
/// One connection writes, for one thread; another reads, for any. All failures of the database are
/// [UncheckedIOException] with a plain message.
final class SqlFile implements AutoCloseable {

  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final String SET_ASIDE = ".damaged";
  private static final long LARGEST_CHECKED_BYTES = 256L * 1024 * 1024;

  private final Path file;
  private final Connection writer;
  private final Connection reader;
  private final boolean fresh;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private Optional<String> damage = Optional.empty();

  private SqlFile(Path file, Connection writer, Connection reader, boolean fresh) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
    this.fresh = fresh;
  }

  /// Opens a database, or begins it.
  ///
  /// @param schema makes its tables; run again, in an empty database, when the version has changed
  /// @throws IOException with a plain message if it cannot be opened
  static SqlFile open(Path file, int version, List<String> tables, List<String> schema)
      throws IOException {
    try {
      return connect(file, version, tables, schema);
    } catch (SQLException e) {
      if (!isDamage(e)) {
        throw new IOException(file + " cannot be used: " + e.getMessage(), e);
      }
      return again(file, version, tables, schema, e.getMessage() + "");
    }
  }

  private static boolean isDamage(SQLException e) {
    return e.getErrorCode() == CORRUPT || e.getErrorCode() == NOT_A_DATABASE;
  }

  /// What is read is not what was written: only another start, which sets the file aside, mends it.
  static final class Damaged extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    Damaged(Path file, SQLException cause) {
      super(file + " is damaged: " + cause.getMessage(), new IOException(cause));
    }
  }

  /// Puts a damaged database aside, in the place of an earlier one, and begins another.
  static SqlFile again(Path file, int version, List<String> tables, List<String> schema, String why)
      throws IOException {
    var aside = file.resolveSibling(file.getFileName() + SET_ASIDE);
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    for (var suffix : List.of("-wal", "-shm")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
    try {
      var begun = connect(file, version, tables, schema);
      begun.damage = Optional.of("it was damaged (%s) and lies now in %s".formatted(why, aside));
      return begun;
    } catch (SQLException e) {
      throw new IOException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static SqlFile connect(Path file, int version, List<String> tables, List<String> schema)
      throws SQLException, IOException {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var writer = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      run(writer, List.of("pragma journal_mode = wal", "pragma synchronous = normal"));
      requireSound(writer, file);
      boolean fresh = !text(writer, "pragma user_version").equals(String.valueOf(version));
      if (fresh) {
        run(writer, tables.stream().map(table -> "drop table if exists " + table).toList());
        run(writer, schema);
        run(writer, List.of("pragma user_version = " + version));
      }
      var reader = DriverManager.getConnection("jdbc:sqlite:" + file);
      run(reader, List.of("pragma query_only = true"));
      return new SqlFile(file, writer, reader, fresh);
    } catch (SQLException | IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /// Of a town's index, gigabytes, this would take a minute: there damage shows when it is read.
  private static void requireSound(Connection connection, Path file)
      throws SQLException, IOException {
    if (Files.size(file) > LARGEST_CHECKED_BYTES) {
      return;
    }
    var answer = text(connection, "pragma quick_check(1)");
    if (!answer.equals("ok")) {
      throw new SQLException(answer, "", CORRUPT);
    }
  }

  /// Whether it was begun just now.
  boolean isFresh() {
    return fresh;
  }

  /// What was wrong with the database that was there before.
  Optional<String> damage() {
    return damage;
  }

  Path path() {
    return file;
  }

  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private interface Sql {
    void run() throws SQLException;
  }

  /// Several writes that become visible together.
  void inOneTransaction(Runnable writes) {
    writing(
        () -> {
          run(writer, List.of("begin immediate"));
          try {
            writes.run();
            run(writer, List.of("commit"));
          } catch (SQLException | RuntimeException e) {
            run(writer, List.of("rollback"));
            throw e;
          }
        });
  }

  void write(String sql, Object... values) {
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

  void query(String sql, RowReader each, Object... values) {
    synchronized (reader) {
      try (var statement = reader.prepareStatement(sql)) {
        bind(statement, values);
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            each.read(rows);
          }
        }
      } catch (SQLException e) {
        throw isDamage(e)
            ? new Damaged(file, e)
            : new UncheckedIOException(file + " cannot be read", new IOException(e));
      }
    }
  }

  /// The one number that a query gives; empty for null, or no row.
  OptionalLong number(String sql, Object... values) {
    var found = new ArrayList<Long>();
    query(
        sql,
        rows -> {
          long number = rows.getLong(1);
          if (!rows.wasNull()) {
            found.add(number);
          }
        },
        values);
    return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
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

  private void writing(Sql action) {
    synchronized (writer) {
      try {
        action.run();
      } catch (SQLException e) {
        throw isDamage(e)
            ? new Damaged(file, e)
            : new UncheckedIOException(file + " cannot be written", new IOException(e));
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
