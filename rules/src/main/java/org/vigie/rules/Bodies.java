package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.rules.Visits.Visit;

/// Keeps account of who has gone to a resting thing and who has come away from it, so that somebody
/// who sat down is told from a thing that a track goes on standing on.
///
/// Where somebody and what they put down were one outline, and so one track, the two part when the
/// owner leaves; the track may stay with either, and a second one begins on the other. Whoever has
/// come away from a track is not what it stands on still. Of one thing.
final class Bodies {

  /// Boxes of one thing, seen as something at rest and as a track, share at least this much.
  private static final double SAME_BOX = 0.5;

  /// Or the track lies in the other by so much of itself, and is no scrap of it: a thing rests
  /// with its shadow.
  private static final double WITHIN = 0.7;

  private static final double SCRAP = 0.25;

  /// For how long it must not have moved: whoever stands sways or takes a step within.
  private static final Duration STILL = Duration.ofSeconds(2);

  /// Boxes breathe, in rain above all: so much of the time it must look like the thing, and lie
  /// about
  /// it all the same when it does not.
  private static final double MOSTLY = 0.7;
  private static final double ABOUT = 0.5;

  /// Boxes breathe by so much; what was higher was somebody, too.
  private static final double MUCH_HIGHER = 1.5;

  /// How far around the thing, in its own sizes, somebody ends who is at it: at arm's length.
  private static final double AT_HAND = 1;

  /// A track that is first seen within one size of another's box, as that was so long before, has
  /// parted from it: it takes some pictures, and some way, to be believed.
  private static final Duration PARTS = Duration.ofMillis(1_500);

  private static final double PARTED = 1;

  /// From so long before that on the one from whom they parted stood there whole.
  private static final Duration STOOD = Duration.ofSeconds(3);

  private static final double WHOLE = 0.8;

  /// What is put down lies at the feet of who does: so near to them, in that one's heights.
  private static final double AT_FEET = 0.35;

  /// Who has come away is at least so high, of the one they parted from: less is a scrap.
  private static final double LEAST_OF_BODY = 0.5;

  private final Instant from;
  private final Map<Visit, Visitor> visitors = new HashMap<>();
  // From whom somebody has come away.
  private final Set<Visit> left = new HashSet<>();
  // How many were lost from sight in it and have not come away.
  private int lost;
  private int inside;
  private boolean begun;
  private List<Box> resting = List.of();

  /// Somebody who was at the thing.
  private static final class Visitor {

    /// Whether they were first seen there.
    private final boolean born;

    /// From whom they parted.
    private final Optional<Visit> parent;

    private boolean cameAway;

    Visitor(boolean born, Optional<Visit> parent) {
      this.born = born;
      this.parent = parent;
    }
  }

  /// @param from who was there at no time since then does not count
  Bodies(Instant from) {
    this.from = from;
  }

  /// Takes in who is in view, and who was lost.
  ///
  /// @param resting all that rests: a track may be that of another thing, which covers this one
  void follow(Visits visits, Box thing, List<Box> resting, Instant at) {
    this.resting = resting;
    for (var visit : visits.all()) {
      if (visit.life().kind() != CoarseClass.OBJECT
          && !(visit.ended() && begun)
          && !visitors.containsKey(visit)) {
        take(visit, visits, thing);
      }
    }
    begun = true;
    visitors.forEach((visit, visitor) -> noteWhoComesAway(visit, visitor, thing));
    inside = 0;
    visitors
        .entrySet()
        .removeIf(
            entry -> {
              int stays = stays(entry.getKey(), entry.getValue(), thing, at);
              boolean ended = entry.getKey().ended();
              if (ended) {
                left.remove(entry.getKey());
                lost += stays;
              } else {
                inside += stays;
              }
              return ended;
            });
    inside += lost;
  }

  private void take(Visit visit, Visits visits, Box thing) {
    var hand = Boxes.grown(thing, AT_HAND);
    var parent = parent(visit, visits, thing);
    boolean isAtHand = visit.since(from).stream().anyMatch(stop -> Boxes.meet(stop.box(), hand));
    if (isAtHand || parent.isPresent()) {
      boolean born =
          parent.isPresent() || !visit.began().isBefore(from) && Boxes.meet(visit.first(), hand);
      visitors.put(visit, new Visitor(born, parent));
    }
  }

