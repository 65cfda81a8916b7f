package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.model.Point;
import org.vigie.model.Signal;

/// Passages over a line: forward less back, counted along each foot point's path, and said once the
/// foot point has left the band around the line. Whatever it does within the band, trembling
/// included, adds up to at most the one passage that is left when it comes out.
final class CrossingJudge implements Judge {

  /// The least band of a large box, in shares of its height: how much lower edges breathe.
  static final double BREATH = 0.08;

  private final Rule rule;
  private final Place.Line line;
  private final Set<Rule.Way> ways;
  private final double band;
  private final Sieve sieve;
  private final double aspect;
  private final Map<Life, Path> paths = new HashMap<>();

  CrossingJudge(
      Rule rule, Place.Line line, Set<Rule.Way> ways, double band, Sieve sieve, double aspect) {
    this.rule = rule;
    this.line = line;
    this.ways = ways;
    this.band = band;
    this.sieve = sieve;
    this.aspect = aspect;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    paths.keySet().retainAll(moment.known());
    var signals = new ArrayList<Signal>();
    for (var life : moment.visible()) {
      var path = paths.computeIfAbsent(life, l -> new Path(l.foot(), moment.at()));
      path.step(line.crossings(path.foot, life.foot()), life.foot(), moment.at());
      double height = life.track().box().height();
      if (line.distance(path.foot, aspect) > Math.max(band, BREATH * height)) {
        int net = path.takeNet();
        var way = net > 0 ? Rule.Way.FORWARD : Rule.Way.BACK;
        if (net != 0 && ways.contains(way) && sieve.lets(life)) {
          for (int i = 0; i < Math.abs(net); i++) {
            signals.add(signal(moment, life, path.crossed, way));
          }
        }
      }
    }
    return signals;
  }

  private Signal signal(Moment moment, Life life, Instant crossed, Rule.Way way) {
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        crossed,
        moment.at(),
        way.word(),
        life.kind(),
        Math.clamp(life.track().score(), 0, 1),
        List.of(life.track().box()));
  }

  @Override
  public void forget() {
    paths.clear();
  }

  /// Where a foot point has come from since it last was away from the line.
  private static final class Path {

    private Point foot;
    private Instant crossed;
    private int net;

    Path(Point foot, Instant at) {
      this.foot = foot;
      this.crossed = at;
    }

    void step(int crossings, Point to, Instant at) {
      if (crossings != 0) {
        crossed = at;
      }
      net += crossings;
      foot = to;
    }

    int takeNet() {
      int taken = net;
      net = 0;
      return taken;
    }
  }
}
