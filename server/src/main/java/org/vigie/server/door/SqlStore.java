package org.vigie.server.door;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/// The file users.db, readable by its owner alone: one connection, one transaction at a time.
///
/// Safe for any thread.
final class SqlStore implements AutoCloseable {

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private SqlStore(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /// Opens the file, and brings it to the present layout.
  static SqlStore open(Path file) throws IOException {
    var url = "jdbc:sqlite:" + file;
    try {
      createPrivate(file);
      Flyway.configure()
          .dataSource(url, null, null)
          .locations("classpath:org/vigie/server/users")
          // By default a database with later tables would pass.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
      var connection = DriverManager.getConnection(url);
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("PRAGMA foreign_keys=ON");
      }
      connection.setAutoCommit(false);
      return new SqlStore(file, connection);
    } catch (FlywayValidateException e) {
      throw new IOException(
          file
              + " was written by a later version of Vigie, or its tables were changed by hand;"
              + " start the version that wrote it, or put back a copy. ("
              + e.getMessage()
              + ")",
          e);
    } catch (SQLException | FlywayException e) {
      throw new IOException(file + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void createPrivate(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // The usual case: only the first start creates it.
    }
  }

  /// Does one transaction.
  ///
  /// @throws UsersUnavailable if the file cannot be read or written; nothing has changed then
  <T> T transact(Work<T> work) {
    lock.lock();
    try {
      var result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      undo(e);
      throw new UsersUnavailable(file.getFileName() + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /// Does one statement with its arguments; the number of rows it changed.
  int update(String sql, @Nullable Object... arguments) {
    return transact(connection -> update(connection, sql, arguments));
  }

  static int update(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        var argument = arguments[i];
        statement.setObject(
            i + 1, argument instanceof Instant instant ? instant.toEpochMilli() : argument);
      }
      return statement.executeUpdate();
    }
  }

  /// An instant that may be missing.
  static Optional<Instant> instant(ResultSet results, int column) throws SQLException {
    long milliseconds = results.getLong(column);
    return results.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
  }

  private void undo(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new UsersUnavailable(file.getFileName() + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
