package org.vigie.desk;

/// By which light a camera sees: rules are commissioned and measured apart for each.
public enum Light {
  DAY,
  /// The sun is between the horizon and 6 degrees below it (civil twilight).
  TWILIGHT,
  NIGHT,
  /// The town's configuration does not say where it is.
  UNKNOWN
}
