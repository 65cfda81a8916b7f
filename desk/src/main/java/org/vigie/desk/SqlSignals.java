package org.vigie.desk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.Signal;

/// Signals and counts in the database, over one connection of [SqlState].
final class SqlSignals {

  private final Connection connection;

  SqlSignals(Connection connection) {
    this.connection = connection;
  }

  void add(long alert, Signal signal) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into signals (alert, from_us, at_us, kind, direction, confidence, boxes)
              values (?, ?, ?, ?, ?, ?, ?)
            """)) {
      SqlAlerts.set(
          insert,
          alert,
          Stored.micros(signal.from()),
          Stored.micros(signal.at()),
          signal.kind().name(),
          signal.direction(),
          signal.confidence(),
          Stored.text(signal.boxes()));
      insert.executeUpdate();
    }
  }

  /// Adds one passage to its minute: that in which the line was crossed.
  void count(Signal passage) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into counts values (?, ?, ?, ?, ?, ?, 1)
              on conflict do update set passages = passages + 1
            """)) {
      SqlAlerts.set(
          insert,
          Stored.micros(passage.from().truncatedTo(ChronoUnit.MINUTES)),
          passage.camera().value(),
          passage.rule(),
          passage.zone(),
          passage.kind().name(),
          passage.direction());
      insert.executeUpdate();
    }
  }

  /// The counts of the minutes that begin in [`from`, `to`), in order of time.
  List<Count> counts(CameraId camera, Instant from, Instant to) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select * from counts where camera = ? and minute_us >= ? and minute_us < ?
              order by minute_us, line, kind, direction
            """)) {
      SqlAlerts.set(select, camera.value(), Stored.micros(from), Stored.micros(to));
      try (var row = select.executeQuery()) {
        var counts = new ArrayList<Count>();
        while (row.next()) {
          counts.add(count(row));
        }
        return counts;
      }
    }
  }

  /// The passages that a search finds, minute by minute, newest first.
  List<Count> search(Search search) throws SQLException {
    if (search.cameras().isEmpty()) {
      return List.of();
    }
    var where = new StringBuilder("select * from counts where minute_us >= ? and minute_us < ?");
    var values = new ArrayList<Object>();
    values.add(Stored.micros(search.from().truncatedTo(ChronoUnit.MINUTES)));
    values.add(Stored.micros(search.to()));
    var cameras = search.cameras().stream().map(CameraId::value).toList();
    SqlAlerts.in(where, "camera", cameras, values);
    SqlAlerts.in(where, "line", search.zones(), values);
    SqlAlerts.in(where, "kind", search.classes().stream().map(Enum::name).toList(), values);
    SqlAlerts.in(where, "direction", search.directions(), values);
    where.append(" order by minute_us desc, camera, rule, line, kind, direction limit ? offset ?");
    values.add(search.limit());
    values.add(search.skip());
    try (var select = connection.prepareStatement(where.toString())) {
      SqlAlerts.set(select, values.toArray());
      try (var row = select.executeQuery()) {
        var counts = new ArrayList<Count>();
        while (row.next()) {
          counts.add(count(row));
        }
        return counts;
      }
    }
  }

  private static Count count(ResultSet row) throws SQLException {
    return new Count(
        new CameraId(row.getString("camera")),
        row.getString("rule"),
        row.getString("line"),
        CoarseClass.valueOf(row.getString("kind")),
        row.getString("direction"),
        Stored.instant(row.getLong("minute_us")),
        row.getInt("passages"));
  }

  /// All signals, passages included.
  long total() throws SQLException {
    try (var select =
            connection.prepareStatement(
                """
                select (select count(*) from signals)
                  + (select coalesce(sum(passages), 0) from counts)
                """);
        var row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
