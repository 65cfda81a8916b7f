package org.vigie.eye;

/// One picture in Java memory: 8-bit luma, and both chroma planes at half its size, without
/// padding.
///
/// @param width even, at least 2
/// @param height even, at least 2
record I420(int width, int height, byte[] y, byte[] u, byte[] v) {

  I420 {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("not an I420 size: " + width + "x" + height);
    }
  }

  static I420 allocate(int width, int height) {
    int chroma = width / 2 * (height / 2);
    return new I420(width, height, new byte[width * height], new byte[chroma], new byte[chroma]);
  }
}
