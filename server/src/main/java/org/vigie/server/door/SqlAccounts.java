package org.vigie.server.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The people of users.db. Safe for any thread.
final class SqlAccounts {

  private static final String SELECT =
      "SELECT id, name, password, last_sign_in, provider_person.person, ended FROM person"
          + " LEFT JOIN provider_person ON person.id = provider_person.person ";

  private final SqlStore store;

  SqlAccounts(SqlStore store) {
    this.store = store;
  }

  /// Whether anybody can sign in with a password yet.
  boolean nobodyHasPassword() {
    return select("WHERE password IS NOT NULL LIMIT 1").isEmpty();
  }

  /// Adds a person; false if the name is taken.
  boolean add(String person, String name, Instant now) {
    return store.update(
            "INSERT INTO person (id, name, added) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
            person,
            name,
            now)
        == 1;
  }

  /// Takes back a person who was added a moment ago and has done nothing.
  void remove(String person) {
    store.update("DELETE FROM person WHERE id = ?", person);
  }

  Optional<Account> find(String person) {
    return select("WHERE id = ?", person).stream().findFirst().map(Row::account);
  }

  /// The person and password hash that belong to a name, which is compared without case.
  Optional<Row> findByName(String name) {
    return select("WHERE name = ?", name).stream().findFirst();
  }

  /// The password hash of a person.
  Optional<String> findPassword(String person) {
    return select("WHERE id = ?", person).stream().findFirst().flatMap(Row::password);
  }

  List<Account> list() {
    return select("ORDER BY name").stream().map(Row::account).toList();
  }

  void setPassword(String person, String hash) {
    store.update("UPDATE person SET password = ? WHERE id = ?", hash, person);
  }

  /// Gives a person another name; false if it is taken.
  boolean rename(String person, String name) {
    return store.update("UPDATE OR IGNORE person SET name = ? WHERE id = ?", name, person) == 1;
  }

  void signedIn(String person, Instant now) {
    store.update("UPDATE person SET last_sign_in = ? WHERE id = ?", now, person);
  }

  record Row(Account account, Optional<String> password) {}

  private List<Row> select(String where, Object... arguments) {
    return store.transact(
        connection -> {
          try (var statement = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
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
    var password = Optional.ofNullable(results.getString(3));
    return new Row(
        new Account(
            results.getString(1),
            results.getString(2),
            password.isPresent(),
            SqlStore.instant(results, 4),
            results.getString(5) == null ? Account.Way.LOCAL : Account.Way.PROVIDER,
            SqlStore.instant(results, 6).isPresent()),
        password);
  }
}
