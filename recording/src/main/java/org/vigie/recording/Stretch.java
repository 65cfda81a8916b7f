package org.vigie.recording;

/// A stretch of footage, see [Micros].
///
/// @param tolerance how long a hole after it may be without being a gap
record Stretch(long from, long to, long tolerance) {

  /// Two runs closer than this follow on directly.
  static final long LEAST_TOLERANCE = 200_000;

  /// The tolerance is 200 ms, or two pictures of a slow camera.
  static Stretch of(long from, long to, long pictures) {
    long picture = pictures == 0 ? 0 : (to - from) / pictures;
    return new Stretch(from, to, Math.max(LEAST_TOLERANCE, 2 * picture));
  }
}
