package org.vigie.simulator.stage;

/// A cloud whose edge crosses the picture: it comes over from the left, stays for a while and
/// leaves on the right, again and again. Changes luma only.
final class CloudEdge {

  private static final double EVERY_S = 47;
  private static final double FIRST_S = 12;
  private static final double CROSSES_S = 7;
  private static final double STAYS_S = 14;
  private static final double DIMS = 0.3;

  private CloudEdge() {}

  static void over(double s, int width, int height, byte[] i420) {
    double since = s % EVERY_S - FIRST_S;
    double front = since / CROSSES_S;
    double back = (since - CROSSES_S - STAYS_S) / CROSSES_S;
    if (front < 0 || back > 1.2) {
      return;
    }
    for (int x = 0; x < width; x++) {
      double at = (double) x / width;
      double in = Math.clamp((front - at) * 8, 0.0, 1.0);
      double out = Math.clamp((back - at) * 8, 0.0, 1.0);
      int keep = (int) (256 * (1 - DIMS * (in - out)));
      for (int i = x; keep < 256 && i < width * height; i += width) {
        i420[i] = (byte) (16 + (((i420[i] & 255) - 16) * keep >> 8));
      }
    }
  }
}
