package org.vigie.eye.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.FireSign;

/// Looks for smoke: a grey veil that spreads slowly over the view and lasts. Experimental: steam,
/// dust and the breath of exhausts do the same, and before ground without contrast nothing is seen.
///
/// Looks every half second. The running background follows what changes slowly, smoke too: this has
/// one of its own that is slower.
final class Smoke {

  private static final double EVERY = 0.5;

  /// A level in two seconds: smoke takes fifty within ten, the sun in minutes.
  private static final int FOLLOWS_EVERY = 4;

  /// Blocks of eight by eight pixels; a thirtieth of the picture's width each way.
  private static final int LEAST_BLOCKS = 6;

  /// Its rim is thin: what is thick all over is a thing.
  private static final double LEAST_THIN = 0.25;

  /// More of the view at once is fog, or the camera.
  private static final double MOST_SHARE = 0.35;

  private final Background background;
  private final int width;
  private final int height;
  private final byte[] bare;
  private final int columns;
  private final int rows;
  private final Veil veil;
  private final byte[] veiled;
  private final int[] queue;
  private final List<Plume> plumes = new ArrayList<>();
  private double nextAt;
  private int looks;

  Smoke(Background background) {
    this.background = background;
    this.width = background.width;
    this.height = background.height;
    this.bare = new byte[width * height];
    this.columns = width / Veil.SIDE;
    this.rows = height / Veil.SIDE;
    this.veil = new Veil(width, bare);
    this.veiled = new byte[columns * rows];
    this.queue = new int[veiled.length];
  }

  void forget() {
    plumes.clear();
    looks = 0;
  }

  /// Takes in the last compared picture.
  void look(SmallPicture picture, double now, Instant at) {
    if (now < nextAt) {
      return;
    }
    nextAt = now + EVERY;
    follow(picture);
    if (mark(picture) <= MOST_SHARE * veiled.length) {
      for (int block = 0; block < veiled.length; block++) {
        if (veiled[block] > 0) {
          take(flood(block), now, at);
        }
      }
    }
    plumes.forEach(plume -> plume.judge(now));
    plumes.removeIf(plume -> plume.isOver(now));
  }

  /// The view without smoke: what the background was at first, and then slower than any smoke.
  private void follow(SmallPicture picture) {
    if (looks++ == 0) {
      for (int i = 0; i < bare.length; i++) {
        bare[i] = (byte) background.ground(i);
      }
    } else if (looks % FOLLOWS_EVERY == 0) {
      for (int i = 0; i < bare.length; i++) {
        bare[i] += (byte) Integer.signum((picture.y[i] & 255) - (bare[i] & 255));
      }
    }
  }

  boolean isWatching() {
    return plumes.stream().anyMatch(Plume::isOld);
  }

  /// 1 where the veil is thick, 2 where it is thin.
  private int mark(SmallPicture picture) {
    Arrays.fill(veiled, (byte) 0);
    int found = 0;
    // Neighbours to the right and below are looked at: not in the last row and column.
    for (int row = 0; row < rows - 1; row++) {
      for (int column = 0; column < columns - 1; column++) {
        int start = row * Veil.SIDE * width + column * Veil.SIDE;
        if (veil.differs(picture, start)) {
          veil.measure(picture, start);
          byte is = (byte) (veil.isThin() ? 2 : veil.isThick() ? 1 : 0);
          veiled[row * columns + column] = is;
          found += is > 0 ? 1 : 0;
        }
      }
    }
    return found;
  }

  private Plume.Look flood(int first) {
    var look = new Plume.Look();
    int head = 0;
    int tail = 0;
    queue[tail++] = first;
    look.add(first % columns, first / columns, veiled[first] == 2);
    veiled[first] = 0;
    while (head < tail) {
      int column = queue[head] % columns;
      int row = queue[head++] / columns;
      for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          int next = y * columns + x;
          if (veiled[next] > 0) {
            look.add(x, y, veiled[next] == 2);
            veiled[next] = 0;
            queue[tail++] = next;
          }
        }
      }
    }
    return look;
  }

  private void take(Plume.Look look, double now, Instant at) {
    if (look.blocks() < LEAST_BLOCKS || look.thin() < LEAST_THIN * look.blocks()) {
      return;
    }
    for (var plume : plumes) {
      if (plume.holds(look)) {
        plume.add(look, now);
        return;
      }
    }
    plumes.add(new Plume(look, now, at));
  }

  List<FireSign> said() {
    if (plumes.isEmpty()) {
      return List.of();
    }
    double across = (double) Veil.SIDE / width;
    double down = (double) Veil.SIDE / height;
    return plumes.stream().filter(Plume::isSaid).map(plume -> plume.said(across, down)).toList();
  }
}
