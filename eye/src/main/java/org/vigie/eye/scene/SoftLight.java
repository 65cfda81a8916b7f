package org.vigie.eye.scene;

import java.util.List;

/// Tells the light that lamps throw on the ground from things.
///
/// Light fades out: along a row of pixels it grows brighter by a little from one to the next, up to
/// much more than any of these steps, while a thing as bright begins and ends with one step. So in
/// each row what is brighter than the ground is parted where it steps; parts that touch from row to
/// row make a piece; and a piece that climbs high, and whose outermost ends mostly fade out, is
/// light. Only rows are looked at: from where cameras hang, a pool of light lies flat, and is steep
/// above and below. Its pixels are marked as [Background#LIGHT], and masked like any others.
///
/// Nothing is allocated for a picture. One thread only.
final class SoftLight {

  /// A step, in levels of luma over two pixels, three rows together: of less than this in a row a
  /// picture hardly differs at all.
  private static final int STEP = 42;

  /// So much brighter than the ground, in levels, three rows together, light is somewhere.
  private static final int LEAST_PEAK = 78;

  private static final int LEAST_WIDTH = 12;
  private static final int LEAST_PIXELS = 40;

  /// Of a piece's outermost ends, in fifths, those that fade out. A kerb or a post that stands out
  /// of the light makes others steep.
  private static final int LEAST_SOFT = 2;

  /// Light makes a pale stone brighter by more levels than a dark joint: it is reckoned for ground
  /// of this luma. What adds to both, haze or noise, is the darkest.
  private static final int USUAL_GROUND = 70;

  private static final int DARKEST = 24;

  /// In a view as light as this by itself, on average, no lamp is seen on the ground: it is day.
  private static final int MOST_GROUND = 115;

  /// What is as bright as this has no texture left.
  private static final int GLARING = 235;

  private static final int[] SHARE = new int[256];

  static {
    for (int ground = 0; ground < SHARE.length; ground++) {
      SHARE[ground] = 256 * (USUAL_GROUND + DARKEST) / (ground + DARKEST);
    }
  }

  /// More parts than this, and a blob is anything but a pool of light.
  private static final int MOST_RUNS = 1500;

  private static final int MARGIN = 3;
  private static final int SCRAP_HEIGHT = 8;
  private static final int SCRAP_PIXELS = 60;
  private static final int STEEP_LEFT = 1;
  private static final int STEEP_RIGHT = 2;

  private final Background background;
  private final int width;
  private final int[] brighter;

  // Of each part of a row: where it lies, how it ends, and which other one is of the same piece.
  private final int[] rows = new int[MOST_RUNS];
  private final int[] lefts = new int[MOST_RUNS];
  private final int[] rights = new int[MOST_RUNS];
  private final int[] peaks = new int[MOST_RUNS];
  private final byte[] ends = new byte[MOST_RUNS];
  private final int[] next = new int[MOST_RUNS];
  private int runs;

  // Of each piece, by its first part.
  private final int[] pixels = new int[MOST_RUNS];
  private final int[] peak = new int[MOST_RUNS];
  private final int[] left = new int[MOST_RUNS];
  private final int[] right = new int[MOST_RUNS];
  private final int[] soft = new int[MOST_RUNS];
  private final int[] steep = new int[MOST_RUNS];
  private final int[] lastRun = new int[MOST_RUNS];

  SoftLight(Background background) {
    this.background = background;
    this.width = background.width;
    this.brighter = new int[width];
  }

  /// Marks the light in the last compared picture.
  ///
  /// @param blobs where to look
  /// @return whether there is any
  boolean mark(List<Blob> blobs) {
    if (background.meanGround() >= MOST_GROUND) {
      return false;
    }
    boolean any = false;
    for (var blob : blobs) {
      if (blob.width() >= LEAST_WIDTH && part(blob)) {
        sum();
        any |= markPieces();
      }
    }
    return any;
  }

  /// Parts the rows of a blob, and joins what touches; says whether there are few enough parts.
  private boolean part(Blob blob) {
    runs = 0;
    int before = 0;
    for (int y = blob.top(); y < blob.bottom(); y++) {
      int first = runs;
      measure(blob, y);
      partRow(blob, y);
      if (runs == MOST_RUNS) {
        return false;
      }
      joinRows(before, first);
      before = first;
    }
    return true;
  }

  private void measure(Blob blob, int y) {
    var luma = background.luma();
    int up = y > 0 ? -width : 0;
    int down = y + 1 < background.height ? width : 0;
    int to = Math.min(width, blob.right() + 1);
    for (int x = Math.max(0, blob.left() - 1); x < to; x++) {
      int i = y * width + x;
      brighter[x] = brighter(luma, i + up) + brighter(luma, i) + brighter(luma, i + down);
    }
  }

  private int brighter(byte[] luma, int i) {
    int ground = background.ground(i);
    return ((luma[i] & 255) - ground) * SHARE[ground] >> 8;
  }

