package org.vigie.eye.scene;

import java.util.ArrayList;
import java.util.List;

/// Finds what hangs together in the foreground, cleans it, and tells ghosts from things.
///
/// A ghost is a place that differs although nothing is there any more: what stood there when the
/// background was learnt has left. Its outline is an edge in the background and none in the
/// picture; a thing that stands still is the other way round.
final class Blobs {

  /// Foreground pixels, of sixteen, that make a cell.
  private static final int STRONG = 6;

  /// The same beside a cell that is one already.
  private static final int WEAK = 2;

  private static final int LEAST_PIXELS = 14;
  static final int MOVED_LATELY_MS = 2000;
  private static final int GHOST_MS = 500;

  private static final int[][] AROUND = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  private final Background background;
  private final Cells cells;
  private final int[] counts;
  private final int[] settled;

  Blobs(Background background) {
    this.background = background;
    this.cells = new Cells(background.width, background.height);
    this.counts = new int[cells.columns * cells.rows];
    this.settled = new int[counts.length];
  }

  private void count(byte least) {
    cells.count(background.kind, least, background.width, background.height, counts);
  }

  /// Takes upright shadow for foreground: shadows lie, and dull clothes before dull ground look
  /// like one.
  private void raiseUpright() {
    count(Background.SHADOW);
    cells.forGroups(
        this::isForeground,
        (group, count) -> {
          var box = new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
          for (int g = 0; g < count; g++) {
            int column = group[g] % cells.columns;
            int row = group[g] / cells.columns;
            box[0] = Math.min(box[0], column);
            box[1] = Math.min(box[1], row);
            box[2] = Math.max(box[2], column);
            box[3] = Math.max(box[3], row);
          }
          if ((box[3] - box[1] + 1) * 10 >= (box[2] - box[0] + 1) * 14) {
            raise(group, count);
          }
        });
  }

  private void raise(int[] group, int count) {
    var kind = background.kind;
    for (int g = 0; g < count; g++) {
      cells.forPixels(
          group[g],
          background.width,
          background.height,
          i -> {
            if (kind[i] == Background.SHADOW) {
              kind[i] = Background.FOREGROUND;
            }
          });
    }
  }

  /// The blobs of the last compared picture, largest first.
  List<Blob> find() {
    raiseUpright();
    return findMarked();
  }

  /// The same, as things have been told apart since.
  List<Blob> findMarked() {
    count(Background.FOREGROUND);
    var found = new ArrayList<Blob>();
    cells.forGroups(this::isForeground, (group, count) -> add(measure(group, count), found));
    joinParts(found);
    found.removeIf(blob -> blob.pixels() < LEAST_PIXELS || blob.height() < 4);
    found.sort((a, b) -> b.pixels() - a.pixels());
    return found;
  }

  private boolean isForeground(int cell) {
    if (counts[cell] >= STRONG) {
      return true;
    }
    if (counts[cell] < WEAK) {
      return false;
    }
    int column = cell % cells.columns;
    return (column > 0 && counts[cell - 1] >= STRONG)
        || (column + 1 < cells.columns && counts[cell + 1] >= STRONG)
        || (cell >= cells.columns && counts[cell - cells.columns] >= STRONG)
        || (cell + cells.columns < counts.length && counts[cell + cells.columns] >= STRONG);
  }

  private static void add(Blob blob, List<Blob> found) {
    if (blob.pixels() > 0) {
      found.add(blob);
    }
  }

  private Blob measure(int[] group, int count) {
    int width = background.width;
    var box = new int[] {width, background.height, 0, 0, 0, 0};
    for (int g = 0; g < count; g++) {
      cells.forPixels(
          group[g],
          width,
          background.height,
          i -> {
            if (background.kind[i] == Background.FOREGROUND) {
              box[0] = Math.min(box[0], i % width);
              box[1] = Math.min(box[1], i / width);
              box[2] = Math.max(box[2], i % width + 1);
              box[3] = Math.max(box[3], i / width + 1);
              box[4]++;
              if (background.settledMs[i] < MOVED_LATELY_MS) {
                box[5]++;
              }
            }
          });
    }
    return new Blob(box[0], box[1], box[2], box[3], box[4], box[5]);
  }

  /// Joins what lies closely above one another: head, trunk and legs that the ground's colour
  /// parts.
  private static void joinParts(List<Blob> blobs) {
    for (int i = 0; i < blobs.size(); i++) {
      for (int j = i + 1; j < blobs.size(); j++) {
        if (arePartsOfOne(blobs.get(i), blobs.get(j))) {
          blobs.set(i, blobs.get(i).join(blobs.remove(j)));
          j = i;
        }
      }
    }
  }

