package org.vigie.server.door;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;

/// The one-time links of users.db: at most one for each person and kind, the newest. Safe for any
/// thread.
final class SqlLinks {

  private final SqlStore store;
  private final Clocks clocks;

  SqlLinks(SqlStore store, Clocks clocks) {
    this.store = store;
    this.clocks = clocks;
  }

  /// Makes a link, which replaces any earlier one of its kind and person; returns its token.
  String make(Link.Kind kind, Optional<String> person, Duration life) {
    var token = Token.fresh();
    var now = clocks.wall();
    @Nullable String whose = person.orElse(null);
    store.transact(
        connection -> {
          SqlStore.update(
              connection,
              "DELETE FROM link WHERE expires <= ? OR (kind = ? AND person IS ?)",
              now,
              kind.name(),
              whose);
          return SqlStore.update(
              connection,
              "INSERT INTO link (token, kind, person, expires) VALUES (?, ?, ?, ?)",
              Token.hash(token),
              kind.name(),
              whose,
              now.plus(life));
        });
    return token;
  }

  /// What a link is for, if it is good.
  Optional<Link> find(String token) {
    return store.transact(connection -> read(connection, Token.hash(token)));
  }

  /// Uses a link up. Of two who try at once, one gets it.
  Optional<Link> spend(String token) {
    var hash = Token.hash(token);
    return store.transact(
        connection -> {
          var link = read(connection, hash);
          SqlStore.update(connection, "DELETE FROM link WHERE token = ?", hash);
          return link;
        });
  }

  /// Withdraws every link of a person.
  void withdraw(String person) {
    store.update("DELETE FROM link WHERE person = ?", person);
  }

  private Optional<Link> read(Connection connection, byte[] hash) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT kind, person, expires FROM link WHERE token = ? AND expires > ?")) {
      statement.setBytes(1, hash);
      statement.setLong(2, clocks.wall().toEpochMilli());
      try (var results = statement.executeQuery()) {
        if (!results.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Link(
                Link.Kind.valueOf(results.getString(1)),
                Optional.ofNullable(results.getString(2)),
                Instant.ofEpochMilli(results.getLong(3))));
      }
    }
  }
}
