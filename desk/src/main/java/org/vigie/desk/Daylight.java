package org.vigie.desk;

import java.time.Instant;

/// Where a town is, and so how high its sun stands. Immutable.
///
/// Low-precision position of the sun after the Astronomical Almanac (US Naval Observatory, page
/// C5): within 0.01 degrees from 1950 to 2050, far better than hills and houses allow.
///
/// @param latitude degrees, north positive, -90 to 90
/// @param longitude degrees, east positive, -180 to 180
public record Daylight(double latitude, double longitude) {

  /// The sun's upper edge is on the horizon, refraction included.
  private static final double HORIZON = -0.833;

  private static final double CIVIL_TWILIGHT = -6;

  private static final double J2000_SECONDS = 946_728_000;
  private static final double DAY_SECONDS = 86_400;

  public Light at(Instant instant) {
    double elevation = elevation(instant);
    return elevation >= HORIZON
        ? Light.DAY
        : elevation >= CIVIL_TWILIGHT ? Light.TWILIGHT : Light.NIGHT;
  }

  /// How high the middle of the sun stands over the horizon, in degrees.
  double elevation(Instant instant) {
    double days = (instant.getEpochSecond() - J2000_SECONDS) / DAY_SECONDS;
    double anomaly = Math.toRadians(357.528 + 0.9856003 * days);
    double longitudeOfSun =
        Math.toRadians(
            280.460 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.020 * Math.sin(2 * anomaly));
    double tilt = Math.toRadians(23.439 - 0.0000004 * days);
    double ascension =
        Math.atan2(Math.cos(tilt) * Math.sin(longitudeOfSun), Math.cos(longitudeOfSun));
    double declination = Math.asin(Math.sin(tilt) * Math.sin(longitudeOfSun));
    double sidereal = Math.toRadians((18.697374558 + 24.06570982441908 * days) * 15);
    double hourAngle = sidereal + Math.toRadians(longitude) - ascension;
    double here = Math.toRadians(latitude);
    return Math.toDegrees(
        Math.asin(
            Math.sin(here) * Math.sin(declination)
                + Math.cos(here) * Math.cos(declination) * Math.cos(hourAngle)));
  }
}
