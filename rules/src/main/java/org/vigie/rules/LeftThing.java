package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.Resting;

/// One resting thing, with what is known of how it came and who has been at it. The judge's own.
final class LeftThing {

  /// The share of a thing, or of a box before it, from which it is covered (R23).
  static final double COVERED = 0.3;

  /// Somebody within reach for longer is not passing by: at a walking pace of 1.3 m/s it takes 4.6
  /// s to cross a circle of 3 m.
  private static final Duration PASSING = Duration.ofSeconds(5);

  /// How long before it was still somebody may have been seen at it: a thing that is put down needs
  /// a moment to be told from the hand.
  private static final Duration PUTTING_DOWN = Duration.ofSeconds(3);

  /// How far around it, in its own sizes, a bearer's box may end: at arm's length.
  private static final double AT_HAND = 1;

  /// Surer than not that something is there, rather than a patch of light or a hole.
  private static final double LEAST_SCORE = 0.5;

  /// How long it may go unsaid, behind a passer-by, without being another.
  private static final Duration HIDDEN = Duration.ofSeconds(3);

  /// How long the place of a thing that was told is remembered: what is gone and back within a
  /// minute is no news.
  private static final Duration TOLD = Duration.ofSeconds(60);

  /// Who is there.
  enum Company {
    NOBODY,
    NEAR,
    COVERING
  }

  private final Instant since;
  private final boolean brought;
  private Box box;
  private double score;
  private Instant seen;
  private final Bodies bodies;
  private Duration alone = Duration.ZERO;
  private Instant stepped;
  private boolean wasAlone;
  private Instant companySince;
  private boolean told;

  /// @param resting all that rests
  LeftThing(Resting rest, List<Box> resting, Instant at, Visits visits, Portable portable) {
    this.since = rest.since();
    this.box = rest.box();
    this.score = rest.score();
    this.seen = at;
    this.stepped = at;
    this.companySince = at;
    this.brought = isBrought(visits, portable);
    this.bodies = new Bodies(rest.since().minus(PUTTING_DOWN));
    bodies.follow(visits, box, resting, at);
  }

  /// Whether somebody was at it when it came, of whose size it is a portable part.
  private boolean isBrought(Visits visits, Portable portable) {
    var hand = Boxes.grown(box, AT_HAND);
    double tallest = 0;
    for (var visit : visits.all()) {
      if (Target.PERSON.matches(visit.life().kind())) {
        for (var stop : visit.since(since.minus(PUTTING_DOWN))) {
          tallest = Boxes.meet(stop.box(), hand) ? Math.max(tallest, stop.box().height()) : tallest;
        }
      }
    }
    return tallest > 0 && portable.isSizeOf(box, tallest);
  }

  /// Notes who has come to it and who has gone.
  void follow(Visits visits, List<Box> resting, Instant at) {
    bodies.follow(visits, box, resting, at);
  }

  /// Whether what is followed there is nothing but a thing that rests.
  boolean isItself(Visits.Visit visit, Instant at) {
    return bodies.isNobody(visit, at);
  }

  void see(Resting rest, Instant at) {
    box = rest.box();
    score = rest.score();
    seen = at;
  }

  /// Lets time pass.
  void step(Instant at, Company company) {
    boolean isAlone = company == Company.NOBODY && seen.equals(at) && score >= LEAST_SCORE;
    if (company == Company.NOBODY) {
      companySince = at;
    }
    if (company == Company.COVERING
        || bodies.inside() > 0
        || companySince.plus(PASSING).compareTo(at) <= 0) {
      alone = Duration.ZERO;
    } else if (isAlone && wasAlone) {
      alone = alone.plus(Duration.between(stepped, at));
    }
    wasAlone = isAlone && bodies.inside() == 0;
    stepped = at;
  }

  /// Has been alone for long enough, and was not told yet.
  boolean isRipe(Duration patience) {
    return brought && !told && wasAlone && alone.compareTo(patience) >= 0;
  }

  void tell() {
    told = true;
  }

  boolean isGone(Instant at) {
    return seen.plus(told ? TOLD : HIDDEN).isBefore(at);
  }

  Instant since() {
    return since;
  }

  Box box() {
    return box;
  }

  double score() {
    return score;
  }
}
