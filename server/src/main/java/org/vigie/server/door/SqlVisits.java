package org.vigie.server.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The visits of users.db. Safe for any thread.
final class SqlVisits {

  private static final String SELECT =
      "SELECT id, person, organisation, name, reference, by, companion, opened, until, confirmed,"
          + " began, ended, why, ended_by, requests, bytes, sha256 FROM visit ";

  private final SqlStore store;

  SqlVisits(SqlStore store) {
    this.store = store;
  }

  void add(Visit visit) {
    store.update(
        "INSERT INTO visit (id, person, organisation, name, reference, by, companion, opened,"
            + " until, confirmed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        visit.id(),
        visit.person(),
        visit.organisation(),
        visit.name(),
        visit.reference(),
        visit.by(),
        visit.companion(),
        visit.opened(),
        visit.until(),
        visit.confirmed().orElse(null));
  }

  void confirm(String id, Instant at) {
    store.update("UPDATE visit SET confirmed = ? WHERE id = ?", at, id);
  }

  void begin(String id, Instant at) {
    store.update("UPDATE visit SET began = ? WHERE id = ?", at, id);
  }

  /// It has ended, and its record is what `kept` says.
  void end(String id, Instant at, Visit.Why why, @Nullable String by, VisitRecord.Closed kept) {
    store.update(
        "UPDATE visit SET ended = ?, why = ?, ended_by = ?, requests = ?, bytes = ?, sha256 = ?"
            + " WHERE id = ? AND ended IS NULL",
        at,
        why.name(),
        by,
        kept.requests(),
        kept.bytes(),
        kept.sha256(),
        id);
  }

  /// Nobody is named any more.
  void forget(Visit visit) {
    store.update("UPDATE visit SET name = '' WHERE id = ?", visit.id());
    store.update("UPDATE person SET name = ? WHERE id = ?", visit.person(), visit.person());
  }

  Optional<Visit> find(String id) {
    return select("WHERE id = ?", id).stream().findFirst();
  }

  Optional<Visit> ofPerson(String person) {
    return select("WHERE person = ?", person).stream().findFirst();
  }

  /// Those that have not ended, newest first.
  List<Visit> open() {
    return select("WHERE ended IS NULL ORDER BY opened DESC, id");
  }

  /// The newest 200, newest first.
  List<Visit> list() {
    return select("ORDER BY opened DESC, id LIMIT 200");
  }

  /// Those that ended before an instant and still name somebody.
  List<Visit> named(Instant endedBefore) {
    return select("WHERE name <> '' AND ended < ?", endedBefore.toEpochMilli());
  }

  private List<Visit> select(String where, Object... arguments) {
    return store.transact(
        connection -> {
          try (var statement = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            var rows = new ArrayList<Visit>();
            try (var results = statement.executeQuery()) {
              while (results.next()) {
                rows.add(row(results));
              }
            }
            return rows;
          }
        });
  }

  private static Visit row(ResultSet results) throws SQLException {
    return new Visit(
        results.getString(1),
        results.getString(2),
        results.getString(3),
        results.getString(4),
        results.getString(5),
        results.getString(6),
        results.getString(7),
        SqlStore.instant(results, 8).orElseThrow(),
        SqlStore.instant(results, 9).orElseThrow(),
        SqlStore.instant(results, 10),
        SqlStore.instant(results, 11),
        SqlStore.instant(results, 12),
        Optional.ofNullable(results.getString(13)).map(Visit.Why::valueOf),
        Optional.ofNullable(results.getString(14)),
        results.getLong(15),
        results.getLong(16),
        Optional.ofNullable(results.getString(17)));
  }
}
