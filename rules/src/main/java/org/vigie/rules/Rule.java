package org.vigie.rules;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.vigie.model.EventType;
import org.vigie.model.SceneSign;

/// One of the named events or counts, applied to a place of one camera, with its settings.
public sealed interface Rule {

  /// Unique on its camera; kept in alerts, so it should not change meaning.
  String id();

  EventType event();

  /// The id of the zone, line or lane; empty for the whole picture.
  String zone();

  Target target();

  Schedule schedule();

  /// What a person who asks for this rule's settings is told beside zone, class and schedule: a
  /// short English word for each, and its value with its unit. Screens put the words in their
  /// language.
  Map<String, String> settings();

  /// Whether numbers come of it, over time, beside or instead of signals.
  default boolean counts() {
    return event() == EventType.LINE_COUNT || event() == EventType.DENSITY;
  }

  /// The signs beside tracks that it stands on; the eye looks for no others.
  default Set<SceneSign> signs() {
    return switch (this) {
      case Intrusion _ -> Set.of();
      case AbandonedObject _, PersonDown _ -> Set.of(SceneSign.REST);
      case ForbiddenLine _, LineCount _, WrongWay _, Density _, CrowdMovement _ ->
          Set.of(SceneSign.MOTION);
      case Fire fire ->
          fire.smoke() ? Set.of(SceneSign.FLAME, SceneSign.SMOKE) : Set.of(SceneSign.FLAME);
    };
  }

  /// Whether it can judge by tracks alone, while nothing is known of the background. Signs beside
  /// them may help it.
  default boolean needsTracksOnly() {
    return switch (this) {
      case Intrusion _, ForbiddenLine _, LineCount _, WrongWay _, PersonDown _ -> true;
      case AbandonedObject _, Density _, CrowdMovement _, Fire _ -> false;
    };
  }

  /// A time, as [#settings] writes it.
  static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  /// Someone is in a zone for `patience` or longer.
  ///
  /// One signal for each presence: while as many as were reported are still there, or were less
  /// than `rearm` ago, nothing more is said; one more than that is a new signal.
  ///
  /// @param zone empty for the whole picture
  /// @param leastMetres the least height of what counts; 0 for any
  /// @param standing whether only the time counts in which it stood in one place
  record Intrusion(
      String id,
      String zone,
      Area area,
      Target target,
      double leastMetres,
      boolean standing,
      Duration patience,
      Duration rearm,
      Schedule schedule)
      implements Rule {

    /// For things of any height, standing or not.
    public Intrusion(
        String id,
        String zone,
        Area area,
        Target target,
        Duration patience,
        Duration rearm,
        Schedule schedule) {
      this(id, zone, area, target, 0, false, patience, rearm, schedule);
    }

    @Override
    public Map<String, String> settings() {
      return standing
          ? Map.of("patience", Rule.seconds(patience), "standing", "yes")
          : Map.of("patience", Rule.seconds(patience));
    }

    @Override
    public EventType event() {
      return EventType.INTRUSION;
    }
  }

  /// A portable thing lies where somebody put it down, and nobody has stayed within reach for
  /// `patience`. One signal for each thing.
  ///
  /// @param zone empty for the whole picture
  /// @param metres how near somebody is who looks after it, where the ground was measured
  /// @param heights the same in heights of that somebody, where it was not
  /// @param largestMetres the longest side of a portable thing
  record AbandonedObject(
      String id,
      String zone,
      Area area,
      Duration patience,
      double metres,
      double heights,
      double largestMetres,
      Schedule schedule)
      implements Rule {
    @Override
    public Map<String, String> settings() {
      return Map.of("patience", Rule.seconds(patience), "reach", metres + " m");
    }

    @Override
    public EventType event() {
      return EventType.ABANDONED_OBJECT;
    }

    @Override
    public Target target() {
      return Target.ANY;
    }
  }

  /// Somebody fell and has lain there for `patience`. One signal for each fall; lying alone is
  /// none.
  ///
  /// @param zone empty for the whole picture
  record PersonDown(String id, String zone, Area area, Duration patience, Schedule schedule)
      implements Rule {
    @Override
    public Map<String, String> settings() {
      return Map.of("patience", Rule.seconds(patience));
    }

    @Override
    public EventType event() {
      return EventType.PERSON_DOWN;
    }

    @Override
    public Target target() {
      return Target.PERSON;
    }
  }

