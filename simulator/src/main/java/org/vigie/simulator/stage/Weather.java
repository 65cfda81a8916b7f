package org.vigie.simulator.stage;

import java.util.List;
import java.util.SplittableRandom;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Vec;

/// What lies over a whole picture: rain, the edge of a cloud's shadow, the light of headlights.
/// Changes luma only. Used by one thread.
final class Weather {

  private static final int STREAKS = 260;
  private static final double CLOUD_EVERY_S = 47;
  private static final double CLOUD_CROSSES_S = 7;
  private static final double CLOUD_STAYS_S = 14;
  private static final double CLOUD_DIMS = 0.3;
  private static final double POOL_AHEAD_M = 7;
  private static final double POOL_M = 4.5;
  private static final double POOL_LEVELS = 60;

  private final StageKind kind;
  private final Lens lens;
  private final long seed;
  private final int width;
  private final int height;

  Weather(StageKind kind, Lens lens, long seed, int width, int height) {
    this.kind = kind;
    this.lens = lens;
    this.seed = seed;
    this.width = width;
    this.height = height;
  }

  /// @param lamps where cars with lit lamps stand, and which way they go: x, z, and the direction
  void over(double s, int number, List<double[]> lamps, byte[] i420) {
    switch (kind) {
      case RAIN -> rain(number, i420);
      case SHADOWS -> cloud(s, i420);
      case HEADLIGHTS -> lamps.forEach(lamp -> pool(lamp, i420));
      case DAY,
          NIGHT,
          WIND,
          CROWD,
          STANDING,
          DARK_COATS,
          FROM_THE_START,
          AT_THE_EDGE,
          MOTIONLESS -> {}
    }
  }

  private void rain(int number, byte[] i420) {
    var random = new SplittableRandom(seed * 7919 + number);
    for (int streak = 0; streak < STREAKS; streak++) {
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      int length = 6 + random.nextInt(14);
      int bright = 10 + random.nextInt(26);
      for (int k = 0; k < length && y + k < height; k++) {
        add(i420, (y + k) * width + Math.min(width - 1, x + k / 5), bright);
      }
    }
  }

  /// A cloud comes over from the left, stays for a while and leaves on the right.
  private void cloud(double s, byte[] i420) {
    double since = s % CLOUD_EVERY_S - 12;
    double front = since / CLOUD_CROSSES_S;
    double back = (since - CLOUD_CROSSES_S - CLOUD_STAYS_S) / CLOUD_CROSSES_S;
    if (front < 0 || back > 1.2) {
      return;
    }
    for (int x = 0; x < width; x++) {
      double at = (double) x / width;
      double in = Math.clamp((front - at) * 8, 0.0, 1.0);
      double out = Math.clamp((back - at) * 8, 0.0, 1.0);
      int keep = (int) (256 * (1 - CLOUD_DIMS * (in - out)));
      for (int i = x; keep < 256 && i < width * height; i += width) {
        i420[i] = (byte) (16 + (((i420[i] & 255) - 16) * keep >> 8));
      }
    }
  }

  private void pool(double[] lamp, byte[] i420) {
    var centre =
        new Vec(
            lamp[0] + POOL_AHEAD_M * Math.sin(lamp[2]),
            0,
            lamp[1] + POOL_AHEAD_M * Math.cos(lamp[2]));
    if (lens.depth(centre) < 3) {
      return;
    }
    double cx = lens.across(centre) * width;
    double cy = lens.down(centre) * height;
    double rx = POOL_M * lens.scale(centre) * width;
    double ry = rx * Math.clamp(lens.height() / lens.depth(centre), 0.1, 1.0);
    for (int y = Math.max(0, (int) (cy - ry)); y < Math.min(height, cy + ry); y++) {
      for (int x = Math.max(0, (int) (cx - rx)); x < Math.min(width, cx + rx); x++) {
        double away = Math.pow((x - cx) / rx, 2) + Math.pow((y - cy) / ry, 2);
        if (away < 1) {
          add(i420, y * width + x, (int) (POOL_LEVELS * (1 - away) * (1 - away)));
        }
      }
    }
  }

  private static void add(byte[] i420, int i, int levels) {
    i420[i] = (byte) Math.min(235, (i420[i] & 255) + levels);
  }
}
