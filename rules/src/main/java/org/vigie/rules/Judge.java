package org.vigie.rules;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.vigie.model.CameraId;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;

/// Holds one rule's memory of one camera, and judges moment after moment.
interface Judge {

  /// One observation, with things followed through short losses.
  ///
  /// @param known everything in view or missing for a moment only
  /// @param signs what the eye says beside tracks
  record Moment(
      CameraId camera, Instant at, List<Life> visible, Set<Life> known, SceneSigns signs) {}

  Rule rule();

  List<Signal> judge(Moment moment);

  /// How many people are in the rule's zone as of the last moment; only of rules that count them.
  default OptionalInt people() {
    return OptionalInt.empty();
  }

  /// Starts afresh.
  void forget();

  /// @param book the rule's, for what is known of its camera
  static Judge of(Rule rule, RuleBook book) {
    double aspect = book.aspect();
    return switch (rule) {
      case Rule.Intrusion intrusion ->
          new IntrusionJudge(
              intrusion, new Sieve(rule.target(), intrusion.leastMetres(), book.ground()), aspect);
      case Rule.AbandonedObject left -> new AbandonedObjectJudge(left, book);
      case Rule.PersonDown down -> new PersonDownJudge(down, book);
      case Rule.ForbiddenLine line ->
          new CrossingJudge(
              line,
              line.line(),
              line.forbidden(),
              line.band(),
              new Sieve(rule.target(), line.leastMetres(), book.ground()),
              aspect);
      case Rule.LineCount line ->
          new CrossingJudge(
              line,
              line.line(),
              Set.of(Rule.Way.values()),
              line.band(),
              new Sieve(rule.target(), line.leastMetres(), book.ground()),
              aspect);
      case Rule.WrongWay wrongWay -> new WrongWayJudge(wrongWay, book);
      case Rule.Density density -> new DensityJudge(density, book);
      case Rule.CrowdMovement crowd -> new CrowdMovementJudge(crowd, book);
      case Rule.Fire fire -> new FireJudge(fire, aspect);
    };
  }
}
