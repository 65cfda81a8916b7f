package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.BitSet;

/// What the view looks like when nothing is in it: for every pixel a running mean of luma and
/// colour, and how far it usually strays.
///
/// Pixels that differ are told apart into shadow and foreground and do not blur the mean; what they
/// show is remembered as a candidate, which becomes background only when [#absorb] says so. A
/// change of exposure is measured over the whole picture and taken out first.
final class Background {

  static final byte SAME = 0;

  /// The ground in a light that comes and goes, once [SoftLight] has looked.
  static final byte LIGHT = 1;

  static final byte SHADOW = 2;
  static final byte FOREGROUND = 3;

  private static final int SAMPLE_STEP = 23;

  /// Levels of both chromas together: coding alone makes fewer.
  private static final int LEAST_COLOUR = 5;

  /// Of a picture without an infrared filter, so much at most has colour: a burnt-in clock.
  private static final double NO_COLOUR = 0.02;

  /// A view of which so much has colour is a coloured one.
  private static final double COLOURED = 0.3;

  /// Into a grey view, a red lorry brings less than this.
  private static final double COLOURED_AGAIN = 0.6;

  /// More than this share of the picture is nobody: as in [Footprints].
  private static final double LIGHT_SHARE = 0.25;

  /// An edge that needs eight seconds for the picture needs these for its last quarter.
  static final double LIGHT_SECONDS = 2;

  private static final int FRACTION = Likeness.FRACTION;
  private static final int ONE = Likeness.ONE;
  private static final int SAMPLES = 12;

  /// A candidate keeps its age while it strays less than this.
  private static final int SETTLED_STRAY = 9;

  final int width;
  final int height;
  final byte[] kind;

  /// For how long each pixel that differs has looked the same, in milliseconds.
  final int[] settledMs;

  /// Pixels whose background is a thing that came and stayed, rather than the view as it was.
  final boolean[] thing;

  /// Pixels whose background was replaced by what they show, until [MaskHold] has seen it.
  final BitSet renewed = new BitSet();

  /// How much brighter this picture's exposure would have to be, in 1/256.
  private int gain = 256;

  /// How many pixels of the last compared picture lie in a shadow.
  private int shadowed;

  private int meanGround;

  /// For how long less of the picture has differed than light changes.
  private double steady = LIGHT_SECONDS;

  private final Likeness likeness;
  private final byte[] glance;
  private final byte[] lit;
  private byte[] compared;
  private final byte[] levels = new byte[256];
  private boolean colourSwitched;
  private final short[] mean;
  private final short[] stray;
  private final short[] blue;
  private final short[] red;
  private final byte[] candidate;
  private final byte[][] samples = new byte[SAMPLES * 3][];
  private int sampled;
  private double samplingSeconds;
  private double age;

  Background(int width, int height) {
    this.width = width;
    this.height = height;
    int size = width * height;
    kind = new byte[size];
    settledMs = new int[size];
    thing = new boolean[size];
    glance = new byte[size];
    lit = new byte[size];
    compared = lit;
    likeness = new Likeness(size);
    mean = likeness.mean;
    stray = likeness.stray;
    blue = likeness.blue;
    red = likeness.red;
    candidate = new byte[size];
  }

  boolean isKnown() {
    return sampled == SAMPLES;
  }

  /// Whether the first impression is all there is.
  boolean isYoung() {
    return age < 4;
  }

  /// Begins to learn again.
  void forget() {
    sampled = 0;
    samplingSeconds = 0;
    age = 0;
    steady = LIGHT_SECONDS;
    gain = 256;
    colourSwitched = false;
    Arrays.fill(kind, SAME);
    Arrays.fill(settledMs, 0);
    Arrays.fill(thing, false);
  }

  /// Adds a picture to the first impression, which is the median of a second's pictures.
  void learn(SmallPicture picture, double seconds) {
    samplingSeconds += seconds;
    if (sampled > 0 && samplingSeconds < 0.08 * sampled) {
      return;
    }
    samples[sampled * 3] = picture.y.clone();
    samples[sampled * 3 + 1] = picture.u.clone();
    samples[sampled * 3 + 2] = picture.v.clone();
    sampled++;
    if (sampled == SAMPLES) {
      settle(0, mean, true);
      settle(1, blue, false);
      settle(2, red, false);
      Arrays.fill(samples, null);
    }
  }

