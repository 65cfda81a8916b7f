package org.vigie.desk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;

/// Sums of counts in the database, over one connection of [SqlState].
final class SqlFlows {

  private static final long QUARTER_US = Duration.ofMinutes(Flow.QUARTER_MINUTES).toNanos() / 1_000;

  private final Connection connection;

  SqlFlows(Connection connection) {
    this.connection = connection;
  }

  static Instant quarter(Instant at) {
    return Stored.instant(Math.floorDiv(Stored.micros(at), QUARTER_US) * QUARTER_US);
  }

  void add(FlowKeeper.Sum sum) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into watched values (?, ?, ?, ?, ?, ?, ?, ?)
              on conflict do update set
                minutes = minutes + excluded.minutes,
                most = max(coalesce(most, excluded.most), coalesce(excluded.most, most)),
                people = coalesce(people, 0) + excluded.people,
                samples = coalesce(samples, 0) + excluded.samples
            """)) {
      SqlAlerts.set(
          insert,
          Stored.micros(sum.key().quarter()),
          sum.key().camera().value(),
          sum.key().rule(),
          sum.key().zone(),
          sum.minutes());
      if (sum.samples() > 0) {
        insert.setInt(6, sum.most());
        insert.setLong(7, sum.people());
        insert.setInt(8, sum.samples());
      } else {
        insert.setObject(6, null);
        insert.setObject(7, null);
        insert.setObject(8, null);
      }
      insert.executeUpdate();
    }
  }

  /// The quarters that begin in [`from`, `to`).
  Flow flow(CameraId camera, Instant from, Instant to) throws SQLException {
    return new Flow(passages(camera, from, to), watched(camera, from, to));
  }

  private List<Flow.Passages> passages(CameraId camera, Instant from, Instant to)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select minute_us / ? as quarter, rule, line, kind, direction, sum(passages) as number
              from counts where camera = ? and minute_us >= ? and minute_us < ?
              group by quarter, rule, line, kind, direction
              order by quarter, line, rule, kind, direction
            """)) {
      SqlAlerts.set(select, QUARTER_US, camera.value(), Stored.micros(from), Stored.micros(to));
      try (var row = select.executeQuery()) {
        var found = new ArrayList<Flow.Passages>();
        while (row.next()) {
          found.add(
              new Flow.Passages(
                  Stored.instant(row.getLong("quarter") * QUARTER_US),
                  row.getString("rule"),
                  row.getString("line"),
                  CoarseClass.valueOf(row.getString("kind")),
                  row.getString("direction"),
                  row.getInt("number")));
        }
        return found;
      }
    }
  }

  private List<Flow.Watched> watched(CameraId camera, Instant from, Instant to)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select * from watched where camera = ? and quarter_us >= ? and quarter_us < ?
              order by quarter_us, rule
            """)) {
      SqlAlerts.set(select, camera.value(), Stored.micros(from), Stored.micros(to));
      try (var row = select.executeQuery()) {
        var found = new ArrayList<Flow.Watched>();
        while (row.next()) {
          found.add(watched(row));
        }
        return found;
      }
    }
  }

  private static Flow.Watched watched(ResultSet row) throws SQLException {
    int samples = row.getInt("samples");
    return new Flow.Watched(
        Stored.instant(row.getLong("quarter_us")),
        row.getString("rule"),
        row.getString("zone"),
        Math.min(Flow.QUARTER_MINUTES, row.getInt("minutes")),
        samples == 0 ? OptionalInt.empty() : OptionalInt.of(row.getInt("most")),
        samples == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) row.getLong("people") / samples));
  }
}
