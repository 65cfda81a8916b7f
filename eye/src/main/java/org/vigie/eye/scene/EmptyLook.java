package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.BitSet;

/// What each block of the mask's grid looks like while nothing is there, and whether it looks so
/// now.
///
/// The background takes in within seconds whatever differs from it by less than the noise of a
/// single pixel: dark clothes before dark ground. Over the pixels of a block and over several
/// pictures noise cancels out, and a difference of a level or two remains. So the look of a
/// block is kept, as it was, for as long as the block is masked. One thread only.
final class EmptyLook {

  /// Looking oftener tells no more: coding changes little between two pictures.
  private static final double STEP_SECONDS = 0.15;

  /// So much of a difference counts at once: noise is averaged over half a second.
  private static final float AT_ONCE = 0.35f;

  /// How long a clear block takes to learn another look: longer than anybody takes to cross it.
  private static final double LEARNS_SECONDS = 5;

  /// Over which time the usual difference of a block from its look is measured.
  private static final double USUAL_SECONDS = 10;

  private static final float TIMES_SPREAD = 4;

  /// Levels of luma that mean nothing.
  private static final float LEAST_LEVELS = 0.7f;

  /// The exposure is taken out in steps of 1.2 %: see [Background].
  private static final float OF_LIGHT = 0.012f;

  /// Daylight changes by about a level a minute.
  private static final float DRIFT_LEVELS_A_SECOND = 1 / 60f;

  /// Swaying leaves have no look of their own beyond this.
  private static final float MOST_USUAL = 4;

  private final int width;
  private final int[] columnStarts;
  private final int[] rowStarts;
  private final float[] look;
  private final float[] off;

  // Of one row of blocks, by column of pixels.
  private final float[] strange;
  private final float[] bright;
  private final float[] shares;

  // By block.
  private final float[] strangeness;
  private final float[] usual;
  private final float[] spread;
  private final float[] light;
  private final float[] maskedFor;
  private boolean known;
  private double waited;

  EmptyLook(int width, int height, int columns, int rows) {
    this.width = width;
    this.columnStarts = starts(width, columns);
    this.rowStarts = starts(height, rows);
    this.look = new float[width * height];
    this.off = new float[look.length];
    this.strange = new float[width];
    this.bright = new float[width];
    this.shares = new float[width];
    this.strangeness = new float[columns * rows];
    this.usual = new float[strangeness.length];
    this.spread = new float[strangeness.length];
    this.light = new float[strangeness.length];
    this.maskedFor = new float[strangeness.length];
  }

  /// The first pixel of each part, and the end: as [MaskHold] lays its blocks.
  private static int[] starts(int length, int parts) {
    var starts = new int[parts + 1];
    for (int part = 0; part <= parts; part++) {
      starts[part] = Math.min(length, (part * length + parts - 1) / parts);
    }
    return starts;
  }

  /// Takes in the picture that was compared last. At first the background's own first impression is
  /// the look, and it is so again where the background was replaced.
  ///
  /// @param masked blocks whose look is kept
  void see(Background background, BitSet masked, double seconds) {
    waited += seconds;
    if (!known) {
      for (int i = 0; i < look.length; i++) {
        look[i] = background.ground(i);
      }
      known = true;
    }
    var renewed = background.renewed;
    for (int i = renewed.nextSetBit(0); i >= 0; i = renewed.nextSetBit(i + 1)) {
      look[i] = background.ground(i);
      off[i] = 0;
    }
    if (waited < STEP_SECONDS) {
      return;
    }
    for (int row = 0; row + 1 < rowStarts.length; row++) {
      measure(row, background.luma());
      judge(row, masked);
      learn(row);
    }
    waited = 0;
  }

  /// Takes in a row of blocks. Sums go by columns of pixels, whole lines at a time: pixel after
  /// pixel into one sum, each addition would wait for the one before.
  private void measure(int row, byte[] luma) {
    Arrays.fill(strange, 0);
    Arrays.fill(bright, 0);
    for (int y = rowStarts[row]; y < rowStarts[row + 1]; y++) {
      int from = y * width;
      for (int x = 0; x < width; x++) {
        float before = off[from + x];
        float now = before + AT_ONCE * ((luma[from + x] & 255) - look[from + x] - before);
        off[from + x] = now;
        strange[x] += Math.abs(now);
        bright[x] += look[from + x];
      }
    }
  }

  private void judge(int row, BitSet masked) {
    int columns = columnStarts.length - 1;
    float share = (float) Math.min(1, waited / LEARNS_SECONDS);
    for (int column = 0; column < columns; column++) {
      int block = row * columns + column;
      int left = columnStarts[column];
      int right = columnStarts[column + 1];
      int pixels = Math.max(1, (right - left) * (rowStarts[row + 1] - rowStarts[row]));
      strangeness[block] = sum(strange, left, right) / pixels;
      light[block] = sum(bright, left, right) / pixels;
      boolean keeps = masked.get(block);
      Arrays.fill(shares, left, right, keeps ? 0 : share);
      if (keeps) {
        maskedFor[block] += (float) waited;
      } else {
        maskedFor[block] = 0;
        learnUsual(block);
      }
    }
  }

  private static float sum(float[] values, int from, int to) {
    float sum = 0;
    for (int x = from; x < to; x++) {
      sum += values[x];
    }
    return sum;
  }

  private void learnUsual(int block) {
    float share = (float) Math.min(1, waited / USUAL_SECONDS);
    spread[block] += share * (Math.abs(strangeness[block] - usual[block]) - spread[block]);
    usual[block] = Math.min(MOST_USUAL, usual[block] + share * (strangeness[block] - usual[block]));
  }

  private void learn(int row) {
    for (int y = rowStarts[row]; y < rowStarts[row + 1]; y++) {
      int from = y * width;
      for (int x = 0; x < width; x++) {
        look[from + x] += shares[x] * off[from + x];
      }
    }
  }

  /// Whether a block looks otherwise than when nothing was there.
  boolean isStrange(int block) {
    return strangeness[block]
        > usual[block]
            + TIMES_SPREAD * spread[block]
            + LEAST_LEVELS
            + OF_LIGHT * light[block]
            + DRIFT_LEVELS_A_SECOND * maskedFor[block];
  }

  /// The view is learnt anew.
  void forget() {
    known = false;
    Arrays.fill(off, 0);
    Arrays.fill(maskedFor, 0);
  }
}
