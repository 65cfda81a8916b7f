package org.vigie.simulator;

import java.util.SplittableRandom;

/// A street where nothing happens but, for one of [#SLOTS] equal stretches of the loop, people
/// who walk across it. Cameras whose loops are a slot apart each have their people at another
/// time, so that one in [#SLOTS] is active at any moment. The sensor's noise never rests, as in
/// real cameras.
///
/// Used by one thread.
public final class StreetPattern implements Encoder.Source {

  public static final int SLOTS = 20;
  public static final int SLOT_SECONDS = 20;

  private static final int GRAINS = 1 << 20;
  private static final int WALKERS = 4;

  private final Film film;
  private final byte[] street;
  private final byte[] grain = new byte[GRAINS];

  StreetPattern(Film film, long seed) {
    this.film = film;
    this.street = new byte[film.width() * film.height()];
    var random = new SplittableRandom(seed);
    paintStreet(random);
    for (int i = 0; i < GRAINS; i++) {
      grain[i] = (byte) (random.nextInt(4) + random.nextInt(4) - 3);
    }
  }

  static int slotPictures(Film film) {
    return SLOT_SECONDS * film.rate();
  }

  /// When in its slot the first walker is whole in the picture, in seconds.
  public static double wholeWalkerS() {
    var film = Film.TOWN_SUB;
    int wide = wide(film);
    int way = film.width() + 2 * wide;
    return wide * 9.0 * SLOT_SECONDS / (10.0 * way);
  }

  private static int tall(Film film) {
    return film.height() / 5;
  }

  private static int wide(Film film) {
    return tall(film) * 2 / 5;
  }

  int pictures() {
    return SLOTS * slotPictures(film);
  }

  @Override
  public void draw(int picture, byte[] i420) {
    var random = new SplittableRandom(picture);
    for (int y = 0; y < film.height(); y++) {
      int row = y * film.width();
      int from = random.nextInt(GRAINS - film.width());
      for (int x = 0; x < film.width(); x++) {
        i420[row + x] = (byte) ((street[row + x] & 255) + grain[from + x]);
      }
    }
    int chroma = film.width() * film.height();
    java.util.Arrays.fill(i420, chroma, i420.length, (byte) 128);
    if (picture < slotPictures(film)) {
      for (int n = 0; n < WALKERS; n++) {
        walker(n, picture, i420);
      }
    }
  }

  /// Houses with windows above, pavement and road below.
  private void paintStreet(SplittableRandom random) {
    int horizon = film.height() / 3;
    for (int y = 0; y < film.height(); y++) {
      for (int x = 0; x < film.width(); x++) {
        boolean window = y < horizon && x / 16 % 3 == 0 && y / 20 % 2 == 0;
        int shade = y < horizon ? (window ? 70 : 150) : 90 + (y - horizon) / 6;
        street[y * film.width() + x] = (byte) (shade + random.nextInt(9));
      }
    }
  }

  /// Enters at one side when the slot begins and is across before it ends.
  private void walker(int number, int picture, byte[] i420) {
    int tall = tall(film);
    int wide = wide(film);
    int way = film.width() + 2 * wide;
    int pace = picture * way * 10 / (9 * slotPictures(film)) - number * wide;
    if (pace < 0 || pace > way) {
      return;
    }
    int left = (number % 2 == 0 ? pace : way - pace) - wide;
    int top = film.height() / 3 + number * film.height() / 8;
    for (int y = top; y < Math.min(film.height(), top + tall); y++) {
      for (int x = Math.max(0, left); x < Math.min(film.width(), left + wide); x++) {
        int shade = (y - top) * 4 < tall ? 190 : 40 + 20 * number;
        i420[y * film.width() + x] = (byte) shade;
      }
    }
  }
}
