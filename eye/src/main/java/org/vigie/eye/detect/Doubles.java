package org.vigie.eye.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigie.eye.scene.Detection;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

/// Makes one box of several for the same thing, and one thing of rider and cycle. Pure.
final class Doubles {

  /// Boxes of one thing overlap more than those of two: the usual border of detectors lies between
  /// 0.45 and 0.65.
  private static final double SAME = 0.5;

  /// A box that lies in another of its kind to this share is a part of it.
  private static final double WITHIN = 0.85;

  /// Windows end above this share of a vehicle's height.
  private static final double OCCUPANT = 0.8;

  private Doubles() {}

  /// The boxes that are left, surest first.
  static List<Detection> without(List<Detection> found) {
    var sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparing(Detection::cut)
            .thenComparing(Comparator.comparingDouble(Detection::score).reversed()));
    var kept = new ArrayList<Detection>();
    for (var one : sorted) {
      if (kept.stream().noneMatch(other -> areOne(other, one))) {
        kept.add(one);
      }
    }
    return withRiders(withoutParts(kept));
  }

  /// Without people in vehicles, and without animals that may be people: a detector takes whoever
  /// lies or crouches for one.
  private static List<Detection> withoutParts(List<Detection> kept) {
    return kept.stream()
        .filter(one -> kept.stream().noneMatch(other -> isInside(one, other)))
        .filter(
            one ->
                one.kind() != CoarseClass.ANIMAL
                    || kept.stream().noneMatch(other -> mayBe(one, other)))
        .map(one -> asSureAs(one, kept))
        .toList();
  }

  /// Someone in a vehicle ends above its lower edge; whoever stands before it ends below.
  private static boolean isInside(Detection person, Detection vehicle) {
    var box = vehicle.box();
    double foot = person.box().top() + person.box().height();
    return person.kind() == CoarseClass.PERSON
        && vehicle.kind().isVehicle()
        && within(person.box(), box) > WITHIN
        && foot < box.top() + OCCUPANT * box.height();
  }

  private static boolean mayBe(Detection animal, Detection person) {
    return person.kind() == CoarseClass.PERSON
        && person.score() >= animal.score() / 2
        && person.box().overlap(animal.box()) > SAME;
  }

  /// A person whom the detector also takes for an animal is as surely there as that animal.
  private static Detection asSureAs(Detection one, List<Detection> kept) {
    if (one.kind() != CoarseClass.PERSON) {
      return one;
    }
    double score =
        kept.stream()
            .filter(other -> other.kind() == CoarseClass.ANIMAL && mayBe(other, one))
            .mapToDouble(Detection::score)
            .reduce(one.score(), Math::max);
    return new Detection(one.kind(), one.box(), score, one.cut());
  }

  private static boolean areOne(Detection kept, Detection one) {
    if (family(kept.kind()) != family(one.kind())) {
      return false;
    }
    return kept.box().overlap(one.box()) > SAME
        || (one.score() < kept.score() && within(one.box(), kept.box()) > WITHIN)
        || (one.cut() && within(one.box(), kept.box()) > SAME);
  }

  /// Car and lorry are one family: whatever carries both names is one thing.
  private static CoarseClass family(CoarseClass kind) {
    return kind == CoarseClass.HEAVY_VEHICLE ? CoarseClass.CAR : kind;
  }

  /// The share of `inner` that lies in `outer`.
  private static double within(Box inner, Box outer) {
    double w =
        Math.min(inner.left() + inner.width(), outer.left() + outer.width())
            - Math.max(inner.left(), outer.left());
    double h =
        Math.min(inner.top() + inner.height(), outer.top() + outer.height())
            - Math.max(inner.top(), outer.top());
    return w <= 0 || h <= 0 ? 0 : w * h / (inner.width() * inner.height());
  }

  /// Joins people with the cycle that they ride, and drops bags that people carry.
  private static List<Detection> withRiders(List<Detection> kept) {
    var people =
        new ArrayList<>(kept.stream().filter(d -> d.kind() == CoarseClass.PERSON).toList());
    var joined = new ArrayList<Detection>();
    for (var one : kept) {
      switch (one.kind()) {
        case PERSON -> {}
        case TWO_WHEELER -> joined.add(ridden(one, people));
        case OBJECT -> {
          if (people.stream().noneMatch(p -> within(one.box(), p.box()) > 0.6)) {
            joined.add(one);
          }
        }
        case CAR, HEAVY_VEHICLE, ANIMAL, UNKNOWN -> joined.add(one);
      }
    }
    joined.addAll(people);
    return joined;
  }

  /// Someone rides a cycle if he is above its middle and his feet are on it: who walks beside it
  /// has his feet below or beside.
  private static Detection ridden(Detection cycle, List<Detection> people) {
    var box = cycle.box();
    for (var person : people) {
      var body = person.box();
      double foot = body.top() + body.height();
      double x = body.left() + body.width() / 2;
      boolean above = x > box.left() && x < box.left() + box.width();
      boolean on = foot > box.top() + 0.2 * box.height() && foot < box.top() + 0.97 * box.height();
      if (above && on && body.top() < box.top()) {
        people.remove(person);
        double left = Math.min(box.left(), body.left());
        double right = Math.max(box.left() + box.width(), body.left() + body.width());
        double bottom = box.top() + box.height();
        var both = new Box(left, body.top(), right - left, bottom - body.top());
        return new Detection(
            CoarseClass.TWO_WHEELER,
            both,
            Math.max(cycle.score(), person.score()),
            cycle.cut() || person.cut());
      }
    }
    return cycle;
  }
}
