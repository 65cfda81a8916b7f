package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.Resting;

/// What came to rest where nothing was: foreground that has settled, stands apart from anything
/// that moves, and keeps its place.
///
/// A place is followed by its own pixels, not by its blob, so that whoever passes in front does not
/// end it; it ends when most of them look like the ground again. Once the background has taken it
/// in, it goes on until the place changes once more, or [#LASTS_ABSORBED] is over.
final class Rests {

  /// For how long a pixel must have looked the same, see [Calm]: a person who stands sways within
  /// this time.
  static final int SETTLED_MS = 2000;

  /// In seconds. Longer than anyone waits before a thing left alone is looked at.
  static final double LASTS_ABSORBED = 900;

  private static final double EVERY = 0.5;

  /// Foreground pixels, of sixteen, that make a cell; of these four fifths must have settled.
  private static final int LEAST_IN_CELL = 4;

  /// Less, at this size of picture, is neither a bag nor anything that can be shown to someone.
  private static final int LEAST_PIXELS = 24;

  /// More than a quarter of the picture is the light, not a thing.
  private static final double MOST_SHARE = 0.25;

  private static final int MOST = 64;
  private static final double SAME_PLACE = 0.4;
  private static final int[][] AROUND = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  private final Background background;
  private final Calm calm;
  private final Cells cells;
  private final int[] counts;
  private final int[] settled;
  private final boolean[] owned;
  private final boolean[] beside;
  private final List<Rest> rests = new ArrayList<>();
  private double nextAt;

  Rests(Background background) {
    this.background = background;
    this.calm = new Calm(background);
    this.cells = new Cells(background.width, background.height);
    this.counts = new int[cells.columns * cells.rows];
    this.settled = new int[counts.length];
    this.owned = new boolean[counts.length];
    this.beside = new boolean[counts.length];
  }

  /// The background is no longer known, or nobody asks any more.
  void forget() {
    rests.forEach(Rest::release);
    rests.clear();
  }

  /// Takes in the last compared picture, and looks at it every half second.
  ///
  /// @param blobs of that picture
  /// @param seconds since the last one
  /// @param now seconds of the pictures' own time
  void look(SmallPicture picture, List<Blob> blobs, double seconds, double now, Instant at) {
    calm.see(seconds);
    if (now < nextAt) {
      return;
    }
    nextAt = now + EVERY;
    rests.removeIf(rest -> isOver(rest, blobs, now, at));
    count();
    markOwned(now);
    var found = new ArrayList<Rest>();
    var open = new ArrayList<>(rests.stream().filter(rest -> rest.isOpen(now)).toList());
    cells.forGroups(
        this::isSettled,
        (group, size) -> {
          if (standsAlone(group, size)) {
            take(group, size, picture, open, found, now, at);
          }
        });
    open.forEach(
        rest -> {
          if (rest.miss()) {
            rests.remove(rest);
          }
        });
    found.stream().limit(MOST - Math.min(MOST, rests.size())).forEach(rests::add);
  }

  private boolean isOver(Rest rest, List<Blob> blobs, double now, Instant at) {
    var extent = rest.extent();
    boolean alone =
        blobs.stream()
            .noneMatch(
                blob -> blob.isMoving() && overlap(blob, extent) > 0 && dwarfs(blob, extent));
    boolean over = rest.isGone(alone, now, at);
    if (over) {
      rest.release();
    }
    return over;
  }

  private static boolean dwarfs(Blob blob, Blob extent) {
    return blob.width() * blob.height() > 2 * extent.width() * extent.height();
  }

  private void count() {
    Arrays.fill(counts, 0);
    Arrays.fill(settled, 0);
    int width = background.width;
    var kind = background.kind;
    for (int y = 0; y < background.height; y++) {
      int base = y / Cells.SIDE * cells.columns;
      int start = y * width;
      int end = start + width;
      for (int i = Marked.next(kind, start, end); i < end; i = Marked.next(kind, i + 1, end)) {
        if (kind[i] == Background.FOREGROUND) {
          int cell = base + (i - start) / Cells.SIDE;
          counts[cell]++;
          if (calm.ms(i) >= SETTLED_MS) {
            settled[cell]++;
          }
        }
      }
    }
  }

