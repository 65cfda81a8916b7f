package org.vigie.eye.scene;

import java.util.List;

/// How a place has flickered over the last pictures, and whether a flame does so: see [Flame].
final class Flickering {

  /// A flame's heart comes near a camera's white by day; by night it is over it.
  private static final int HEART = 170;

  private final List<FlameLook> looks;
  private final int n;
  private double live;
  private double warm;
  private double hot;
  private double turning;
  private double together;
  private double changes;
  private int bright;

  /// @param looks the latest first
  Flickering(List<FlameLook> looks) {
    this.looks = looks;
    this.n = looks.size();
    for (int k = 0; k < n; k++) {
      var look = looks.get(k);
      live += look.live;
      warm += look.warm;
      hot += look.hot;
      turning += 2 * Math.min(look.rises, look.falls);
      together += Math.abs(look.rises - look.falls);
      changes += look.rises + look.falls;
      bright += look.brightest >= HEART ? 1 : 0;
    }
  }

  /// 0 to 1; a flame from 0.5.
  double score() {
    if (warm == 0 || changes == 0) {
      return 0;
    }
    // A place stays live for 0.8 s: where a thing passes, an eighth of it changes in a picture, and
    // at its two ends only.
    double score = rise(turning / live, 0.05, 0.2);
    // All at once is 1; by chance, of some ten changes a picture, a third is left over.
    score *= 1 - rise(together / changes, 0.65, 0.95);
    // Chance alone reaches 0.5 among so many shifts of 30 pictures; a blinking lamp 0.9 and more.
    score *= 1 - rise(repetition(), 0.7, 0.95);
    // Half of its own size, or more than all of it.
    score *= 1 - rise(drift(), 0.5, 1.2);
    // A draught leans a flame; its light still comes and goes on both sides.
    score *= 1 - rise(passing(), 0.4, 0.7);
    // One sample, two pixels, is the least that can be seen.
    score *= rise(tips(), 0.2, 0.8);
    // Hot yellow fire shows its deep rim in a tenth of its area; skin nowhere.
    score *= rise(hot / warm, 0.03, 0.12);
    score *= rise((double) bright / n, 0.3, 0.7);
    return score;
  }

  /// How far the middle has gone from the first half to the second, in its own sizes.
  private double drift() {
    var halves = new double[6];
    for (int k = 0; k < n; k++) {
      int half = k < n / 2 ? 0 : 3;
      halves[half] += looks.get(k).across;
      halves[half + 1] += looks.get(k).down;
      halves[half + 2] += looks.get(k).warm;
    }
    if (halves[2] == 0 || halves[5] == 0) {
      return 2;
    }
    double across = halves[0] / halves[2] - halves[3] / halves[5];
    double down = halves[1] / halves[2] - halves[4] / halves[5];
    return Math.hypot(across, down) / Math.max(2, Math.sqrt(live / n));
  }

  /// How steadily light comes on one side while it goes on the other, as where cars follow each
  /// other: 1 is always on the same side.
  private double passing() {
    double across = 0;
    double all = 0;
    for (int k = 0; k < n; k++) {
      var look = looks.get(k);
      if (look.rises > 0 && look.falls > 0) {
        double x = look.risesAcross / look.rises - look.fallsAcross / look.falls;
        double y = look.risesDown / look.rises - look.fallsDown / look.falls;
        across += x;
        all += Math.hypot(x, y);
      }
    }
    return all == 0 ? 0 : Math.abs(across) / all;
  }

  /// By how many samples the upper end strays.
  private double tips() {
    double sum = 0;
    double squares = 0;
    int counted = 0;
    for (int k = 0; k < n; k++) {
      if (looks.get(k).warm > 0) {
        sum += looks.get(k).warmTop;
        squares += (double) looks.get(k).warmTop * looks.get(k).warmTop;
        counted++;
      }
    }
    return Math.sqrt(Math.max(0, squares / counted - sum / counted * sum / counted));
  }

  /// The strongest likeness of the warm area's course to itself some pictures later.
  private double repetition() {
    double most = 0;
    for (int lag = 2; lag <= n / 2; lag++) {
      double a = 0;
      double b = 0;
      double aa = 0;
      double bb = 0;
      double ab = 0;
      for (int k = 0; k + lag < n; k++) {
        double x = looks.get(k).warm;
        double y = looks.get(k + lag).warm;
        a += x;
        b += y;
        aa += x * x;
        bb += y * y;
        ab += x * y;
      }
      most = Math.max(most, Levels.correlation(n - lag, a, b, aa, bb, ab));
    }
    return most;
  }

  private static double rise(double value, double from, double to) {
    return Math.clamp((value - from) / (to - from), 0, 1);
  }
}
