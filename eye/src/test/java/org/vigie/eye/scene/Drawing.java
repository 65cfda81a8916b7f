package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.Random;

/// A picture that a test draws, 320 by 180, and how a camera shows it: with noise.
final class Drawing {

  static final int WIDTH = 320;
  static final int HEIGHT = 180;

  final int[] luma = new int[WIDTH * HEIGHT];
  final int[] blue = new int[luma.length];
  final int[] red = new int[luma.length];
  private final SmallPicture shown = SmallPicture.of(WIDTH, HEIGHT);

  Drawing(int level) {
    Arrays.fill(luma, level);
    Arrays.fill(blue, 128);
    Arrays.fill(red, 128);
  }

  /// Walls, windows and kerbs: rectangles of many sizes and greys.
  static Drawing street(long seed) {
    var random = new Random(seed);
    var street = new Drawing(110);
    for (int i = 0; i < 70; i++) {
      street.grey(
          random.nextInt(WIDTH - 20),
          random.nextInt(HEIGHT - 20),
          12 + random.nextInt(60),
          10 + random.nextInt(40),
          40 + random.nextInt(160));
    }
    return street;
  }

  Drawing copy() {
    var copy = new Drawing(0);
    System.arraycopy(luma, 0, copy.luma, 0, luma.length);
    System.arraycopy(blue, 0, copy.blue, 0, blue.length);
    System.arraycopy(red, 0, copy.red, 0, red.length);
    return copy;
  }

  Drawing grey(int left, int top, int width, int height, int level) {
    return colour(left, top, width, height, level, 128, 128);
  }

  Drawing colour(int left, int top, int width, int height, int y, int u, int v) {
    for (int row = Math.max(0, top); row < Math.min(HEIGHT, top + height); row++) {
      for (int column = Math.max(0, left); column < Math.min(WIDTH, left + width); column++) {
        set(column, row, y, u, v);
      }
    }
    return this;
  }

  void set(int column, int row, int y, int u, int v) {
    int i = row * WIDTH + column;
    luma[i] = y;
    blue[i] = u;
    red[i] = v;
  }

  /// As seen by a camera that was turned: what leaves on one side comes in on the other.
  Drawing turned(int right, int down) {
    var turned = new Drawing(0);
    for (int i = 0; i < luma.length; i++) {
      int column = Math.floorMod(i % WIDTH + right, WIDTH);
      int row = Math.floorMod(i / WIDTH + down, HEIGHT);
      turned.luma[i] = luma[row * WIDTH + column];
    }
    return turned;
  }

  /// Out of focus: each pixel the mean of a square around it, twice.
  Drawing blurred(int reach) {
    return blurredOnce(reach).blurredOnce(reach);
  }

  private Drawing blurredOnce(int reach) {
    var blurred = copy();
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int sum = 0;
        int n = 0;
        for (int y = Math.max(0, row - reach); y <= Math.min(HEIGHT - 1, row + reach); y++) {
          for (int x = Math.max(0, column - reach); x <= Math.min(WIDTH - 1, column + reach); x++) {
            sum += luma[y * WIDTH + x];
            n++;
          }
        }
        blurred.luma[row * WIDTH + column] = sum / n;
      }
    }
    return blurred;
  }

  /// In another light.
  Drawing lit(double by) {
    var lit = copy();
    for (int i = 0; i < luma.length; i++) {
      lit.luma[i] = (int) (16 + (luma[i] - 16) * by);
    }
    return lit;
  }

  /// The picture with the camera's noise; valid until the next call.
  SmallPicture shown(Random noise) {
    for (int i = 0; i < luma.length; i++) {
      shown.y[i] = (byte) Math.clamp(luma[i] + noise.nextInt(5) - 2, 16, 235);
      shown.u[i] = (byte) blue[i];
      shown.v[i] = (byte) red[i];
    }
    return shown;
  }
}
