package org.vigie.eye.scene;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts off the mirror images that wet ground shows below whoever stands on it: they belong to the
/// masks and to nobody's box, whose lower end is where the feet are.
///
/// Whether the ground mirrors is learnt from who walks over it: by the share of outlines, taller
/// than
/// anybody, whose lower half is a weaker image of the upper half, upside down. On wet ground that
/// is one of five, on dry ground one of forty. From then on each outline is cut where it fits
/// best, and stays whole where nothing fits: a dry place under a roof is none the worse. Where
/// others stand in the image, it is cut at the feet of the track that is there. Lamps mirror
/// everywhere: see `isStreak`.
///
/// One thread only.
final class WetGround {

  private static final int LEAST_HEIGHT = 14;
  private static final int LEAST_WIDTH = 5;

  /// An image has less contrast than its original.
  private static final double MOST_CONTRAST = 0.8;

  /// Outlines of which it is learnt: of people, with what may be their images. Nobody is so much
  /// taller than wide.
  private static final double TALL = 2.8;

  private static final int LEARNT_HEIGHT = 24;

  /// Such an outline has an image where both halves are so much alike, and more when one is turned
  /// upside down, on both sides of a line so near to the middle of what cameras see of both.
  private static final double CLEARLY_ALIKE = 0.45;

  private static final double CLEARLY_INVERTED = 0.2;
  private static final double CLEARLY_WEAKER = 0.66;
  private static final double MIDDLE = 0.53;
  private static final double NEAR_MIDDLE = 0.08;

  /// Outlines of which it is learnt, as a share that each new one counts for.
  private static final double RATE = 0.04;

  /// So many of them are remembered, not to count one who stands again and again.
  private static final int LATELY = 12;

  /// The share of outlines with images by which ground is wet, and by which it is dry again.
  private static final double WET = 0.14;

  private static final double DRY = 0.07;

  /// On wet ground: how alike both sides of a line must be, and where it may lie. Of an image the
  /// faint end may be missing.
  private static final double ALIKE = 0.35;

  private static final double INVERTED = 0.08;
  private static final double FROM = 0.42;
  private static final double TO = 0.8;

  /// How far a track's feet may be from where they are expected, in its heights.
  private static final double NEAR = 0.12;

  /// Levels by which the image of a lamp is brighter than the ground.
  private static final int GLARE = 40;

  /// A row of streaks fills at most one in so many of a vehicle's columns.
  private static final int STREAK_SHARE = 4;

  private static final double STREAK_FROM = 0.5;

  private final Background background;
  private final MirrorFit fit;
  private double share;
  private boolean wet;
  private int turn;
  private int looked;
  private final @Nullable Blob[] lately = new Blob[LATELY];

  WetGround(Background background) {
    this.background = background;
    this.fit = new MirrorFit(background);
  }

  /// Whether the ground of the view mirrors.
  boolean isWet() {
    return wet;
  }

  /// What is seen without its mirror images. Learns.
  ///
  /// @param tracks where they are expected now
  List<Blob> stand(SmallPicture picture, List<Blob> blobs, List<Tracked> tracks) {
    if (!background.isUnderChangingLight()) {
      learn(picture, blobs);
    }
    var standing = new ArrayList<Blob>(blobs.size());
    for (var blob : blobs) {
      var whole = withoutStreaks(blob);
      standing.add(wet && isLarge(whole) ? cut(picture, whole, tracks) : whole);
    }
    return standing;
  }

  /// Lamps draw streaks below a vehicle, as bright as themselves: rows of little but glare at its
  /// lower end.
  private Blob withoutStreaks(Blob blob) {
    if (blob.width() < blob.height() || blob.height() < LEAST_HEIGHT / 2) {
      return blob;
    }
    int least = row(blob, STREAK_FROM);
    int line = blob.bottom();
    while (line > least && isStreak(blob, line - 1)) {
      line--;
    }
    return line < blob.bottom() ? above(blob, line) : blob;
  }

