package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// Which people of users.db a provider knows. Safe for any thread.
final class SqlProviderPeople {

  private final SqlStore store;

  SqlProviderPeople(SqlStore store) {
    this.store = store;
  }

  /// @param proved the newest sign-in at the provider that was taken
  record Known(String person, Instant proved, boolean keptOut) {}

  Optional<Known> find(String issuer, String subject) {
    return store.transact(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT person, proved, ended FROM provider_person"
                      + " WHERE issuer = ? AND subject = ?")) {
            statement.setString(1, issuer);
            statement.setString(2, subject);
            try (var results = statement.executeQuery()) {
              return results.next()
                  ? Optional.of(
                      new Known(
                          results.getString(1),
                          Instant.ofEpochMilli(results.getLong(2)),
                          SqlStore.instant(results, 3).isPresent()))
                  : Optional.empty();
            }
          }
        });
  }

  /// Adds a person together with their account; false if the name is taken.
  boolean add(String person, String name, String issuer, String subject, Instant now) {
    return store.transact(
        connection -> {
          int added =
              SqlStore.update(
                  connection,
                  "INSERT INTO person (id, name, added) VALUES (?, ?, ?) ON CONFLICT (name) DO"
                      + " NOTHING",
                  person,
                  name,
                  now);
          return added == 1
              && SqlStore.update(
                      connection,
                      "INSERT INTO provider_person (person, issuer, subject, proved) VALUES (?, ?,"
                          + " ?, 0)",
                      person,
                      issuer,
                      subject)
                  == 1;
        });
  }

  /// Takes a sign-in at the provider; false if it, or a later one, was taken before.
  boolean take(String person, Instant at) {
    return store.update(
            "UPDATE provider_person SET proved = ? WHERE person = ? AND proved < ?", at, person, at)
        == 1;
  }

  /// Keeps a person out, whatever the provider says of them; nothing for people whom none knows.
  void keepOut(String person, Instant now) {
    store.update("UPDATE provider_person SET ended = ? WHERE person = ?", now, person);
  }

  void letIn(String person) {
    store.update("UPDATE provider_person SET ended = NULL WHERE person = ?", person);
  }
}
