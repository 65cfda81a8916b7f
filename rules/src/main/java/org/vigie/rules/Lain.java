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
