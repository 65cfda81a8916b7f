package org.vigie.eye.scene;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Box;

/// Decides when and where a detector looks at one camera's pictures: at what moves, at people who
/// stand still, and now and then at the whole picture, where someone may have stood from the start.
/// One thread only.
final class Looks {

  /// While something moves the whole picture is looked at this often, in seconds: people come in
  /// with those who move, and may stop before they have been told apart.
  private static final double WHOLE_MOVING = 1;

  /// The same while nothing moves: nobody can have come, so this only confirms what is known.
  private static final double WHOLE_QUIET = 10;

  /// A whole look older than this says too little: who stands still could be clear.
  private static final double LATE = 1.5 * WHOLE_QUIET;

  /// More parts than this are as dear as several whole pictures.
  private static final int MOST_PARTS = 3;

  /// Of each part so much, at each side, is not taken up by the things that it was chosen for: a
  /// thing at its edge may be cut, and what is around a thing helps to tell what it is.
  private static final double MARGIN = 0.15;

  /// How often the whole picture is looked at.
  enum Rhythm {
    /// Nothing but the detector knows of anybody: as often as its time allows.
    EVERY_PICTURE,
    /// The view is young: whoever was in it from the start may begin to move, or lie down.
    EVERY_SECOND,
    BY_MOVEMENT
  }

  private final int width;
  private final int height;
  private List<double[]> lastParts = List.of();
  private double wholeAt = Double.NEGATIVE_INFINITY;
  private boolean failed;

  Looks(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// Looks at a picture, or at nothing if nothing is due.
  ///
  /// @param now seconds on the scene's clock
  /// @param seconds since the last picture
  Glance take(
      Looking looking,
      List<Blob> blobs,
      List<Tracked> tracks,
      double now,
      double seconds,
      Rhythm rhythm) {
    boolean always = rhythm == Rhythm.EVERY_PICTURE;
    var wanted = new ArrayList<double[]>();
    for (var blob : blobs) {
      if (blob.isMoving()) {
        wanted.add(new double[] {blob.left(), blob.top(), blob.right(), blob.bottom()});
      }
    }
    boolean moving = always || !wanted.isEmpty();
    for (var track : tracks) {
      if (!always && track.unseen() >= track.lookEvery()) {
        wanted.add(inView(track.edges()));
      }
    }
    // What the last look left out comes first; the sort keeps the order otherwise: largest first.
    wanted.sort((a, b) -> Boolean.compare(wasSeen(a), wasSeen(b)));
    int most = Math.min(MOST_PARTS, looking.most(seconds, moving));
    boolean often = moving || rhythm == Rhythm.EVERY_SECOND;
    boolean whole = always || now - wholeAt >= (often ? WHOLE_MOVING : WHOLE_QUIET);
    return most == 0 ? Glance.NONE : take(looking, choose(looking, wanted, whole, most), now);
  }

  /// What goes on beyond the picture cannot be looked at there.
  private double[] inView(double[] box) {
    return new double[] {
      Math.clamp(box[0], 0, width),
      Math.clamp(box[1], 0, height),
      Math.clamp(box[2], 0, width),
      Math.clamp(box[3], 0, height)
    };
  }

  private boolean wasSeen(double[] box) {
    return lastParts.stream().anyMatch(part -> Glance.holds(part, box));
  }

  private Glance take(Looking looking, List<double[]> parts, double now) {
    if (parts.isEmpty()) {
      return Glance.NONE;
    }
    var found = looking.at(parts.stream().map(this::fractions).toList());
    failed = found.isEmpty();
    if (failed) {
      return Glance.NONE;
    }
    lastParts = parts;
    if (parts.stream().anyMatch(this::isWhole)) {
      wholeAt = now;
    }
    return new Glance(
        parts, found.get().stream().map(one -> Thing.of(one, width, height)).toList());
  }

  private List<double[]> choose(Looking looking, List<double[]> wanted, boolean whole, int most) {
    var parts = new ArrayList<double[]>();
    if (whole) {
      parts.add(new double[] {0, 0, width, height});
    }
    var rest = new ArrayList<>(wanted);
    while (!rest.isEmpty() && parts.size() < most) {
      var part = part(looking, rest);
      rest.removeFirst();
      rest.removeIf(box -> Glance.holds(part, box));
      // A whole look that is made anyway shows what is as large as the picture.
      if (!whole || !isWhole(part)) {
        parts.add(part);
      }
    }
    return parts;
  }

  /// The part for the first of these boxes, and for those of the others that go in with it.
  private double[] part(Looking looking, List<double[]> boxes) {
    double leastWidth = looking.leastWidth() * width;
    double leastHeight = looking.leastHeight() * height;
    var first = boxes.getFirst();
    double wide =
        Math.max(
            leastWidth, room(first[2] - first[0], first[3] - first[1], leastWidth / leastHeight));
    double high = wide * leastHeight / leastWidth;
    var all = first.clone();
    for (var box : boxes) {
      double left = Math.min(all[0], box[0]);
      double top = Math.min(all[1], box[1]);
      double right = Math.max(all[2], box[2]);
      double bottom = Math.max(all[3], box[3]);
      if (right - left <= wide * (1 - 2 * MARGIN) && bottom - top <= high * (1 - 2 * MARGIN)) {
        all = new double[] {left, top, right, bottom};
      }
    }
    double left = place((all[0] + all[2] - wide) / 2, wide, width);
    double top = place((all[1] + all[3] - high) / 2, high, height);
    return new double[] {left, top, Math.min(width, left + wide), Math.min(height, top + high)};
  }

  /// How wide a part must be to show a box of this size with a margin around it.
  private static double room(double boxWidth, double boxHeight, double shape) {
    return Math.max(boxWidth, boxHeight * shape) / (1 - 2 * MARGIN);
  }

  private static double place(double from, double size, double most) {
    return size >= most ? 0 : Math.clamp(from, 0, most - size);
  }

  private boolean isWhole(double[] part) {
    return part[0] <= 0 && part[1] <= 0 && part[2] >= width && part[3] >= height;
  }

  private Box fractions(double[] part) {
    return new Box(
        part[0] / width,
        part[1] / height,
        (part[2] - part[0]) / width,
        (part[3] - part[1]) / height);
  }

  /// Whether whoever stands still is known: the whole picture was looked at lately, and the last
  /// look did not fail.
  boolean areGood(double now) {
    return !failed && now - wholeAt <= LATE;
  }

  /// Whether the detector works, as far as was tried.
  boolean haveNotFailed() {
    return !failed;
  }

  /// The view has changed: nothing is known any more.
  void forget() {
    wholeAt = Double.NEGATIVE_INFINITY;
    lastParts = List.of();
  }
}
