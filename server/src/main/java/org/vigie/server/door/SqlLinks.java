package org.vigie.server.door;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /// Keeps that somebody had a link made for another person's account.
  void tellMade(String person, String by) {
    store.update(
        "INSERT INTO link_made (person, at, by) VALUES (?, ?, ?)", person, clocks.wall(), by);
  }

  /// Keeps that the newest of these was used, if it was not before.
  void tellUsed(String person) {
    store.update(
        "UPDATE link_made SET used = ? WHERE used IS NULL"
            + " AND rowid = (SELECT max(rowid) FROM link_made WHERE person = ?)",
        clocks.wall(),
        person);
  }

  /// Those of a person from an instant on, newest first; older ones are forgotten.
  List<LinkMade> made(String person, Instant since) {
    return store.transact(
        connection -> {
          SqlStore.update(connection, "DELETE FROM link_made WHERE at < ?", since);
          try (var statement =
              connection.prepareStatement(
                  "SELECT at, by, used FROM link_made WHERE person = ? ORDER BY rowid DESC LIMIT 20")) {
            statement.setString(1, person);
            var made = new ArrayList<LinkMade>();
            try (var results = statement.executeQuery()) {
              while (results.next()) {
                made.add(read(results));
              }
            }
            return made;
          }
        });
  }

  private static LinkMade read(ResultSet results) throws SQLException {
    var at = Instant.ofEpochMilli(results.getLong(1));
    var by = results.getString(2);
    return new LinkMade(at, by, SqlStore.instant(results, 3));
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
