package org.vigie.bench;

import tools.jackson.databind.JsonNode;

/// What an audit found on the disk, added up over cameras.
///
/// @param accessUnits pictures decrypted and counted
/// @param missing pictures that a camera of this rate sends in the time that counts as recorded and
///     that are not there; two at the ends of each run may be missing for want of their neighbours
/// @param longestSeconds the longest time that a camera was recorded
record DiskFigures(
    int cameras, long accessUnits, long missing, long gaps, long bytes, double longestSeconds) {

  private static final int ENDS = 2;

  /// Adds up the cameras of a run's report.
  ///
  /// @param rate pictures a second
  static DiskFigures of(JsonNode report, int rate) {
    int cameras = 0;
    long units = 0;
    long missing = 0;
    long gaps = 0;
    long bytes = 0;
    double longest = 0;
    for (var camera : report.path("cameras")) {
      cameras++;
      long there = camera.path("access_units").asLong();
      double seconds = camera.path("recorded_seconds").asDouble();
      long lacking = Math.round(seconds * rate) - there;
      missing += lacking > ENDS ? lacking : 0;
      units += there;
      gaps += camera.path("gaps").size();
      bytes += camera.path("bytes").asLong();
      longest = Math.max(longest, seconds);
    }
    return new DiskFigures(cameras, units, missing, gaps, bytes, longest);
  }

  double megabytesPerSecond() {
    return longestSeconds == 0 ? 0 : bytes / 1e6 / longestSeconds;
  }
}
