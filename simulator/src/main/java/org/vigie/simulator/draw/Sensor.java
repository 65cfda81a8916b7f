package org.vigie.simulator.draw;

import java.util.SplittableRandom;

/// Turns a canvas into what a camera would deliver: I420 with noise and slowly changing light.
///
/// Used by one thread.
final class Sensor {

  private static final int GRAINS = 1 << 20;

  private final int width;
  private final int height;
  private final byte[] emptyLuma;
  private final byte[] luma;
  private final byte[] emptyChroma;
  private final byte[] chroma;
  private final int[] grain = new int[GRAINS];

  /// @param noise its standard deviation, in luma levels
  Sensor(int[] empty, int width, int height, double noise, long seed) {
    this.width = width;
    this.height = height;
    this.luma = new byte[width * height];
    this.chroma = new byte[width * height / 2];
    for (int y = 0; y < height; y++) {
      lumaRow(empty, y * width, (y + 1) * width);
    }
    for (int y = 0; y < height; y += 2) {
      chromaRow(empty, y * width, (y + 1) * width);
    }
    this.emptyLuma = luma.clone();
    this.emptyChroma = chroma.clone();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < GRAINS; i++) {
      // The sum of a few is near enough to a bell.
      double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      grain[i] = (int) Math.round(sum * 2 * noise * 256) + 128;
    }
  }

  /// @param gain of the light, about 1
  /// @param salt chooses the noise
  void expose(Canvas canvas, double gain, long salt, byte[] i420) {
    System.arraycopy(emptyLuma, 0, luma, 0, luma.length);
    System.arraycopy(emptyChroma, 0, chroma, 0, chroma.length);
    canvas.eachTouchedRow(
        (from, to) -> {
          lumaRow(canvas.pixels, from, to);
          if (from / width % 2 == 0) {
            chromaRow(canvas.pixels, from, to);
          }
        });
    int factor = (int) Math.round(gain * 256);
    var random = new SplittableRandom(salt);
    for (int y = 0; y < height; y++) {
      int at = y * width;
      int from = random.nextInt(GRAINS - width);
      for (int x = 0; x < width; x++) {
        int value = ((luma[at + x] & 255) - 16) * factor + grain[from + x] >> 8;
        i420[at + x] = (byte) (Math.clamp(value, 0, 219) + 16);
      }
    }
    System.arraycopy(chroma, 0, i420, luma.length, chroma.length);
  }

  /// BT.601, limited range.
  private void lumaRow(int[] pixels, int from, int to) {
    for (int i = from; i < to; i++) {
      int p = pixels[i];
      luma[i] = (byte) ((66 * (p >> 16 & 255) + 129 * (p >> 8 & 255) + 25 * (p & 255) + 4224) >> 8);
    }
  }

  private void chromaRow(int[] pixels, int from, int to) {
    int plane = width * height / 4;
    for (int i = from; i < to; i += 2) {
      int r = 0;
      int g = 0;
      int b = 0;
      for (int j : new int[] {i, i + 1, i + width, i + width + 1}) {
        r += pixels[j] >> 16 & 255;
        g += pixels[j] >> 8 & 255;
        b += pixels[j] & 255;
      }
      int at = i / width / 2 * (width / 2) + i % width / 2;
      chroma[at] = (byte) ((-38 * r - 74 * g + 112 * b + 512 + 131072) >> 10);
      chroma[plane + at] = (byte) ((112 * r - 94 * g - 18 * b + 512 + 131072) >> 10);
    }
  }
}
