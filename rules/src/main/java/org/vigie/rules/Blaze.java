package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.FireSign;

/// What has looked like fire in one place. That it flickers as a flame does is the eye's to say;
/// here it must last and stay.
final class Blaze {

  /// A flame may be hidden, by smoke or by a passer-by, for so long before it is another one.
  private static final Duration INERTIA = Duration.ofSeconds(2);

  /// Judged over the last moments only: a lamp that has blinked in one place for hours must not
  /// hide the fire that begins there.
  private static final Duration LATELY = Duration.ofSeconds(3);

  /// Of the last moments it is seen in most; a light that turns or blinks is not.
  private static final double LEAST_SEEN = 0.6;

  private static final double LEAST_SCORE = 0.5;

  /// Smoke spreads.
  private static final double SPREAD = 1.5;

  /// @param score 0 where it was not seen
  private record Look(Instant at, double score) {}

  private final boolean smoke;
  private final Instant since;
  private final Box first;
  private final Deque<Look> looks = new ArrayDeque<>();
  private Box box;
  private Instant lastSeen;
  private boolean told;

  /// @param earliest before which nothing counts
  Blaze(FireSign first, Instant at, Instant earliest) {
    this.smoke = first.smoke();
    this.since =
        first.since().isBefore(earliest)
            ? earliest
            : first.since().isAfter(at) ? at : first.since();
    this.first = first.box();
    this.box = first.box();
    this.lastSeen = at;
  }

  /// Whether a sign belongs here: within the place, or as near as the place is large, since flames
  /// split and join.
  boolean isAt(FireSign sign) {
    var middle = Geometry.middle(box);
    var other = Geometry.middle(sign.box());
    return sign.smoke() == smoke
        && Math.abs(middle.x() - other.x()) <= box.width() + sign.box().width() / 2
        && Math.abs(middle.y() - other.y()) <= box.height() + sign.box().height() / 2;
  }

  /// Takes the signs of the next moment that belong here.
  void see(List<FireSign> signs, Instant at) {
    double score = 0;
    if (!signs.isEmpty()) {
      lastSeen = at;
      box = signs.getFirst().box();
      for (var sign : signs) {
        box = Geometry.around(box, sign.box());
        score = Math.max(score, Math.clamp(sign.score(), 0, 1));
      }
    }
    looks.addLast(new Look(at, score));
    while (looks.getFirst().at.plus(LATELY).isBefore(at)) {
      looks.removeFirst();
    }
  }

  boolean isRipe(Instant at, Duration patience) {
    return lastSeen.equals(at)
        && !since.plus(patience).isAfter(at)
        && 1.0 * seen() / looks.size() >= LEAST_SEEN
        && score() >= LEAST_SCORE
        && isWhereItBegan()
        && (!smoke || area(box) >= SPREAD * area(first));
  }

  /// A light that wanders is carried. A fire that grows moves its middle by less than its size.
  private boolean isWhereItBegan() {
    var middle = Geometry.middle(box);
    var began = Geometry.middle(first);
    return Math.abs(middle.x() - began.x()) <= box.width()
        && Math.abs(middle.y() - began.y()) <= box.height();
  }

  /// Gone: soon if nothing was said, after a while otherwise.
  boolean isOver(Instant at, Duration rearm) {
    return lastSeen.plus(told ? rearm : INERTIA).isBefore(at);
  }

  boolean isTold() {
    return told;
  }

  void tell() {
    told = true;
  }

  private long seen() {
    return looks.stream().filter(look -> look.score > 0).count();
  }

  /// The mean of the last moments in which it was seen.
  double score() {
    return looks.stream().mapToDouble(Look::score).sum() / Math.max(1, seen());
  }

  Instant since() {
    return since;
  }

  Box box() {
    return box;
  }

  private static double area(Box box) {
    return box.width() * box.height();
  }
}
