package org.vigie.server.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The program keys of users.db: hashes only. Safe for any thread.
final class SqlProgramKeys {

  private static final String SELECT =
      "SELECT k.id, k.person, p.name, k.by, k.made, k.expires, k.used, k.ended"
          + " FROM program_key k JOIN person p ON p.id = k.person ";

  private final SqlStore store;

  SqlProgramKeys(SqlStore store) {
    this.store = store;
  }

  void add(byte[] hash, ProgramKey key) {
    store.update(
        "INSERT INTO program_key (hash, id, person, by, made, expires) VALUES (?, ?, ?, ?, ?, ?)",
        hash,
        key.id(),
        key.person(),
        key.by(),
        key.made(),
        key.expires());
  }

  Optional<ProgramKey> find(byte[] hash) {
    return select("WHERE k.hash = ?", hash).stream().findFirst();
  }

  Optional<ProgramKey> find(String id) {
    return select("WHERE k.id = ?", id).stream().findFirst();
  }

  Optional<ProgramKey> ofPerson(String person) {
    return select("WHERE k.person = ?", person).stream().findFirst();
  }

  /// All, newest first.
  List<ProgramKey> list() {
    return select("ORDER BY k.made DESC, k.id");
  }

  void used(String id, Instant now) {
    store.update("UPDATE program_key SET used = ? WHERE id = ?", now, id);
  }

  void end(String id, Instant now) {
    store.update("UPDATE program_key SET ended = ? WHERE id = ? AND ended IS NULL", now, id);
  }

  private List<ProgramKey> select(String where, Object... arguments) {
    return store.transact(
        connection -> {
          try (var statement = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            var rows = new ArrayList<ProgramKey>();
            try (var results = statement.executeQuery()) {
              while (results.next()) {
                rows.add(row(results));
              }
            }
            return rows;
          }
        });
  }

  private static ProgramKey row(ResultSet results) throws SQLException {
    return new ProgramKey(
        results.getString(1),
        results.getString(2),
        results.getString(3),
        results.getString(4),
        SqlStore.instant(results, 5).orElseThrow(),
        SqlStore.instant(results, 6).orElseThrow(),
        SqlStore.instant(results, 7),
        SqlStore.instant(results, 8));
  }
}
