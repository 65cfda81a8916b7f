package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Resting;
import org.vigie.model.Track;

/// Somebody who fell and lies, from then until up again or gone. The judge's own.
final class Lain {

  /// The share of two boxes, of the smaller, from which they are one place.
  static final double SAME_PLACE = 0.5;

  /// How long somebody may look other than lying: arms that are raised, a helper's outline that
  /// runs into one's own.
  private static final Duration STIRS = Duration.ofSeconds(1);

  /// How long nobody and nothing may be seen there: a detector loses a lying body for some
  /// pictures, and the eye takes two seconds to say that something rests.
  private static final Duration UNSEEN = Duration.ofSeconds(3);

  /// How far the middle of the body may go, in heights when upright: who crawls away is up again.
  private static final double STAYS = 0.6;

  /// From so long before the fall to so long after it a second track may begin that parts from it.
  private static final Duration PARTS_BEFORE = Duration.ofSeconds(1);

  private static final Duration PARTS_AFTER = Duration.ofSeconds(2);

  /// How far around the upright box, in its sizes, such a track is first seen: it is believed only
  /// when it has gone some of its way.
  private static final double PARTED = 1;

  /// Who walks on is at least so high, of the height when upright, and has gone so far.
  private static final double LEAST_OF_BODY = 0.5;

  private static final double GONE = 1;

  private final Descent.Fall fall;
  private final CoarseClass kind;
  private final double middle;
  private Box box;
  private double scores;
  private int seen;
  private Instant lastLying;
  private Duration patienceToStir = STIRS;
  private boolean told;

  Lain(Descent.Fall fall, Shape shape, Track track, CoarseClass kind) {
    this.fall = fall;
    this.kind = kind;
    this.middle = shape.middle();
    this.lastLying = fall.at();
    this.box = track.box();
    see(shape, track);
  }

  /// Is seen.
  void see(Shape shape, Track track) {
    patienceToStir = STIRS;
    if (lies(shape)) {
      lastLying = shape.at();
      box = track.box();
      scores += Math.clamp(track.score(), 0, 1);
      seen++;
    }
  }

  private boolean lies(Shape shape) {
    double upright = fall.upright();
    return shape.lying(upright) != Shape.Lying.NO
        && Math.abs(shape.middle() - middle) <= STAYS * upright
        && fall.standing().bottom() - shape.bottom() <= Descent.MOST_RISE * upright;
  }

  /// Whether a shape may be the same body, followed by another track: it lies in that place.
  boolean isLike(Shape shape, Track track) {
    return lies(shape) && Boxes.covered(box, track.box()) >= SAME_PLACE;
  }

  /// Whether somebody else parted from the body that seemed to fall, and has gone: then it did not
  /// fall, it walked on, and what it put down has kept its track.
  ///
  /// @param first how the other was first seen
  /// @param now how the other is seen
  boolean hasParted(Shape first, Shape now, double aspect) {
    var standing = fall.standing();
    return !told
        && !first.at().isBefore(standing.at().minus(PARTS_BEFORE))
        && !first.at().isAfter(fall.at().plus(PARTS_AFTER))
        && Boxes.meet(Boxes.grown(standing.box(aspect), PARTED), first.box(aspect))
        && now.isUpright()
        && now.height() >= LEAST_OF_BODY * fall.upright()
        && Math.abs(now.middle() - middle) >= GONE * fall.upright();
  }

  /// Is not seen, but something may rest in the place.
  void rest(List<Resting> resting, Instant at) {
    patienceToStir = UNSEEN;
    if (resting.stream().anyMatch(rest -> Boxes.covered(rest.box(), box) >= SAME_PLACE)) {
      lastLying = at;
    }
  }

  boolean isOver(Instant at) {
    return lastLying.plus(patienceToStir).isBefore(at);
  }

  boolean isRipe(Instant at, Duration patience) {
    return !told && lastLying.equals(at) && !fall.at().plus(patience).isAfter(at);
  }

  void tell() {
    told = true;
  }

  Instant since() {
    return fall.at();
  }

  Box box() {
    return box;
  }

  CoarseClass kind() {
    return kind;
  }

  double confidence() {
    return scores / Math.max(1, seen);
  }
}
