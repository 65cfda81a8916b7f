package org.vigie.eye.scene;

import java.time.Instant;
import org.vigie.model.Box;
import org.vigie.model.Resting;

/// One thing that may have come to rest: which pixels it covers, and whether it is still there. In
/// pixels of the small picture. Belongs to [Rests].
final class Rest {

  /// Looks, half a second each, in which it must keep its place before it is said: someone who
  /// stands has shifted his weight by then.
  private static final int LOOKS_TO_SAY = 3;

  /// What is still half hidden by whoever put it down shows whole by then; its box is fixed after.
  private static final double SETTLES_WITHIN = 5;

  /// Noise lets a few pixels look like the ground for a moment, never most of them twice.
  private static final int LOOKS_TO_END = 2;

  private static final double GONE_SHARE = 0.5;

  /// So many restless looks of so many, and it is something that lives.
  private static final int RESTLESS = 6;

  private static final int REMEMBERED = 12;
  private static final double RESTLESS_SHARE = 0.15;

  /// Looks that a pending place may miss: someone passes in front.
  private static final int MOST_MISSED = 4;

  private final Background background;
  private final Calm calmness;
  private int[] pixels;
  private Blob extent;
  private Instant since;
  private double score;
  private int looks = 1;
  private int missed;
  private int gone;
  private int calm;
  private int restless;
  private double saidAt = Double.NaN;
  private double absorbedAt = Double.NaN;

  Rest(Background background, Calm calmness, int[] pixels, Blob extent, Instant since) {
    this.background = background;
    this.calmness = calmness;
    this.pixels = pixels;
    this.extent = extent;
    this.since = since;
  }

  Blob extent() {
    return extent;
  }

  boolean isSaid() {
    return !Double.isNaN(saidAt) && restless < RESTLESS;
  }

  /// Whether its pixels may still change.
  boolean isOpen(double now) {
    return Double.isNaN(saidAt) || now - saidAt < SETTLES_WITHIN;
  }

  /// The same place was found settled again.
  ///
  /// @param score of the place as it looks now
  void find(int[] found, Blob at, double score, double now) {
    missed = 0;
    looks++;
    if (found.length >= pixels.length) {
      pixels = found;
      extent = at;
    }
    this.score = score;
    if (Double.isNaN(saidAt) && looks >= LOOKS_TO_SAY) {
      saidAt = now;
      for (int i : pixels) {
        background.thing[i] = false;
      }
    }
  }

  /// It was not found settled at this look.
  ///
  /// @return whether a pending place is given up
  boolean miss() {
    return Double.isNaN(saidAt) && ++missed > MOST_MISSED;
  }

  /// Looks whether it is still there.
  ///
  /// @param alone whether what moves over it, if anything, is no larger than itself
  /// @return whether it has gone
  boolean isGone(boolean alone, double now, Instant at) {
    int bare = 0;
    int absorbed = 0;
    int unsettled = 0;
    for (int i : pixels) {
      switch (background.kind[i]) {
        case Background.SAME -> {
          if (background.thing[i]) {
            absorbed++;
          } else {
            bare++;
          }
        }
        case Background.FOREGROUND -> {
          if (calmness.ms(i) < Rests.SETTLED_MS) {
            unsettled++;
          } else if (background.thing[i]) {
            // Settled, and not what was taken into the background: it has left a ghost.
            bare++;
          }
        }
        default -> {}
      }
    }
    gone = bare >= GONE_SHARE * pixels.length ? gone + 1 : 0;
    if (absorbed >= GONE_SHARE * pixels.length && Double.isNaN(absorbedAt)) {
      absorbedAt = now;
    }
    noteRestless(alone && unsettled >= RESTLESS_SHARE * pixels.length, at);
    return gone >= LOOKS_TO_END || now - absorbedAt > Rests.LASTS_ABSORBED;
  }

  /// Whatever stirs within its own outline has not come to rest; what passes in front is larger.
  private void noteRestless(boolean stirs, Instant at) {
    if (stirs) {
      restless = Math.min(REMEMBERED, restless + 1);
      calm = 0;
    } else if (++calm % 2 == 0) {
      restless = Math.max(0, restless - 1);
    }
    if (restless >= RESTLESS) {
      since = at;
    }
  }

  /// It is no longer watched.
  void release() {
    for (int i : pixels) {
      background.thing[i] = false;
    }
  }

  /// Fills in its pixels.
  void mark(boolean[] owned) {
    int width = background.width;
    for (int i : pixels) {
      owned[
              i / width / Cells.SIDE * ((width + Cells.SIDE - 1) / Cells.SIDE)
                  + i % width / Cells.SIDE] =
          true;
    }
  }

  Resting said() {
    double width = background.width;
    double height = background.height;
    return new Resting(
        new Box(
            extent.left() / width,
            extent.top() / height,
            extent.width() / width,
            extent.height() / height),
        since,
        score);
  }
}