  private void settle(int plane, short[] to, boolean luma) {
    var values = new int[SAMPLES];
    for (int i = 0; i < to.length; i++) {
      for (int s = 0; s < SAMPLES; s++) {
        values[s] = samples[s * 3 + plane][i] & 255;
      }
      Arrays.sort(values);
      int median = values[SAMPLES / 2];
      to[i] = (short) (median << FRACTION);
      if (luma) {
        // Half of the samples lie between the quartiles, whatever passed through.
        stray[i] = (short) ((values[3 * SAMPLES / 4] - values[SAMPLES / 4]) << (FRACTION - 1));
      }
    }
  }

  /// Says of every pixel whether it is background, and how many are not; learns from those that
  /// are.
  ///
  /// @param seconds since the last picture
  int compare(SmallPicture picture, double seconds) {
    gain = measureGain(picture);
    age += seconds;
    int rate = seconds > 0.4 || age < 8 ? 4 : 6;
    int elapsed = (int) Math.round(seconds * 1000);
    var luma = lit(picture);
    compared = luma;
    shadowed = 0;
    int differing = likeness.compare(luma, picture.u, picture.v, kind, settledMs, rate);
    steady = differing > LIGHT_SHARE * kind.length ? 0 : steady + seconds;
    for (int i = Marked.next(kind, 0, kind.length);
        i < kind.length;
        i = Marked.next(kind, i + 1, kind.length)) {
      boolean shadow = isShadow(picture, luma, i);
      shadowed += shadow ? 1 : 0;
      kind[i] = shadow ? SHADOW : FOREGROUND;
      remember(i, luma[i] & 255, elapsed);
    }
    return differing;
  }

  /// The luma of the last compared picture at the background's exposure; valid until the next one.
  byte[] luma() {
    return compared;
  }

  /// How many pixels of the last compared picture differ as if in a shadow.
  int shadowed() {
    return shadowed;
  }

  /// Whether so much of a picture differs, or did a moment ago, that it is the light: the edge of a
  /// cloud crosses the view. Then what differs says nothing of what stands there.
  boolean isUnderChangingLight() {
    return steady < LIGHT_SECONDS;
  }

  /// How many pixels of a picture are not background and were when last compared. Learns nothing.
  int countFresh(SmallPicture picture) {
    gain = measureGain(picture);
    likeness.compare(lit(picture), picture.u, picture.v, glance, settledMs, 0);
    int fresh = 0;
    for (int i = Marked.next(glance, 0, glance.length);
        i < glance.length;
        i = Marked.next(glance, i + 1, glance.length)) {
      if (settledMs[i] == 0) {
        fresh++;
      }
    }
    return fresh;
  }

  /// The luma of a picture at the background's exposure.
  private byte[] lit(SmallPicture picture) {
    if (gain == 256) {
      return picture.y;
    }
    for (int level = 0; level < levels.length; level++) {
      levels[level] = (byte) lit(level);
    }
    for (int i = 0; i < lit.length; i++) {
      lit[i] = levels[picture.y[i] & 255];
    }
    return lit;
  }

  /// Rounded, not cut off: the mean follows this, and the gain follows the mean, so what is lost in
  /// each picture adds up.
  private int lit(int level) {
    return Math.min(255, (level * gain + 128) >> 8);
  }

  private void remember(int i, int luma, int elapsed) {
    int was = candidate[i] & 255;
    int step = luma - was;
    if (Math.abs(step) <= SETTLED_STRAY) {
      settledMs[i] += elapsed;
      candidate[i] = (byte) (was + step / 4);
    } else {
      settledMs[i] = 0;
      candidate[i] = (byte) luma;
    }
  }

  /// A shadow is darker by a bounded factor, keeps its colour, and keeps the ground's texture.
  private boolean isShadow(SmallPicture picture, byte[] lit, int i) {
    int luma = lit[i] & 255;
    int ground = mean[i] >> FRACTION;
    if (luma >= ground || luma * 100 < ground * 45 || ground < 30) {
      return false;
    }
    int offBlue = ((picture.u[i] & 255) << FRACTION) - blue[i];
    int offRed = ((picture.v[i] & 255) << FRACTION) - red[i];
    if (Math.abs(offBlue) + Math.abs(offRed) > 9 << FRACTION) {
      return false;
    }
    return keepsTexture(lit, i, 2, luma, ground) && keepsTexture(lit, i, 2 * width, luma, ground);
  }

