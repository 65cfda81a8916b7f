package org.vigie.desk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.model.CameraId;

/// Incidents, shifts and the lines of the log in the database, over one connection of [SqlState].
/// Lines come without their words, which stand in the ledger.
final class SqlLog {

  private static final String SHIFTS =
      """
      select number, began_us, ended_us from shifts
      """;

  private final Connection connection;

  SqlLog(Connection connection) {
    this.connection = connection;
  }

  /// Gives a number away; the next is higher, whatever becomes of this one.
  long number(String what) throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into numbers values (?, 1) on conflict do update set last = last + 1
              returning last
            """)) {
      SqlAlerts.set(upsert, what);
      try (var row = upsert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void open(long number, IncidentKind kind, Instant begun, Instant now) throws SQLException {
    update(
        "insert into incidents values (?, ?, 'OPEN', ?, ?, ?)",
        number,
        kind.name(),
        Stored.micros(begun),
        Stored.micros(now),
        Stored.micros(now));
  }

  void change(long number, Incident.Status status, Instant now) throws SQLException {
    update(
        "update incidents set status = ?, changed_us = ? where number = ?",
        status.name(),
        Stored.micros(now),
        number);
  }

  /// Adds a line to the present shift; its id and words are not looked at.
  ///
  /// @return its id
  long add(LogLine line) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into lines
                (at_us, kind, person, entry, written_in, incident, shift, camera, moment_us, alert)
              select ?, ?, ?, ?, number, ?, ?, ?, ?, ? from shifts where ended_us is null
              returning id
            """)) {
      SqlAlerts.set(
          insert,
          Stored.micros(line.at()),
          line.kind().name(),
          line.person(),
          line.entry(),
          line.incident().orElse(null),
          line.shift().orElse(null),
          line.camera().map(CameraId::value).orElse(null),
          line.moment().map(Stored::micros).orElse(null),
          line.alert().orElse(null));
      try (var row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  Optional<Incident> find(long number) throws SQLException {
    return incidents("where number = ?", number).stream().findFirst();
  }

  /// Those that are not closed, newest first.
  List<Incident> open(int limit) throws SQLException {
    return incidents("where status <> 'CLOSED' order by number desc limit ?", limit);
  }

  /// All, newest first.
  List<Incident> newest(int limit) throws SQLException {
    return incidents("order by number desc limit ?", limit);
  }

  /// Those about which something was written during a shift, oldest first.
  List<Incident> touched(long shift) throws SQLException {
    return incidents(
        """
        where number in (select incident from lines where written_in = ? and incident is not null)
          order by number
        """,
        shift);
  }

  private List<Incident> incidents(String where, Object... values) throws SQLException {
    try (var select = connection.prepareStatement("select * from incidents " + where)) {
      SqlAlerts.set(select, values);
      try (var row = select.executeQuery()) {
        var incidents = new ArrayList<Incident>();
        while (row.next()) {
          long number = row.getLong("number");
          incidents.add(
              new Incident(
                  number,
                  IncidentKind.valueOf(row.getString("kind")),
                  Incident.Status.valueOf(row.getString("status")),
                  Stored.instant(row.getLong("begun_us")),
                  Stored.instant(row.getLong("opened_us")),
                  Stored.instant(row.getLong("changed_us")),
                  lines("where incident = ? order by id", number)));
        }
        return incidents;
      }
    }
  }

  /// The lines written during a shift, oldest first.
  List<LogLine> lines(long shift) throws SQLException {
    return lines("where written_in = ? order by id", shift);
  }

  private List<LogLine> lines(String where, Object... values) throws SQLException {
    try (var select = connection.prepareStatement("select * from lines " + where)) {
      SqlAlerts.set(select, values);
      try (var row = select.executeQuery()) {
        var lines = new ArrayList<LogLine>();
        while (row.next()) {
          lines.add(line(row));
        }
        return lines;
      }
    }
  }

  private static LogLine line(ResultSet row) throws SQLException {
    return new LogLine(
        row.getLong("id"),
        Stored.instant(row.getLong("at_us")),
        LineKind.valueOf(row.getString("kind")),
        row.getString("person"),
        row.getLong("entry"),
        number(row, "incident"),
        number(row, "shift"),
        Optional.ofNullable(row.getString("camera")).map(CameraId::new),
        number(row, "moment_us").map(Stored::instant),
        number(row, "alert"),
        Optional.empty());
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  void begin(long number, Instant now) throws SQLException {
    update(
        "insert into shifts (number, began_us, ended_us) values (?, ?, null)",
        number,
        Stored.micros(now));
  }

  void end(long number, Instant now) throws SQLException {
    update("update shifts set ended_us = ? where number = ?", Stored.micros(now), number);
  }

  Optional<Shift> shift(long number) throws SQLException {
    return shifts(SHIFTS + "where number = ?", number).stream().findFirst();
  }

  Optional<Shift> present() throws SQLException {
    return shifts(SHIFTS + "where ended_us is null").stream().findFirst();
  }

  /// Newest first.
  List<Shift> shifts(int limit) throws SQLException {
    return shifts(SHIFTS + "order by number desc limit ?", limit);
  }

  private List<Shift> shifts(String sql, Object... values) throws SQLException {
    try (var select = connection.prepareStatement(sql)) {
      SqlAlerts.set(select, values);
      try (var row = select.executeQuery()) {
        var shifts = new ArrayList<Shift>();
        while (row.next()) {
          long number = row.getLong("number");
          var about = lines("where shift = ? order by id", number);
          shifts.add(
              new Shift(
                  number,
                  Stored.instant(row.getLong("began_us")),
                  number(row, "ended_us").map(Stored::instant),
                  only(about, LineKind.HANDED_OVER),
                  only(about, LineKind.ACKNOWLEDGED)));
        }
        return shifts;
      }
    }
  }

  private static Optional<LogLine> only(List<LogLine> lines, LineKind kind) {
    return lines.stream().filter(line -> line.kind() == kind).findFirst();
  }

  /// What became of alerts in [`from`, `to`).
  ShiftSums sums(Instant from, Instant to) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select
              (select count(*) from alerts where shadow = 0 and raised_us >= ?1 and raised_us < ?2),
              (select count(*) from alerts where shadow = 0 and state = 'CONFIRMED'
                and judged_us >= ?1 and judged_us < ?2),
              (select count(*) from alerts where shadow = 0 and state = 'DISMISSED'
                and judged_us >= ?1 and judged_us < ?2)
            """)) {
      SqlAlerts.set(select, Stored.micros(from), Stored.micros(to));
      try (var row = select.executeQuery()) {
        row.next();
        return new ShiftSums(row.getInt(1), row.getInt(2), row.getInt(3));
      }
    }
  }

  /// How much of the log is older than `limit`, and would end: closed incidents, other lines, and
  /// shifts that have ended.
  ///
  /// @param notes what was typed with verdicts
  record Old(long incidents, long lines, long shifts, long notes) {

    boolean isNothing() {
      return incidents + lines + shifts + notes == 0;
    }
  }

  private static final String OLD_INCIDENTS =
      "(select number from incidents where status = 'CLOSED' and changed_us < ?1)";
  private static final String OLD_LINES = "incident is null and at_us < ?1";
  private static final String OLD_SHIFTS = "ended_us < ?1";
  private static final String OLD_NOTES = "alert in (select id from alerts where judged_us < ?1)";

  Old old(Instant limit) throws SQLException {
    return new Old(
        count("incidents where number in " + OLD_INCIDENTS, limit),
        count("lines where " + OLD_LINES, limit),
        count("shifts where " + OLD_SHIFTS, limit),
        count("notes where " + OLD_NOTES, limit));
  }

  /// Deletes it.
  void endOld(Instant limit) throws SQLException {
    long micros = Stored.micros(limit);
    update("delete from lines where incident in " + OLD_INCIDENTS, micros);
    update("delete from incidents where number in " + OLD_INCIDENTS, micros);
    update("delete from lines where " + OLD_LINES, micros);
    // A handover's line is as old as its end; what acknowledges it may be younger.
    update(
        "delete from lines where shift in (select number from shifts where %s)"
            .formatted(OLD_SHIFTS),
        micros);
    update("delete from shifts where " + OLD_SHIFTS, micros);
    update("delete from notes where " + OLD_NOTES, micros);
  }

  private long count(String from, Instant limit) throws SQLException {
    try (var select = connection.prepareStatement("select count(*) from " + from)) {
      SqlAlerts.set(select, Stored.micros(limit));
      try (var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      SqlAlerts.set(update, values);
      update.executeUpdate();
    }
  }
}
