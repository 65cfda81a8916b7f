package org.vigie.server.door;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;

/// The sessions of users.db. One ends 30 minutes after its last sign of life, after 12 hours at the
/// latest, or when it is ended.
///
/// Safe for any thread.
final class SqlSessions {

  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration LONGEST = Duration.ofHours(12);

  /// How stale the stored sign of life may be, so that not every request writes to disk.
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private static final String SELECT =
      "SELECT id, person, started, seen, acted, proved, ends, locked, factor_done, address, browser FROM"
          + " session WHERE ";

  private final SqlStore store;
  private final Clocks clocks;

  SqlSessions(SqlStore store, Clocks clocks) {
    this.store = store;
    this.clocks = clocks;
  }

  /// A token, which is not kept, and the session that it stands for.
  record Started(String token, String id) {}

  /// @param factorDone a provider has asked for the second factor
  Started start(String person, boolean factorDone, Caller caller) {
    var started = new Started(Token.fresh(), RandomIds.hex(8));
    var now = clocks.wall();
    store.transact(
        connection -> {
          SqlStore.update(
              connection, "DELETE FROM session WHERE ends <= ? OR seen <= ?", now, now.minus(IDLE));
          return SqlStore.update(
              connection,
              "INSERT INTO session (token, id, person, started, seen, acted, proved, ends, factor_done,"
                  + " address, browser) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              Token.hash(started.token()),
              started.id(),
              person,
              now,
              now,
              now,
              now,
              now.plus(LONGEST),
              factorDone ? 1 : 0,
              caller.address(),
              caller.browser());
        });
    return started;
  }

  /// The session of a token, if it is alive; this is a sign of life.
  Optional<Session> find(String token) {
    return touch("token = ?", Token.hash(token));
  }

  /// The session of that id, if it is alive; this is a sign of life, so that a wall that only shows
  /// pictures is not signed out.
  Optional<Session> touch(String id) {
    return touch("id = ?", id);
  }

  /// The session of that id, if it is alive; nobody has moved in it.
  Optional<Session> look(String id) {
    return select("id = ?", id).stream().findFirst();
  }

  /// Those of a person that are alive, newest first.
  List<Session> list(String person) {
    return select("person = ?", person);
  }

  /// All that are alive, newest first.
  List<Session> list() {
    return select("TRUE");
  }

  /// Somebody touched its workstation then.
  void act(String id, Instant at) {
    store.update("UPDATE session SET acted = ? WHERE id = ? AND acted < ?", at, id, at);
  }

  /// Its person has just proved who they are: it is open, and somebody is there.
  void prove(String id) {
    var now = clocks.wall();
    store.update(
        "UPDATE session SET proved = ?, acted = ?, locked = NULL WHERE id = ?", now, now, id);
  }

  /// Locks it; false if it was locked already.
  boolean lock(String id) {
    return store.update(
            "UPDATE session SET locked = ? WHERE id = ? AND locked IS NULL", clocks.wall(), id)
        == 1;
  }

  void end(String id) {
    store.update("DELETE FROM session WHERE id = ?", id);
  }

  /// Ends every session of a person.
  void endAll(String person) {
    store.update("DELETE FROM session WHERE person = ?", person);
  }

  private Optional<Session> touch(String where, Object argument) {
    var now = clocks.wall();
    return store.transact(
        connection -> {
          var found =
              read(connection, where, argument).stream().filter(s -> isAlive(s, now)).findFirst();
          if (found.isPresent() && now.isAfter(found.get().seen().plus(GRAIN))) {
            SqlStore.update(
                connection, "UPDATE session SET seen = ? WHERE id = ?", now, found.get().id());
          }
          return found;
        });
  }

  private List<Session> select(String where, Object... arguments) {
    var now = clocks.wall();
    return store.transact(connection -> read(connection, where, arguments)).stream()
        .filter(session -> isAlive(session, now))
        .toList();
  }

  private static boolean isAlive(Session session, Instant now) {
    return now.isBefore(session.ends()) && now.isBefore(session.seen().plus(IDLE));
  }

  private static List<Session> read(Connection connection, String where, Object... arguments)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(SELECT + where + " ORDER BY started DESC, id")) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      var sessions = new ArrayList<Session>();
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          sessions.add(session(results));
        }
      }
      return sessions;
    }
  }

  private static Session session(ResultSet results) throws SQLException {
    return new Session(
        results.getString(1),
        results.getString(2),
        Instant.ofEpochMilli(results.getLong(3)),
        Instant.ofEpochMilli(results.getLong(4)),
        Instant.ofEpochMilli(results.getLong(5)),
        Instant.ofEpochMilli(results.getLong(6)),
        Instant.ofEpochMilli(results.getLong(7)),
        SqlStore.instant(results, 8),
        results.getInt(9) == 1,
        results.getString(10),
        results.getString(11));
  }
}
