package org.vigie.eye.scene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A picture shrunk to the size at which scenes are judged: about 320 pixels wide, luma and both
/// colours in every pixel.
public final class SmallPicture {

  private static final int WIDTH = 320;
  private static final long EVEN = 0x00ff00ff_00ff00ffL;
  private static final long TWOS = 0x00020002_00020002L;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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
    int done = factor == 2 ? halveEights(row, upper, lower) : 0;
    int near = factor / 4;
    int far = 3 * factor / 4;
    int to = row * width;
    for (int x = done, from = done * factor; x < width; x++, from += factor) {
      int sum =
          (upper[from + near] & 255)
              + (upper[from + far] & 255)
              + (lower[from + near] & 255)
              + (lower[from + far] & 255);
      y[to + x] = (byte) ((sum + 2) >> 2);
    }
  }

  /// Eight samples of each row at a time become four: the sizes of most sub streams.
  ///
  /// @return how many are set
  private int halveEights(int row, byte[] upper, byte[] lower) {
    int to = row * width;
    int x = 0;
    for (; x + 4 <= width; x += 4) {
      long above = (long) EIGHT.get(upper, 2 * x);
      long below = (long) EIGHT.get(lower, 2 * x);
      // Four sums of four samples and 2, each in sixteen bits; then their quarters, side by side.
      long sums =
          (above & EVEN) + (above >>> 8 & EVEN) + (below & EVEN) + (below >>> 8 & EVEN) + TWOS;
      long means = sums >>> 2 & EVEN;
      long pairs = (means | means >>> 8) & 0x0000ffff_0000ffffL;
      FOUR.set(y, to + x, (int) (pairs | pairs >>> 16));
    }
    return x;
  }

  /// Sets one row of colour from one row of each plane at half size.
  public void shrinkChroma(int row, byte[] blue, byte[] red) {
    int to = row * width;
    if (factor == 2) {
      System.arraycopy(blue, 0, u, to, width);
      System.arraycopy(red, 0, v, to, width);
      return;
    }
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
