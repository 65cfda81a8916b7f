package org.vigie.eye.scene;

import org.vigie.base.Clocks;

/// Compares every pixel of a picture with the background and learns from those that are the same.
///
/// It holds the background itself: of each pixel the mean of luma and colour, and how far luma
/// usually strays from it, in 1/128 of a level. Once the JVM has compiled them, and if that is
/// faster, vectors of pixels are reckoned at a time ([WideLikeness]), with the same results to the
/// bit. One thread only.
final class Likeness {

  static final int FRACTION = 7;
  static final int ONE = 1 << FRACTION;
  static final int LEAST_THRESHOLD = 11 << FRACTION;
  static final int MOST_THRESHOLD = 48 << FRACTION;
  static final int USUAL_THRESHOLD = 7 << FRACTION;
  static final int MOST_COLOUR_STRAY = 16 << FRACTION;

  /// A pixel that flickers strays by this much more each time, up to [#MOST_DISTRUST].
  static final int DISTRUST = ONE;

  static final int MOST_DISTRUST = 9 * ONE;
  static final int STRAY_RATE = 6;

  private static final int TRIAL_PIXELS = 512;
  private static final int TRIALS_A_ROUND = 100;
  private static final int MOST_ROUNDS = 300;

  /// A fifth of what a single pixel takes on a processor of 2.5 GHz.
  private static final int FAST_NANOS_A_PIXEL = 2;

  /// Vectors are slower than anything until they are compiled: see [#warmUp].
  private static volatile boolean wide;

  final short[] mean;
  final short[] stray;
  final short[] blue;
  final short[] red;

  Likeness(int size) {
    mean = new short[size];
    stray = new short[size];
    blue = new short[size];
    red = new short[size];
  }

  /// Has the JVM compile vectors, and uses them from then on if they turn out to be fast here.
  /// Takes about a second of processor time; for a thread that nobody waits for.
  static void warmUp() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return;
    }
    var clocks = Clocks.system();
    var trial = new Likeness(TRIAL_PIXELS);
    var plane = new byte[TRIAL_PIXELS];
    var kind = new byte[TRIAL_PIXELS];
    var settledMs = new int[TRIAL_PIXELS];
    for (int round = 0; round < MOST_ROUNDS && !wide; round++) {
      long start = clocks.elapsedNanos();
      for (int i = 0; i < TRIALS_A_ROUND; i++) {
        // Some pixels come and go, so that every branch is seen.
        plane[i] = (byte) (i % 3 == 0 ? 255 : 0);
        trial.compareWide(plane, plane, plane, kind, settledMs, STRAY_RATE);
      }
      long nanos = clocks.elapsedNanos() - start;
      wide = nanos < (long) TRIALS_A_ROUND * TRIAL_PIXELS * FAST_NANOS_A_PIXEL;
    }
  }

  /// Marks every pixel as [Background#SAME] or [Background#FOREGROUND].
  ///
  /// @param kind what each was, and becomes
  /// @param settledMs becomes 0 where a pixel is the same again
  /// @param rate how slowly to learn, in halvings; 0 learns nothing
  /// @return how many differ
  int compare(byte[] y, byte[] u, byte[] v, byte[] kind, int[] settledMs, int rate) {
    return wide
        ? compareWide(y, u, v, kind, settledMs, rate)
        : compareFrom(0, y, u, v, kind, settledMs, rate);
  }

  /// The same with vectors; needs the module `jdk.incubator.vector`.
  int compareWide(byte[] y, byte[] u, byte[] v, byte[] kind, int[] settledMs, int rate) {
    int from = WideLikeness.bound(mean.length);
    return WideLikeness.compare(this, from, y, u, v, kind, settledMs, rate)
        + compareFrom(from, y, u, v, kind, settledMs, rate);
  }

  /// The same, pixel by pixel.
  int compareFrom(int from, byte[] y, byte[] u, byte[] v, byte[] kind, int[] settledMs, int rate) {
    int half = half(rate);
    int differing = 0;
    for (int i = from; i < mean.length; i++) {
      int off = ((y[i] & 255) << FRACTION) - mean[i];
      int offBlue = ((u[i] & 255) << FRACTION) - blue[i];
      int offRed = ((v[i] & 255) << FRACTION) - red[i];
      int far = Math.abs(off);
      if (far > threshold(i) || Math.abs(offBlue) + Math.abs(offRed) > MOST_COLOUR_STRAY) {
        differing++;
        kind[i] = Background.FOREGROUND;
        continue;
      }
      if (rate > 0) {
        if (kind[i] != Background.SAME) {
          settledMs[i] = 0;
          if (kind[i] == Background.FOREGROUND) {
            // Leaves, water, a lamp.
            stray[i] = (short) Math.min(stray[i] + DISTRUST, MOST_DISTRUST);
          }
        }
        mean[i] += (short) (off + half >> rate);
        blue[i] += (short) (offBlue + half >> rate);
        red[i] += (short) (offRed + half >> rate);
        stray[i] += (short) ((far - stray[i]) >> STRAY_RATE);
      }
      kind[i] = Background.SAME;
    }
    return differing;
  }

  /// What is added before halving `rate` times, so that it rounds: cut off, means would sink below
  /// what they follow.
  static int half(int rate) {
    return (1 << rate) >> 1;
  }

  private int threshold(int i) {
    int levels = USUAL_THRESHOLD + (mean[i] >> 4) + 3 * stray[i];
    return Math.clamp(levels, LEAST_THRESHOLD, MOST_THRESHOLD);
  }
}
