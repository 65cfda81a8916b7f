package org.vigie.governance.ledger;

/// Names of tiles as C2SP tlog-tiles has them: `x001/x234/067`, and `x001/x234/067.p/8` for one of
/// 8 hashes.
final class TilePath {

  private TilePath() {}

  static String of(long number) {
    var path = "%03d".formatted(number % 1000);
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      path = "x%03d/".formatted(rest % 1000) + path;
    }
    return path;
  }

  static String partial(long number, int width) {
    return of(number) + ".p/" + width;
  }
}
