package org.vigie.simulator;

import java.util.SplittableRandom;

/// Pictures that are hard to compress, so that a bench stream really reaches its bit rate: texture
/// that slides, blocks that move, and noise. Repeats after its length without a jump.
///
/// Used by one thread.
final class BenchPattern implements Encoder.Source {

  static final int SECONDS = 10;
  private static final int TEXTURE = 512;
  private static final int GRAINS = 1 << 20;

  private final Film film;
  private final byte[] texture = new byte[TEXTURE * TEXTURE];
  private final byte[] grain = new byte[GRAINS];

  BenchPattern(Film film, long seed) {
    this.film = film;
    var random = new SplittableRandom(seed);
    for (int y = 0; y < TEXTURE; y++) {
      for (int x = 0; x < TEXTURE; x++) {
        double wave =
            Math.sin(x * 2 * Math.PI * 7 / TEXTURE) * Math.sin(y * 2 * Math.PI * 5 / TEXTURE);
        texture[y * TEXTURE + x] = (byte) (118 + 40 * wave + random.nextInt(24));
      }
    }
    for (int i = 0; i < GRAINS; i++) {
      grain[i] = (byte) (random.nextInt(9) + random.nextInt(9) - 8);
    }
  }

  int pictures() {
    return SECONDS * film.rate();
  }

  @Override
  public void draw(int picture, byte[] i420) {
    // Whole turns of the texture in one loop: the last picture leads into the first.
    int slide = picture * TEXTURE / pictures();
    int block = picture * film.width() / pictures();
    var random = new SplittableRandom(picture);
    for (int y = 0; y < film.height(); y++) {
      int row = y * film.width();
      int from = random.nextInt(GRAINS - film.width());
      int line = (y + slide & TEXTURE - 1) * TEXTURE;
      boolean band = (y / 90 & 1) == 0;
      for (int x = 0; x < film.width(); x++) {
        int value = (texture[line + (x + slide & TEXTURE - 1)] & 255) + grain[from + x];
        int moving = Math.floorMod(band ? x - block : x + block, film.width());
        i420[row + x] = (byte) (moving < 160 ? 235 - value / 2 : value);
      }
    }
    chroma(slide, i420);
  }

  private void chroma(int slide, byte[] i420) {
    int at = film.width() * film.height();
    int half = film.width() / 2;
    for (int plane = 0; plane < 2; plane++) {
      for (int y = 0; y < film.height() / 2; y++) {
        for (int x = 0; x < half; x++) {
          int tint = texture[(y + slide & TEXTURE - 1) * TEXTURE + (x & TEXTURE - 1)] & 255;
          i420[at++] = (byte) (plane == 0 ? 112 + tint / 8 : 144 - tint / 8);
        }
      }
    }
  }
}
