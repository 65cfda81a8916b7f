package org.vigie.desk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// What commissioning keeps, over one connection of [SqlState].
final class SqlStandings {

  private static final double UNDECLARED = -1;

  private final Connection connection;

  SqlStandings(Connection connection) {
    this.connection = connection;
  }

  /// @param shadow when it was last put into shadow
  void put(RuleStanding standing, Instant shadow) throws SQLException {
    update(
        "insert or replace into standings values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        standing.camera().value(),
        standing.rule(),
        standing.event().name(),
        standing.fingerprint(),
        standing.mode().name(),
        Stored.micros(standing.since()),
        Stored.micros(shadow),
        standing.person(),
        standing.floor().orElse(UNDECLARED),
        standing.why());
  }

  /// A standing, and when its rule was last put into shadow.
  record Kept(RuleStanding standing, Instant shadow) {}

  Optional<Kept> find(CameraId camera, String rule) throws SQLException {
    try (var select =
        connection.prepareStatement("select * from standings where camera = ? and rule = ?")) {
      SqlAlerts.set(select, camera.value(), rule);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(kept(row)) : Optional.empty();
      }
    }
  }

  private static Kept kept(ResultSet row) throws SQLException {
    var declared = Optional.of(row.getDouble("floor")).filter(floor -> floor >= 0);
    return new Kept(
        new RuleStanding(
            new CameraId(row.getString("camera")),
            row.getString("rule"),
            EventType.valueOf(row.getString("event")),
            row.getString("fingerprint"),
            RuleStanding.Mode.valueOf(row.getString("mode")),
            Stored.instant(row.getLong("since_us")),
            row.getString("person"),
            declared,
            row.getString("why")),
        Stored.instant(row.getLong("shadow_us")));
  }

  void stage(StagedScene scene, String person) throws SQLException {
    update(
        """
        insert into scenes (camera, rule, light, expected, what, from_us, to_us, person)
          values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        scene.camera().value(),
        scene.rule(),
        scene.light().name(),
        scene.expected() ? 1 : 0,
        scene.what(),
        Stored.micros(scene.from()),
        Stored.micros(scene.to()),
        person);
  }

  /// The scenes of a rule that began at `since` or later, oldest first.
  List<StagedScene> scenes(CameraId camera, String rule, Instant since) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select s.*, exists (
                select 1 from signals g join alerts a on a.id = g.alert
                where a.camera = s.camera and a.rule = s.rule
                  and g.at_us >= s.from_us and g.at_us <= s.to_us) as raised
              from scenes s where camera = ? and rule = ? and from_us >= ? order by id
            """)) {
      SqlAlerts.set(select, camera.value(), rule, Stored.micros(since));
      try (var row = select.executeQuery()) {
        var scenes = new ArrayList<StagedScene>();
        while (row.next()) {
          scenes.add(
              new StagedScene(
                  camera,
                  rule,
                  Light.valueOf(row.getString("light")),
                  row.getInt("expected") != 0,
                  row.getString("what"),
                  Stored.instant(row.getLong("from_us")),
                  Stored.instant(row.getLong("to_us")),
                  row.getInt("raised") != 0));
        }
        return scenes;
      }
    }
  }

  /// What a rule raised since then, by light. What falls into a staged scene was played and is left
  /// out.
  Map<Light, RuleReport.Measured> measured(
      CameraId camera, String rule, Instant since, Function<Instant, Light> light)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select at_us, state, reason from alerts a where camera = ? and rule = ? and at_us >= ?
              and not exists (select 1 from scenes s where s.camera = a.camera and s.rule = a.rule
                and a.at_us >= s.from_us and a.at_us <= s.to_us)
            """)) {
      SqlAlerts.set(select, camera.value(), rule, Stored.micros(since));
      try (var row = select.executeQuery()) {
        var measured = new EnumMap<Light, RuleReport.Measured>(Light.class);
        while (row.next()) {
          var state = Alert.State.valueOf(row.getString("state"));
          boolean drill = DismissReason.DRILL.name().equals(row.getString("reason"));
          measured.merge(
              light.apply(Stored.instant(row.getLong("at_us"))),
              new RuleReport.Measured(
                  1,
                  state == Alert.State.CONFIRMED ? 1 : 0,
                  state == Alert.State.DISMISSED && !drill ? 1 : 0),
              RuleReport.Measured::and);
        }
        return measured;
      }
    }
  }

  /// Verdicts given since then on alerts that operators saw.
  Precision judgedSince(CameraId camera, String rule, Instant since) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select coalesce(sum(state = 'CONFIRMED'), 0),
                coalesce(sum(state = 'DISMISSED' and reason <> 'DRILL'), 0)
              from alerts where camera = ? and rule = ? and shadow = 0 and judged_us >= ?
            """)) {
      SqlAlerts.set(select, camera.value(), rule, Stored.micros(since));
      try (var row = select.executeQuery()) {
        row.next();
        return new Precision(row.getInt(1), row.getInt(2));
      }
    }
  }

  void watched(CameraId camera, long day) throws SQLException {
    update("insert or ignore into watched_days values (?, ?)", camera.value(), day);
  }

  /// How many days were watched, that one included.
  int watchedDays(CameraId camera, long sinceDay) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select count(*) from watched_days where camera = ? and day >= ?")) {
      SqlAlerts.set(select, camera.value(), sinceDay);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
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