  /// What is said already is not found again, nor is its rim.
  private void markOwned(double now) {
    Arrays.fill(beside, false);
    for (var rest : rests) {
      if (!rest.isOpen(now)) {
        rest.mark(beside);
      }
    }
    for (int cell = 0; cell < owned.length; cell++) {
      int column = cell % cells.columns;
      owned[cell] =
          beside[cell]
              || (column > 0 && beside[cell - 1])
              || (column + 1 < cells.columns && beside[cell + 1])
              || (cell >= cells.columns && beside[cell - cells.columns])
              || (cell + cells.columns < owned.length && beside[cell + cells.columns]);
    }
  }

  private boolean isSettled(int cell) {
    return counts[cell] >= LEAST_IN_CELL && settled[cell] * 10 >= counts[cell] * 8 && !owned[cell];
  }

  /// Whether hardly anything around a group stirs: the even back of a coat has settled too, but
  /// the outline of who wears it has not.
  private boolean standsAlone(int[] group, int size) {
    int open = 0;
    int stirring = 0;
    for (int g = 0; g < size; g++) {
      int column = group[g] % cells.columns;
      int row = group[g] / cells.columns;
      for (int[] step : AROUND) {
        int x = column + step[0];
        int y = row + step[1];
        int next = y * cells.columns + x;
        if (x < 0 || x >= cells.columns || y < 0 || y >= cells.rows || counts[next] == 0) {
          open++;
        } else if (settled[next] * 10 < counts[next] * 8 && counts[next] >= LEAST_IN_CELL) {
          stirring++;
        } else if (!isSettled(next)) {
          open++;
        }
      }
    }
    return open > 4 * stirring;
  }

  private void take(
      int[] group,
      int size,
      SmallPicture picture,
      List<Rest> open,
      List<Rest> found,
      double now,
      Instant at) {
    var pixels = pixels(group, size);
    if (pixels.length < LEAST_PIXELS
        || pixels.length > MOST_SHARE * background.width * background.height) {
      return;
    }
    var extent = extent(pixels);
    double score = RestScore.of(background, picture, pixels);
    for (var rest : open) {
      if (overlap(rest.extent(), extent) >= SAME_PLACE) {
        rest.find(pixels, extent, score, now);
        open.remove(rest);
        return;
      }
    }
    found.add(new Rest(background, calm, pixels, extent, at.minusMillis(settledFor(pixels))));
  }

  private int[] pixels(int[] group, int size) {
    var pixels = new int[size * Cells.SIDE * Cells.SIDE];
    var count = new int[1];
    for (int g = 0; g < size; g++) {
      cells.forPixels(
          group[g],
          background.width,
          background.height,
          i -> {
            if (background.kind[i] == Background.FOREGROUND) {
              pixels[count[0]++] = i;
            }
          });
    }
    return Arrays.copyOf(pixels, count[0]);
  }

  private Blob extent(int[] pixels) {
    int width = background.width;
    int left = width;
    int top = background.height;
    int right = 0;
    int bottom = 0;
    for (int i : pixels) {
      left = Math.min(left, i % width);
      right = Math.max(right, i % width + 1);
      top = Math.min(top, i / width);
      bottom = Math.max(bottom, i / width + 1);
    }
    return new Blob(left, top, right, bottom, pixels.length, 0);
  }

  private int settledFor(int[] pixels) {
    return (int) Arrays.stream(pixels).map(calm::ms).average().orElse(0);
  }

  private static double overlap(Blob a, Blob b) {
    int w = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    int h = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double shared = w * h;
    return shared / (a.width() * a.height() + b.width() * b.height() - shared);
  }

  /// What rests, at the last look.
  List<Resting> said() {
    return rests.isEmpty()
        ? List.of()
        : rests.stream().filter(Rest::isSaid).map(Rest::said).toList();
  }
}
