package org.vigie.server.door;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.vigie.base.Clocks;

/// The sessions of users.db. One ends 30 minutes after its last sign of life, after 12 hours at the
/// latest, or when its person signs out, changes the password or loses the habilitation.
///
/// Safe for any thread.
public final class SqlSessions {

  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration LONGEST = Duration.ofHours(12);

  /// How stale the stored sign of life may be, so that not every request writes to disk.
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private final SqlStore store;
  private final Clocks clocks;

  SqlSessions(SqlStore store, Clocks clocks) {
    this.store = store;
    this.clocks = clocks;
  }

  /// Starts a session; returns its token, which is not kept.
  String start(String person) {
    var token = Token.fresh();
    var now = clocks.wall();
    store.transact(
        connection -> {
          SqlStore.update(
              connection, "DELETE FROM session WHERE ends <= ? OR seen <= ?", now, now.minus(IDLE));
          return SqlStore.update(
              connection,
              "INSERT INTO session (token, person, seen, ends) VALUES (?, ?, ?, ?)",
              Token.hash(token),
              person,
              now,
              now.plus(LONGEST));
        });
    return token;
  }

  /// The session of a token, if it is alive; this is a sign of life.
  public Optional<SignedIn> find(String token) {
    return find(Token.hash(token));
  }

  /// Whether a session is still alive; this is a sign of life, so that a wall that only shows
  /// pictures is not signed out.
  public boolean isAlive(SignedIn signedIn) {
    return find(HexFormat.of().parseHex(signedIn.session())).isPresent();
  }

  /// Ends one session.
  public void end(SignedIn signedIn) {
    store.update(
        "DELETE FROM session WHERE token = ?", HexFormat.of().parseHex(signedIn.session()));
  }

  /// Ends every session of a person.
  public void endAll(String person) {
    store.update("DELETE FROM session WHERE person = ?", person);
  }

  private Optional<SignedIn> find(byte[] hash) {
    var now = clocks.wall();
    return store.transact(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT person, seen, ends FROM session WHERE token = ?")) {
            statement.setBytes(1, hash);
            try (var results = statement.executeQuery()) {
              if (!results.next()) {
                return Optional.empty();
              }
              var seen = Instant.ofEpochMilli(results.getLong(2));
              var ends = Instant.ofEpochMilli(results.getLong(3));
              if (!now.isBefore(ends) || !now.isBefore(seen.plus(IDLE))) {
                return Optional.empty();
              }
              var person = results.getString(1);
              if (now.isAfter(seen.plus(GRAIN))) {
                SqlStore.update(
                    connection, "UPDATE session SET seen = ? WHERE token = ?", now, hash);
              }
              return Optional.of(new SignedIn(person, HexFormat.of().formatHex(hash), ends));
            }
          }
        });
  }
}
