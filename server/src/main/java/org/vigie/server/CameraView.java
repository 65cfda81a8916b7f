package org.vigie.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.governance.Norm;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.model.SightMode;
import org.vigie.server.notice.CameraSite;

/// One camera as people see it: its name, what its streams do, what the eye does with it, and the
/// geometry and rules drawn on it.
///
/// @param name for people
/// @param groups those it belongs to, for people who look for it; may be none
/// @param states one for each stream, MAIN first
/// @param sight what the eye may say of it; empty where it is not analysed
/// @param analysed pictures the eye has analysed since the program started
/// @param skipped pictures the eye has left out because it could not keep up
/// @param stages what analysing has cost since the program started; empty where nothing is analysed
/// @param norm what its stored stream must at least be
/// @param masks what is painted over before anything else; empty where nothing is
/// @param site where it stands, what it overlooks and why, for the public
public record CameraView(
    CameraId id,
    String name,
    List<String> groups,
    List<CameraState> states,
    Optional<SightMode> sight,
    List<Zone> zones,
    List<Rule> rules,
    long analysed,
    long skipped,
    Optional<Stages> stages,
    Norm norm,
    Optional<Masks> masks,
    CameraSite site) {

  public CameraView {
    groups = List.copyOf(groups);
    states = List.copyOf(states);
    zones = List.copyOf(zones);
    rules = List.copyOf(rules);
  }

  /// Static privacy masks, and what burning them in costs.
  ///
  /// @param version names exactly these polygons
  /// @param burners how many burners run for it now
  /// @param lost pictures let go because the burner was slow or not there
  /// @param millisPerPicture processor time
  /// @param corePercent of one core, over the last seconds
  public record Masks(
      String version,
      List<List<Point>> zones,
      int burners,
      long pictures,
      long lost,
      double millisPerPicture,
      double corePercent) {

    public Masks {
      zones = zones.stream().map(List::copyOf).toList();
    }
  }

  /// Processor time by stage, in milliseconds.
  ///
  /// @param decodeMs from coded bytes to pictures
  /// @param gateMs whether anything differs from the background
  /// @param detectMs a detector, where there is one
  /// @param trackMs what hangs together, what it is, and where it goes
  /// @param maskMs which blocks are hidden; and hiding and coding them while somebody watches
  public record Stages(long decodeMs, long gateMs, long detectMs, long trackMs, long maskMs) {}

  /// Drawn geometry.
  ///
  /// @param points a polygon for an area, two or more points for a line
  /// @param direction where a lane leads: two points, from and to; else empty
  /// @param preset of a camera that people steer, the place on whose view it is drawn; absent for
  ///     its home
  public record Zone(
      String id, Kind kind, List<Point> points, List<Point> direction, Optional<String> preset) {

    /// At home.
    public Zone(String id, Kind kind, List<Point> points, List<Point> direction) {
      this(id, kind, points, direction, Optional.empty());
    }

    public enum Kind {
      AREA,
      LINE,
      LANE
    }

    public Zone {
      points = List.copyOf(points);
      direction = List.copyOf(direction);
    }
  }

  /// A rule in words.
  ///
  /// @param zone the id of its zone, line or lane; empty for the whole picture
  /// @param settings its settings with their units, as in the rules file: `patience` = `1 s`
  public record Rule(String id, EventType event, String zone, Map<String, String> settings) {

    public Rule {
      settings = Map.copyOf(settings);
    }
  }
}
