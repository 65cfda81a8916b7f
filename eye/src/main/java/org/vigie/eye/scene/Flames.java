package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.FireSign;

/// Looks for flames: light of a flame's colours that flickers, whose parts rise and fall against
/// one another, in one place.
///
/// Colour alone finds lamps, skin and oranges, flicker alone finds water and leaves; video fire
/// detectors join both (Phillips, Shah, da Vitoria Lobo, "Flame recognition in video", Pattern
/// Recognition Letters 23, 2002; Töreyin, Dedeoğlu, Güdükbay, Çetin, "Computer vision based method
/// for real-time fire and flame detection", Pattern Recognition Letters 27, 2006; Çetin and others,
/// "Video fire detection - review", Digital Signal Processing 23, 2013). A flame of diameter D
/// metres puffs about 1.5 / sqrt(D) times a second (Hamins, Yang, Kashiwagi, Proceedings of the
/// Combustion Institute 24, 1992): 1 to 5 times for what a street camera can see, and its edge
/// faster. Ten pictures a second show that as change from one picture to the next.
///
/// Every second pixel each way is looked at. A camera that sees no colour (infrared) sees no flame.
final class Flames {

  private static final int STEP = 2;

  /// Red chroma less blue chroma of a flame is at least this (Celik, Demirel, "Fire detection in
  /// video sequences using a generic color model", Fire Safety Journal 44, 2009); so is that of
  /// skin, lit bricks and amber lamps.
  private static final int WARM = 40;

  /// Skin does not reach this, whatever the light; the rim of a flame does.
  private static final int HOT = 60;

  /// A flame gives light: it is never darker than a dull street by day.
  private static final int LEAST_LIGHT = 100;

  /// Levels between two pictures: twice what noise and coding leave on a lit wall.
  private static final int FLICKER = 14;

  /// In seconds: a flame comes back to each of its places within this.
  private static final double LIVES = 0.8;

  /// Samples, four pixels of the small picture each: what is smaller cannot be told from a lamp.
  private static final int LEAST_LIVE = 3;

  private static final int MOST = 32;

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final byte[] before;
  /// 0, or 1 for a flame's colours, or 2 where nothing but fire and lamps reach.
  private final byte[] warm;
  private final short[] liveMs;
  private final byte[] change;
  private final Cells cells;
  private final int[] liveIn;
  private final List<Flame> flames = new ArrayList<>();
  private int mean = 255;
  private boolean hasBefore;

  Flames(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = width / STEP;
    this.rows = height / STEP;
    this.before = new byte[columns * rows];
    this.warm = new byte[before.length];
    this.liveMs = new short[before.length];
    this.change = new byte[before.length];
    this.cells = new Cells(columns, rows);
    this.liveIn = new int[cells.columns * cells.rows];
  }

  /// The view has changed as a whole.
  void forget() {
    hasBefore = false;
    flames.clear();
    Arrays.fill(liveMs, (short) 0);
  }

  /// Takes in the next picture.
  ///
  /// @param seconds since the one before
  void look(SmallPicture picture, double seconds, double now, Instant at) {
    boolean any = compare(picture, seconds);
    if (any) {
      gather(now, at);
    }
    if (!flames.isEmpty()) {
      flames.forEach(flame -> flame.judge(now));
      flames.removeIf(flame -> flame.isOver(now));
    }
  }

  /// Whether something may burn: then every picture is wanted.
  boolean isWatching() {
    return !flames.isEmpty();
  }

  /// Notes what flickers in a flame's colours.
  private boolean compare(SmallPicture picture, double seconds) {
    int least = Math.max(LEAST_LIGHT, mean);
    int elapsed = (int) Math.min(1000, seconds * 1000);
    int sum = 0;
    int live = 0;
    for (int row = 0; row < rows; row++) {
      int i = row * STEP * width;
      for (int s = row * columns, end = s + columns; s < end; s++, i += STEP) {
        int y = picture.y[i] & 255;
        sum += y;
        int colour = (picture.v[i] & 255) - (picture.u[i] & 255);
        boolean is = colour >= WARM && y >= least;
        if (is || warm[s] > 0 || liveMs[s] > 0) {
          int step = hasBefore ? y - (before[s] & 255) : 0;
          boolean flickers = Math.abs(step) >= FLICKER && (is || warm[s] > 0);
          liveMs[s] = (short) (flickers ? LIVES * 1000 : Math.max(0, liveMs[s] - elapsed));
          change[s] = (byte) (flickers ? Integer.signum(step) : 0);
          live += liveMs[s] > 0 ? 1 : 0;
          warm[s] = (byte) (!is ? 0 : colour >= HOT ? 2 : 1);
        }
        before[s] = (byte) y;
      }
    }
    mean = sum / before.length;
    hasBefore = true;
    return live >= LEAST_LIVE;
  }

  private void gather(double now, Instant at) {
    Arrays.fill(liveIn, 0);
    for (int row = 0; row < rows; row++) {
      for (int column = 0, s = row * columns; column < columns; column++, s++) {
        if (liveMs[s] > 0) {
          liveIn[row / Cells.SIDE * cells.columns + column / Cells.SIDE]++;
        }
      }
    }
    cells.forGroups(cell -> liveIn[cell] > 0, (group, count) -> add(group, count, now, at));
  }

  private void add(int[] group, int count, double now, Instant at) {
    var look = new FlameLook(now);
    for (int g = 0; g < count; g++) {
      cells.forPixels(
          group[g],
          columns,
          rows,
          s -> {
            if (liveMs[s] > 0) {
              look.add(s % columns, s / columns, change[s], warm[s], before[s] & 255);
            }
          });
    }
    if (look.live < LEAST_LIVE) {
      return;
    }
    @Nullable Flame nearest = null;
    for (var flame : flames) {
      if (flame.holds(look) && (nearest == null || flame.age(now) > nearest.age(now))) {
        nearest = flame;
      }
    }
    if (nearest != null) {
      nearest.add(look);
    } else if (flames.size() < MOST) {
      flames.add(new Flame(look, at));
    }
  }

  /// What looks like a flame, as of the last picture.
  List<FireSign> said() {
    if (flames.isEmpty()) {
      return List.of();
    }
    return flames.stream()
        .filter(Flame::isSaid)
        .map(flame -> flame.said((double) STEP / width, (double) STEP / height))
        .toList();
  }
}
