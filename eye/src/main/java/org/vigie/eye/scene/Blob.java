package org.vigie.eye.scene;

/// Foreground that hangs together, in pixels of the small picture.
///
/// @param right one past the last column
/// @param bottom one past the last row
/// @param pixels how many of the box are foreground
/// @param moving how many of these have changed lately
record Blob(int left, int top, int right, int bottom, int pixels, int moving) {

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  /// The share of the box that is foreground.
  double fill() {
    return (double) pixels / (width() * height());
  }

  /// Whether something in it has changed lately; a person who stands still sways a little.
  boolean isMoving() {
    return moving >= 6 && moving * 50 >= pixels;
  }

  Blob join(Blob other) {
    return new Blob(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        pixels + other.pixels,
        moving + other.moving);
  }
}
