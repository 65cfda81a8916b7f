package org.vigie.simulator.draw;

/// A linear colour: what a surface reflects (0 to 1) or a light gives.
public record Rgb(double r, double g, double b) {

  public static final Rgb BLACK = new Rgb(0, 0, 0);

  /// From the usual hexadecimal form, 0xRRGGBB, which is gamma coded.
  public static Rgb hex(int rgb) {
    return new Rgb(linear(rgb >> 16), linear(rgb >> 8), linear(rgb));
  }

  public Rgb times(double k) {
    return new Rgb(r * k, g * k, b * k);
  }

  public Rgb times(Rgb o) {
    return new Rgb(r * o.r, g * o.g, b * o.b);
  }

  public Rgb plus(Rgb o) {
    return new Rgb(r + o.r, g + o.g, b + o.b);
  }

  public Rgb mix(Rgb o, double t) {
    return new Rgb(Noise.mix(r, o.r, t), Noise.mix(g, o.g, t), Noise.mix(b, o.b, t));
  }

  public double luminance() {
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  private static double linear(int channel) {
    return Math.pow((channel & 255) / 255.0, 2.2);
  }
}