  private void partRow(Blob blob, int y) {
    boolean open = false;
    for (int x = blob.left(); x < blob.right() && runs < MOST_RUNS; x++) {
      boolean bright = background.kind[y * width + x] == Background.FOREGROUND && brighter[x] > 0;
      boolean steps = bright && steps(x, y);
      if (bright && !steps) {
        if (!open) {
          begin(x, y);
        }
        open = true;
        peaks[runs - 1] = Math.max(peaks[runs - 1], brighter[x]);
        rights[runs - 1] = x + 1;
      } else if (open) {
        ends[runs - 1] |= steps ? STEEP_RIGHT : 0;
        open = false;
      }
    }
  }

  private boolean steps(int x, int y) {
    int before = Math.max(0, x - 1);
    int after = Math.min(width - 1, x + 1);
    return Math.abs(brighter[after] - brighter[before]) > STEP
        && ((background.luma()[y * width + before] & 255) < GLARING
            || (background.luma()[y * width + after] & 255) < GLARING);
  }

  private void begin(int x, int y) {
    rows[runs] = y;
    lefts[runs] = x;
    rights[runs] = x;
    peaks[runs] = 0;
    next[runs] = runs;
    int i = y * width + x;
    boolean afterStep = x > 0 && background.kind[i - 1] == Background.FOREGROUND && steps(x - 1, y);
    ends[runs] = (byte) (afterStep ? STEEP_LEFT : 0);
    runs++;
  }

  /// Joins the parts of one row with those of the row above.
  private void joinRows(int above, int below) {
    int a = above;
    for (int b = below; b < runs; b++) {
      while (a < below && rights[a] <= lefts[b]) {
        a++;
      }
      for (int t = a; t < below && lefts[t] < rights[b]; t++) {
        next[root(b)] = root(t);
      }
    }
  }

  private int root(int run) {
    int r = run;
    while (next[r] != r) {
      next[r] = next[next[r]];
      r = next[r];
    }
    return r;
  }

  /// Sums up each piece. Of its ends in one row only the outermost count: what parts it inside says
  /// nothing of where it ends.
  private void sum() {
    for (int r = 0; r < runs; r++) {
      pixels[r] = 0;
      peak[r] = 0;
      left[r] = width;
      right[r] = 0;
      soft[r] = 0;
      steep[r] = 0;
      lastRun[r] = -1;
    }
    for (int r = 0; r < runs; r++) {
      int p = root(r);
      pixels[p] += rights[r] - lefts[r];
      peak[p] = Math.max(peak[p], peaks[r]);
      left[p] = Math.min(left[p], lefts[r]);
      right[p] = Math.max(right[p], rights[r]);
      if (lastRun[p] < 0 || rows[lastRun[p]] != rows[r]) {
        endRow(p);
        count(p, lefts[r] > 0, ends[r] & STEEP_LEFT);
      }
      lastRun[p] = r;
    }
    for (int r = 0; r < runs; r++) {
      if (root(r) == r) {
        endRow(r);
      }
    }
  }

  private void endRow(int piece) {
    int last = lastRun[piece];
    if (last >= 0) {
      count(piece, rights[last] < width, ends[last] & STEEP_RIGHT);
    }
  }

  private void count(int piece, boolean inside, int isSteep) {
    if (inside) {
      soft[piece] += isSteep == 0 ? 1 : 0;
      steep[piece] += isSteep == 0 ? 0 : 1;
    }
  }

  private boolean markPieces() {
    boolean any = false;
    for (int r = 0; r < runs; r++) {
      if (isLight(root(r))) {
        any = true;
        for (int i = rows[r] * width + lefts[r]; i < rows[r] * width + rights[r]; i++) {
          background.kind[i] = Background.LIGHT;
        }
      }
    }
    return any;
  }

  /// Whether a blob is a scrap in the midst of light: a joint, a stone, what the light was mistaken
  /// for when the background was learnt.
  boolean isScrap(Blob blob) {
    if (blob.height() > SCRAP_HEIGHT && blob.pixels() > SCRAP_PIXELS) {
      return false;
    }
    int lit = 0;
    int all = 0;
    int bottom = Math.min(background.height, blob.bottom() + MARGIN);
    for (int y = Math.max(0, blob.top() - MARGIN); y < bottom; y++) {
      boolean beside = y < blob.top() || y >= blob.bottom();
      int to = Math.min(width, blob.right() + MARGIN);
      for (int x = Math.max(0, blob.left() - MARGIN); x < to; x++) {
        if (beside || x < blob.left() || x >= blob.right()) {
          lit += background.kind[y * width + x] == Background.LIGHT ? 1 : 0;
          all++;
        }
      }
    }
    return lit * 2 > all;
  }

  private boolean isLight(int piece) {
    return peak[piece] >= LEAST_PEAK
        && pixels[piece] >= LEAST_PIXELS
        && right[piece] - left[piece] >= LEAST_WIDTH
        && soft[piece] * 5 >= LEAST_SOFT * (soft[piece] + steep[piece]);
  }
}
