package org.vigie.eye.scene;

import java.time.Instant;
import org.vigie.model.Box;
import org.vigie.model.FireSign;

/// One veil followed from look to look, in blocks of [Smoke]. Belongs to it.
final class Plume {

  /// In seconds: whatever drives or walks is gone, or stands, after as long.
  private static final double LEAST_AGE = 6;

  private static final double GONE = 2.5;

  /// Within [#LEAST_AGE] it has to spread by half.
  private static final double LEAST_GROWTH = 1.5;

  /// Lamps, lorries and fog banks double at once.
  private static final double MOST_GROWTH = 1.8;

  private static final int REMEMBERED = 12;

  static final class Look {
    private int blocks;
    private int thin;
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;

    void add(int column, int row, boolean isThin) {
      blocks++;
      thin += isThin ? 1 : 0;
      left = Math.min(left, column);
      top = Math.min(top, row);
      right = Math.max(right, column + 1);
      bottom = Math.max(bottom, row + 1);
    }

    int blocks() {
      return blocks;
    }

    int thin() {
      return thin;
    }

    private void join(Look other) {
      blocks += other.blocks;
      thin += other.thin;
      left = Math.min(left, other.left);
      top = Math.min(top, other.top);
      right = Math.max(right, other.right);
      bottom = Math.max(bottom, other.bottom);
    }
  }

  private final Instant since;
  private final double born;
  private final Held spreads = new Held(1, 20);
  private final int[] areas = new int[REMEMBERED];
  private Look last;
  private double lastAt;
  private int looks;
  private int sudden;
  private double most;

  Plume(Look first, double now, Instant since) {
    this.since = since;
    this.born = now;
    this.last = first;
    this.lastAt = now;
    areas[looks++] = first.blocks;
  }

  boolean holds(Look other) {
    return other.left <= last.right
        && last.left <= other.right
        && other.top <= last.bottom
        && last.top <= other.bottom;
  }

  void add(Look look, double now) {
    if (now == lastAt) {
      last.join(look);
      areas[(looks - 1) % REMEMBERED] = last.blocks;
      return;
    }
    if (look.blocks > MOST_GROWTH * areas[(looks - 1) % REMEMBERED] && look.blocks > 12) {
      sudden = REMEMBERED;
    }
    last = look;
    lastAt = now;
    areas[looks++ % REMEMBERED] = look.blocks;
  }

  void judge(double now) {
    sudden = Math.max(0, sudden - 1);
    boolean spread =
        now == lastAt
            && sudden == 0
            && isOld()
            && looks >= REMEMBERED
            && last.blocks >= LEAST_GROWTH * areas[looks % REMEMBERED];
    if (spread) {
      most = Math.max(most, (double) last.blocks / areas[looks % REMEMBERED]);
    }
    spreads.update(spread, now);
  }

  boolean isOld() {
    return lastAt - born >= LEAST_AGE;
  }

  boolean isOver(double now) {
    return now - lastAt > GONE;
  }

  boolean isSaid() {
    return spreads.isOn();
  }

  FireSign said(double across, double down) {
    return new FireSign(
        true,
        new Box(
            last.left * across,
            last.top * down,
            Math.min(1 - last.left * across, (last.right - last.left) * across),
            Math.min(1 - last.top * down, (last.bottom - last.top) * down)),
        since,
        0.5 + 0.5 * Math.clamp((most - LEAST_GROWTH) / (2 * LEAST_GROWTH), 0, 1));
  }
}
