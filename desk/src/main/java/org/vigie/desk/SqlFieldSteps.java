package org.vigie.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Steps of teams, in the database, over one connection of [SqlState].
final class SqlFieldSteps {

  private final Connection connection;

  SqlFieldSteps(Connection connection) {
    this.connection = connection;
  }

  void add(long alert, FieldSteps.Taken taken) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into field_steps (alert, step, person, unit, pressed_us)"
                + " values (?, ?, ?, ?, ?)")) {
      SqlAlerts.set(
          insert,
          alert,
          taken.step().name(),
          taken.person(),
          taken.unit(),
          Stored.micros(taken.pressed()));
      insert.executeUpdate();
    }
  }

  List<FieldSteps.Taken> of(long alert) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select step, person, unit, pressed_us from field_steps where alert = ?"
                + " order by pressed_us, step")) {
      SqlAlerts.set(select, alert);
      try (var rows = select.executeQuery()) {
        var all = new ArrayList<FieldSteps.Taken>();
        while (rows.next()) {
          all.add(
              new FieldSteps.Taken(
                  FieldStep.valueOf(rows.getString(1)),
                  rows.getString(2),
                  rows.getString(3),
                  Stored.instant(rows.getLong(4))));
        }
        return all;
      }
    }
  }
}
