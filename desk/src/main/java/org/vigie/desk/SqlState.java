package org.vigie.desk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The desk's database: one connection that writes, one that reads, each for one thread at a time.
///
/// What [#write] has done is on disk when it returns. Owns both connections; closed by whoever
/// opened it.
final class SqlState implements AutoCloseable {

  /// Work on a connection, all of it or nothing.
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final Path file;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private SqlState(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  /// Opens the file, or makes it, readable by nobody else, and brings its tables up to date.
  ///
  /// @throws StateUnavailable if it cannot be used, or was written by a later version
  static SqlState open(Path file) {
    try {
      create(file);
      var source = source(file);
      Flyway.configure(SqlState.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:org/vigie/desk/state")
          // By default a database with later tables would pass.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
      var writer = source.getConnection();
      try {
        return new SqlState(file, writer, source.getConnection());
      } catch (SQLException e) {
        writer.close();
        throw e;
      }
    } catch (FlywayValidateException e) {
      throw new StateUnavailable(
          file
              + " was written by a later version of Vigie, or its tables were changed by hand;"
              + " start the version that wrote it, or put back a copy. ("
              + e.getMessage()
              + ")",
          e);
    } catch (IOException | SQLException | FlywayException e) {
      throw unavailable(file, e);
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // Left by an earlier run.
    }
  }

  private static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL: a commit is on disk, not only in the log's cache, before an alert is announced.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    config.enforceForeignKeys(true);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  /// Does the work in one transaction; on disk when this returns.
  <T> T write(Work<T> work) {
    writing.lock();
    try {
      writer.setAutoCommit(false);
      try {
        T result = work.on(writer);
        writer.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        writer.rollback();
        throw e;
      } finally {
        writer.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw unavailable(file, e);
    } finally {
      writing.unlock();
    }
  }

  /// Reads what has been written; does not wait for a writer.
  <T> T read(Work<T> work) {
    reading.lock();
    try {
      return work.on(reader);
    } catch (SQLException e) {
      throw unavailable(file, e);
    } finally {
      reading.unlock();
    }
  }

  private static StateUnavailable unavailable(Path file, Exception e) {
    return new StateUnavailable(
        "The alerts in %s cannot be used: %s".formatted(file, e.getMessage()), e);
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try (writer;
        reader) {
      // Both are closed even if one fails.
    } catch (SQLException e) {
      throw unavailable(file, e);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }
}
