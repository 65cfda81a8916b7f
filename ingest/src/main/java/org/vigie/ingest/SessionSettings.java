package org.vigie.ingest;

import java.time.Duration;

/// How patient a camera session is.
///
/// @param connect how long connecting, and each answer before the first picture, may take
/// @param progress how long no complete picture may arrive before the camera counts as lost
/// @param firstRetry the first wait after a failure; waits double up to `mostRetry`
/// @param firstRefused the first wait after a refusal, longer: tries with a wrong password lock
///     accounts; waits double up to `mostRefused`
public record SessionSettings(
    Duration connect,
    Duration progress,
    Duration firstRetry,
    Duration mostRetry,
    Duration firstRefused,
    Duration mostRefused) {

  /// What suits cameras in a street.
  public static SessionSettings usual() {
    return new SessionSettings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofMillis(500),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5));
  }
}
