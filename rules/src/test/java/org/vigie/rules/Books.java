package org.vigie.rules;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.vigie.model.Point;

/// Rule books made in code.
final class Books {

  /// The right half of the picture.
  static final Area RIGHT_HALF =
      new Area(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1)));

  /// From left to right through the middle: downwards is forward.
  static final Place.Line MIDDLE =
      new Place.Line("gate", List.of(new Point(0.2, 0.5), new Point(0.8, 0.5)));

  private Books() {}

  static RuleBook of(Rule... rules) {
    return new RuleBook(Scene.CAMERA, RuleBook.USUAL_ASPECT, List.of(), List.of(rules), List.of());
  }

  static Rule.Intrusion intrusion(Target target, Duration patience) {
    return new Rule.Intrusion(
        "intrusion-yard",
        "yard",
        RIGHT_HALF,
        target,
        patience,
        Duration.ofSeconds(5),
        Schedule.ALWAYS);
  }

  static RuleBook keepOut(double patienceSeconds) {
    return of(intrusion(Target.ANY, Duration.ofMillis(Math.round(patienceSeconds * 1e3))));
  }

  static RuleBook count(Place.Line line, Target target) {
    return of(new Rule.LineCount("count", line, target, 0.01, Schedule.ALWAYS));
  }

  static RuleBook forbidden(Rule.Way... ways) {
    return of(
        new Rule.ForbiddenLine("kerb", MIDDLE, Target.ANY, Set.of(ways), 0.01, Schedule.ALWAYS));
  }

  /// The whole picture is a lane whose traffic goes down.
  static RuleBook downwards(Target target) {
    var lane = new Place.Lane("lane", Area.wholePicture(), 0, 1);
    return of(new Rule.WrongWay("wrong-way", lane, target, 0.1, Duration.ZERO, Schedule.ALWAYS));
  }
}
