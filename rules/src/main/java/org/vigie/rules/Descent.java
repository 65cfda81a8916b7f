package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The way of one body through the last seconds, and whether it has just fallen.
///
/// A fall is a body that was upright, whose head came down quickly while its lowest point stayed
/// where it was, and that lies. Speeds are those of C. Rougier et al., "Robust Video Surveillance
/// for Fall Detection Based on Human Shape Deformation", IEEE TCSVT 21(5), 2011 (large motion, then
/// a change of shape, then none of both), and G. Wu, "Distinguishing fall activities from normal
/// activities by velocity characteristics", J. Biomechanics 33(11), 2000: falls exceed, and sitting
/// or lying down stays below, about 1 m/s downwards.
final class Descent {

  private static final Duration KEPT = Duration.ofSeconds(4);

  /// The longest time from upright to lying. A body that drops needs half a second, one that
  /// collapses over knees and seat about one and a half; who lies down sits first, and takes more
  /// than two.
  private static final Duration LONGEST = Duration.ofMillis(1_800);

  /// The shortest: free fall from a standing height takes 0.5 s, of which two fifths are seen as
  /// neither upright nor lying. A box that jumps faster has taken up something else.
  private static final Duration SHORTEST = Duration.ofMillis(200);

  /// Speeds are measured over at least this long: boxes tremble.
  private static final Duration OVER_LEAST = Duration.ofMillis(300);

  /// And at most this long, where pictures are few.
  private static final Duration OVER_MOST = Duration.ofMillis(1_200);

  /// How fast a head must come down, in own heights a second: 1.4 m/s of an adult.
  private static final double FAST = 0.8;

  /// The same where the posture leaves a doubt: 2.2 m/s, which nobody reaches who crouches or sits
  /// down.
  private static final double VERY_FAST = 1.3;

  /// Heights that count as fully upright, in shares of the tallest: who walks bobs, who bends does
  /// not.
  private static final double NEARLY = 0.8;

  /// How far the lowest point may rise, in own heights: on the ground it stays, on a bed or bench
  /// it is 0.3 higher.
  static final double MOST_RISE = 0.2;

  /// How far it may come down: towards the camera, seen from above.
  private static final double MOST_SINK = 0.6;

  /// How far to the side the middle of the body may go.
  private static final double MOST_ASIDE = 1.2;

  /// How far down the head must be, in own heights.
  private static final double LEAST_DROP = 0.3;

  /// The most that a body cut by the picture's lower edge may have gone towards that edge: farther,
  /// and it is leaving.
  private static final double MOST_TO_EDGE = 0.15;

  /// From when to when before the last upright shape a way down is no part of a fall yet: the first
  /// fifth of a fall takes up to half a second.
  private static final Duration WALKING_FROM = Duration.ofMillis(1_000);

  private static final Duration WALKING_TO = Duration.ofMillis(400);

  /// Wider than high by more than who bends down is.
  private static final double WIDER = 1.15;

  private final Deque<Shape> shapes = new ArrayDeque<>();
  private final Shape first;
  // Of everything before, for whoever lay first and only sits up.
  private double longestLow;
  private double highestLow;
  private double longestNow;
  private double highestNow;

  /// A body that has just come to lie.
  ///
  /// @param upright how high it was before, in fractions of the picture's height
  /// @param standing its last upright shape
  record Fall(double upright, Shape standing, Instant at) {}

  /// @param first as which the body was first seen
  Descent(Shape first) {
    this.first = first;
  }

  /// As which it was first seen.
  Shape first() {
    return first;
  }

  /// Takes the next shape, and says whether it ends a fall.
  Optional<Fall> see(Shape shape) {
    while (!shapes.isEmpty() && shapes.getFirst().at().plus(KEPT).isBefore(shape.at())) {
      shapes.removeFirst();
    }
    var fall = fallInto(shape);
    shapes.addLast(shape);
    rememberLow(shape);
    return fall;
  }

