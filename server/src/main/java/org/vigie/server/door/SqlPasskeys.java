package org.vigie.server.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The passkeys of users.db: public keys only. Safe for any thread.
final class SqlPasskeys {

  private final SqlStore store;

  SqlPasskeys(SqlStore store) {
    this.store = store;
  }

  /// A passkey as it is stored.
  ///
  /// @param credential its own id
  /// @param data attested credential data, as the authenticator gave it
  /// @param counter of its uses, where it keeps one
  record Row(Passkey passkey, String person, byte[] credential, byte[] data, long counter) {}

  /// Adds one; false if it is there already.
  boolean add(Row row) {
    var passkey = row.passkey();
    return store.update(
            "INSERT INTO passkey (credential, id, person, name, site, data, counter, added)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (credential) DO NOTHING",
            row.credential(),
            passkey.id(),
            row.person(),
            passkey.name(),
            passkey.site(),
            row.data(),
            row.counter(),
            passkey.added())
        == 1;
  }

  Optional<Row> find(byte[] credential) {
    return select("credential = ?", credential).stream().findFirst();
  }

  /// Those of a person, oldest first.
  List<Row> list(String person) {
    return select("person = ?", person);
  }

  void used(byte[] credential, long counter, Instant now) {
    store.update(
        "UPDATE passkey SET counter = ?, used = ? WHERE credential = ?", counter, now, credential);
  }

  void remove(String person, String id) {
    store.update("DELETE FROM passkey WHERE person = ? AND id = ?", person, id);
  }

  private List<Row> select(String where, Object argument) {
    return store.transact(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT id, name, site, added, used, person, credential, data, counter"
                      + " FROM passkey WHERE "
                      + where
                      + " ORDER BY added, id")) {
            statement.setObject(1, argument);
            var rows = new ArrayList<Row>();
            try (var results = statement.executeQuery()) {
              while (results.next()) {
                rows.add(row(results));
              }
            }
            return rows;
          }
        });
  }

  private static Row row(ResultSet results) throws SQLException {
    var passkey =
        new Passkey(
            results.getString(1),
            results.getString(2),
            results.getString(3),
            Instant.ofEpochMilli(results.getLong(4)),
            SqlStore.instant(results, 5));
    return new Row(
        passkey,
        results.getString(6),
        results.getBytes(7),
        results.getBytes(8),
        results.getLong(9));
  }
}
