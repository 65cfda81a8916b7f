package org.vigie.simulator.draw;

import java.util.List;
import java.util.stream.IntStream;

/// A place without anybody in it: its picture, and for each pixel how far away it is, so that
/// figures pass behind trees and fences.
public final class Backdrop {

  /// Samples of a pixel, on a rotated grid.
  static final int SAMPLES = 4;

  private static final double[] SAMPLE_X = {0.375, 0.875, 0.125, 0.625};
  private static final double[] SAMPLE_Y = {0.125, 0.375, 0.625, 0.875};
  private static final int TILE = 16;
  private static final double SUN_SIZE = 0.014;

  final int width;
  final int height;
  final int[] pixels;
  final float[] depths;

  /// By how much a figure's shadow dims the pixel, 0 to 1; above 1 where it is not ground.
  final float[] shaded;

  private Backdrop(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
    this.depths = new float[width * height * SAMPLES];
    this.shaded = new float[width * height];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// Traces a place. Deterministic; uses all processors.
  public static Backdrop trace(List<Solid> solids, Light light, Lens lens, int width, int height) {
    var backdrop = new Backdrop(width, height);
    IntStream.range(0, Math.ceilDiv(height, TILE))
        .parallel()
        .forEach(band -> backdrop.traceBand(band * TILE, new Tracer(solids, light, lens)));
    return backdrop;
  }

  private void traceBand(int top, Tracer tracer) {
    int bottom = Math.min(height, top + TILE);
    for (int left = 0; left < width; left += TILE) {
      int right = Math.min(width, left + TILE);
      tracer.look(
          (double) left / width,
          (double) top / height,
          (double) right / width,
          (double) bottom / height);
      for (int row = top; row < bottom; row++) {
        traceRow(row, left, right, tracer);
      }
    }
  }

  private void traceRow(int row, int left, int right, Tracer tracer) {
    for (int column = left; column < right; column++) {
      int pixel = row * width + column;
      double r = 0;
      double g = 0;
      double b = 0;
      double dimmed = 0;
      int ground = 0;
      for (int s = 0; s < SAMPLES; s++) {
        double jitter = Noise.hash(column * SAMPLES + s, row) * SUN_SIZE;
        double turn = Noise.hash(column, row * SAMPLES + s) * 6.2832;
        var sample =
            tracer.sample(
                (column + SAMPLE_X[s]) / width,
                (row + SAMPLE_Y[s]) / height,
                jitter * Math.cos(turn),
                jitter * Math.sin(turn));
        r += tracer.tone.value(sample.light().r());
        g += tracer.tone.value(sample.light().g());
        b += tracer.tone.value(sample.light().b());
        depths[pixel * SAMPLES + s] = sample.depth();
        if (sample.ground()) {
          ground++;
          dimmed += sample.dimmed();
        }
      }
      pixels[pixel] = mean(r) << 16 | mean(g) << 8 | mean(b);
      shaded[pixel] = ground * 2 > SAMPLES ? (float) (dimmed / ground) : 2;
    }
  }

  private static int mean(double sum) {
    return (int) Math.round(sum / SAMPLES);
  }

  /// The same place at half the width and height.
  public Backdrop half() {
    var half = new Backdrop(width / 2, height / 2);
    for (int y = 0; y < half.height; y++) {
      for (int x = 0; x < half.width; x++) {
        half.takeFour(this, x, y);
      }
    }
    return half;
  }

  private void takeFour(Backdrop from, int x, int y) {
    int to = y * width + x;
    int at = 2 * y * from.width + 2 * x;
    int[] four = {at, at + 1, at + from.width, at + from.width + 1};
    int r = 2;
    int g = 2;
    int b = 2;
    float dim = 0;
    for (int s = 0; s < SAMPLES; s++) {
      int p = from.pixels[four[s]];
      r += p >> 16 & 255;
      g += p >> 8 & 255;
      b += p & 255;
      dim += from.shaded[four[s]];
      depths[to * SAMPLES + s] = from.depths[four[s] * SAMPLES + s];
    }
    pixels[to] = (r / 4) << 16 | (g / 4) << 8 | b / 4;
    shaded[to] = dim / 4 > 1 ? 2 : dim / 4;
  }
}
