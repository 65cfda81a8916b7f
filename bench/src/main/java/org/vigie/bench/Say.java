package org.vigie.bench;

/// How benches speak: progress to standard error, figures rounded to what they mean.
final class Say {

  private Say() {}

  static void line(String bench, String what) {
    System.err.println("bench " + bench + ": " + what);
  }

  static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
