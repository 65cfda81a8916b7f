package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Follows blobs from picture to picture.
///
/// Each track predicts where it will be (constant speed, Kalman) and takes the blob that fits best;
/// clear blobs are given out first, faint ones then only keep tracks alive, as in ByteTrack. Where
/// several tracks run into one blob, each goes on inside it until they part.
final class Tracker {

  /// Pixels that make a blob clear rather than faint.
  private static final int CLEAR_PIXELS = 30;

  private static final double MOST_COST = 1.6;
  private static final double MOST_UNSEEN = 1.2;
  private static final double MOST_UNSEEN_UNCONFIRMED = 0.35;
  private static final double SHOWN_UNSEEN = 0.5;
  private static final double SHARING_FOR_GOOD = 1.5;

  private final int width;
  private final int height;
  private final List<Tracked> tracks = new ArrayList<>();

  Tracker(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// Takes in the blobs of the next picture.
  void update(List<Blob> blobs, double seconds, Instant at) {
    tracks.forEach(track -> track.predict(seconds));
    var free = new ArrayList<>(tracks);
    var left = new ArrayList<>(blobs);
    share(free, left, seconds);
    match(free, left.stream().filter(blob -> blob.pixels() >= CLEAR_PIXELS).toList(), left);
    match(free, left.stream().filter(blob -> blob.pixels() < CLEAR_PIXELS).toList(), left);
    free.forEach(Tracked::miss);
    for (var blob : left) {
      if (blob.pixels() >= CLEAR_PIXELS) {
        tracks.add(new Tracked(blob, at, blob.bottom() >= height - 2));
      }
    }
    tracks.removeIf(this::isGone);
    dropTwins();
  }

  /// Blobs into which several confirmed tracks have run.
  private static void share(List<Tracked> free, List<Blob> left, double seconds) {
    for (var blob : List.copyOf(left)) {
      var inside =
          free.stream().filter(track -> track.isConfirmed() && isInside(track, blob)).toList();
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

  private static void match(List<Tracked> free, List<Blob> blobs, List<Blob> left) {
    var cost = new double[free.size()][blobs.size()];
    for (int t = 0; t < cost.length; t++) {
      for (int b = 0; b < blobs.size(); b++) {
        cost[t][b] = cost(free.get(t), blobs.get(b));
      }
    }
    var assigned = Assignment.solve(cost, MOST_COST);
    for (int t = cost.length - 1; t >= 0; t--) {
      if (assigned[t] >= 0) {
        var blob = blobs.get(assigned[t]);
        free.remove(t).see(blob);
        left.remove(blob);
      }
    }
  }

  /// How badly a blob fits a track: distance in sizes, and difference of size.
  private static double cost(Tracked track, Blob blob) {
    double w = Math.max(6, Math.max(track.width(), blob.width()));
    double h = Math.max(6, Math.max(track.height(), blob.height()));
    double dx = (track.x() - (blob.left() + blob.right()) / 2.0) / w;
    double middle = track.y() - track.height() / 2;
    double dy = (middle - (blob.top() + blob.bottom()) / 2.0) / h;
    double size =
        Math.abs(
            Math.log(track.width() * track.height() / ((double) blob.width() * blob.height())));
    // A young track does not know its speed: it may be further off.
    double slack = track.age() < 0.3 ? 0.7 : 1;
    return slack * 1.3 * Math.hypot(dx, dy) + 0.35 * size;
  }

  private boolean isGone(Tracked track) {
    double most = track.isConfirmed() ? MOST_UNSEEN : MOST_UNSEEN_UNCONFIRMED;
    return track.unseen() > most || (track.unseen() > 0 && shareInView(track) < 0.3);
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
    double w =
        Math.min(a.x() + a.width() / 2, b.x() + b.width() / 2) - Math.max(a.left(), b.left());
    double h = Math.min(a.y(), b.y()) - Math.max(a.top(), b.top());
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (a.width() * a.height() + b.width() * b.height() - w * h);
  }

  /// Every track, confirmed or not.
  List<Tracked> all() {
    return tracks;
  }

  /// The confirmed tracks that were seen lately.
  List<org.vigie.model.Track> shown() {
    return tracks.stream()
        .filter(track -> track.isConfirmed() && track.unseen() <= SHOWN_UNSEEN)
        .map(track -> track.track(width, height))
        .toList();
  }

  void forget() {
    tracks.clear();
  }
}
