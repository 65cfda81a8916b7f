package org.vigie.eye.scene;

/// What has come between the camera and one block of the ground: how much of the ground's own
/// contrast is left, and whether it is grey.
///
/// Smoke hides contrast while it adds its own light, so that contrast falls by more than light
/// does; a shadow takes the same share of both (Töreyin, Dedeoğlu, Çetin, "Wavelet based real-time
/// smoke detection in video", EUSIPCO 2005, use the loss of wavelet energy at edges for this).
final class Veil {

  static final int SIDE = 8;

  /// Levels squared: with less contrast of its own a block cannot show a veil.
  private static final int LEAST_CONTRAST = 20;

  /// Levels of both chromas together: paint and cloth have more colour than smoke.
  private static final int MOST_COLOUR = 16;

  /// Levels a pixel: more than noise and coding leave.
  private static final int LEAST_DIFFERENCE = 5;

  private final int width;
  private final byte[] bare;
  private boolean grey;
  private boolean textured;
  private double left;
  private double likeness;
  private double shown;
  private double light;

  /// @param bare the luma of the view without a veil; the owner may change it
  Veil(int width, byte[] bare) {
    this.width = width;
    this.bare = bare;
  }

  /// Whether a block differs enough to be measured.
  boolean differs(SmallPicture picture, int start) {
    int sum = 0;
    for (int row = 0; row < SIDE; row += 2) {
      for (int i = start + row * width, end = i + SIDE; i < end; i += 2) {
        sum += Math.abs((picture.y[i] & 255) - (bare[i] & 255));
      }
    }
    return sum >= LEAST_DIFFERENCE * SIDE * SIDE / 4;
  }

  /// Measures the block whose first pixel is `start`; not at the picture's edge.
  void measure(SmallPicture picture, int start) {
    int colour = 0;
    long ground = 0;
    long seen = 0;
    long groundSquares = 0;
    long seenSquares = 0;
    long products = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int i = start + row * width, end = i + SIDE; i < end; i++) {
        colour += Math.abs((picture.u[i] & 255) - 128) + Math.abs((picture.v[i] & 255) - 128);
        int here = picture.y[i] & 255;
        int unveiled = bare[i] & 255;
        seen += here;
        ground += unveiled;
        int across = (picture.y[i + 1] & 255) - here;
        int down = (picture.y[i + width] & 255) - here;
        int bareAcross = (bare[i + 1] & 255) - unveiled;
        int bareDown = (bare[i + width] & 255) - unveiled;
        groundSquares += bareAcross * bareAcross + bareDown * bareDown;
        seenSquares += across * across + down * down;
        products += across * bareAcross + down * bareDown;
      }
    }
    int pixels = SIDE * SIDE;
    grey = colour <= MOST_COLOUR * pixels;
    textured = groundSquares >= LEAST_CONTRAST * pixels;
    left = groundSquares == 0 ? 1 : (double) products / groundSquares;
    likeness = products / Math.sqrt(Math.max(1, (double) groundSquares * seenSquares));
    shown = (double) seenSquares / pixels;
    light = (double) seen / Math.max(1, ground);
  }

  /// Whether the ground is still to be seen, but paler than its light accounts for.
  boolean isThin() {
    return grey && textured && likeness >= 0.6 && left >= 0.15 && left <= 0.75 * light;
  }

  /// Whether nothing of the ground is to be seen, nor anything else.
  boolean isThick() {
    return grey && textured && left < 0.15 && shown < LEAST_CONTRAST / 2.0;
  }
}
