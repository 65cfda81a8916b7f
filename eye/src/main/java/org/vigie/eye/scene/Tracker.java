package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.vigie.model.CoarseClass;

/// Follows blobs from picture to picture.
///
/// Each track predicts where it will be (constant speed, Kalman) and takes the blob that fits best;
/// clear blobs are given out first, faint ones then only keep tracks alive, as in ByteTrack. Where
/// several tracks run into one blob, each goes on inside it until they part.
///
/// Where a detector has looked, what it found is given out before the blobs: sure things first,
/// then unsure ones, which only keep tracks alive; a blob that a thing explains begins no track of
/// its own. What a detector does not find goes on as a blob: small detectors miss too much of what
/// is far away, hidden, lying or seen from above for their silence to mean that nothing is there.
final class Tracker {

  /// Pixels that make a blob clear rather than faint.
  private static final int CLEAR_PIXELS = 30;

  private static final double MOST_COST = 1.6;
  private static final double MOST_UNSEEN = 1.2;
  private static final double MOST_UNSEEN_UNCONFIRMED = 0.35;
  private static final double SHOWN_UNSEEN = 0.5;
  private static final double SHARING_FOR_GOOD = 1.5;

  /// Those who stand still are looked at every 2 s, and may be missed once.
  private static final double SHOWN_UNSEEN_HELD = 5;

  private static final double MOST_UNSEEN_HELD = 8;

  /// Boxes of a detector are tight, and those of the next car in a queue are one length away.
  private static final double MOST_COST_SURE = 1;

  /// Of unsure things, most are nothing: only where one fits well does it keep a track alive.
  private static final double MOST_COST_UNSURE = 0.8;

  private static final double LEAST_SCORE = 0.25;

  /// What it costs a thing to be of another kind than its track: half a size away.
  private static final double OTHER_KIND = 0.65;

  /// More than any cost that is taken.
  private static final double NEVER = 1e6;

  private final int width;
  private final int height;
  private final List<Tracked> tracks = new ArrayList<>();

