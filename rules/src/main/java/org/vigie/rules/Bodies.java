package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.rules.Visits.Visit;

/// Keeps account of who has gone to a resting thing and who has come away from it, so that somebody
/// who sat down is told from a thing that a track goes on standing on.
///
/// Where somebody and what they put down were one outline, and so one track, the two part when the
/// owner leaves; the track may stay with either, and a second one begins on the other. So many as
/// have come away are there no more, whatever stands there still. Of one thing.
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

  /// Who has come away is at least so high, of the one they parted from: less is a scrap.
  private static final double LEAST_OF_BODY = 0.5;

  private final Instant from;
  private final Map<Visit, Visitor> visitors = new HashMap<>();
  // Of those who are lost from sight: how many more have gone into it than come away.
  private int lost;
  private int left;
  private boolean begun;
  private List<Box> resting = List.of();

  /// Somebody who was at the thing.
  ///
  /// @param born whether they were first seen there
  /// @param parent how high the one was at most from whom they parted; 0 for nobody
  private record Visitor(boolean born, double parent) {}

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
        take(visit, visits, Boxes.grown(thing, AT_HAND));
      }
    }
    begun = true;
    left = lost;
    visitors
        .entrySet()
        .removeIf(
            entry -> {
              int stays = stays(entry.getKey(), entry.getValue(), thing, at);
              left += stays;
              boolean ended = entry.getKey().ended();
              if (ended) {
                lost = Math.max(-1, lost + stays);
              }
              return ended;
            });
  }

  private void take(Visit visit, Visits visits, Box hand) {
    double parent = parent(visit, visits, hand);
    boolean isAtHand = visit.since(from).stream().anyMatch(stop -> Boxes.meet(stop.box(), hand));
    if (isAtHand || parent > 0) {
      boolean born = parent > 0 || !visit.began().isBefore(from) && Boxes.meet(visit.first(), hand);
      visitors.put(visit, new Visitor(born, parent));
    }
  }

  /// How high the highest was of those at the thing from whom somebody has parted; 0 for nobody.
  private double parent(Visit visit, Visits visits, Box hand) {
    if (visit.began().isBefore(from)) {
      return 0;
    }
    double highest = 0;
    var since = visit.began().minus(PARTS);
    for (var other : visits.all()) {
      boolean isParent =
          other.began().isBefore(visit.began())
              && other.since(since).stream()
                  .filter(stop -> !stop.at().isAfter(visit.began()))
                  .anyMatch(
                      stop ->
                          Boxes.meet(stop.box(), hand)
                              && Boxes.meet(Boxes.grown(stop.box(), PARTED), visit.first()));
      highest = isParent ? Math.max(highest, other.tallest()) : highest;
    }
    return highest;
  }

  /// What somebody adds to those who are in the thing.
  private int stays(Visit visit, Visitor visitor, Box thing, Instant at) {
    if (Boxes.covered(visit.box(), thing) >= LeftThing.COVERED) {
      double highest = visitor.parent > 0 ? Double.POSITIVE_INFINITY : MUCH_HIGHER;
      return visitor.born && isThing(visit, highest, visit.ended() ? visit.last() : at) ? 0 : 1;
    }
    boolean gone = !Boxes.meet(visit.box(), Boxes.grown(thing, AT_HAND));
    boolean someone = visit.tallest() >= LEAST_OF_BODY * visitor.parent;
    return visitor.born && gone && someone ? -1 : 0;
  }

  /// How many more have gone into the thing than come away from it: of more than none it is one.
  int left() {
    return left;
  }

  /// Whether a track is nothing but that of a thing: it lies in its place, is no larger, does not
  /// move, no detector has called it anything, and as many as came are gone.
  boolean isNobody(Visit visit, Instant at) {
    return left <= 0 && isThing(visit, Double.POSITIVE_INFINITY, at);
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
