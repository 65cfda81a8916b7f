package org.vigie.simulator;

/// What a clip is to be encoded like.
///
/// @param rate pictures in a second
/// @param bitrate bits in a second
/// @param gop pictures from one key picture to the next
public record Film(String kind, int width, int height, int rate, int bitrate, int gop) {

  static final Film MAIN = new Film("main", 1280, 720, 12, 1_000_000, 12);
  static final Film SUB = new Film("sub", 640, 360, 10, 300_000, 10);
  static final Film BENCH_MAIN = new Film("m", 1920, 1080, 25, 4_000_000, 25);
  static final Film TOWN_MAIN = new Film("town-m", 1920, 1080, 25, 2_000_000, 25);
  static final Film TOWN_SUB = new Film("town-s", 640, 360, 10, 300_000, 10);
  static final Film TIME_CODE_MAIN = new Film("time-code-m", 1280, 720, 12, 1_500_000, 12);
  static final Film TIME_CODE_SUB = new Film("time-code-s", 640, 360, 10, 400_000, 10);
  static final Film BENCH_SUB = new Film("s", 640, 360, 10, 400_000, 10);

  int pictureBytes() {
    return width * height * 3 / 2;
  }
}