  /// Whether the step to a neighbour is that of the ground, equally darkened; or whether the
  /// neighbour is the bare ground, which makes this the edge of something.
  private boolean keepsTexture(byte[] lit, int i, int step, int luma, int ground) {
    int j = i >= step ? i - step : i + step;
    int other = lit[j] & 255;
    int bare = mean[j] >> FRACTION;
    return Math.abs(other - bare * luma / ground) <= 8 || Math.abs(other - bare) <= 8;
  }

  /// From a sample of the pixels, see [Exposure].
  private int measureGain(SmallPicture picture) {
    var exposure = new Exposure();
    int colour = 0;
    int groundColour = 0;
    int sum = 0;
    for (int i = width + 1; i < mean.length; i += SAMPLE_STEP) {
      int luma = picture.y[i] & 255;
      int ground = mean[i] >> FRACTION;
      colour += isColoured(picture.u[i] & 255, picture.v[i] & 255) ? 1 : 0;
      sum += ground;
      groundColour += isColoured(blue[i] >> FRACTION, red[i] >> FRACTION) ? 1 : 0;
      if (luma > 24 && luma < 250 && ground > 24 && ground < 250) {
        // The mean in full, and rounded: see `lit`.
        exposure.add(((mean[i] << 8 >> FRACTION) + luma / 2) / luma);
      }
    }
    double sampled = (double) mean.length / SAMPLE_STEP;
    meanGround = (int) (sum / sampled);
    colourSwitched =
        (groundColour >= COLOURED * sampled && colour <= NO_COLOUR * sampled)
            || (groundColour <= NO_COLOUR * sampled && colour >= COLOURED_AGAIN * sampled);
    if (exposure.counted() < 100) {
      return gain;
    }
    int ratio = exposure.mostUsual();
    // A step of the exposure is followed at once, its noise is not.
    return Math.abs(ratio - 256) <= 3 ? 256 : ratio;
  }

  private static boolean isColoured(int blue, int red) {
    return Math.abs(blue - 128) + Math.abs(red - 128) >= LEAST_COLOUR;
  }

  /// Whether the last compared picture has colour where the background has none, or the other way
  /// round: the camera has swung its infrared filter in or out.
  boolean hasSwitchedColour() {
    return colourSwitched;
  }

  /// Takes what a pixel shows now for background.
  ///
  /// @param stayed whether it is a thing that came, rather than the ground that one has left
  void absorb(SmallPicture picture, int i, boolean stayed) {
    thing[i] = stayed;
    int luma = lit(picture.y[i] & 255);
    mean[i] = (short) (luma << FRACTION);
    blue[i] = (short) ((picture.u[i] & 255) << FRACTION);
    red[i] = (short) ((picture.v[i] & 255) << FRACTION);
    stray[i] = (short) (2 * ONE);
    settledMs[i] = 0;
    kind[i] = SAME;
  }

  /// The mean of the background's luma, over the view.
  int meanGround() {
    return meanGround;
  }

  /// The background's luma.
  int ground(int i) {
    return mean[i] >> FRACTION;
  }

  /// The background's colours.
  int blue(int i) {
    return blue[i] >> FRACTION;
  }

  int red(int i) {
    return red[i] >> FRACTION;
  }

  /// How steep the background is at a pixel, in levels.
  int groundEdge(int i) {
    int right = i + 1 < mean.length ? i + 1 : i;
    int below = i + width < mean.length ? i + width : i;
    return (Math.abs(mean[right] - mean[i]) + Math.abs(mean[below] - mean[i])) >> FRACTION;
  }

  /// How steep a picture is at a pixel, in levels.
  int pictureEdge(SmallPicture picture, int i) {
    int right = i + 1 < mean.length ? i + 1 : i;
    int below = i + width < mean.length ? i + width : i;
    int here = picture.y[i] & 255;
    return Math.abs((picture.y[right] & 255) - here) + Math.abs((picture.y[below] & 255) - here);
  }
}
