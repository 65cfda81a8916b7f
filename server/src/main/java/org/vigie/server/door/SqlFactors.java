package org.vigie.server.door;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The second factors of users.db that are typed: authenticator apps and recovery codes, and who
/// had somebody's taken away. Safe for any thread.
final class SqlFactors {

  private final SqlStore store;

  SqlFactors(SqlStore store) {
    this.store = store;
  }

  /// An authenticator app.
  ///
  /// @param secret as it is stored: locked
  /// @param step the newest of which a code was taken
  record App(byte[] secret, Instant added, long step) {}

  Optional<App> findApp(String person) {
    return store.transact(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT secret, added, step FROM totp WHERE person = ?")) {
            statement.setString(1, person);
            try (var results = statement.executeQuery()) {
              return results.next()
                  ? Optional.of(
                      new App(
                          results.getBytes(1),
                          Instant.ofEpochMilli(results.getLong(2)),
                          results.getLong(3)))
                  : Optional.empty();
            }
          }
        });
  }

  /// Sets up an app in place of any earlier one.
  void putApp(String person, byte[] sealed, Instant now, long step) {
    store.update(
        "INSERT OR REPLACE INTO totp (person, secret, added, step) VALUES (?, ?, ?, ?)",
        person,
        sealed,
        now,
        step);
  }

  /// Takes a code's step. Of two who try the same code at once, one gets it.
  boolean take(String person, long step) {
    return store.update(
            "UPDATE totp SET step = ? WHERE person = ? AND step < ?", step, person, step)
        == 1;
  }

  boolean removeApp(String person) {
    return store.update("DELETE FROM totp WHERE person = ?", person) == 1;
  }

  /// Puts recovery codes in the place of all earlier ones.
  void putCodes(String person, List<byte[]> marks) {
    store.transact(
        connection -> {
          SqlStore.update(connection, "DELETE FROM recovery_code WHERE person = ?", person);
          for (var mark : marks) {
            SqlStore.update(
                connection, "INSERT INTO recovery_code (person, mark) VALUES (?, ?)", person, mark);
          }
          return marks.size();
        });
  }

  /// Whether a person has such a code that was not used.
  boolean hasCode(String person, byte[] mark) {
    return count("person = ? AND mark = ? AND used IS NULL", person, mark) == 1;
  }

  /// Uses a code up. Of two who try at once, one gets it.
  boolean spend(String person, byte[] mark, Instant now) {
    return store.update(
            "UPDATE recovery_code SET used = ? WHERE person = ? AND mark = ? AND used IS NULL",
            now,
            person,
            mark)
        == 1;
  }

  int codesLeft(String person) {
    return count("person = ? AND used IS NULL", person);
  }

  private int count(String where, @Nullable Object... arguments) {
    return store.transact(
        connection -> {
          try (var statement =
              connection.prepareStatement("SELECT count(*) FROM recovery_code WHERE " + where)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            try (var results = statement.executeQuery()) {
              return results.getInt(1);
            }
          }
        });
  }

  /// Takes every second factor of a person away, passkeys included, and keeps who had it done.
  void reset(String person, String by, Instant now) {
    store.transact(
        connection -> {
          removeAll(connection, person);
          return SqlStore.update(
              connection,
              "INSERT INTO factor_reset (person, at, by) VALUES (?, ?, ?)",
              person,
              now,
              by);
        });
  }

  private static void removeAll(Connection connection, String person) throws SQLException {
    for (var table : List.of("totp", "recovery_code", "passkey")) {
      SqlStore.update(connection, "DELETE FROM " + table + " WHERE person = ?", person);
    }
  }

  /// The resets of a person from an instant on, newest first; older ones are forgotten.
  List<FactorReset> resets(String person, Instant since) {
    return store.transact(
        connection -> {
          SqlStore.update(connection, "DELETE FROM factor_reset WHERE at < ?", since);
          try (var statement =
              connection.prepareStatement(
                  "SELECT at, by FROM factor_reset WHERE person = ? ORDER BY rowid DESC LIMIT 20")) {
            statement.setString(1, person);
            var resets = new ArrayList<FactorReset>();
            try (var results = statement.executeQuery()) {
              while (results.next()) {
                resets.add(
                    new FactorReset(
                        Instant.ofEpochMilli(results.getLong(1)), results.getString(2)));
              }
            }
            return resets;
          }
        });
  }
}
