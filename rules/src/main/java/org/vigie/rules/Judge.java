package org.vigie.rules;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vigie.model.CameraId;
import org.vigie.model.Signal;

/// Holds one rule's memory of one camera, and judges moment after moment.
sealed interface Judge permits IntrusionJudge, CrossingJudge, WrongWayJudge {

  /// One observation, with things followed through short losses.
  ///
  /// @param known everything in view or missing for a moment only
  record Moment(CameraId camera, Instant at, List<Life> visible, Set<Life> known) {}

  Rule rule();

  List<Signal> judge(Moment moment);

  /// Starts afresh.
  void forget();

  static Judge of(Rule rule, double aspect) {
    return switch (rule) {
      case Rule.Intrusion intrusion -> new IntrusionJudge(intrusion);
      case Rule.ForbiddenLine line ->
          new CrossingJudge(line, line.line(), line.forbidden(), line.band(), aspect);
      case Rule.LineCount line ->
          new CrossingJudge(line, line.line(), Set.of(Rule.Way.values()), line.band(), aspect);
      case Rule.WrongWay wrongWay -> new WrongWayJudge(wrongWay, aspect);
    };
  }
}
