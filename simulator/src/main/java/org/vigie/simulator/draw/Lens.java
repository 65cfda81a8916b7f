package org.vigie.simulator.draw;

/// A fixed camera above the ground: turns metres into fractions of the picture and back.
///
/// Fractions have their origin at the top left; both axes are scaled by the picture's width and
/// height, which stand 16 to 9.
///
/// @param height of the camera over the ground, in metres
/// @param pitch how far it looks down, in radians
/// @param yaw how far it is turned to the right, in radians
/// @param focal distance in picture widths: 1 sees 53 degrees, 0.7 sees 71
public record Lens(double height, double pitch, double yaw, double focal) {

  private static final double ASPECT = 16.0 / 9;

  public static Lens degrees(double height, double pitch, double yaw, double focal) {
    return new Lens(height, Math.toRadians(pitch), Math.toRadians(yaw), focal);
  }

  public Vec eye() {
    return new Vec(0, height, 0);
  }

  /// Metres in front of the camera, along its axis.
  public double depth(Vec p) {
    return forward(p) * Math.cos(pitch) - (p.y() - height) * Math.sin(pitch);
  }

  /// Where a place in front of the camera appears, across.
  public double across(Vec p) {
    double side = p.x() * Math.cos(yaw) - p.z() * Math.sin(yaw);
    return 0.5 + focal * side / depth(p);
  }

  /// Where a place in front of the camera appears, down.
  public double down(Vec p) {
    double up = (p.y() - height) * Math.cos(pitch) + forward(p) * Math.sin(pitch);
    return 0.5 - focal * ASPECT * up / depth(p);
  }

  /// How large a metre appears there, in picture widths.
  public double scale(Vec p) {
    return focal / depth(p);
  }

  /// The direction from the eye through a point of the picture.
  public Vec ray(double across, double down) {
    double a = (across - 0.5) / focal;
    double b = (0.5 - down) / (focal * ASPECT);
    double f = Math.cos(pitch) + b * Math.sin(pitch);
    double up = b * Math.cos(pitch) - Math.sin(pitch);
    return new Vec(a * Math.cos(yaw) + f * Math.sin(yaw), up, f * Math.cos(yaw) - a * Math.sin(yaw))
        .unit();
  }

  /// A direction as the camera sees it: x right, y up, z towards the camera.
  public Vec seen(Vec d) {
    double f = d.x() * Math.sin(yaw) + d.z() * Math.cos(yaw);
    return new Vec(
        d.x() * Math.cos(yaw) - d.z() * Math.sin(yaw),
        d.y() * Math.cos(pitch) + f * Math.sin(pitch),
        d.y() * Math.sin(pitch) - f * Math.cos(pitch));
  }

  private double forward(Vec p) {
    return p.x() * Math.sin(yaw) + p.z() * Math.cos(yaw);
  }
}
