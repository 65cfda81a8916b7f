package org.vigie.eye.scene;

/// The ratio of background to picture that most pixels have: things have many ratios, the view has
/// one, or two while the edge of a cloud crosses it.
///
/// Of two the brighter light counts, as long as a third of the view has it: the rest lies in a
/// shadow. Not the median, which would be that of the cloud's soft edge, and right for
/// nothing else.
final class Exposure {

  /// So many ratios, in 1/256, may be one exposure: noise and the curve of tones spread it, 13 %.
  private static final int STRETCH = 33;

  /// Beyond these, in 1/256, it is another light and no other exposure: a lamp was switched.
  private static final int LEAST = 150;

  private static final int MOST = 440;

  private final int[] counts = new int[MOST + 1];
  private int counted;

  /// @param ratio of one pixel, in 1/256
  void add(int ratio) {
    if (ratio >= LEAST && ratio <= MOST) {
      counts[ratio]++;
      counted++;
    }
  }

  /// How many pixels may tell of the exposure.
  int counted() {
    return counted;
  }

  /// The middle of the ratios that lie within the fullest stretch; of a stretch of smaller ones, if
  /// there is one at least half as full. Asked only when something was counted.
  int mostUsual() {
    int fullest = fullest(counts.length);
    int usual = middle(fullest);
    int brighter = fullest(usual - STRETCH);
    boolean isLight = brighter >= 0 && 2 * count(brighter) >= count(fullest);
    return isLight ? middle(brighter) : usual;
  }

  /// Where the fullest stretch that ends before `end` begins; negative where there is no room.
  private int fullest(int end) {
    int from = -1;
    int most = -1;
    int sum = 0;
    for (int i = 0; i < end; i++) {
      sum += counts[i] - (i >= STRETCH ? counts[i - STRETCH] : 0);
      if (i >= STRETCH - 1 && sum > most) {
        most = sum;
        from = i - STRETCH + 1;
      }
    }
    return from;
  }

  private int count(int from) {
    int sum = 0;
    for (int i = from; i < from + STRETCH; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private int middle(int from) {
    int ratio = from;
    int left = (count(from) + 1) / 2 - counts[ratio];
    while (left > 0) {
      ratio++;
      left -= counts[ratio];
    }
    return ratio;
  }
}