  /// Someone passes over a line in a forbidden direction.
  ///
  /// @param forbidden [Way] the ways that are a signal
  /// @param leastMetres the least height of what counts; 0 for any
  record ForbiddenLine(
      String id,
      Place.Line line,
      Target target,
      double leastMetres,
      Set<Way> forbidden,
      double band,
      Schedule schedule)
      implements Rule {
    public ForbiddenLine {
      forbidden = Set.copyOf(forbidden);
    }

    /// For things of any height.
    public ForbiddenLine(
        String id,
        Place.Line line,
        Target target,
        Set<Way> forbidden,
        double band,
        Schedule schedule) {
      this(id, line, target, 0, forbidden, band, schedule);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("forbidden", forbidden.toString());
    }

    @Override
    public EventType event() {
      return EventType.INTRUSION;
    }

    @Override
    public String zone() {
      return line.id();
    }
  }

  /// Passages over a line are counted, each way.
  ///
  /// @param band how far past the line a foot point must be before its passage counts, in fractions
  ///     of the picture's height; at least 8 % of the box's own height is asked of large boxes
  /// @param leastMetres the least height of what counts; 0 for any
  record LineCount(
      String id, Place.Line line, Target target, double leastMetres, double band, Schedule schedule)
      implements Rule {

    /// Of things of any height.
    public LineCount(String id, Place.Line line, Target target, double band, Schedule schedule) {
      this(id, line, target, 0, band, schedule);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public EventType event() {
      return EventType.LINE_COUNT;
    }

    @Override
    public String zone() {
      return line.id();
    }
  }

  /// Someone moves through a lane against its direction.
  ///
  /// @param distance how far, in fractions of the picture's height
  /// @param metres how far in metres, used instead where it is not 0
  /// @param patience how long at least
  record WrongWay(
      String id,
      Place.Lane lane,
      Target target,
      double distance,
      double metres,
      Duration patience,
      Schedule schedule)
      implements Rule {

    /// With the distance as it looks in the picture.
    public WrongWay(
        String id,
        Place.Lane lane,
        Target target,
        double distance,
        Duration patience,
        Schedule schedule) {
      this(id, lane, target, distance, 0, patience, schedule);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "distance", metres > 0 ? metres + " m" : Math.round(100 * distance) + " % of the height");
    }

    @Override
    public EventType event() {
      return EventType.WRONG_WAY;
    }

    @Override
    public String zone() {
      return lane.id();
    }
  }

  /// As many people as the limit are in a zone for `patience` or longer. One signal until they have
  /// been clearly fewer for `rearm`.
  ///
  /// @param zone empty for the whole picture
  /// @param limit in people, at least 1
  record Density(
      String id,
      String zone,
      Area area,
      int limit,
      Duration patience,
      Duration rearm,
      Schedule schedule)
      implements Rule {
    @Override
    public Map<String, String> settings() {
      return Map.of("people", Integer.toString(limit), "patience", Rule.seconds(patience));
    }

    @Override
    public EventType event() {
      return EventType.DENSITY;
    }

    @Override
    public Target target() {
      return Target.PERSON;
    }
  }

  /// A group runs, scatters or turns back, all at once, for `patience` or longer. One signal until
  /// it has been calm for `rearm`.
  ///
  /// @param zone empty for the whole picture
  /// @param people how many make a group, at least 3
  record CrowdMovement(
      String id,
      String zone,
      Area area,
      int people,
      Duration patience,
      Duration rearm,
      Schedule schedule)
      implements Rule {
    @Override
    public Map<String, String> settings() {
      return Map.of("people", Integer.toString(people), "patience", Rule.seconds(patience));
    }

    @Override
    public EventType event() {
      return EventType.CROWD_MOVEMENT;
    }

    @Override
    public Target target() {
      return Target.PERSON;
    }
  }

  /// A flame burns in one place for `patience` or longer. One signal for each place, until nothing
  /// has burnt there for `rearm`.
  ///
  /// @param zone empty for the whole picture
  /// @param smoke whether smoke alone is a signal too; experimental
  record Fire(
      String id,
      String zone,
      Area area,
      boolean smoke,
      Duration patience,
      Duration rearm,
      Schedule schedule)
      implements Rule {
    @Override
    public Map<String, String> settings() {
      return smoke
          ? Map.of("patience", Rule.seconds(patience), "smoke", "yes, experimental")
          : Map.of("patience", Rule.seconds(patience));
    }

    @Override
    public EventType event() {
      return EventType.FIRE;
    }

    @Override
    public Target target() {
      return Target.ANY;
    }
  }

  /// A way over a line, seen from its first to its last point.
  enum Way {
    /// From left to right.
    FORWARD,
    /// From right to left.
    BACK;

    /// As signals and counts write it.
    public String word() {
      return switch (this) {
        case FORWARD -> "forward";
        case BACK -> "back";
      };
    }
  }
}