  private static boolean arePartsOfOne(Blob a, Blob b) {
    int gap = Math.max(a.top(), b.top()) - Math.min(a.bottom(), b.bottom());
    int shared = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    int narrower = Math.min(a.width(), b.width());
    int joint = Math.max(a.bottom(), b.bottom()) - Math.min(a.top(), b.top());
    int wider = Math.max(a.width(), b.width());
    return shared * 2 >= narrower && gap * 5 <= joint && joint <= 4 * wider;
  }

  /// Takes ghosts into the background.
  void layGhosts(SmallPicture picture) {
    count(Background.FOREGROUND);
    for (int cell = 0; cell < counts.length; cell++) {
      settled[cell] = counts[cell] >= WEAK ? countSettled(cell) : 0;
    }
    cells.forGroups(
        cell -> counts[cell] >= WEAK && settled[cell] * 10 >= counts[cell] * 8,
        (group, count) -> {
          if (count >= 2
              && (background.isYoung() || standsAlone(group, count))
              && isGhost(group, count, picture)) {
            absorb(group, count, picture);
          }
        });
  }

  /// Whether a group is bounded by background nearly all around: the even roof of a passing car
  /// looks settled too, but the rest of the car is around it. Not asked of a young background,
  /// where whoever was there at first still stands before his own ghost.
  private boolean standsAlone(int[] group, int count) {
    int open = 0;
    int closed = 0;
    for (int g = 0; g < count; g++) {
      int column = group[g] % cells.columns;
      int row = group[g] / cells.columns;
      for (int[] step : AROUND) {
        int x = column + step[0];
        int y = row + step[1];
        if (x >= 0 && x < cells.columns && y >= 0 && y < cells.rows) {
          int beside = y * cells.columns + x;
          if (counts[beside] < WEAK) {
            open++;
          } else if (settled[beside] * 10 < counts[beside] * 8) {
            closed++;
          }
        }
      }
    }
    return open > 4 * closed;
  }

  private int countSettled(int cell) {
    var found = new int[1];
    cells.forPixels(
        cell,
        background.width,
        background.height,
        i -> {
          if (background.kind[i] == Background.FOREGROUND && background.settledMs[i] >= GHOST_MS) {
            found[0]++;
          }
        });
    return found[0];
  }

  private boolean isGhost(int[] group, int count, SmallPicture picture) {
    var edges = new int[3];
    var rim = new Rim(background, picture);
    for (int g = 0; g < count; g++) {
      cells.forPixels(
          group[g],
          background.width,
          background.height,
          i -> {
            if (background.kind[i] == Background.FOREGROUND) {
              addOutline(i, picture, edges);
              rim.add(i);
            }
          });
    }
    return edges[2] >= 6
        && edges[0] * 10 > edges[1] * 14 + edges[2] * 20
        && rim.shown() * 10 <= rim.bare() * 14;
  }

  private void addOutline(int i, SmallPicture picture, int[] edges) {
    var kind = background.kind;
    int x = i % background.width;
    if (kind[i] != Background.FOREGROUND || x == 0 || x + 1 == background.width) {
      return;
    }
    int above = i - background.width;
    int below = i + background.width;
    if (above < 0 || below >= kind.length) {
      return;
    }
    for (int beside : new int[] {i - 1, i + 1, above, below}) {
      if (kind[beside] != Background.FOREGROUND) {
        edges[0] += background.groundEdge(i) + background.groundEdge(beside);
        edges[1] += background.pictureEdge(picture, i) + background.pictureEdge(picture, beside);
        edges[2]++;
      }
    }
  }

  private void absorb(int[] group, int count, SmallPicture picture) {
    for (int g = 0; g < count; g++) {
      cells.forPixels(
          group[g],
          background.width,
          background.height,
          i -> {
            if (background.kind[i] != Background.SAME) {
              background.absorb(picture, i, false);
              background.renewed.set(i);
            }
          });
    }
  }

  /// Takes into the background what has looked the same for `quietMs` and is part of nothing that
  /// moves.
  void absorbSettled(SmallPicture picture, List<Blob> blobs, int quietMs) {
    var kind = background.kind;
    for (int i = Marked.next(kind, 0, kind.length);
        i < kind.length;
        i = Marked.next(kind, i + 1, kind.length)) {
      if (background.settledMs[i] >= quietMs) {
        int x = i % background.width;
        int y = i / background.width;
        if (blobs.stream().noneMatch(blob -> blob.isMoving() && holds(blob, x, y))) {
          background.absorb(picture, i, true);
        }
      }
    }
  }

  private static boolean holds(Blob blob, int x, int y) {
    return x >= blob.left() && x < blob.right() && y >= blob.top() && y < blob.bottom();
  }
}
