package org.vigie.simulator.draw;

/// A light that comes and goes: a flame, a lit sign, a beacon, or what a headlight or a flame
/// throws on the ground.
///
/// @param radius in metres
/// @param tall its height over its width; on the ground: its depth over its width
/// @param colour of the light itself; above 1 it burns out
/// @param strength 1 hides what is behind, less lets it through; on the ground: how much it adds
/// @param ground whether it lies on the ground
public record Glow(
    Vec at, double radius, double tall, Rgb colour, double strength, boolean ground) {

  /// Something that shines, or smokes, in the air.
  public static Glow air(Vec at, double radius, double tall, Rgb colour, double strength) {
    return new Glow(at, radius, tall, colour, strength, false);
  }

  /// Light that falls on the ground.
  public static Glow pool(double x, double z, double radius, Rgb colour, double strength) {
    return new Glow(new Vec(x, 0, z), radius, 1, colour, strength, true);
  }
}
