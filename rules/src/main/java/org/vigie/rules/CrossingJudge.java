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
/// included, adds up to at most the one passage that is left when it comes out. Where only an end
/// of the box has gone over the line, and not the box, nothing has passed; nor where the picture in
/// the box was seen to go the other way ([SceneSign#MOTION]): then the box went over from one thing
/// to the next that follows it.
final class CrossingJudge implements Judge {

  /// The least band of a large box, in shares of its height: how much lower edges breathe.
  static final double BREATH = 0.08;

  /// The least share of a foot point's way over the line that the box makes as a whole. Seen from
  /// above, the upper end of what comes nearer moves less than its lower end: of a thing three
  /// quarters as high as the camera hangs, a quarter as far.
  static final double AS_A_WHOLE = 0.25;

  /// The share of a foot point's leap that the whole box must go the other way before that was no
  /// passage: more than boxes tremble.
  private static final double TURNS = 0.1;

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
      var path = paths.computeIfAbsent(life, l -> new Path(l, moment.at()));
      path.step(line.crossings(path.foot, life.foot()), life, moment);
      double height = life.track().box().height();
      if (line.distance(path.foot, aspect) > Math.max(band, BREATH * height)) {
        int net = path.takeNet(life);
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
  private final class Path {

    private Point away;
    private Velocity movedBefore;
    private Point foot;
    private Instant crossed;
    private int net;
    private final Carried carried;

    Path(Life life, Instant at) {
      this.foot = life.foot();
      this.away = foot;
      this.movedBefore = life.moved();
      this.crossed = at;
      this.carried = new Carried(at, aspect);
    }

    void step(int crossings, Life life, Moment moment) {
      if (crossings != 0) {
        crossed = moment.at();
      }
      net += crossings;
      foot = life.foot();
      carried.step(life, moment);
    }

    /// The passages that are certain, away from the line. Where an end of the box has leapt over
    /// it, they are so once the whole box has followed, and never were any once it goes the other
    /// way.
    int takeNet(Life life) {
      var way = new Velocity(foot.x() - away.x(), foot.y() - away.y());
      double foots = line.across(way, foot, aspect) * net;
      double whole = line.across(life.moved().minus(movedBefore), foot, aspect) * net;
      if (foots > 0 && whole < AS_A_WHOLE * foots && whole > -TURNS * foots) {
        return 0;
      }
      boolean contradicted =
          carried.isKnown() && line.across(carried.way(), foot, aspect) * net < 0;
      int taken = foots > 0 && whole < 0 || contradicted ? 0 : net;
      net = 0;
      carried.begin();
      away = foot;
      movedBefore = life.moved();
      return taken;
    }
  }
}
