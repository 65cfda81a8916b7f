package org.vigie.eye.scene;

/// A picture shrunk to the size at which scenes are judged: about 320 pixels wide, luma and both
/// colours in every pixel.
public final class SmallPicture {

  private static final int WIDTH = 320;

  final int width;
  final int height;
  final byte[] y;
  final byte[] u;
  final byte[] v;
  private final int factor;

  private SmallPicture(int width, int height, int factor) {
    this.width = width;
    this.height = height;
    this.factor = factor;
    this.y = new byte[width * height];
    this.u = new byte[width * height];
    this.v = new byte[width * height];
  }

  /// An empty one for pictures of this size.
  public static SmallPicture of(int width, int height) {
    int factor = Math.max(1, (width + WIDTH / 2) / WIDTH);
    return new SmallPicture(Math.max(1, width / factor), Math.max(1, height / factor), factor);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// Whether the two are for pictures of the same size.
  public boolean isLike(SmallPicture other) {
    return width == other.width && height == other.height && factor == other.factor;
  }

  /// How many pixels of the whole picture, each way, become one here.
  public int factor() {
    return factor;
  }

  /// Sets one row of luma from two rows of the whole picture, a quarter and three quarters down.
  public void shrinkLuma(int row, byte[] upper, byte[] lower) {
    int near = factor / 4;
    int far = 3 * factor / 4;
    int to = row * width;
    for (int x = 0, from = 0; x < width; x++, from += factor) {
      int sum =
          (upper[from + near] & 255)
              + (upper[from + far] & 255)
              + (lower[from + near] & 255)
              + (lower[from + far] & 255);
      y[to + x] = (byte) ((sum + 2) >> 2);
    }
  }

  /// Sets one row of colour from one row of each plane at half size.
  public void shrinkChroma(int row, byte[] blue, byte[] red) {
    int to = row * width;
    int half = factor / 2;
    for (int x = 0; x < width; x++) {
      int from = (x * factor + half) >> 1;
      u[to + x] = blue[from];
      v[to + x] = red[from];
    }
  }

  /// Sets everything from whole planes without padding.
  public void shrink(byte[] luma, byte[] blue, byte[] red, int fromWidth, int fromHeight) {
    var upper = new byte[fromWidth];
    var lower = new byte[fromWidth];
    for (int row = 0; row < height; row++) {
      int base = row * factor;
      System.arraycopy(luma, (base + factor / 4) * fromWidth, upper, 0, fromWidth);
      System.arraycopy(luma, (base + 3 * factor / 4) * fromWidth, lower, 0, fromWidth);
      shrinkLuma(row, upper, lower);
      int chromaRow = Math.min((base + factor / 2) / 2, fromHeight / 2 - 1);
      System.arraycopy(blue, chromaRow * (fromWidth / 2), upper, 0, fromWidth / 2);
      System.arraycopy(red, chromaRow * (fromWidth / 2), lower, 0, fromWidth / 2);
      shrinkChroma(row, upper, lower);
    }
  }
}
