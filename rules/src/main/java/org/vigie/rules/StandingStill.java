package org.vigie.rules;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.model.Point;

/// Since when each thing has stood where it stands.
final class StandingStill {

  /// How far a foot point may go, in heights of its box: boxes breathe by a twelfth of it.
  private static final double STAYS = 0.3;

  private final double aspect;
  private final Map<Life, Stand> stands = new HashMap<>();

  private record Stand(Point foot, Instant since) {}

  /// @param aspect the picture's width over its height
  StandingStill(double aspect) {
    this.aspect = aspect;
  }

  /// @param known in view or missing for a moment only
  void see(List<Life> visible, Set<Life> known, Instant at) {
    stands.keySet().retainAll(known);
    for (var life : visible) {
      var foot = life.foot();
      var stand = stands.get(life);
      double most = STAYS * life.track().box().height();
      if (stand == null || distance(stand.foot, foot) > most) {
        stands.put(life, new Stand(foot, at));
      }
    }
  }

  /// Since when it has stood; `at` for one that is not known.
  Instant since(Life life, Instant at) {
    var stand = stands.get(life);
    return stand == null ? at : stand.since;
  }

  private double distance(Point a, Point b) {
    return Math.hypot((a.x() - b.x()) * aspect, a.y() - b.y());
  }

  void forget() {
    stands.clear();
  }
}
