package org.vigie.eye;

import java.util.Arrays;
import java.util.Locale;

/// Writes a line at the lower left edge of pictures: light letters on a dark ground, so that a copy
/// says by itself what it is. One thread only.
final class PictureMark {

  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/.:";

  /// Each letter: seven rows of five, a row in two hexadecimal digits, the left column highest.
  private static final String[] SHAPES =
      """
      0E11131519110E 040C040404040E 0E11010204081F 1F02040201110E 02060A121F0202
      1F101E0101110E 0608101E11110E 1F010204080808 0E11110E11110E 0E11110F01020C
      0E1111111F1111 1E11111E11111E 0E11101010110E 1C12111111121C 1F10101E10101F
      1F10101E101010 0E11101711110F 1111111F111111 0E04040404040E 0702020202120C
      11121418141211 1010101010101F 111B1515111111 11111915131111 0E11111111110E
      1E11111E101010 0E11111115120D 1E11111E141211 0F10100E01011E 1F040404040404
      1111111111110E 11111111110A04 1111111515150A 11110A040A1111 1111110A040404
      1F01020408101F 0000001F000000 00010204081000 00000000000C0C 000C0C000C0C00
      """
          .strip()
          .split("\\s+");

  private static final int COLUMNS = 5;
  private static final int ROWS = 7;
  private static final byte GROUND = 16;
  private static final byte INK = (byte) 235;
  private static final byte NO_COLOUR = (byte) 128;

  private final String text;

  PictureMark(String text) {
    this.text = text.toUpperCase(Locale.ROOT);
  }

  /// Writes it over a picture; as much of it as there is room for.
  void over(I420 picture) {
    if (text.isEmpty()) {
      return;
    }
    int dot = Math.max(1, picture.width() / 480);
    int width = Math.min((text.length() * (COLUMNS + 1) + 3) * dot + 1 & ~1, picture.width());
    int height = Math.min((ROWS + 4) * dot + 1 & ~1, picture.height());
    int top = picture.height() - height;
    for (int row = top; row < picture.height(); row++) {
      Arrays.fill(picture.y(), row * picture.width(), row * picture.width() + width, GROUND);
    }
    int half = picture.width() / 2;
    for (int row = top / 2; row < picture.height() / 2; row++) {
      Arrays.fill(picture.u(), row * half, row * half + width / 2, NO_COLOUR);
      Arrays.fill(picture.v(), row * half, row * half + width / 2, NO_COLOUR);
    }
    for (int i = 0; i < text.length(); i++) {
      int letter = LETTERS.indexOf(text.charAt(i));
      if (letter >= 0) {
        write(SHAPES[letter], (i * (COLUMNS + 1) + 2) * dot, top + 2 * dot, dot, picture);
      }
    }
  }

  private static void write(String shape, int left, int top, int dot, I420 picture) {
    for (int row = 0; row < ROWS; row++) {
      int bits = Integer.parseInt(shape, 2 * row, 2 * row + 2, 16);
      for (int column = 0; column < COLUMNS; column++) {
        if ((bits >> (COLUMNS - 1 - column) & 1) == 1) {
          fill(left + column * dot, top + row * dot, dot, picture);
        }
      }
    }
  }

  private static void fill(int left, int top, int dot, I420 picture) {
    int right = Math.min(left + dot, picture.width());
    for (int y = top; y < Math.min(top + dot, picture.height()) && left < right; y++) {
      Arrays.fill(picture.y(), y * picture.width() + left, y * picture.width() + right, INK);
    }
  }
}
