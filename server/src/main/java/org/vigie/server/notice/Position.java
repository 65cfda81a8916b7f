package org.vigie.server.notice;

/// Where something stands, WGS 84.
///
/// @param latitude degrees north, -90 to 90
/// @param longitude degrees east, -180 to 180
public record Position(double latitude, double longitude) {

  private static final double METRES_A_DEGREE = 111_320;

  /// How far from another position, in metres; exact enough across a town.
  public double metresTo(Position other) {
    return Math.hypot(metresEastOf(other), metresNorthOf(other));
  }

  /// How far east of another position, in metres; exact enough across a town.
  double metresEastOf(Position other) {
    return (longitude - other.longitude)
        * METRES_A_DEGREE
        * Math.cos(Math.toRadians(other.latitude));
  }

  /// How far north of another position, in metres.
  double metresNorthOf(Position other) {
    return (latitude - other.latitude) * METRES_A_DEGREE;
  }
}