  private boolean isStreak(Blob blob, int y) {
    int dull = 0;
    int glaring = 0;
    for (int i = y * background.width + blob.left(); i < y * background.width + blob.right(); i++) {
      if (background.kind[i] == Background.FOREGROUND) {
        if ((background.luma()[i] & 255) - background.ground(i) >= GLARE) {
          glaring++;
        } else {
          dull++;
        }
      }
    }
    return (glaring + dull) * STREAK_SHARE <= blob.width() && dull <= glaring;
  }

  private static boolean isLarge(Blob blob) {
    return blob.height() >= LEAST_HEIGHT && blob.width() >= LEAST_WIDTH;
  }

  /// Looks at one outline of each picture in turn, so that it costs the same wherever many are.
  private void learn(SmallPicture picture, List<Blob> blobs) {
    for (int tried = 0; tried < blobs.size(); tried++) {
      turn++;
      var blob = blobs.get(Math.floorMod(turn, blobs.size()));
      if (isToBeLearntFrom(blob)) {
        fit.measure(picture, blob);
        fit.search(row(blob, FROM), row(blob, TO), MOST_CONTRAST);
        share += RATE * ((isClear(blob) ? 1 : 0) - share);
        wet = share >= (wet ? DRY : WET);
        lately[Math.floorMod(looked++, lately.length)] = blob;
        return;
      }
    }
  }

  private boolean isToBeLearntFrom(Blob blob) {
    return blob.height() >= LEARNT_HEIGHT
        && blob.height() >= blob.width()
        && blob.width() >= LEAST_WIDTH
        && blob.isMoving()
        && isInside(blob)
        && isNew(blob);
  }

  /// Whether it is none that was looked at a moment ago and has hardly moved since: who stands and
  /// sways would be counted over and over.
  private boolean isNew(Blob blob) {
    for (var other : lately) {
      if (other != null
          && Math.abs(blob.left() + blob.right() - other.left() - other.right()) < blob.width()
          && Math.abs(blob.bottom() - other.bottom()) < blob.width()) {
        return false;
      }
    }
    return true;
  }

  private boolean isInside(Blob blob) {
    return blob.top() > 2
        && blob.left() > 1
        && blob.right() < background.width - 1
        && blob.bottom() < background.height - 1;
  }

  private static int row(Blob blob, double share) {
    return blob.top() + (int) (share * blob.height());
  }

  private boolean isClear(Blob blob) {
    double at = (double) (fit.line() - blob.top()) / blob.height();
    return blob.height() >= TALL * blob.width()
        && Math.abs(at - MIDDLE) <= NEAR_MIDDLE
        && fit.contrast() <= CLEARLY_WEAKER
        && fit.likeness() >= CLEARLY_ALIKE
        && fit.likeness() - fit.likenessUpright() >= CLEARLY_INVERTED;
  }

  private Blob cut(SmallPicture picture, Blob blob, List<Tracked> tracks) {
    fit.measure(picture, blob);
    fit.search(row(blob, FROM), row(blob, TO), MOST_CONTRAST);
    if (fit.likeness() >= ALIKE && fit.likeness() - fit.likenessUpright() >= INVERTED) {
      return above(blob, fit.line());
    }
    for (var track : tracks) {
      if (track.isConfirmed() && isUpperPart(track, blob)) {
        return above(blob, (int) Math.round(track.y()));
      }
    }
    return blob;
  }

  private static boolean isUpperPart(Tracked track, Blob blob) {
    double middle = track.x();
    double at = (track.y() - blob.top()) / blob.height();
    return middle > blob.left()
        && middle < blob.right()
        && at >= FROM
        && at <= TO
        && Math.abs(track.top() - blob.top()) < NEAR * track.height() + 1
        && track.width() > 0.5 * blob.width();
  }

  private Blob above(Blob blob, int line) {
    int left = blob.right();
    int right = blob.left();
    int pixels = 0;
    int moving = 0;
    for (int y = blob.top(); y < line; y++) {
      for (int x = blob.left(); x < blob.right(); x++) {
        int i = y * background.width + x;
        if (background.kind[i] == Background.FOREGROUND) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          pixels++;
          moving += background.settledMs[i] < Blobs.MOVED_LATELY_MS ? 1 : 0;
        }
      }
    }
    return pixels == 0 ? blob : new Blob(left, blob.top(), right, line, pixels, moving);
  }
}
