package org.vigie.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Signal;

/// Alerts in the database, over one connection of [SqlState].
final class SqlAlerts {

  private static final String SELECT =
      """
      select a.*, n.reason as sentence, n.note, t.confirmed, t.dismissed from alerts a
      left join notes n on n.alert = a.id
      left join tallies t on t.camera = a.camera and t.rule = a.rule
      """;

  private final Connection connection;

  SqlAlerts(Connection connection) {
    this.connection = connection;
  }

  /// Makes a new alert of a signal, which is its first; it is owed a clip.
  ///
  /// @param shadow whether operators are kept from it
  long raise(Signal signal, Instant now, boolean shadow) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into alerts (camera, event, rule, zone, kind, from_us, at_us, last_us, raised_us,
              confidence, boxes, signals, shadow, clip, no_clip)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 'OWED', '') returning id
            """)) {
      set(
          insert,
          signal.camera().value(),
          signal.event().name(),
          signal.rule(),
          signal.zone(),
          signal.kind().name(),
          Stored.micros(signal.from()),
          Stored.micros(signal.at()),
          Stored.micros(signal.at()),
          Stored.micros(now),
          signal.confidence(),
          Stored.text(signal.boxes()),
          shadow ? 1 : 0);
      try (var row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Adds a further signal to an alert.
  void join(long alert, Signal signal) throws SQLException {
    update(
        """
        update alerts set signals = signals + 1, last_us = max(last_us, ?),
          confidence = max(confidence, ?) where id = ?
        """,
        Stored.micros(signal.at()),
        signal.confidence(),
        alert);
  }

  /// The newest alert of the signal's rule that waits and was decided at `since` or later.
  Optional<Long> waiting(Signal signal, Instant since, boolean shadow) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select id from alerts where state = 'WAITING' and camera = ? and rule = ? and event = ?
              and zone = ? and at_us >= ? and at_us <= ? and shadow = ? order by id desc limit 1
            """)) {
      set(
          select,
          signal.camera().value(),
          signal.rule(),
          signal.event().name(),
          signal.zone(),
          Stored.micros(since),
          Stored.micros(signal.at()),
          shadow ? 1 : 0);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  void seen(long alert, String person, Instant at) throws SQLException {
    update(
        "update alerts set seen_by = ?, seen_us = ? where id = ? and seen_by is null",
        person,
        Stored.micros(at),
        alert);
  }

  /// Writes a verdict, what was written with it, and the tally.
  void judge(Alert alert, Verdict verdict) throws SQLException {
    var sentence =
        switch (verdict) {
          case Verdict.Confirmed confirmed -> confirmed.reason();
          case Verdict.Dismissed dismissed -> "";
        };
    var reason =
        switch (verdict) {
          case Verdict.Confirmed confirmed -> "";
          case Verdict.Dismissed dismissed -> dismissed.reason().name();
        };
    boolean confirmed = verdict instanceof Verdict.Confirmed;
    update(
        """
        update alerts set state = ?, judged_by = ?, judged_us = ?, reason = ?
          where id = ? and state = 'WAITING'
        """,
        (confirmed ? Alert.State.CONFIRMED : Alert.State.DISMISSED).name(),
        verdict.person(),
        Stored.micros(verdict.at()),
        reason,
        alert.id());
    update("insert into notes values (?, ?, ?)", alert.id(), sentence, verdict.note());
    if (!reason.equals(DismissReason.DRILL.name())) {
      update(
          """
          insert into tallies values (?, ?, ?, ?) on conflict do update set
            confirmed = confirmed + excluded.confirmed, dismissed = dismissed + excluded.dismissed
          """,
          alert.camera().value(),
          alert.rule(),
          confirmed ? 1 : 0,
          confirmed ? 0 : 1);
    }
  }

  /// Alerts of which the ledger does not know yet, oldest first. Those raised in shadow are told of
  /// together, when their rule is armed.
  List<Alert> unledgered() throws SQLException {
    return select(SELECT + "where a.ledger_index is null and a.shadow = 0 order by a.id limit 100");
  }

  void ledgered(long alert, long index) throws SQLException {
    update("update alerts set ledger_index = ? where id = ?", index, alert);
  }

  Optional<Alert> find(long id) throws SQLException {
    return select(SELECT + "where a.id = ?", id).stream().findFirst();
  }

  /// Newest first.
  List<Alert> list(AlertQuery query) throws SQLException {
    var where =
        new StringBuilder(SELECT).append("where a.at_us >= ? and a.at_us < ? and a.shadow = ?");
    var values = new ArrayList<Object>();
    values.add(Stored.micros(query.from()));
    values.add(Stored.micros(query.to()));
    values.add(query.shadow() ? 1 : 0);
    in(where, "a.camera", query.cameras().stream().map(CameraId::value).toList(), values);
    in(where, "a.event", query.events().stream().map(Enum::name).toList(), values);
    in(where, "a.state", query.states().stream().map(Enum::name).toList(), values);
    where.append(" order by a.at_us desc, a.id desc limit ?");
    values.add(query.limit());
    return select(where.toString(), values.toArray());
  }

  /// Those that a search finds, newest first; none of what was raised in shadow.
  List<Alert> search(Search search) throws SQLException {
    if (search.cameras().isEmpty()) {
      return List.of();
    }
    var where =
        new StringBuilder(SELECT).append("where a.at_us >= ? and a.at_us < ? and a.shadow = 0");
    var values = new ArrayList<Object>();
    values.add(Stored.micros(search.from()));
    values.add(Stored.micros(search.to()));
    in(where, "a.camera", search.cameras().stream().map(CameraId::value).toList(), values);
    in(where, "a.event", search.events().stream().map(Enum::name).toList(), values);
    in(where, "a.zone", search.zones(), values);
    in(where, "a.state", search.states().stream().map(Enum::name).toList(), values);
    if (!search.classes().isEmpty()) {
      where.append(" and exists (select 1 from signals s where s.alert = a.id");
      in(where, "s.kind", search.classes().stream().map(Enum::name).toList(), values);
      where.append(")");
    }
    where.append(" order by a.at_us desc, a.id desc limit ? offset ?");
    values.add(search.limit());
    values.add(search.skip());
    return select(where.toString(), values.toArray());
  }

  long count(String where) throws SQLException {
    try (var select = connection.prepareStatement("select count(*) from alerts where " + where);
        var row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  Precision precision(CameraId camera, String rule) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select confirmed, dismissed from tallies where camera = ? and rule = ?")) {
      set(select, camera.value(), rule);
      try (var row = select.executeQuery()) {
        return row.next() ? new Precision(row.getInt(1), row.getInt(2)) : new Precision(0, 0);
      }
    }
  }

  /// Narrows a search to those of a column; to nothing where `allowed` is empty.
  static void in(
      StringBuilder where, String column, Collection<String> allowed, List<Object> values) {
    if (!allowed.isEmpty()) {
      where.append(" and ").append(column).append(" in (?");
      where.append(", ?".repeat(allowed.size() - 1)).append(")");
      values.addAll(allowed);
    }
  }

  private List<Alert> select(String sql, Object... values) throws SQLException {
    try (var select = connection.prepareStatement(sql)) {
      set(select, values);
      try (var rows = select.executeQuery()) {
        var alerts = new ArrayList<Alert>();
        while (rows.next()) {
          alerts.add(alert(rows));
        }
        return alerts;
      }
    }
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong("id"),
        new CameraId(row.getString("camera")),
        EventType.valueOf(row.getString("event")),
        row.getString("rule"),
        row.getString("zone"),
        CoarseClass.valueOf(row.getString("kind")),
        Stored.instant(row.getLong("from_us")),
        Stored.instant(row.getLong("at_us")),
        Stored.instant(row.getLong("last_us")),
        Stored.instant(row.getLong("raised_us")),
        row.getDouble("confidence"),
        Stored.boxes(row.getString("boxes")),
        row.getInt("signals"),
        new Precision(row.getInt("confirmed"), row.getInt("dismissed")),
        row.getInt("shadow") != 0,
        SqlClips.read(row),
        seen(row),
        verdict(row));
  }

  private static Alert.@Nullable Seen seen(ResultSet row) throws SQLException {
    var person = row.getString("seen_by");
    return person == null ? null : new Alert.Seen(person, Stored.instant(row.getLong("seen_us")));
  }

  private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
    var state = Alert.State.valueOf(row.getString("state"));
    var person = row.getString("judged_by");
    var at = Stored.instant(row.getLong("judged_us"));
    // What people wrote may have ended before the verdict does.
    var note = Optional.ofNullable(row.getString("note")).orElse("");
    var sentence = Optional.ofNullable(row.getString("sentence")).orElse("");
    return switch (state) {
      case WAITING -> null;
      case CONFIRMED -> new Verdict.Confirmed(person, at, sentence, note);
      case DISMISSED ->
          new Verdict.Dismissed(person, at, DismissReason.valueOf(row.getString("reason")), note);
    };
  }

  private void update(String sql, Object... values) throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      set(update, values);
      update.executeUpdate();
    }
  }

  static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