  /// The one who was there, if the thing lies at their feet and somebody has parted from them.
  private Optional<Visit> parent(Visit visit, Visits visits, Box thing) {
    if (visit.began().isBefore(from)) {
      return Optional.empty();
    }
    var hand = Boxes.grown(thing, AT_HAND);
    var since = visit.began().minus(STOOD);
    var there =
        visits.all().stream()
            .filter(other -> other.began().isBefore(visit.began()))
            .filter(other -> other.since(since).stream().anyMatch(s -> Boxes.meet(s.box(), hand)))
            .toList();
    var highest = there.stream().max(Comparator.comparingDouble(Visit::tallest));
    double least = highest.map(Visit::tallest).orElse(0.0) * LEAST_OF_BODY;
    // In a group nobody can say who parted from whom.
    return there.stream().filter(other -> other.tallest() >= least).count() > 1
        ? Optional.empty()
        : highest.filter(other -> isParent(other, visit, thing));
  }

  private static boolean isParent(Visit other, Visit visit, Box thing) {
    var before =
        other.since(visit.began().minus(STOOD)).stream()
            .filter(stop -> !stop.at().isAfter(visit.began()))
            .toList();
    var parts = visit.began().minus(PARTS);
    boolean isNear =
        before.stream()
            .filter(stop -> !stop.at().isBefore(parts))
            .anyMatch(stop -> Boxes.meet(Boxes.grown(stop.box(), PARTED), visit.first()));
    double usual = usualHeight(before);
    return isNear
        && usual >= MUCH_HIGHER * thing.height()
        && before.stream()
            .map(Visits.Visit.Stop::box)
            .filter(stood -> stood.height() >= WHOLE * usual)
            .filter(stood -> Boxes.meet(stood, Boxes.grown(thing, AT_HAND)))
            .anyMatch(
                stood -> Math.abs(stood.foot().y() - thing.foot().y()) <= AT_FEET * stood.height());
  }

  /// As high as somebody mostly was: for a moment whoever passes behind makes one outline with
  /// them,
  /// far higher, whose feet are anywhere.
  private static double usualHeight(List<Visit.Stop> stops) {
    var heights = stops.stream().mapToDouble(stop -> stop.box().height()).sorted().toArray();
    return heights.length == 0 ? 0 : heights[heights.length / 2];
  }

  private void noteWhoComesAway(Visit visit, Visitor visitor, Box thing) {
    double least = visitor.parent.map(Visit::tallest).orElse(0.0) * LEAST_OF_BODY;
    if (visitor.cameAway
        || !visitor.born
        || visit.tallest() < least
        || Boxes.meet(visit.box(), Boxes.grown(thing, AT_HAND))) {
      return;
    }
    visitor.cameAway = true;
    if (visitor.parent.isPresent() && !visitor.parent.get().ended()) {
      left.add(visitor.parent.get());
    } else {
      lost = Math.max(0, lost - 1);
    }
  }

  /// What somebody adds to those who are in the thing.
  private int stays(Visit visit, Visitor visitor, Box thing, Instant at) {
    boolean isIn = Boxes.covered(visit.box(), thing) >= LeftThing.COVERED;
    return isIn && !isNothingElse(visit, visitor, visit.ended() ? visit.last() : at) ? 1 : 0;
  }

  private boolean isNothingElse(Visit visit, Visitor visitor, Instant at) {
    boolean maybeHigher = left.contains(visit) || visitor.parent.isPresent();
    return (visitor.born || left.contains(visit))
        && isThing(visit, maybeHigher ? Double.POSITIVE_INFINITY : MUCH_HIGHER, at);
  }

  /// How many have gone into the thing and not come away from it: of more than none it is one.
  int inside() {
    return inside;
  }

  /// Whether a track is nothing but that of a thing: it lies in its place, is no larger, does not
  /// move, no detector has called it anything, and whoever it was has come away.
  boolean isNobody(Visit visit, Instant at) {
    var visitor = visitors.get(visit);
    return inside <= 0 && visitor != null && isNothingElse(visit, visitor, at);
  }

  /// @param highest how much higher than the thing it may have been, before
  private boolean isThing(Visit visit, double highest, Instant at) {
    return !visit.life().wasDetected()
        && !visit.began().plus(STILL).isAfter(at)
        && resting.stream()
            .anyMatch(
                box -> visit.tallest() <= highest * box.height() && hasItsBox(visit, box, at));
  }

  private static boolean hasItsBox(Visit visit, Box box, Instant at) {
    var about = Boxes.grown(box, ABOUT);
    var stops = visit.since(at.minus(STILL));
    long alike = stops.stream().filter(stop -> isAlike(stop.box(), box)).count();
    return Geometry.partIn(visit.box(), about) >= WITHIN
        && stops.stream().allMatch(stop -> Geometry.partIn(stop.box(), about) >= WITHIN)
        && alike >= MOSTLY * stops.size();
  }

  private static boolean isAlike(Box track, Box rest) {
    double trackSize = track.width() * track.height();
    double restSize = rest.width() * rest.height();
    return track.overlap(rest) >= SAME_BOX
        || trackSize <= restSize
            && trackSize >= SCRAP * restSize
            && Boxes.covered(track, rest) >= WITHIN;
  }
}
