package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.model.Point;
import org.vigie.model.Signal;

/// Someone moves through a lane against its direction, far enough, long enough and straight enough:
/// one signal for each way taken.
///
/// A way begins where the foot point was furthest along the lane; whoever turns round and follows
/// the lane again begins another.
final class WrongWayJudge implements Judge {

  /// The steepest way across the lane that is still against it: 60 degrees.
  private static final double LEAST_COSINE = 0.5;

  private final Rule.WrongWay rule;
  private final double distance;
  private final LaneMeasure measure;
  private final Map<Life, Way> ways = new HashMap<>();

  WrongWayJudge(Rule.WrongWay rule, RuleBook book) {
    this.rule = rule;
    boolean inMetres = rule.metres() > 0 && book.ground().isPresent();
    this.distance = inMetres ? rule.metres() : rule.distance();
    this.measure =
        new LaneMeasure(rule.lane(), book.aspect(), book.ground().filter(ground -> inMetres));
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    ways.keySet().retainAll(moment.known());
    var signals = new ArrayList<Signal>();
    for (var life : moment.visible()) {
      if (!rule.target().matches(life.kind()) || !rule.lane().area().contains(life.foot())) {
        ways.remove(life);
        continue;
      }
      var way = ways.computeIfAbsent(life, l -> new Way(l.foot(), moment.at()));
      if (way.step(life.foot(), moment.at())) {
        signals.add(signal(moment, life, way.from));
      }
    }
    return signals;
  }

  private Signal signal(Moment moment, Life life, Instant from) {
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        from,
        moment.at(),
        "",
        life.kind(),
        Math.clamp(life.track().score(), 0, 1),
        List.of(life.track().box()));
  }

  @Override
  public void forget() {
    ways.clear();
  }

  /// One thing's way, from where it was furthest along the lane.
  private final class Way {

    private Point start;
    private Instant from;
    private Point deepest;
    private boolean told;

    Way(Point start, Instant from) {
      this.start = start;
      this.from = from;
      this.deepest = start;
    }

    /// Whether this step makes it a wrong way.
    boolean step(Point foot, Instant at) {
      double against = measure.against(start, foot);
      if (against <= 0 || measure.against(deepest, foot) < -distance) {
        // As far along as ever, or turned round and gone a whole distance the right way.
        start = foot;
        from = at;
        deepest = foot;
        told = false;
        return false;
      }
      if (measure.against(deepest, foot) > 0) {
        deepest = foot;
      }
      double length = measure.length(start, foot);
      if (told
          || against < distance
          || against < LEAST_COSINE * length
          || from.plus(rule.patience()).isAfter(at)) {
        return false;
      }
      told = true;
      return true;
    }
  }
}