  /// What lay counts as having lain before only once something upright came after it.
  private void rememberLow(Shape shape) {
    if (shape.isUpright()) {
      longestLow = Math.max(longestLow, longestNow);
      highestLow = Math.max(highestLow, highestNow);
      longestNow = 0;
      highestNow = 0;
    } else if (shape.width() >= WIDER * shape.height()) {
      longestNow = Math.max(longestNow, shape.width());
      highestNow = Math.max(highestNow, shape.height());
    }
  }

  /// Begins again: what lay is known to have fallen.
  void restart() {
    shapes.clear();
    longestLow = 0;
    highestLow = 0;
    longestNow = 0;
    highestNow = 0;
  }

  private Optional<Fall> fallInto(Shape now) {
    double upright = upright();
    if (upright == 0 || now.lying(upright) == Shape.Lying.NO || layBefore(upright)) {
      return Optional.empty();
    }
    var standing = lastStanding(upright);
    var taken = Duration.between(standing.at(), now.at());
    if (taken.compareTo(SHORTEST) < 0) {
      shapes.clear();
      return Optional.empty();
    }
    double fastest = now.lying(upright) == Shape.Lying.CLEARLY ? FAST : VERY_FAST;
    return taken.compareTo(LONGEST) <= 0
            && staysInPlace(standing, now, upright)
            && now.top() - standing.top() >= LEAST_DROP * upright
            && speed(standing, now) >= fastest * upright
        ? Optional.of(new Fall(upright, standing, now.at()))
        : Optional.empty();
  }

  /// The second largest of the upright heights, so that a single box that held more counts for
  /// nothing; 0 where there are not two.
  private double upright() {
    double largest = 0;
    double second = 0;
    for (var shape : shapes) {
      if (shape.isUpright()) {
        second = Math.max(second, Math.min(largest, shape.height()));
        largest = Math.max(largest, shape.height());
      }
    }
    return second;
  }

  /// Whether what is upright now has lain before, and is not the height of somebody who stood up:
  /// longer then than it is high now, or now less than twice as high. Somebody sat up, and may lie
  /// down again.
  private boolean layBefore(double upright) {
    return longestLow > Shape.LONGEST * upright || highestLow > upright / 2;
  }

  private Shape lastStanding(double upright) {
    var last = shapes.getLast();
    for (var shape : shapes) {
      last = shape.isUpright() && shape.height() >= NEARLY * upright ? shape : last;
    }
    return last;
  }

  private boolean staysInPlace(Shape standing, Shape now, double upright) {
    double sunk = now.bottom() - standing.bottom();
    boolean leaves = !standing.cut() && sunk > MOST_TO_EDGE * upright;
    return !(now.cut() && (leaves || cameDown(standing, upright)))
        && sunk >= -MOST_RISE * upright
        && sunk <= MOST_SINK * upright
        && Math.abs(now.middle() - standing.middle()) <= MOST_ASIDE * upright;
  }

  /// Whether the head was on its way down long before it left its height, as of somebody who walks
  /// out below the picture; who falls begins at rest.
  private boolean cameDown(Shape standing, double upright) {
    var before =
        shapes.stream()
            .filter(s -> !s.at().isBefore(standing.at().minus(WALKING_FROM)))
            .filter(s -> !s.at().isAfter(standing.at().minus(WALKING_TO)))
            .toList();
    return before.size() > 1
        && speedBetween(before.getFirst(), before.getLast()) > FAST / 2 * upright;
  }

  /// The highest speed of the head downwards since a little before it left its height, in picture
  /// heights a second.
  private double speed(Shape standing, Shape now) {
    double most = 0;
    for (var from : shapes) {
      if (from.at().isBefore(standing.at().minus(OVER_LEAST))) {
        continue;
      }
      most = Math.max(most, speedBetween(from, now));
      for (var to : shapes) {
        most = Math.max(most, speedBetween(from, to));
      }
    }
    return most;
  }

  private static double speedBetween(Shape from, Shape to) {
    var over = Duration.between(from.at(), to.at());
    return over.compareTo(OVER_LEAST) < 0 || over.compareTo(OVER_MOST) > 0
        ? 0
        : (to.top() - from.top()) / (over.toNanos() / 1e9);
  }
}
