package org.vigie.bench.mask;

/// The blocks of masks over a picture, as the eye lays them.
///
/// @param width of the picture, in pixels
record Grid(int columns, int rows, int width, int height) {

  /// The block in which a pixel lies, row by row from the top left.
  int block(int x, int y) {
    return part(y, rows, height) * columns + part(x, columns, width);
  }

  private static int part(int at, int parts, int length) {
    int part = Math.min(parts - 1, at * parts / length + 1);
    // Blocks begin at even pixels.
    while (part > 0 && (part * length / parts & ~1) > at) {
      part--;
    }
    return part;
  }
}
