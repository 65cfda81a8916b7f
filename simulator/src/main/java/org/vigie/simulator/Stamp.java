package org.vigie.simulator;

import java.util.Arrays;

/// Writes, into every picture of an exercise, that it is one: in both languages, above and below,
/// in opaque letters on black. What is recorded, kept, copied or handed over of an exercise is made
/// of these pictures.
///
/// Used by one thread.
final class Stamp implements Encoder.Source {

  static final String WORDS = "EXERCICE - TRAINING";

  private static final byte WHITE = (byte) 235;
  private static final byte BLACK = 16;
  private static final int GLYPH_WIDE = 5;
  private static final int GLYPH_HIGH = 7;

  /// Seven rows of five dots each, for the letters of [#WORDS].
  private static int[] glyph(char letter) {
    return switch (letter) {
      case 'A' -> new int[] {14, 17, 17, 31, 17, 17, 17};
      case 'C' -> new int[] {14, 17, 16, 16, 16, 17, 14};
      case 'E' -> new int[] {31, 16, 16, 30, 16, 16, 31};
      case 'G' -> new int[] {14, 17, 16, 23, 17, 17, 15};
      case 'I' -> new int[] {14, 4, 4, 4, 4, 4, 14};
      case 'N' -> new int[] {17, 25, 21, 19, 17, 17, 17};
      case 'R' -> new int[] {30, 17, 17, 30, 20, 18, 17};
      case 'T' -> new int[] {31, 4, 4, 4, 4, 4, 4};
      case 'X' -> new int[] {17, 17, 10, 4, 10, 17, 17};
      case '-' -> new int[] {0, 0, 0, 31, 0, 0, 0};
      default -> new int[GLYPH_HIGH];
    };
  }

  private final Film film;
  private final Encoder.Source under;
  private final int dot;

  Stamp(Film film, Encoder.Source under) {
    this.film = film;
    this.under = under;
    this.dot = Math.max(1, film.width() / 320);
  }

  @Override
  public void draw(int picture, byte[] i420) {
    under.draw(picture, i420);
    // Even, because two rows share their colour.
    write(i420, 4 * dot);
    write(i420, film.height() - high() - 4 * dot);
  }

  private int high() {
    return (GLYPH_HIGH + 4) * dot;
  }

  private void write(byte[] i420, int top) {
    int wide = (WORDS.length() * (GLYPH_WIDE + 1) + 3) * dot;
    int left = (film.width() - wide) / 2;
    fill(i420, left, top, wide, high(), BLACK);
    for (int i = 0; i < WORDS.length(); i++) {
      int[] rows = glyph(WORDS.charAt(i));
      for (int y = 0; y < GLYPH_HIGH; y++) {
        for (int x = 0; x < GLYPH_WIDE; x++) {
          if ((rows[y] >> GLYPH_WIDE - 1 - x & 1) == 1) {
            int at = left + (2 + i * (GLYPH_WIDE + 1) + x) * dot;
            fill(i420, at, top + (2 + y) * dot, dot, dot, WHITE);
          }
        }
      }
    }
    grey(i420, left, top, wide, high());
  }

  private void fill(byte[] i420, int left, int top, int wide, int high, byte luma) {
    for (int y = top; y < top + high; y++) {
      Arrays.fill(i420, y * film.width() + left, y * film.width() + left + wide, luma);
    }
  }

  /// Neither blue nor red.
  private void grey(byte[] i420, int left, int top, int wide, int high) {
    int luma = film.width() * film.height();
    int half = film.width() / 2;
    for (int plane = 0; plane < 2; plane++) {
      int start = luma + plane * luma / 4;
      for (int y = top / 2; y < (top + high + 1) / 2; y++) {
        int row = start + y * half;
        Arrays.fill(i420, row + left / 2, row + (left + wide + 1) / 2, (byte) 128);
      }
    }
  }
}
