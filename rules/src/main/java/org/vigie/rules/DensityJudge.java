package org.vigie.rules;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Signal;

/// A zone holds as many people as its rule's limit for the rule's patience: one signal, until it
/// has clearly emptied.
final class DensityJudge implements Judge {

  /// A crowd at its limit comes and goes by some of its number; only a tenth fewer is fewer.
  static final double CLEARLY_FEWER = 0.9;

  /// Where nobody can be told apart, a box says as much as the zone.
  private static final int MOST_BOXES = 30;

  private final Rule.Density rule;
  private final Headcount headcount;
  private final Lasting full;
  private OptionalInt people = OptionalInt.empty();

  DensityJudge(Rule.Density rule, RuleBook book) {
    this.rule = rule;
    this.headcount = new Headcount(rule.area(), book.ground(), book.aspect());
    this.full = new Lasting(rule.patience(), rule.rearm());
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public OptionalInt people() {
    return people;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    int now = headcount.see(moment);
    people = OptionalInt.of(now);
    boolean fewer = now < CLEARLY_FEWER * rule.limit();
    return full.see(now >= rule.limit(), fewer, moment.at()).stream()
        .map(since -> signal(moment, since, now))
        .toList();
  }

  private Signal signal(Moment moment, Instant from, int now) {
    var boxes = headcount.boxes(moment);
    if (boxes.size() < rule.limit() || boxes.size() > MOST_BOXES) {
      boxes = List.of(around(rule.area()));
    }
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        from,
        moment.at(),
        "",
        CoarseClass.PERSON,
        confidence(now),
        boxes);
  }

  /// A half at the limit, all at twice the limit: a number is off by some, rarely by as many.
  private double confidence(int now) {
    return Math.clamp(now / (2.0 * rule.limit()), 0, 1);
  }

  private static Box around(Area area) {
    double left = 1;
    double top = 1;
    double right = 0;
    double bottom = 0;
    for (var point : area.points()) {
      left = Math.min(left, point.x());
      top = Math.min(top, point.y());
      right = Math.max(right, point.x());
      bottom = Math.max(bottom, point.y());
    }
    return new Box(left, top, right - left, bottom - top);
  }

  @Override
  public void forget() {
    headcount.forget();
    people = OptionalInt.empty();
    full.forget();
  }
}
