package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Point;
import org.vigie.model.Track;

/// One anonymous thing in view, from when it was first seen until it is lost for good: a track, and
/// the tracks that took its place after short losses. Two lives are equal only if they are the
/// same.
final class Life {

  private static final CoarseClass[] KINDS = CoarseClass.values();

  private final int[] votes = new int[KINDS.length];
  private CoarseClass kind;
  private Track track;
  private Instant at;
  // The foot point's smoothed speed, in fractions of the picture per second.
  private double speedX;
  private double speedY;
  private Velocity moved = Velocity.NONE;
  private @Nullable Instant missingSince;
  private boolean detected;

  Life(Track first, Instant at) {
    this.track = first;
    this.kind = first.kind();
    this.at = at;
    this.detected = first.isDetected();
    votes[kind.ordinal()]++;
  }

  /// Sees it again, under the same track or another.
  void see(Track again, Instant now) {
    double seconds = Duration.between(at, now).toNanos() / 1e9;
    if (seconds > 0) {
      var from = track.box().foot();
      var to = again.box().foot();
      speedX += ((to.x() - from.x()) / seconds - speedX) / 2;
      speedY += ((to.y() - from.y()) / seconds - speedY) / 2;
    }
    moved = moved.plus(Boxes.moved(track.box(), again.box()));
    track = again;
    at = now;
    missingSince = null;
    detected |= again.isDetected();
    int mine = ++votes[again.kind().ordinal()];
    // The kind most often said; of two equal ones the later.
    if (mine >= votes[kind.ordinal()]) {
      kind = again.kind();
    }
  }

  void missed(Instant now) {
    if (missingSince == null) {
      missingSince = now;
    }
  }

  /// How long it has been missed: zero in the first observation without it, however long the time
  /// since the one before.
  Duration missedFor(Instant now) {
    return missingSince == null ? Duration.ZERO : Duration.between(missingSince, now);
  }

  /// How well a box fits where this life was, or would be by now, 0 to 1.
  double fits(Box box, Instant now) {
    double seconds = Duration.between(at, now).toNanos() / 1e9;
    var last = track.box();
    var moved =
        new Box(
            last.left() + speedX * seconds,
            last.top() + speedY * seconds,
            last.width(),
            last.height());
    return Math.max(moved.overlap(box), last.overlap(box));
  }

  /// How fast it moves in the picture, in its own heights a second.
  ///
  /// @param aspect the picture's width over its height
  double pace(double aspect) {
    return Math.hypot(speedX * aspect, speedY) / Math.max(1e-6, track.box().height());
  }

  /// How far it has moved as a whole since it was first seen, in fractions of the picture: what its
  /// box grows or shrinks by at one end is no movement.
  Velocity moved() {
    return moved;
  }

  boolean isVisible() {
    return missingSince == null;
  }

  Track track() {
    return track;
  }

  CoarseClass kind() {
    return kind;
  }

  /// Whether a detector has ever found it.
  boolean wasDetected() {
    return detected;
  }

  /// Where it stands, inside the picture.
  Point foot() {
    return Geometry.inside(track.box().foot());
  }
}