  Tracker(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// Takes in the blobs of the next picture, and what a detector found in it.
  void update(List<Blob> blobs, Glance glance, double seconds, Instant at) {
    tracks.forEach(track -> track.predict(seconds));
    var free = new ArrayList<>(tracks);
    var left = new ArrayList<>(blobs);
    takeThings(glance, free, left, seconds, at);
    share(free, left, seconds);
    match(free, left, seconds, blob -> blob.pixels() >= CLEAR_PIXELS);
    match(free, left, seconds, blob -> blob.pixels() < CLEAR_PIXELS);
    free.forEach(track -> track.miss(glance.covers(track.edges())));
    for (var blob : left) {
      if (blob.pixels() >= CLEAR_PIXELS) {
        tracks.add(new Tracked(blob, at, blob.bottom() >= height - 2));
      }
    }
    tracks.removeIf(this::isGone);
    dropTwins();
  }

  /// Gives out what a detector found, and takes the blobs that this explains away.
  private void takeThings(
      Glance glance, List<Tracked> free, List<Blob> left, double seconds, Instant at) {
    var things =
        new ArrayList<>(
            glance.things().stream().filter(t -> t.kind() != CoarseClass.OBJECT).toList());
    var blobs = List.copyOf(left);
    var sure = things.stream().filter(Thing::isSure).toList();
    var taken = matchThings(free, sure, blobs, MOST_COST_SURE);
    things.removeAll(taken);
    var unsure = things.stream().filter(t -> !t.isSure() && t.score() >= LEAST_SCORE).toList();
    taken.addAll(matchThings(free, unsure, blobs, MOST_COST_UNSURE));
    for (var thing : things) {
      if (thing.isSure() && thing.beginsTrack(blobs)) {
        tracks.add(new Tracked(thing, at, thing.bottom() >= height - 2, thing.moves(blobs)));
        taken.add(thing);
      }
    }
    for (var blob : blobs) {
      if (taken.stream().anyMatch(thing -> thing.accountsFor(blob)) || Thing.makeUp(taken, blob)) {
        left.remove(blob);
        hide(free, taken, blob, seconds);
      }
    }
  }

  /// Those who are hidden behind others in a blob go on in it. A second track of a thing that was
  /// found does not: it has lost its blob to it.
  private static void hide(List<Tracked> free, List<Thing> taken, Blob blob, double seconds) {
    for (var track : List.copyOf(free)) {
      if (track.isReal()
          && isInside(track, blob)
          && taken.stream().noneMatch(thing -> overlap(thing, track) > 0.3)) {
        track.seeWithin(blob, seconds);
        free.remove(track);
      }
    }
  }

  /// Gives things out to tracks; returns those that were taken.
  private static List<Thing> matchThings(
      List<Tracked> free, List<Thing> things, List<Blob> blobs, double mostCost) {
    var cost = new double[free.size()][things.size()];
    for (int t = 0; t < cost.length; t++) {
      for (int i = 0; i < things.size(); i++) {
        var thing = things.get(i);
        cost[t][i] = cost(free.get(t), thing, blobs);
      }
    }
    var assigned = Assignment.solve(cost, mostCost);
    var taken = new ArrayList<Thing>();
    for (int t = cost.length - 1; t >= 0; t--) {
      if (assigned[t] >= 0) {
        var thing = things.get(assigned[t]);
        free.remove(t).see(thing, thing.moves(blobs));
        taken.add(thing);
      }
    }
    return taken;
  }

  /// Blobs into which several tracks have run.
  private static void share(List<Tracked> free, List<Blob> left, double seconds) {
    for (var blob : List.copyOf(left)) {
      var inside = free.stream().filter(track -> track.isReal() && isInside(track, blob)).toList();
      if (inside.size() > 1 && !fitsOne(inside, blob)) {
        inside.forEach(track -> track.seeWithin(blob, seconds));
        free.removeAll(inside);
        left.remove(blob);
      }
    }
  }

  /// Whether one of the tracks explains the blob by itself: the others are close, not inside.
  private static boolean fitsOne(List<Tracked> inside, Blob blob) {
    return inside.stream()
        .anyMatch(
            track ->
                blob.width() < 1.15 * track.width()
                    && blob.height() < 1.15 * track.height()
                    && inside.stream().noneMatch(o -> o != track && overlap(o, track) > 0.3));
  }

  private static boolean isInside(Tracked track, Blob blob) {
    double w =
        Math.min(track.x() + track.width() / 2, blob.right()) - Math.max(track.left(), blob.left());
    double h = Math.min(track.y(), blob.bottom()) - Math.max(track.top(), blob.top());
    return w > 0 && h > 0 && w * h >= 0.6 * track.width() * track.height();
  }

  private static void match(
      List<Tracked> free, List<Blob> left, double seconds, Predicate<Blob> which) {
    var blobs = left.stream().filter(which).toList();
    var cost = new double[free.size()][blobs.size()];
    for (int t = 0; t < cost.length; t++) {
      for (int b = 0; b < blobs.size(); b++) {
        var blob = blobs.get(b);
        cost[t][b] = cost(free.get(t), blob.left(), blob.top(), blob.right(), blob.bottom());
      }
    }
    var assigned = Assignment.solve(cost, MOST_COST);
    for (int t = cost.length - 1; t >= 0; t--) {
      if (assigned[t] >= 0) {
        var blob = blobs.get(assigned[t]);
        free.remove(t).see(blob, seconds);
        left.remove(blob);
      }
    }
  }

  /// How badly a thing fits a track. One of another kind fits worse; a parked car, whatever moves
  /// before it, fits none but its own.
  private static double cost(Tracked track, Thing thing, List<Blob> blobs) {
    boolean fallen = thing.kind() == CoarseClass.ANIMAL && track.isTold(CoarseClass.PERSON);
    if (track.isTold(thing.kind()) || fallen) {
      return cost(track, thing.left(), thing.top(), thing.right(), thing.bottom());
    }
    if (!thing.beginsTrack(blobs)) {
      return NEVER;
    }
    double other = track.isTold() ? OTHER_KIND : 0;
    return other + cost(track, thing.left(), thing.top(), thing.right(), thing.bottom());
  }

  /// How badly a box fits a track: distance in sizes, and difference of size.
  private static double cost(Tracked track, double left, double top, double right, double bottom) {
    double w = Math.max(6, Math.max(track.width(), right - left));
    double h = Math.max(6, Math.max(track.height(), bottom - top));
    double dx = (track.x() - (left + right) / 2) / w;
    double middle = track.y() - track.height() / 2;
    double dy = (middle - (top + bottom) / 2) / h;
    double size =
        Math.abs(Math.log(track.width() * track.height() / ((right - left) * (bottom - top))));
    // A young track does not know its speed: it may be further off.
    double slack = track.age() < 0.3 ? 0.7 : 1;
    return slack * 1.3 * Math.hypot(dx, dy) + 0.35 * size;
  }

  private boolean isGone(Tracked track) {
    double most =
        track.isHeld()
            ? MOST_UNSEEN_HELD
            : track.isConfirmed() ? MOST_UNSEEN : MOST_UNSEEN_UNCONFIRMED;
    return track.isLost()
        || track.unseen() > most
        || (track.unseen() > 0 && shareInView(track) < 0.3);
  }

  private double shareInView(Tracked track) {
    double w = Math.min(track.x() + track.width() / 2, width) - Math.max(track.left(), 0);
    double h = Math.min(track.y(), height) - Math.max(track.top(), 0);
    return Math.max(0, w) * Math.max(0, h) / (track.width() * track.height());
  }

  /// Two tracks that have shared a blob for long without moving against each other are one thing.
  private void dropTwins() {
    Set<Tracked> dropped = new HashSet<>();
    for (int i = 0; i < tracks.size(); i++) {
      for (int j = i + 1; j < tracks.size(); j++) {
        var older = tracks.get(i);
        var younger = tracks.get(j);
        boolean together = older.shared() > SHARING_FOR_GOOD && younger.shared() > SHARING_FOR_GOOD;
        double apart =
            Math.hypot(older.speedX() - younger.speedX(), older.speedY() - younger.speedY());
        if (together && overlap(older, younger) > 0 && apart < 0.3 * older.height()) {
          dropped.add(younger);
        }
      }
    }
    tracks.removeAll(dropped);
  }

  private static double overlap(Tracked a, Tracked b) {
    return overlap(a.edges(), b.edges());
  }

  private static double overlap(Thing a, Tracked b) {
    return overlap(a.edges(), b.edges());
  }

  private static double overlap(double[] a, double[] b) {
    double w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
    double h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double joint = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h;
    return w * h / joint;
  }

  /// Every track, confirmed or not.
  List<Tracked> all() {
    return tracks;
  }

  /// The confirmed tracks that were seen lately.
  List<org.vigie.model.Track> shown() {
    return tracks.stream()
        .filter(
            track ->
                track.isConfirmed()
                    && track.unseen() <= (track.isHeld() ? SHOWN_UNSEEN_HELD : SHOWN_UNSEEN))
        .map(track -> track.track(width, height))
        .toList();
  }

  void forget() {
    tracks.clear();
  }
}
