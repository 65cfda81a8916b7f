package org.vigie.simulator.draw;

/// Turns light into picture values: exposure, a soft shoulder, gamma. Immutable.
final class Tone {

  private static final int SIZE = 4096;
  private static final double MOST = 4;
  private final byte[] table = new byte[SIZE + 1];

  Tone(double exposure) {
    for (int i = 0; i <= SIZE; i++) {
      double shoulder = 1 - Math.exp(-1.5 * exposure * i * MOST / SIZE);
      double value = Math.pow(shoulder, 1 / 2.2);
      // A camera's picture has blacks that are not black.
      table[i] = (byte) Math.round(8 + 240 * value);
    }
  }

  int value(double light) {
    return table[(int) Math.min(SIZE, light * (SIZE / MOST))] & 255;
  }

  int pixel(double r, double g, double b) {
    return value(r) << 16 | value(g) << 8 | value(b);
  }

  int pixel(Rgb light) {
    return pixel(light.r(), light.g(), light.b());
  }
}
