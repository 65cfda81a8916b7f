package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Resting;
import org.vigie.model.Signal;

/// A portable thing was brought, and nobody has stayed near it for the rule's patience: one signal
/// for each thing (R23).
///
/// Somebody passing by only stops the clock; somebody who stays, and anybody whose box covers the
/// thing, starts it afresh. What people went into and were never seen to leave is they themselves.
final class AbandonedObjectJudge implements Judge {

  /// Boxes of one resting thing in two pictures share at least this much.
  private static final double SAME_PLACE = 0.4;

  private final Rule.AbandonedObject rule;
  private final Reach reach;
  private final Portable portable;
  private final Visits visits = new Visits();
  private final List<LeftThing> things = new ArrayList<>();

  AbandonedObjectJudge(Rule.AbandonedObject rule, RuleBook book) {
    this.rule = rule;
    this.reach = new Reach(rule.metres(), rule.heights(), book.ground(), book.aspect());
    this.portable = new Portable(rule.largestMetres(), book.ground(), book.aspect());
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    visits.see(moment.visible(), moment.known(), moment.at());
    var resting = moment.signs().resting().stream().map(Resting::box).toList();
    things.forEach(thing -> thing.follow(visits, resting, moment.at()));
    match(moment.signs().resting(), resting, moment.at());
    things.removeIf(thing -> thing.isGone(moment.at()));
    var signals = new ArrayList<Signal>();
    for (var thing : things) {
      thing.step(moment.at(), company(thing, moment.at()));
      if (thing.isRipe(rule.patience())
          && rule.area().contains(Geometry.inside(thing.box().foot()))) {
        thing.tell();
        signals.add(signal(moment, thing));
      }
    }
    return signals;
  }

  /// Finds each resting thing again, best fit first, and takes up the new ones.
  private void match(List<Resting> resting, List<Box> boxes, Instant at) {
    record Fit(LeftThing thing, Resting rest, double overlap) {}
    var fits = new ArrayList<Fit>();
    for (var thing : things) {
      for (var rest : resting) {
        double overlap = thing.box().overlap(rest.box());
        if (overlap >= SAME_PLACE) {
          fits.add(new Fit(thing, rest, overlap));
        }
      }
    }
    fits.sort(Comparator.comparingDouble(fit -> -fit.overlap));
    var taken = new HashSet<>();
    for (var fit : fits) {
      if (!taken.contains(fit.thing) && !taken.contains(fit.rest)) {
        taken.add(fit.thing);
        taken.add(fit.rest);
        fit.thing.see(fit.rest, at);
      }
    }
    for (var rest : resting) {
      if (taken.add(rest)) {
        things.add(new LeftThing(rest, boxes, at, visits, portable));
      }
    }
  }

  private LeftThing.Company company(LeftThing left, Instant at) {
    var thing = left.box();
    var company = LeftThing.Company.NOBODY;
    for (var visit : visits.all()) {
      var kind = visit.life().kind();
      if (visit.ended() || kind == CoarseClass.OBJECT || left.isItself(visit, at)) {
        continue;
      }
      if (Boxes.covered(visit.box(), thing) >= LeftThing.COVERED) {
        return LeftThing.Company.COVERING;
      }
      if (Target.PERSON.matches(kind) && reach.covers(visit.box(), thing)) {
        company = LeftThing.Company.NEAR;
      }
    }
    return company;
  }

  private Signal signal(Moment moment, LeftThing thing) {
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        thing.since(),
        moment.at(),
        "",
        CoarseClass.OBJECT,
        Math.clamp(thing.score(), 0, 1),
        List.of(thing.box()));
  }

  @Override
  public void forget() {
    visits.forget();
    things.clear();
  }
}
