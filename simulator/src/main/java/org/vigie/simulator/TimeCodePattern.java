package org.vigie.simulator;

import java.util.Arrays;

/// A street in which people walk all the time, with the number of each picture written into it so
/// that it can be read back from a screen: how old a picture is when it is seen there.
///
/// The number stands at the top as a row of [#CELLS] squares, a twentieth of the picture wide each,
/// which is how wide a patch of a masked picture is: pixelated, each square keeps its brightness.
/// White and black first, then [#BITS] bits of the number in Gray code, highest first, so that
/// nothing between two numbers reads as a third; then one bit that makes the white ones even.
///
/// Used by one thread.
final class TimeCodePattern implements Encoder.Source {

  static final int CELLS = 20;
  static final int BITS = 12;

  private static final byte WHITE = (byte) 235;
  private static final byte BLACK = 16;

  private final Film film;
  private final StreetPattern street;

  TimeCodePattern(Film film, long seed) {
    this.film = film;
    this.street = new StreetPattern(film, seed);
  }

  /// As long as its people walk.
  static int pictures(Film film) {
    return StreetPattern.slotPictures(film);
  }

  @Override
  public void draw(int picture, byte[] i420) {
    street.draw(picture, i420);
    int gray = picture ^ picture >> 1;
    cell(0, true, i420);
    cell(1, false, i420);
    for (int bit = 0; bit < BITS; bit++) {
      cell(2 + bit, (gray >> BITS - 1 - bit & 1) == 1, i420);
    }
    cell(2 + BITS, Integer.bitCount(gray) % 2 == 1, i420);
  }

  private void cell(int number, boolean white, byte[] i420) {
    int side = film.width() / CELLS;
    // A little taller than wide: rows of mask blocks are.
    for (int y = 0; y < side + side / 4; y++) {
      int row = y * film.width() + number * side;
      Arrays.fill(i420, row, row + side, white ? WHITE : BLACK);
    }
  }
}
