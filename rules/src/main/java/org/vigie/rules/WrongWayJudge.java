package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.model.Point;
import org.vigie.model.Signal;

/// Someone moves through a lane against its direction, far enough, long enough and straight enough:
/// one signal for each way taken. It is the whole box that moves, over several pictures: a lower
/// end that jumps back when the next car of a queue leaves the box is no movement.
///
/// What is seen in the box must have come with it: between two pictures the picture itself is
/// looked at (block matching, [SceneSign#MOTION]). A box that goes over from car to car in a queue
/// wanders against the lane while all that it holds drives along it.
///
/// Where a detector finds what drives there, a way on which it finds nothing is no one's, unless
/// the
/// picture was seen to come along.
///
/// A way begins where the foot point was furthest along the lane; whoever turns round and follows
/// the lane again begins another.
final class WrongWayJudge implements Judge {

  /// The steepest way across the lane that is still against it: 60 degrees.
  private static final double LEAST_COSINE = 0.5;

  /// Of the whole box's way, what may be made from one picture to the next: more is no driving but
  /// a box that has found another thing.
  private static final double MOST_AT_ONCE = 0.5;

  /// Of the distance, how far somebody on a wrong way may go back: more than boxes tremble. Boxes
  /// that go over from car to car drive with the lane in between.
  private static final double MOST_BACK = 0.25;

  /// The least time that such a way takes. A track that is not seen goes on as it went for half a
  /// second, and one that has gone over to another thing comes to rest within three of the eye's
  /// pictures; someone who drives is in the lane for longer.
  private static final Duration STEADY = Duration.ofMillis(800);

  /// Of the way against the lane, what the picture in the box must have gone itself.
  private static final double LEAST_CARRIED = 0.4;

  private static final double SURELY_CARRIED = 0.7;

  private final Rule.WrongWay rule;
  private final double distance;
  private final double aspect;
  private final LaneMeasure measure;
  private final Map<Life, Way> ways = new HashMap<>();
  private final Doubt doubt;

  WrongWayJudge(Rule.WrongWay rule, RuleBook book) {
    this.rule = rule;
    this.doubt = new Doubt(rule.target());
    this.aspect = book.aspect();
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
    doubt.keep(moment.known());
    var signals = new ArrayList<Signal>();
    for (var life : moment.visible()) {
      if (!rule.target().matches(life.kind()) || !rule.lane().area().contains(life.foot())) {
        ways.remove(life);
        continue;
      }
      doubt.see(life);
      var way = ways.computeIfAbsent(life, l -> new Way(l, moment.at()));
      if (way.step(life, moment)) {
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
    doubt.forget();
  }

  /// One thing's way, from where it was furthest along the lane.
  private final class Way {

    private Point start;
    private Instant from;
    private Point deepest;
    private Instant deepestAt;
    private Velocity moved;
    private double whole;
    private double mostAtOnce;
    private int steps;
    private int found;
    private final Carried carried;
    private double carriedAgainst;
    private boolean told;

    Way(Life life, Instant at) {
      this.moved = life.moved();
      this.start = life.foot();
      this.from = at;
      this.deepest = start;
      this.deepestAt = at;
      this.carried = new Carried(at, aspect);
    }

    /// Whether this step makes it a wrong way.
    boolean step(Life life, Moment moment) {
      var at = moment.at();
      var foot = life.foot();
      var seen = carried.step(life, moment);
      var step = life.moved().minus(moved);
      moved = life.moved();
      double against = measure.against(start, foot);
      double back = -measure.against(deepest, foot);
      steps++;
      found += life.track().isDetected() ? 1 : 0;
      if (against <= 0 || back > (told ? 1 : MOST_BACK) * distance) {
        // As far along as ever, or turned round and gone the right way.
        begin(foot, at);
        return false;
      }
      if (back < 0) {
        deepest = foot;
        deepestAt = at;
      }
      double now = measure.against(new Point(foot.x() - step.x(), foot.y() - step.y()), foot);
      whole += now;
      carriedAgainst += measure.against(new Point(foot.x() - seen.x(), foot.y() - seen.y()), foot);
      mostAtOnce = Math.max(mostAtOnce, now);
      boolean isWrong =
          isFar(foot, against) && isMoved(against) && isCarried(against) && isLong(at);
      boolean isSomething = isFound() || isSeenToCome(against) || !doubt.wouldFind(life);
      if (told || !isWrong || !isSomething) {
        return false;
      }
      told = true;
      return true;
    }

    private void begin(Point foot, Instant at) {
      start = foot;
      from = at;
      deepest = foot;
      deepestAt = at;
      whole = 0;
      mostAtOnce = 0;
      steps = 0;
      found = 0;
      carried.begin();
      carriedAgainst = 0;
      told = false;
    }

    /// Whether a detector found it on most of the way: a box may go on after its car has left.
    private boolean isFound() {
      return 2 * found >= steps;
    }

    private boolean isFar(Point foot, double against) {
      return against >= distance && against >= LEAST_COSINE * measure.length(start, foot);
    }

    private boolean isMoved(double against) {
      return whole >= CrossingJudge.AS_A_WHOLE * against && mostAtOnce <= MOST_AT_ONCE * whole;
    }

    /// Whether what is seen in the box went with it, as far as that was looked at.
    private boolean isCarried(double against) {
      return !carried.isLookedAt()
          || (carried.isKnown() && carried.ofAll(carriedAgainst) >= LEAST_CARRIED * against);
    }

    /// Whether what is seen in the box came all the way with it: a shadow and the light of a lamp
    /// leave the ground that they pass over where it is.
    private boolean isSeenToCome(double against) {
      return carried.isKnownThroughout()
          && carried.ofAll(carriedAgainst) >= SURELY_CARRIED * against;
    }

    private boolean isLong(Instant at) {
      return !from.plus(rule.patience()).isAfter(at) && !from.plus(STEADY).isAfter(deepestAt);
    }
  }
}
